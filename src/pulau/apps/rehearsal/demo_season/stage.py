"""Where the demo's assessments happen: the regency, its people in their parts, the days of the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from pulau.apps.agencies.contract import units_of
from pulau.apps.assessments.contract import (
    Advance,
    Case,
    Handover,
    JudgeChange,
    SeatWish,
    advance,
    assign,
    judge_items,
    judged_of,
    submit_judgement,
)
from pulau.apps.people.contract import Role
from pulau.apps.rehearsal.rows import versions_of
from pulau.apps.reports.contract import ReportKind, ReportWish, make_report, sign_report
from pulau.apps.signing.contract import Given, stamped_then
from pulau.apps.worksheets.contract import (
    Handing,
    assess,
    get_worksheet_by_id,
    handed_answers,
    state_prior_title,
    submit_worksheet,
    worksheet_ids,
)
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import Scope
from pulau.core.workflow.levels import CHAINS, AssessorLevel, Body
from pulau.exchange.packs import load_pack
from pulau.foundation.accounts.demo import demo_year

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

_MORNING: Final = time(2, 30)  # UTC: half past nine in the west of the country
_SATURDAY: Final = 5
NATIONAL: Final = frozenset({"citra", "yoga", "hasan", "mutia", "ratna"})
HEADS: Final = {"dpmptsp": "oki", "dinsos": "agus"}
PARTS: Final[Mapping[str, str]] = {
    "bima": Role.TPI_LEADER,
    "sinta": Role.TPI_MEMBER,
    "nuri": Role.TPI_MEMBER,
    "anton": Role.TPI_CONTROLLER,
    "indra": Role.AGENCY_HEAD,
    "hana": Role.AGENCY_ADMINISTRATOR,
    "citra": Role.TPN_ASSESSOR,
    "yoga": Role.TPN_ASSESSOR,
    "hasan": Role.TPN_PANEL,
    "mutia": Role.TPN_PANEL,
    "ratna": Role.COMPANION,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """How an assessor saw an item otherwise than the unit: the value, the catatan, what is recommended."""

    value: str
    finding: str
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """The regency with its units by code and its people; `now` is when the demo is loaded."""

    tenant_id: UUID
    units: Mapping[str, UUID]
    people: Mapping[str, User]
    now: datetime
    ministry: UUID

    @classmethod
    def of(cls, tenant_id: UUID, ministry: UUID, people: Mapping[str, User], now: datetime) -> Stage:
        """Return the stage of a body, behind its wall."""
        units = dict(units_of(Actor.system(tenant_id)).values_list("code", "pk"))
        return cls(tenant_id, units, people, now, ministry)

    def actor(self, name: str, unit: str = "") -> Actor:
        """Return somebody in their part: the assessors, the heads; or, for a unit, its head."""
        user = self.people[name].pk
        if unit:
            held = Appointment(Role.UNIT_HEAD, self.units[unit])
            return Actor(user, self.tenant_id, Role.UNIT_HEAD, (held,))
        scope = (Scope.REGION if name == "ratna" else Scope.COUNTRY) if name in NATIONAL else None
        role = PARTS[name]
        return Actor(user, self.tenant_id, role, (Appointment(role, None, scope),))

    def home_of(self, name: str) -> Actor:
        """Return somebody of the ministry as acting in it."""
        away = self.actor(name)
        return Actor(away.user_id, self.ministry, away.role, away.appointments)

    def case(self, case_id: UUID) -> Case:
        """Return a case as it stands."""
        row: Case = Case.objects.for_tenant(self.tenant_id).get(pk=case_id)
        return row

    def case_of(self, unit: str, year: int) -> Case:
        """Return the first case of a unit in a year."""
        row: Case = Case.objects.for_tenant(self.tenant_id).get(unit_code=unit, year=year, number=1)
        return row

    @property
    def years(self) -> tuple[int, int, int]:
        """The years of the worksheets."""
        newest = demo_year(self.now)
        return newest - 2, newest - 1, newest

    def after(self, begun: datetime, days: int) -> datetime:
        """Return the morning so many days after a moment, before the present one."""
        return min(self.morning(begun.date() + timedelta(days=days)), self.now)

    @staticmethod
    def morning(on: date) -> datetime:
        """Return the morning of a day, or of the Friday before a weekend."""
        on -= timedelta(days=max(0, on.weekday() - _SATURDAY + 1))
        return datetime.combine(on, _MORNING, UTC)


def go(stage: Stage, case_id: UUID, event: str, who: str, at: datetime, reason: str = "") -> None:
    """Let an event happen."""
    advance(actor=stage.actor(who), case_id=case_id, wish=Advance(event, reason), now=at)


def seat(stage: Stage, case_id: UUID, level: AssessorLevel, who: str, at: datetime, *, by: str) -> None:
    """Assign somebody to a level."""
    assign(actor=stage.actor(by), case_id=case_id, wish=SeatWish(level, stage.people[who].pk), now=at)


@dataclass(frozen=True, slots=True)
class Judging:
    """How somebody judges: what otherwise than the unit, what they praise, whether they look at all items."""

    level: AssessorLevel
    who: str
    seen: Mapping[str, Seen] = field(default_factory=dict)
    praised: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True
    submit: bool = True
    most: int = 1_000


def _so_far(case: Case, level: AssessorLevel) -> dict[str, Any]:
    """Return what an assessor of the story finds likewise: what the unit says, for the ministry what the TPI found."""
    if level in CHAINS[Body.TPI]:
        return {item: one.value for item, one in handed_answers(case.tenant_id, case.worksheet_id).items()}
    return {item: one.value for item, one in judged_of(case, Body.TPI).items()}


def judge(stage: Stage, case_id: UUID, judging: Judging, at: datetime) -> None:
    """Let somebody judge: as the unit says of itself, but for what they saw otherwise; and submit it."""
    case, actor = stage.case(case_id), stage.actor(judging.who)
    own = _so_far(case, judging.level)
    known = versions_of(stage.tenant_id, case_id, judging.level.value, actor.person)
    changes = []
    for item in list(load_pack(case.regulation).items)[: judging.most]:
        seen = judging.seen.get(item)
        if seen is None and (not judging.whole or item in known or own.get(item) is None):
            continue
        fields: dict[str, object] = {"value": seen.value if seen else own[item]}
        if seen:
            fields |= {"finding": seen.finding, "recommendation": seen.recommendation, "reason": seen.finding}
        if item in judging.praised:
            fields["strength"] = judging.praised[item]
        changes.append(JudgeChange(item, known.get(item, 0), fields))
    saved = judge_items(actor=actor, case_id=case_id, changes=changes, now=at)
    if saved.problems or saved.clashes:
        raise ValueError(f"{judging.who}: {saved.problems}")
    if judging.submit:
        wish = Handover(saved.judgement.revision, "Diperiksa melalui penilaian tingkat sebelumnya.")
        submit_judgement(actor=actor, case_id=case_id, wish=wish, now=at)


def hand_in(stage: Stage, unit: str, year: int, at: datetime, *, title: str = "") -> UUID:
    """Let the head of a unit hand a year's worksheet in, with every warning accepted; returns the case."""
    worksheet_id = worksheet_ids(stage.tenant_id, unit)[year]
    head = stage.actor(HEADS[unit], unit)
    if title:
        state_prior_title(actor=head, worksheet_id=worksheet_id, title=title, now=at)
    found = assess(head, get_worksheet_by_id(head, worksheet_id), at)
    handing = Handing(found.seal, found.check.codes)
    made = submit_worksheet(actor=head, worksheet_id=worksheet_id, handing=handing, now=at)
    row: Case = Case.objects.for_tenant(stage.tenant_id).get(submission_id=made.pk)
    return row.pk


def report(stage: Stage, case_id: UUID, kind: ReportKind, number: str, signers: tuple[str, ...], at: datetime) -> None:
    """Make a report and let its signers sign it, that day."""
    with stamped_then(at):
        made = make_report(actor=stage.actor(signers[0]), case_id=case_id, wish=ReportWish(kind, number), now=at)
        for who in signers:
            sign_report(
                actor=stage.actor(who), case_id=case_id, report_id=made.report_id, number=made.number, given=Given(),
                now=at + timedelta(hours=1),
            )  # fmt: skip
