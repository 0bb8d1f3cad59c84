"""What every page of a case needs: who reads, which case, its heading, and the tabs that lead to its other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, gettext

from pulau.apps.assessments.selectors import get_case_for
from pulau.core.workflow.assessment import ASSESSMENT, WITH_TPI
from pulau.exchange.packs import load_pack
from pulau.foundation.registry.process_cases import case_tabs
from pulau.foundation.tenancy.acting import required_actor

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.assessments.models import Case
    from pulau.core.shared.actor import Actor
    from pulau.core.workflow.model import Stage


@dataclass(frozen=True, slots=True)
class TabView:
    """A tab: its words, where it leads, whether the reader stands there."""

    words: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class CaseFrame:
    """Who reads, the case they may see, and what `assessments/case_base.html` shows of it on each of its pages.

    A page renders its template with `{**frame.context, ...}`. The template extends `assessments/case_base.html` and
    fills the blocks `case_title` (its own name, for the window's title and the trail) and `case`. To stand among the
    tabs, an app adds a `CaseTab` to the hook `case_tabs`.
    """

    actor: Actor
    case: Case
    context: dict[str, Any]


def case_frame(request: HttpRequest, unit: str, year: int) -> CaseFrame:
    """Return the frame of a unit's newest case of a year. Raises CaseNotFound (404), PermissionDenied for strangers."""
    actor = required_actor(request)
    case = get_case_for(actor, unit, year)
    home = reverse("assessments:case", args=[unit, year])
    stage = ASSESSMENT.stages[case.stage]
    context = {
        "case": case,
        "case_unit": unit,
        "case_home": home,
        "case_at_home": request.path == home,
        "case_stage": stage.words(get_language() or ""),
        "case_color": stage_color(stage),
        "case_final": stage.final,
        "case_instrument": load_pack(case.regulation).instrument,
        "case_tabs": _tabs(actor, case, unit, request.path),
    }
    return CaseFrame(actor, case, context)


def stage_color(stage: Stage) -> str:
    """Return the colour of a stage's tag: that of the level which has it before it, always beside the level's name."""
    if stage.code in WITH_TPI and "TPI" in stage.indonesian:
        return "nila"
    return "terumbu" if "TPN" in stage.indonesian else "neutral"


def _tabs(actor: Actor, case: Case, unit: str, path: str) -> list[TabView]:
    home = reverse("assessments:case", args=[unit, case.year])
    found = [TabView(gettext("Ringkasan"), home, path == home)]
    for tab in sorted(case_tabs, key=lambda tab: (tab.order, tab.code)):
        if tab.shown(actor, case.unit_id, case.stage):
            href = reverse(tab.url_name, args=[unit, case.year])
            found.append(TabView(gettext(str(tab.title)), href, path == href or path.startswith(f"{href}/")))
    return found
