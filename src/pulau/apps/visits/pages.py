"""What pages of a visit show: its areas and lines with what stands, its photos, and what came late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model

from pulau.apps.visits.models import LateState, Seen
from pulau.apps.visits.policies import RECORD
from pulau.apps.visits.rooms import STAGES, in_time
from pulau.apps.visits.selectors import (
    findings_of,
    inside,
    late_of,
    lines_now,
    photos_of,
    reads_findings,
)
from pulau.apps.worksheets.contract import handed_evidence
from pulau.exchange.field_checklist import RESULT, checklist_on
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pulau.apps.assessments.contract import Case
    from pulau.apps.visits.models import LateFinding, Visit
    from pulau.apps.visits.selectors import LineNow
    from pulau.core.shared.actor import Actor
    from pulau.exchange.field_checklist import ChecklistLine

_RESULT = {"id": "Hasil dan kinerja", "en": "Results and performance"}


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of the worksheet that a line concerns: its number, its question, and the evidence handed in beside it.

    A confidential piece has no title here: the page lies on a phone.
    """

    number: str
    question: str
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the checklist as a page shows it; `now` is None where nobody filled it."""

    key: str
    text: str
    items: tuple[ItemView, ...]
    now: LineNow | None


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area of the checklist; `filled` counts its lines that somebody filled."""

    key: str
    name: str
    lines: tuple[LineView, ...]
    summary: str
    filled: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LateView:
    """A line that came late, with its words and what stands beside it."""

    row: LateFinding
    text: str
    now: LineNow | None
    waits: bool


def area_names(case: Case, day: date) -> dict[str, str]:
    """Return the names of the areas of the checklist of a day, in its order."""
    names, tongue = load_wording(case.regulation).areas, spoken_language()
    return {
        area: _RESULT[tongue] if area == RESULT else names[area][tongue] if area in names else area
        for area in checklist_on(day).areas
    }


def checklist_view(
    case: Case, visit: Visit, now: Mapping[str, LineNow], pieces: Mapping[str, tuple[str, ...]] | None = None
) -> list[AreaView]:
    """Return the areas of a visit's checklist with their lines as they stand; `pieces` are titles by item."""
    names = area_names(case, visit.checklist_on)
    found = []
    for area, lines in checklist_on(visit.checklist_on).areas.items():
        views = tuple(_line(case, line, now.get(line.id), pieces or {}) for line in lines)
        stands = [view.now.stands.seen for view in views if view.now]
        counts = tuple((str(label), stands.count(code)) for code, label in Seen.choices)
        found.append(AreaView(area, names[area], views, visit.summary.get(area, ""), len(stands), counts))
    return found


def titles_of(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the titles of what was handed in, by item; a confidential piece is only counted, as an empty title."""
    handed = handed_evidence(case.tenant_id, case.worksheet_id)
    return {
        item: tuple("" if piece.confidential else piece.title for piece in pieces) for item, pieces in handed.items()
    }


def _line(case: Case, line: ChecklistLine, now: LineNow | None, pieces: Mapping[str, tuple[str, ...]]) -> LineView:
    pack, words, tongue = load_pack(case.regulation), load_wording(case.regulation), spoken_language()
    items = tuple(
        ItemView(pack.items[item].number, words.items[item].question[tongue], pieces.get(item, ()))
        for item in line.items_in(pack)
    )
    return LineView(line.id, line.text[tongue], items, now)


def records(actor: Actor, case: Case, visit: Visit) -> bool:
    """Whether what the reader fills in now counts: of the visit's team, allowed, and in time."""
    return on_team(actor, case, visit) and in_time(case, visit, actor.user_id)


def on_team(actor: Actor, case: Case, visit: Visit) -> bool:
    """Whether the reader belongs to a visit's team and may record at the case's stage."""
    return str(actor.user_id) in visit.team and allowed(actor, RECORD, unit_id=case.unit_id, state=case.stage)


def leads(actor: Actor, case: Case, visit: Visit) -> bool:
    """Whether the reader leads a visit whose stage is on."""
    return visit.leader_id == actor.user_id and on_team(actor, case, visit) and case.stage in STAGES[visit.kind]


def team_names(visit: Visit) -> list[str]:
    """Return the names of a visit's team, its leader first."""
    ids = [UUID(one) for one in visit.team]
    found = dict(get_user_model().objects.filter(pk__in=ids).values_list("pk", "full_name"))
    return [found[key] for key in sorted(ids, key=lambda key: (key != visit.leader_id, found.get(key, "")))]


def visit_context(actor: Actor, case: Case, visit: Visit) -> dict[str, Any]:
    """Return what the page of a visit shows to the reader."""
    ours = inside(actor, case, visit.kind)
    reads = reads_findings(actor, case, visit)
    now = lines_now(findings_of(visit)) if reads else {}
    context: dict[str, Any] = {
        "visit": visit,
        "team": team_names(visit),
        "inside": ours,
        "reads": reads,
        "areas": checklist_view(case, visit, now) if reads else [],
        "disputed": sum(1 for line in now.values() if line.beside),
        "records": ours and records(actor, case, visit),
        "leads": ours and leads(actor, case, visit),
    }
    if ours:
        context["photos"] = list(photos_of(visit))
        context["late"] = late_views(visit, now)
        context["decides"] = visit.leader_id == actor.user_id and on_team(actor, case, visit)
    return context


def late_views(visit: Visit, now: Mapping[str, LineNow]) -> list[LateView]:
    """Return what came late, with the words of each line and what stands."""
    checklist, tongue = checklist_on(visit.checklist_on), spoken_language()
    found = []
    for row in late_of(visit):
        line = checklist.line(row.line)
        text = line.text[tongue] if line else row.line
        found.append(LateView(row, text, now.get(row.line), row.state == LateState.WAITING))
    return found
