"""What casework tells the rest of the platform, in one place: registered as the app is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pulau.apps.assessments import case_news, moving_news
from pulau.apps.assessments.facts import case_of
from pulau.apps.assessments.policies import SEE
from pulau.apps.assessments.seats import bars_of_seats, case_parts_of, judging_now, seats_of
from pulau.apps.assessments.selectors import cases_for
from pulau.apps.assessments.team_page import assigns_at
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.assigning import STAGES_OF, covers
from pulau.core.workflow.levels import CHAINS, AssessorLevel, Body
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.process_cases import (
    CasePart,
    CasePlace,
    CaseTab,
    PartLine,
    case_followers,
    case_parts,
    case_places,
    case_tabs,
)
from pulau.foundation.registry.unit_links import UnitLink, UnitLinks, unit_links
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.core.shared.actor import Actor

SIX_HOURS: Final = 6 * 60


def register_casework() -> None:
    """Register it."""
    notice_groups.add(case_news.GROUP)
    notice_kinds.add(*case_news.KINDS)
    due_sources.add(moving_news.DUE_CASES)
    case_followers.add(moving_news.TELLING)
    periodic_jobs.add(PeriodicJob("pulau.apps.assessments.tasks.look_at_assessors", SIX_HOURS))
    case_parts.add(CasePart("assessments.team", "Tim penilai", 10, team_line))
    case_tabs.add(CaseTab("assessments.team", "Tim", 10, "assessments:team", _sees))
    case_places.add(CasePlace("assessments", _place))
    unit_links.add(UnitLinks("assessments", gettext_lazy("Penilaian"), links_of_unit))


def links_of_unit(actor: Actor, unit_id: UUID) -> list[UnitLink]:
    """Return the cases of a unit that the actor may see, newest first; one query."""
    rows = cases_for(actor).filter(unit_id=unit_id).order_by("-year", "-number")[:10]
    return [
        UnitLink(reverse("assessments:case", args=[row.unit_code, row.year]), f"{row.title} {row.year}", _stage(row))
        for row in rows
    ]


def team_line(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    """Return how many judge the case, and what whoever assigns has to do."""
    case = case_of(actor.tenant_id, case_id)
    seats = seats_of(case)
    href = reverse("assessments:team", args=[unit, year])
    people = len({seat.person for seat in seats})
    words = ngettext("%(n)d penilai ditunjuk", "%(n)d penilai ditunjuk", people) % {"n": people}
    missing = [level for level in _levels_wanted(case) if assigns_at(actor, case, level)]
    parts = case_parts_of(case)
    if any(not covers(level, seats, parts) for level in missing):
        return PartLine(words, href, _("Lengkapi tim penilai"))
    if missing and bars_of_seats(case, judging_now(case), case.stage_since):
        return PartLine(words, href, _("Ganti penilai yang berbenturan kepentingan"))
    return PartLine(words if people else _("Belum ada yang ditunjuk"), href)


def _levels_wanted(case: Case) -> list[AssessorLevel]:
    if case.stage in STAGES_OF[Body.TPI]:
        return list(CHAINS[Body.TPI])
    if case.stage == "preliminary":
        return [AssessorLevel.PRELIMINARY]
    wanted = {"proposed": 1, "screening": 1, "desk": 2, "field": 2}.get(case.stage, 0)
    return [AssessorLevel.TPN_DESK, AssessorLevel.TPN_FIELD][:wanted]


def _sees(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return allowed(actor, SEE, unit_id=unit_id, state=stage)


def _place(actor: Actor, unit_id: UUID, unit: str, year: int) -> str:
    return reverse("assessments:case", args=[unit, year]) if allowed(actor, SEE, unit_id=unit_id) else ""


def _stage(case: Case) -> str:
    return ASSESSMENT.stages[case.stage].words(spoken_language())
