"""The inspectorate's part of the stories: from the assignment to its report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.contract import QuestionWish, ReplyWish, ask_unit, end_question, reply_to
from pulau.apps.people.contract import Role
from pulau.apps.rehearsal.demo_season.stage import Judging, Seen, go, judge, report, seat
from pulau.apps.reports.contract import ReportKind
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.workflow.levels import AssessorLevel

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.rehearsal.demo_season.stage import Stage

QUESTION_DAYS: Final = 4


@dataclass(frozen=True, slots=True)
class Review:
    """What the TPI found: what its member saw otherwise, what the leader changed, what they praise and asked.

    `asked` are (item, question, answer) of the clarification, answered by `team` of `unit`.
    """

    unit: str
    team: str
    member: str
    number: str
    seen: Mapping[str, Seen] = field(default_factory=dict)
    led: Mapping[str, Seen] = field(default_factory=dict)
    praised: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[tuple[str, str, str], ...] = ()


def review(stage: Stage, case_id: UUID, found: Review, begun: datetime) -> datetime:
    """Play the TPI's two rounds and its signed report, from the day on which it is assigned. Returns the last day."""
    for level, who in (
        (AssessorLevel.TPI_MEMBER, found.member),
        (AssessorLevel.TPI_LEADER, "bima"),
        (AssessorLevel.TPI_CONTROLLER, "anton"),
    ):
        seat(stage, case_id, level, who, begun, by="bima")
    go(stage, case_id, "begin_tpi", "bima", stage.after(begun, 1))
    member = Judging(AssessorLevel.TPI_MEMBER, found.member, found.seen, found.praised)
    judge(stage, case_id, member, stage.after(begun, 9))
    if found.asked:
        _clarify(stage, case_id, found, stage.after(begun, 10))
    else:
        go(stage, case_id, "begin_round_2", "bima", stage.after(begun, 12))
    second = stage.after(begun, 20)
    judge(stage, case_id, Judging(AssessorLevel.TPI_MEMBER, found.member, whole=False), second)
    judge(stage, case_id, Judging(AssessorLevel.TPI_LEADER, "bima", found.led, whole=False), stage.after(begun, 22))
    judge(stage, case_id, Judging(AssessorLevel.TPI_CONTROLLER, "anton", whole=False), stage.after(begun, 23))
    go(stage, case_id, "finish_tpi", "bima", stage.after(begun, 24))
    done = stage.after(begun, 29)
    report(stage, case_id, ReportKind.TPI, found.number, ("bima", "anton"), done)
    return done


def _clarify(stage: Stage, case_id: UUID, found: Review, at: datetime) -> None:
    asker = stage.actor(found.member)
    held = Appointment(Role.ZONE_TEAM, stage.units[found.unit])
    team = Actor(stage.people[found.team].pk, stage.tenant_id, Role.ZONE_TEAM, (held,))
    for item, question, _answer in found.asked:
        ask_unit(actor=asker, case_id=case_id, wish=QuestionWish(question, item), now=at)
    go(stage, case_id, "ask_clarification", "bima", stage.after(at, 1))
    for number, (_item, _question, answer) in enumerate(found.asked, start=1):
        reply_to(actor=team, case_id=case_id, number=number, wish=ReplyWish(answer), now=stage.after(at, 3))
        end_question(actor=asker, case_id=case_id, number=number, now=stage.after(at, QUESTION_DAYS))
    go(stage, case_id, "begin_round_2", "bima", stage.after(at, 6))
