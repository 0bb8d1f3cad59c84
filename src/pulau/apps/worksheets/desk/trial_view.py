"""The page of a trial: what other answers would bring, beside what stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from pulau.apps.worksheets.desk.frame import desk_context
from pulau.apps.worksheets.desk.side import side_view
from pulau.apps.worksheets.desk.trial_fields import other_fields, tried_fields
from pulau.apps.worksheets.report.versus.model import Side
from pulau.apps.worksheets.report.versus.page import versus

if TYPE_CHECKING:
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.desk.trying import Trial

FORM: Final = "coba-jawaban"


def trial_context(desk: Desk, trial: Trial) -> dict[str, Any]:
    """Return what the page shows."""
    now, then = Side(_("Sekarang"), desk.calculation), Side(_("Percobaan"), trial.calculation)
    return desk_context(desk, "plan") | {
        "trial": trial,
        "trial_form": FORM,
        "trial_side": side_view(trial.calculation, desk.language),
        "tried": tried_fields(desk, trial),
        "groups": other_fields(desk, trial),
        "versus": versus(now, then, desk.language) if trial.tried else None,
        "trial_address": desk.address("try"),
    }
