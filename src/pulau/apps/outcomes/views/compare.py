"""A unit's years side by side (`…/hasil/banding`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.contract import SEE, case_frame
from pulau.apps.outcomes.comparing import figure_rows, item_rows, last_change, todays_pack, years_of
from pulau.core.workflow.levels import Body
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.outcomes.comparing import YearView


@requires(may(SEE))
@never_cache
@require_safe
def compare(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the years of a case's unit, each under its own regulation and all under today's. Raises CaseNotFound."""
    frame = case_frame(request, unit, year)
    years = years_of(frame.actor, frame.case.unit_id)
    today, language = todays_pack(), spoken_language()
    words = {"total": _("Nilai total"), "enabler": _("Pengungkit"), "result": _("Hasil")}
    change = last_change(years)
    context = {
        "years": [(one, _by(one)) for one in years],
        "own_rows": figure_rows([one.own for one in years], frame.case.regulation, language, words),
        "simulated_rows": figure_rows([one.simulated for one in years], today.id, language, words),
        "today": today,
        "simulates": any(not one.same_law for one in years),
        "change": change,
        "items": item_rows(change, language) if change else [],
        "last": years[-2:],
    }
    return render(request, "outcomes/compare.html", {**frame.context, **context})


def _by(view: YearView) -> str:
    """Return whose judgement a year's figures are, in words."""
    if view.body is Body.TPN:
        return _("TPN")
    return _("TPI") if view.body is Body.TPI else _("Penilaian mandiri")
