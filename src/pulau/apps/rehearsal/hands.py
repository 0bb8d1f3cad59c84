"""What turns of a play are made of: letting an event happen, trying one too early, seating and judging."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.assessments.contract import (
    Advance,
    AssessorBarred,
    Case,
    GuardsUnmet,
    Handover,
    JudgeChange,
    SeatWish,
    advance,
    assign,
    assignments_of,
    end_assignment,
    judge_items,
    submit_judgement,
)
from pulau.apps.people.contract import Declaration, InterestGround, declare_interest
from pulau.apps.rehearsal.inventing import invented_value
from pulau.apps.rehearsal.rows import versions_of
from pulau.core.shared.actor import Actor
from pulau.core.workflow import assessment as at
from pulau.core.workflow.levels import AssessorLevel
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.rehearsal.cast import Body, Ministry, Seat
    from pulau.apps.rehearsal.drawn import Drawn
    from pulau.apps.rehearsal.record import Remembered
    from pulau.core.regulation.model import Item

FORM: Final = "permenpan-rb-90-2021"
HASTE = 0.3
"""How often an event is tried before it is due."""
SELF_ANSWERS: Final = 12
STEPS: Final = 60
"""More than the longest way through the table; a play that takes longer has lost its way."""


class WentThrough(Exception):  # noqa: N818 - a fact, as every error of this project
    """An event happened that should have been refused: the play goes on from where it led."""


class Hands:
    """The people around one unit of one body in one season, and what they can do."""

    def __init__(
        self, body: Body, unit: WorkUnit, ministry: Ministry, tools: tuple[Random, Drawn, Remembered], now: datetime
    ) -> None:
        """Begin at the moment `now`; each step takes a minute."""
        self.body, self.unit, self.ministry = body, unit, ministry
        self.random, self.drawn, self.remembered = tools
        self.now = now
        self.good = self.random.random() < 0.7  # noqa: PLR2004 - most units are ready
        self.titled = self.random.random() < 0.15  # noqa: PLR2004 - some hold a title already
        self.year = now.year
        self.case_id: UUID | None = None
        self.interested: set[UUID] = set()
        self.stage = at.SUBMITTED

    @property
    def _id(self) -> UUID:
        if self.case_id is None:
            raise LookupError("nothing was handed in")
        return self.case_id

    def _case(self) -> Case:
        row: Case = Case.objects.for_tenant(self.body.tenant_id).get(pk=self._id)
        return row

    def _tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def _at(self, seat: Seat) -> Actor:
        return seat.at(self.body.tenant_id)

    def _assessor(self, number: int) -> Seat:
        """Return one of the ministry's assessors: whom a unit gets is its own number's affair."""
        return self.ministry.assessors[(self.unit.pk.int + number) % len(self.ministry.assessors)]

    def _go(self, event: str, seat: Seat, *, reason: str = "") -> bool:
        held = self.drawn.of(self._id)
        try:
            case = advance(actor=self._at(seat), case_id=self._id, wish=Advance(event, reason), now=self._tick())
        except GuardsUnmet as unmet:
            self.remembered.wrong.append(f"{self.unit.code}: {event} was refused: {', '.join(unmet.step.unmet)}")
            return False
        self.remembered.held[self._id, case.revision] = held
        self.stage = case.stage
        return True

    def _remember(self) -> None:
        case = self._case()
        self.remembered.held[self._id, case.revision] = self.drawn.of(self._id)

    def _tempt(self, event: str, seat: Seat) -> None:
        """Now and then try an event too early: it must be refused."""
        if self.random.random() < HASTE:
            self._refused(event, seat)

    def _refused(self, event: str, seat: Seat) -> None:
        held = self.drawn.of(self._id)
        try:
            case = advance(actor=self._at(seat), case_id=self._id, wish=Advance(event, "Coba"), now=self._tick())
        except GuardsUnmet:
            self.remembered.refused += 1
            return
        self.remembered.held[self._id, case.revision] = held
        self.stage = case.stage
        self.remembered.wrong.append(f"{self.unit.code}: {event} went through too early")
        raise WentThrough(event)

    def _seat(self, level: AssessorLevel, seat: Seat, by: Seat) -> None:
        """Assign somebody; who is known to have an interest must be refused, and the next one is taken."""
        wish = SeatWish(level, seat.user_id)
        try:
            assign(actor=self._at(by), case_id=self._id, wish=wish, now=self._tick())
        except AssessorBarred:
            self.remembered.barred += 1
            if seat.user_id not in self.interested:
                self.remembered.wrong.append(f"{self.unit.code}: {level} was refused without an interest")
            free = next(one for one in self.body.members if one.user_id not in self.interested)
            assign(actor=self._at(by), case_id=self._id, wish=SeatWish(level, free.user_id), now=self._tick())

    def _seated(self, level: AssessorLevel) -> Seat:
        users = set(assignments_of(self._case()).filter(level=level.value).values_list("user_id", flat=True))
        return next(one for one in self.body.members if one.user_id in users)

    def _interest_half_way(self) -> None:
        """Let the member declare an interest: the case must not go on before somebody else has taken their place."""
        seat = self._seated(AssessorLevel.TPI_MEMBER)
        declaration = Declaration(ground=InterestGround.FAMILY, since=self.now.date(), unit_id=self.unit.pk)
        declare_interest(actor=self._at(seat), declaration=declaration, now=self._tick())
        self.interested.add(seat.user_id)
        self._refused("finish_tpi", self.body.leader)
        row = assignments_of(self._case()).get(level=AssessorLevel.TPI_MEMBER.value, user_id=seat.user_id)
        end_assignment(
            actor=self._at(self.body.leader), case_id=self._id, assignment_id=row.pk, reason="Benturan kepentingan",
            now=self._tick(),
        )  # fmt: skip
        other = self.random.choice(self.body.members)
        self._seat(AssessorLevel.TPI_MEMBER, other, self.body.leader)

    def _judge(self, level: AssessorLevel, seat: Seat, *, share: float) -> None:
        """Let an assessor judge a share of the items, each with a reason, say why the rest is left, and submit."""
        pack = load_pack(FORM)
        sheet = (self._id, level.value, seat.user_id)
        known = self.remembered.judged.get(sheet, {})
        chosen = [item for item in pack.items if share >= 1 or self.random.random() < share]
        values = {item: self._value(pack.items[item]) for item in chosen}
        if known and share >= 1:  # round 2: most of it stays as it was
            values = {item: value for item, value in values.items() if self.random.random() < 0.05}  # noqa: PLR2004
        seen = self._versions(level, seat)
        told = "Terlihat di lapangan"
        changes = [
            JudgeChange(item, seen.get(item, 0), {"value": value, "reason": told, "finding": told if not value else ""})
            for item, value in values.items()
        ]
        actor = self._at(seat)
        saved = judge_items(actor=actor, case_id=self._id, changes=changes, now=self._tick())
        if saved.problems or saved.clashes:
            self.remembered.wrong.append(f"{self.unit.code}: {level} lost {len(saved.problems) + len(saved.clashes)}")
        self.remembered.answered(sheet, values)
        handover = Handover(saved.judgement.revision, "Tidak diperiksa di tingkat ini")
        submit_judgement(actor=actor, case_id=self._id, wish=handover, now=self._tick())

    def _versions(self, level: AssessorLevel, seat: Seat) -> Mapping[str, int]:
        return versions_of(self.body.tenant_id, self._id, level.value, seat.user_id)

    def _meets(self, case: Case, body: str) -> bool:
        gates = [met for gate, met in case.gates.get(body, {}).items() if gate.startswith(f"{case.title}.")]
        return bool(gates) and all(gates)

    def _value(self, item: Item) -> Any:  # noqa: ANN401 - an answer as it is typed
        """Return an answer as somebody would type it: mostly the best where the unit is good."""
        return invented_value(item, self.random, good=self.good)
