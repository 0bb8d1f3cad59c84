"""Words of the steps of the way, for the funnel and the forecast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from pulau.core.analytics.funnel import Step

if TYPE_CHECKING:
    from pulau.foundation.ui.charts.table import Words

COLUMN_OF: Final[Mapping[Step, str]] = {
    Step.DECLARED: "declared",
    Step.SELF_ASSESSED: "self_assessed",
    Step.INTERNAL: "internal",
    Step.NATIONAL: "national",
    Step.WBK: "wbk",
    Step.WBBM: "wbbm",
}
"""The column of a question's answer for each step."""
STEP_WORDS: Final[Mapping[Step, Words]] = {
    Step.DECLARED: _("Mencanangkan"),
    Step.SELF_ASSESSED: _("Menilai diri"),
    Step.INTERNAL: _("Dinilai TPI"),
    Step.NATIONAL: _("Dievaluasi TPN"),
    Step.WBK: "WBK",
    Step.WBBM: "WBBM",
}
