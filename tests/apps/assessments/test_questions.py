"""Questions and their replies: who asks, who answers, by when, and what the process takes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.agencies.contract import AgencyKind, TimeZone, change_agency
from pulau.apps.assessments.models import Assignment, Question, QuestionState, Reply
from pulau.apps.assessments.question_facts import CLOSING, FACTS
from pulau.apps.assessments.question_news import DUE_QUESTIONS
from pulau.apps.assessments.question_wishes import QuestionWish, ReplyWish
from pulau.apps.assessments.refusals import CaseNotFound, QuestionOver
from pulau.apps.assessments.services.asking import ask_on, ask_unit, end_question, reply_to
from pulau.apps.worksheets.models import ItemEvidence
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import CLARIFICATION, FIELD, TPI_REPORT, TPI_ROUND_1
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.registry.process_cases import CaseMove
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.worksheets.handing import lay
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["court"]
ITEM = "P1.i.a"


def assign(court: Court, who: str, level: str) -> None:
    Assignment.objects.for_tenant(court.tenant).create(
        case_id=court.case_id, level=level, user_id=court.users[who].pk, given_at=NOW
    )


@pytest.fixture
def round_1(court: Court) -> Iterator[Court]:
    """The case in round 1, judged by Nina and Omar, led by Rani."""
    with behind_wall(court.tenant):
        assign(court, "nina", "tpi-member")
        assign(court, "omar", "tpi-member")
        assign(court, "rani", "tpi-leader")
        court.stand_at(TPI_ROUND_1)
        court.case().__class__.objects.for_tenant(court.tenant).filter(pk=court.case_id).update(stage_since=NOW)
        yield court


def ask(court: Court, who: str = "nina", text: str = "Mana SK timnya?", **more: object) -> Question:
    wish = QuestionWish(text, ITEM, **more)  # type: ignore[arg-type]
    return ask_unit(actor=court.actors[who], case_id=court.case_id, wish=wish, now=NOW)


def reply(court: Court, number: int = 1, who: str = "ayu", wish: ReplyWish | None = None) -> Reply:
    said = wish or ReplyWish("SK ada di halaman 3.")
    return reply_to(actor=court.actors[who], case_id=court.case_id, number=number, wish=said, now=NOW)


def fact(court: Court, code: str, at: datetime = NOW) -> bool:
    return next(one for one in FACTS if one.code == code).ask(court.tenant, court.case_id, at)


def test_a_member_asks_the_unit_answers_and_the_submission_stays(round_1: Court) -> None:
    before = list(ItemEvidence.objects.for_tenant(round_1.tenant).values_list("pk", flat=True))
    piece = lay(round_1, "P1.i.b", content=b"satu")
    made = ask(round_1, wants_evidence=True)
    assert (made.number, made.level, made.due_on) == (1, "tpi-member", date(2026, 3, 5))
    said = reply(round_1, wish=ReplyWish("Ini SK-nya.", piece.pk))
    made.refresh_from_db()
    assert (made.state, said.evidence_version, said.by_unit) == (QuestionState.ANSWERED, 1, True)
    after = ItemEvidence.objects.for_tenant(round_1.tenant).filter(item=ITEM)
    assert list(after.values_list("pk", flat=True)) == before
    told = Notice.objects.for_tenant(round_1.tenant).filter(kind__startswith="assessments.question")
    names = {user.pk: name for name, user in round_1.users.items()}
    assert {(names[row.user_id], row.kind.rpartition("_")[2]) for row in told} == {
        *((who, "asked") for who in ("ayu", "fajar", "gita")), ("nina", "replied")
    }  # fmt: skip
    entry = Entry.objects.for_tenant(round_1.tenant).get(action="assessments.asked")
    assert "SK" not in str(entry.payload)


def test_who_neither_asks_nor_answers_and_what_is_refused(round_1: Court) -> None:
    for who, refusal in {"putu": PermissionDenied, "gita": PermissionDenied, "hana": PermissionDenied,
                         "joko": CaseNotFound, "tia": CaseNotFound, "sekar": CaseNotFound}.items():  # fmt: skip
        with pytest.raises(refusal):
            ask(round_1, who)
    with pytest.raises(BadInput):
        ask(round_1, text=" \u200b ")
    with pytest.raises(BadInput):
        ask_unit(actor=round_1.actors["nina"], case_id=round_1.case_id, wish=QuestionWish("Apa?", "X9"), now=NOW)
    assert not Question.objects.for_tenant(round_1.tenant).exists()
    ask(round_1)
    for who, refusal in {"nina": PermissionDenied, "hana": PermissionDenied, "indra": PermissionDenied,
                         "joko": CaseNotFound}.items():  # fmt: skip
        with pytest.raises(refusal):
            reply(round_1, who=who)
    with pytest.raises(BadInput):
        reply(round_1, wish=ReplyWish(""))
    assert not Reply.objects.for_tenant(round_1.tenant).exists()


def test_the_same_form_sent_twice_says_it_once(round_1: Court) -> None:
    assert ask(round_1, key="k").pk == ask(round_1, key="k").pk
    first = reply(round_1, wish=ReplyWish("Ya.", key="r"))
    assert reply(round_1, wish=ReplyWish("Ya.", key="r")).pk == first.pk
    both = reply(round_1, who="fajar", wish=ReplyWish("Dari Fajar.", key="r"))
    assert (first.number, both.number) == (1, 2)


def test_asked_on_it_waits_again_and_a_member_leaves_others_questions_alone(round_1: Court) -> None:
    ask(round_1)
    reply(round_1)
    with pytest.raises(PermissionDenied):
        ask_on(actor=round_1.actors["omar"], case_id=round_1.case_id, number=1, text="Dan?", now=NOW)
    ask_on(actor=round_1.actors["rani"], case_id=round_1.case_id, number=1, text="Tahun berapa?", now=NOW)
    row = Question.objects.for_tenant(round_1.tenant).get(number=1)
    assert row.state == QuestionState.OPEN
    with pytest.raises(QuestionOver):  # it was answered: what was said is not taken away
        end_question(actor=round_1.actors["nina"], case_id=round_1.case_id, number=1, withdraw=True, now=NOW)
    end_question(actor=round_1.actors["nina"], case_id=round_1.case_id, number=1, now=NOW)
    with pytest.raises(QuestionOver):
        reply(round_1)


def test_facts_follow_what_is_asked_answered_and_withdrawn(round_1: Court) -> None:
    assert (fact(round_1, "something-asked"), fact(round_1, "nothing-open")) == (False, True)
    ask(round_1)
    assert (fact(round_1, "something-asked"), fact(round_1, "nothing-open")) == (True, False)
    reply(round_1)
    assert fact(round_1, "nothing-open")
    ask(round_1, text="Lalu?")
    end_question(actor=round_1.actors["nina"], case_id=round_1.case_id, number=2, withdraw=True, now=NOW)
    assert fact(round_1, "nothing-open")
    Question.objects.for_tenant(round_1.tenant).update(asked_at=NOW - timedelta(days=9))  # of an earlier round
    assert not fact(round_1, "something-asked")


def test_the_last_day_ends_at_midnight_where_the_body_lies(round_1: Court) -> None:
    ask(round_1)
    midnight = datetime(2026, 3, 5, 17, tzinfo=UTC)  # WIB
    assert not fact(round_1, "nothing-open", midnight - timedelta(seconds=1))
    assert fact(round_1, "nothing-open", midnight)
    system = Actor.system(round_1.tenant)
    change_agency(
        actor=system, name="Kabupaten Timur", kind=AgencyKind.REGENCY, region="", region_code="", zone=TimeZone.WIT,
        now=NOW,
    )  # fmt: skip
    assert fact(round_1, "nothing-open", midnight - timedelta(hours=2))
    assert not fact(round_1, "nothing-open", midnight - timedelta(hours=2, seconds=1))


def test_a_late_reply_is_taken_and_both_sides_are_reminded(round_1: Court) -> None:
    made = ask(round_1)
    assert made.due_on is not None
    due = list(DUE_QUESTIONS.find(Actor.system(round_1.tenant), made.due_on, made.due_on))
    people = {round_1.users[name].pk for name in ("ayu", "fajar", "gita", "nina")}
    assert [(thing.due, set(thing.users)) for thing in due] == [(made.due_on, people)]
    late = NOW + timedelta(days=40)
    wish = ReplyWish("Terlambat, maaf.")
    reply_to(actor=round_1.actors["ayu"], case_id=round_1.case_id, number=1, wish=wish, now=late)
    assert Reply.objects.for_tenant(round_1.tenant).count() == 1
    assert not list(DUE_QUESTIONS.find(Actor.system(round_1.tenant), late.date(), late.date()))


def test_the_clarification_has_one_last_day_and_the_report_ends_all_questions(round_1: Court) -> None:
    ask(round_1)
    last = date(2026, 3, 20)
    round_1.stand_at(CLARIFICATION, due_on=last)
    move = CaseMove(round_1.case_id, "ask_clarification", TPI_ROUND_1, CLARIFICATION, 2)
    CLOSING.moved(round_1.actors["rani"], move, NOW)
    assert ask(round_1, text="Satu lagi").due_on == last
    assert set(Question.objects.for_tenant(round_1.tenant).values_list("due_on", flat=True)) == {last}
    round_1.stand_at(TPI_REPORT)
    CLOSING.moved(round_1.actors["rani"], CaseMove(round_1.case_id, "finish_tpi", "tpi-round-2", TPI_REPORT, 3), NOW)
    assert set(Question.objects.for_tenant(round_1.tenant).values_list("state", flat=True)) == {"closed"}
    with pytest.raises(QuestionOver):
        reply(round_1)


def test_the_ministry_asks_at_its_own_stage_by_its_own_level(court: Court) -> None:
    with behind_wall(court.tenant):
        assign(court, "tia", "tpn-field")
        assign(court, "nina", "tpi-member")
        court.stand_at(FIELD)
        assert ask(court, "tia").level == "tpn-field"
        with pytest.raises(PermissionDenied):
            ask(court, "nina")
        with pytest.raises(PermissionDenied):
            ask(court, "umar")
