"""Assessors judge by assignment, each in a sheet of their own that starts empty, and nothing of it is lost."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.judgement_selectors import answers_in, submitted_answers
from pulau.apps.assessments.judging_wishes import (
    Handover,
    ItemsUnjudged,
    JudgeChange,
    NotAssigned,
    SheetClosed,
    SheetMoved,
)
from pulau.apps.assessments.models import Assignment, JudgedAnswer, Judgement, JudgementState, Level
from pulau.apps.assessments.refusals import AssessorBarred, CaseNotFound
from pulau.apps.assessments.services.advancing import Advance, advance
from pulau.apps.assessments.services.judgements import reopen_judgement, submit_judgement
from pulau.apps.assessments.services.judging import judge_items, open_judgement
from pulau.core.shared.conflicts import Conflict, Ground
from pulau.foundation.journal.models import Entry
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import NOT_JUDGED, assign, give, judge, sheet_of, submit
from tests.cast import NOW

__all__ = ["court"]

ITEM = "P1.i.a"


def test_a_sheet_is_opened_by_who_is_assigned_and_starts_empty(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    opened = open_judgement(actor=court.actors["nina"], case_id=court.case_id, now=NOW)
    assert (opened.level, opened.state, opened.round, opened.answered) == (Level.TPI_MEMBER, "open", 1, 0)
    assert answers_in(opened) == {}
    assert open_judgement(actor=court.actors["nina"], case_id=court.case_id, now=NOW).pk == opened.pk


@pytest.mark.parametrize(
    ("who", "refusal"), [("omar", NotAssigned), ("gita", PermissionDenied), ("dewi", CaseNotFound)]
)
def test_nobody_else_judges(court: Court, who: str, refusal: type[Exception]) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    with pytest.raises(refusal):
        judge(court, who, {ITEM: "Ya"})
    assert not Judgement.objects.for_tenant(court.tenant).exists()


@pytest.mark.parametrize(
    ("who", "stages"),
    [
        ("nina", {"tpi-round-1", "tpi-round-2"}),
        ("rani", {"tpi-round-1", "tpi-round-2"}),
        ("putu", {"tpi-round-1", "tpi-round-2"}),
        ("tia", {"desk"}),
        ("umar", {"field"}),
    ],
)
def test_each_level_judges_at_its_stages_alone(court: Court, who: str, stages: set[str]) -> None:
    assign(court, who)
    for stage in ("submitted", "tpi-round-1", "clarification", "tpi-round-2", "tpi-report", "desk", "field", "panel"):
        court.stand_at(stage)
        if stage in stages:
            assert judge(court, who, {ITEM: "Ya"}).judgement.answered == 1
        else:
            with pytest.raises((SheetClosed, PermissionDenied, CaseNotFound)):
                judge(court, who, {ITEM: "Tidak"})


def test_a_preliminary_assessor_judges_at_that_stage(court: Court) -> None:
    court.stand_at("preliminary")
    assign(court, "hana", level=Level.PRELIMINARY)
    assert judge(court, "hana", {ITEM: "Ya"}).judgement.level == Level.PRELIMINARY


def test_each_change_is_a_version_and_the_journal_tells_no_value(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    judge(court, "nina", {ITEM: "Ya"}, finding="Ada SK tim")
    saved = judge(court, "nina", {ITEM: "Tidak"})
    assert saved.written == {ITEM: 2}
    assert judge(court, "nina", {ITEM: "Tidak"}).written == {}
    found = answers_in(saved.judgement)[ITEM]
    assert (found.version, found.value, found.finding) == (2, "Tidak", "Ada SK tim")
    entries = Entry.objects.for_tenant(court.tenant).filter(action="assessments.judged")
    told = json.dumps(list(entries.values("payload")))
    assert "SK tim" not in told
    assert "Tidak" not in told


def test_what_cannot_be_taken_is_told_item_by_item_and_keeps_nothing_back(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", areas=["1"])
    saved = judge(court, "nina", {ITEM: "Mungkin", "P1.i.b": "A", "P2.i.a": "Ya", "X": "Ya"})
    assert saved.written == {"P1.i.b": 1}
    assert {item: problems[0].code for item, problems in saved.problems.items()} == {
        ITEM: "unknown-option", "P2.i.a": "unknown-item", "X": "unknown-item",
    }  # fmt: skip


def test_two_windows_of_one_assessor_the_later_gets_both_texts_and_nothing_is_lost(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    judge(court, "nina", {ITEM: "Ya"}, finding="satu")
    change = JudgeChange(ITEM, 0, {"value": "Ya", "finding": "dua"})
    saved = judge_items(actor=court.actors["nina"], case_id=court.case_id, changes=[change], now=NOW)
    assert [(clash.standing.finding, clash.change.fields["finding"], clash.fields) for clash in saved.clashes] == [
        ("satu", "dua", ("finding",))
    ]
    other = JudgeChange(ITEM, 0, {"value": "Ya", "strength": "rapi"})  # another field: both go through
    assert judge_items(actor=court.actors["nina"], case_id=court.case_id, changes=[other], now=NOW).written == {ITEM: 2}


def test_two_assessors_on_one_item_each_keep_their_own(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", "omar")
    judge(court, "nina", {ITEM: "Ya"})
    judge(court, "omar", {ITEM: "Tidak"})
    assert sorted(JudgedAnswer.objects.for_tenant(court.tenant).values_list("value", flat=True)) == ["Tidak", "Ya"]


def test_it_is_submitted_once_every_item_is_judged_or_explained(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", areas=["result"])
    judge(court, "nina", {"H1.a": "4"})
    with pytest.raises(ItemsUnjudged) as left:
        submit(court, "nina", why=" ")
    assert left.value.items == ("H1.b", "H2.a")
    sent = submit(court, "nina")
    assert (sent.state, sent.answered, sent.submitted_revision, sent.blind_revision) == ("submitted", 1, 2, 2)
    assert len(sent.digest) == 64
    assert {one.reason for one in answers_in(sent).values() if one.value is None} == {NOT_JUDGED}


def test_a_sheet_that_moved_in_another_window_is_not_submitted(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    judge(court, "nina", {ITEM: "Ya"})
    with pytest.raises(SheetMoved):
        submit_judgement(actor=court.actors["nina"], case_id=court.case_id, wish=Handover(0, "x"), now=NOW)


def test_a_submitted_sheet_takes_nothing_until_it_is_opened_and_others_see_what_was_submitted(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    give(court, "nina", {ITEM: "Ya"})
    with pytest.raises(SheetClosed):
        judge(court, "nina", {ITEM: "Tidak"})
    reopen_judgement(actor=court.actors["nina"], case_id=court.case_id, now=NOW)
    judge(court, "nina", {ITEM: "Tidak"})
    assert [one.value for one in submitted_answers(court.case())[ITEM]] == ["Ya"]
    sent = submit(court, "nina")
    assert [one.value for one in submitted_answers(court.case())[ITEM]] == ["Tidak"]
    assert sent.blind_revision is not None
    assert sent.submitted_revision is not None
    assert sent.blind_revision < sent.submitted_revision


def test_an_assessor_who_turns_out_to_have_an_interest_does_not_submit_and_their_rows_stay(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    judge(court, "nina", {ITEM: "Ya"})
    bars = {court.users["nina"].pk: [Conflict(Ground.INTEREST)]}
    monkeypatch.setattr("pulau.apps.assessments.services.judgements.bars_of_seats", lambda *_given: bars)
    with pytest.raises(AssessorBarred):
        submit(court, "nina")
    assert JudgedAnswer.objects.for_tenant(court.tenant).count() == 1


def test_an_ended_sheet_keeps_its_rows_and_counts_for_nothing(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    give(court, "nina", {ITEM: "Ya"})
    Assignment.objects.for_tenant(court.tenant).update(ended_at=NOW)
    Judgement.objects.for_tenant(court.tenant).update(state=JudgementState.ENDED)
    assert submitted_answers(court.case()) == {}
    assert answers_in(sheet_of(court, "nina"))[ITEM].value == "Ya"  # type: ignore[arg-type]  # it is there
    with pytest.raises(SheetClosed):
        judge(court, "nina", {ITEM: "Tidak"})


def test_round_2_opens_the_sheets_of_the_tpi_again_with_their_answers(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", "omar", "rani", "putu")
    for who in ("nina", "omar"):
        give(court, who, {ITEM: "Ya"})
    advance(actor=court.actors["rani"], case_id=court.case_id, wish=Advance("begin_round_2"), now=NOW)
    sheet = sheet_of(court, "nina")
    assert sheet is not None
    assert (sheet.state, sheet.round, answers_in(sheet)[ITEM].value) == ("open", 2, "Ya")
    assert Entry.objects.for_tenant(court.tenant).filter(action="assessments.judgement_reopened").count() == 2
