"""Clearance with other bodies: four are asked, each answers or its time is over; an answer stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.evidence.contract import Received
from pulau.apps.panels.facts import answered
from pulau.apps.panels.kept import KEPT
from pulau.apps.panels.models import Clearance
from pulau.apps.panels.refusals import AnsweredAlready, AnswerUnfit, AskedAlready, BodyUnknown, DayUnfit
from pulau.apps.panels.services.clearances import ask_clearance, record_answer
from pulau.apps.panels.wishes import AnswerWish
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import CLEARANCE, DESK, PANEL
from pulau.foundation.journal.models import Entry
from tests.apps.assessments.court import Court, court
from tests.cast import NOW

__all__ = ["court"]

BODIES = ("ombudsman", "kpk", "commission", "apip")
TODAY = NOW.date()
MUCH_LATER = NOW + timedelta(days=60)


def ask(court: Court, body: str, *, who: str = "tia", question: str = "Apakah ada laporan?") -> Clearance:
    """Ask a body."""
    return ask_clearance(actor=court.actors[who], case_id=court.case_id, body=body, question=question, now=NOW)


def record(court: Court, body: str, answer: str, *, text: str = "", on: date | None = TODAY) -> Clearance:
    """Record what a body answered, with its letter."""
    letter = Received("ab" * 32, 1_024, "surat.pdf", "pdf", ())
    wish = AnswerWish(answer, on, text, letter)
    return record_answer(actor=court.actors["tia"], case_id=court.case_id, body=body, wish=wish, now=NOW)


def test_all_four_answer_or_their_time_is_over(court: Court) -> None:
    court.stand_at(CLEARANCE)
    for body in BODIES[:3]:
        ask(court, body)
        record(court, body, "clear")
    assert not answered(court.tenant, court.case_id, MUCH_LATER)  # the fourth was not even asked
    row = ask(court, "apip")

    assert row.due_on is not None
    assert not answered(court.tenant, court.case_id, NOW)
    due = NOW.replace(year=row.due_on.year, month=row.due_on.month, day=row.due_on.day)
    assert not answered(court.tenant, court.case_id, due)  # the last day is the body's still
    assert answered(court.tenant, court.case_id, due + timedelta(days=1))
    assert set(KEPT.digests(court.tenant)) == {"ab" * 32}


def test_silence_that_is_recorded_early_does_not_end_the_time_of_a_body(court: Court) -> None:
    court.stand_at(CLEARANCE)
    asked = [ask(court, body) for body in BODIES]
    for body in BODIES:
        record(court, body, "none", on=None)
    assert not answered(court.tenant, court.case_id, NOW)
    assert answered(court.tenant, court.case_id, MUCH_LATER)
    Clearance.objects.for_tenant(court.tenant).filter(pk=asked[-1].pk).update(due_on=None)  # no clock could be set
    assert answered(court.tenant, court.case_id, MUCH_LATER)


def test_the_journal_of_the_judged_body_tells_no_answer(court: Court) -> None:
    court.stand_at(CLEARANCE)
    ask(court, "kpk")
    record(court, "kpk", "objection", text="Ada laporan.")

    entry = Entry.objects.for_tenant(court.tenant).get(action="panels.clearance_answered")
    assert "objection" not in entry.payload
    assert "answer" in entry.payload


def test_an_answer_stays_and_only_silence_gives_way_to_a_late_one(court: Court) -> None:
    court.stand_at(CLEARANCE)
    ask(court, "kpk")
    record(court, "kpk", "none", on=None)
    court.stand_at(PANEL)
    record(court, "kpk", "objection", text="Sedang diselidiki.")

    with pytest.raises(AnsweredAlready):
        record(court, "kpk", "clear")
    assert Clearance.objects.for_tenant(court.tenant).get(body="kpk").text == "Sedang diselidiki."


def test_what_is_recorded_is_checked(court: Court) -> None:
    court.stand_at(CLEARANCE)
    with pytest.raises(BadInput):
        ask(court, "kpk", question="  ")
    with pytest.raises(BodyUnknown):
        ask(court, "dprd")
    ask(court, "kpk")
    with pytest.raises(AskedAlready):
        ask(court, "kpk")
    for answer, text, on, problem in (
        ("perhaps", "", NOW.date(), AnswerUnfit),
        ("note", " ", NOW.date(), AnswerUnfit),
        ("clear", "", None, DayUnfit),
        ("clear", "", NOW.date() + timedelta(days=1), DayUnfit),
        ("clear", "", NOW.date() - timedelta(days=1), DayUnfit),
    ):
        with pytest.raises(problem):
            record(court, "kpk", answer, text=text, on=on)


def test_only_the_ministry_asks_and_only_in_time(court: Court) -> None:
    court.stand_at(CLEARANCE)
    for name in ("rani", "indra", "gita", "nina"):
        with pytest.raises(PermissionDenied):
            ask(court, "kpk", who=name)
    court.stand_at(DESK)
    with pytest.raises(PermissionDenied):
        ask(court, "kpk")
