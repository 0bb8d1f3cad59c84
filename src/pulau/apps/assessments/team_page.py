"""What the pages of a case's team show: levels with who judges there, who could, and how a lot was drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pulau.apps.assessments.facts import needs_preliminary
from pulau.apps.assessments.item_views import level_color, part_names
from pulau.apps.assessments.models import Assignment, Level
from pulau.apps.assessments.policies import ASSIGNING
from pulau.apps.assessments.seats import (
    assigned_here,
    bars_of_seats,
    candidates_for,
    case_parts_of,
    seat_of,
    work_of,
)
from pulau.apps.people.contract import conflict_sentences
from pulau.core.workflow.assessment import NATIONAL
from pulau.core.workflow.assigning import BY_AREAS, bodies_at, covers
from pulau.core.workflow.levels import BODY_OF, AssessorLevel, Body
from pulau.core.workflow.lots import ranked
from pulau.foundation.accounts.models import User
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.apps.people.contract import Assessor
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class SeatView:
    """An assignment as the page shows it; `bars` only to whoever assigns at its level."""

    row: Assignment
    parts: tuple[str, ...]
    bars: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level with who judges there, and whether the reader assigns there now."""

    level: AssessorLevel
    name: str
    color: str
    seats: tuple[SeatView, ...]
    full: bool
    assigns: bool
    ended: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class CandidateView:
    """Somebody who holds a role for the level: how much they judge already, and what bars them (sentences)."""

    user_id: str
    name: str
    work: int
    bars: tuple[str, ...]
    taken: bool

    @property
    def able(self) -> bool:
        """Whether they can be chosen."""
        return not self.bars and not self.taken


@dataclass(frozen=True, slots=True)
class TicketView:
    """A candidate of a draw with the ticket, in the order of the draw."""

    number: int
    name: str
    candidate: str
    load: int
    ticket: str
    drawn: bool


def team_context(actor: Actor, case: Case, now: datetime) -> dict[str, Any]:
    """Return the levels of a case with their people."""
    rows = list(_rows(case))
    standing = [row for row in rows if row.ended_at is None]
    bars = bars_of_seats(case, [seat_of(row) for row in standing], now)
    sentences = {
        row.user_id: tuple(conflict_sentences(actor, bars[row.user_id], row.user.get_full_name()))
        for row in standing
        if row.user_id in bars
    }
    told = _Told(actor, case, rows, sentences)
    return {"levels": [told.level(level) for level in _levels(case, rows)]}


def assigns_at(actor: Actor, case: Case, level: AssessorLevel) -> bool:
    """Whether the actor assigns at a level of the case now."""
    action = ASSIGNING[BODY_OF[level]]
    return assigned_here(case.stage, level) and allowed(actor, action, unit_id=case.unit_id, state=case.stage)


def candidate_views(actor: Actor, case: Case, level: AssessorLevel, now: datetime) -> list[CandidateView]:
    """Return who holds a role for a level, by name; who can be assigned first."""
    found: dict[str, Assessor] = {}
    for each in candidates_for(case, [level], now):
        found.setdefault(str(each.user_id), each)
    work = work_of(case, BODY_OF[level])
    taken = {str(row.user_id) for row in _rows(case) if row.ended_at is None and row.level == level.value}
    views = [
        CandidateView(
            key, each.name, work.get(key, 0), tuple(conflict_sentences(actor, each.conflicts, each.name)), key in taken
        )
        for key, each in found.items()
    ]
    return sorted(views, key=lambda view: bool(view.bars))


def part_choices(case: Case, level: AssessorLevel, chosen: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """Return (code, name, chosen) of what the work of a level can be parted into; nothing where it is not."""
    if level not in BY_AREAS:
        return []
    return [(code, name, code in chosen) for code, name in part_names(case.regulation).items()]


def lot_views(row: Assignment) -> list[TicketView]:
    """Return the candidates of the draw by which an assignment came about, in the order that anybody can work out."""
    lot = row.lot
    people = User.objects.filter(pk__in=lot["candidates"]).order_by().values_list("pk", "full_name")
    names = {str(pk): name for pk, name in people}
    tickets = ranked(lot["candidates"], lot["seed"], lot.get("loads"))
    return [
        TicketView(n, names.get(each.candidate, _("Akun yang sudah dihapus")), each.candidate, each.load, each.ticket,
                   each.candidate in lot["drawn"])
        for n, each in enumerate(tickets, 1)
    ]  # fmt: skip


def _levels(case: Case, rows: list[Assignment]) -> list[AssessorLevel]:
    used = {AssessorLevel(row.level) for row in rows}
    bodies = set(bodies_at(case.stage)) | {Body.TPI} | ({Body.TPN} if case.stage in NATIONAL else set())
    if Body.PRELIMINARY in bodies and not needs_preliminary(case):
        bodies.discard(Body.PRELIMINARY)
    return [level for level in AssessorLevel if BODY_OF[level] in bodies or level in used]


def _rows(case: Case) -> Any:  # noqa: ANN401 - a query set of rows with their people
    rows = Assignment.objects.for_tenant(case.tenant_id).filter(case_id=case.pk)
    return rows.select_related("user", "given_by").order_by("given_at", "id")


@dataclass(frozen=True, slots=True)
class _Told:
    actor: Actor
    case: Case
    rows: list[Assignment]
    bars: dict[Any, tuple[str, ...]]

    def level(self, level: AssessorLevel) -> LevelView:
        here = [row for row in self.rows if row.level == level.value]
        standing = [row for row in here if row.ended_at is None]
        assigns = assigns_at(self.actor, self.case, level)
        return LevelView(
            level=level,
            name=str(Level(level).label),
            color=level_color(level),
            seats=tuple(self._seat(row, assigns=assigns) for row in standing),
            full=covers(level, [seat_of(row) for row in standing], case_parts_of(self.case)),
            assigns=assigns,
            ended=tuple(row for row in here if row.ended_at is not None) if assigns else (),
        )

    def _seat(self, row: Assignment, *, assigns: bool) -> SeatView:
        both = row.level in {AssessorLevel.TPN_DESK, AssessorLevel.TPN_FIELD} and any(
            other.user_id == row.user_id
            and other.ended_at is None
            and other.level in {AssessorLevel.TPN_DESK, AssessorLevel.TPN_FIELD} - {row.level}
            for other in self.rows
        )
        note = _("Menilai dokumen dan lapangan sekaligus; aturan tidak melarangnya.") if both and assigns else ""
        names = part_names(self.case.regulation)
        parts = tuple(names[part] for part in row.areas)
        return SeatView(row, parts, self.bars.get(row.user_id, ()) if assigns else (), note)
