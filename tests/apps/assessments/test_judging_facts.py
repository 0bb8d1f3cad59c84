"""What judgements tell the process: each guard is shut until its fact holds, and opens then."""

from __future__ import annotations

import pytest

from pulau.apps.assessments.judged import figures_of, judged_of
from pulau.apps.assessments.judgement_selectors import answers_in
from pulau.apps.assessments.services.judgements import give_reasons
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.levels import AssessorLevel, Body
from pulau.foundation.registry.process_cases import ask_facts
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import assign, full_marks, give, judge, sheet_of, submit
from tests.cast import NOW

__all__ = ["court"]

ITEM = "P1.i.a"
OURS = (
    *("preliminary-judged", "members-submitted", "leader-submitted", "controller-submitted", "tpi-decided"),
    *("differences-reasoned", "desk-submitted", "field-submitted", "tpn-decided", "tpi-minimums", "tpn-minimums"),
)


def holds(court: Court, *codes: str) -> list[bool]:
    found = ask_facts(codes, court.tenant, court.case_id, NOW)
    return [found[code] for code in codes]


def test_every_guard_of_judging_is_told_and_holds_of_itself_nowhere(court: Court) -> None:
    assert set(OURS) <= set(ASSESSMENT.guards)
    told = dict(zip(OURS, holds(court, *OURS), strict=True))
    assert [code for code, held in told.items() if held] == ["differences-reasoned"]  # where nobody differs


def test_all_members_must_have_submitted_in_the_present_round(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", "omar")
    give(court, "nina", {ITEM: "Ya"})
    assert holds(court, "members-submitted") == [False]
    give(court, "omar", {ITEM: "Ya"})
    assert holds(court, "members-submitted", "leader-submitted") == [True, False]
    court.stand_at("clarification")
    assert holds(court, "members-submitted") == [True]
    court.stand_at("tpi-round-2")
    assert holds(court, "members-submitted") == [False]


@pytest.mark.parametrize(
    ("who", "stage", "code"),
    [
        ("rani", "tpi-round-2", "leader-submitted"),
        ("putu", "tpi-round-2", "controller-submitted"),
        ("tia", "desk", "desk-submitted"),
        ("umar", "field", "field-submitted"),
    ],
)
def test_each_level_tells_that_it_has_submitted(court: Court, who: str, stage: str, code: str) -> None:
    court.stand_at(stage)
    assign(court, who)
    judge(court, who, {ITEM: "Ya"})
    assert holds(court, code) == [False]
    submit(court, who)
    assert holds(court, code) == [True]


def test_an_undecided_difference_of_members_holds_until_the_leader_decides_with_a_reason(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina", "omar", "rani")
    marks = full_marks()
    give(court, "nina", marks, finding="sesuai")
    give(court, "omar", {**marks, ITEM: "Tidak"}, finding="tidak sesuai")
    assert holds(court, "tpi-decided") == [False]
    assert judged_of(court.case(), Body.TPI)[ITEM].undecided
    give(court, "rani", {ITEM: "Tidak"})
    assert holds(court, "tpi-decided", "differences-reasoned") == [True, False]
    sheet = sheet_of(court, "rani")
    assert sheet is not None
    before = sheet.digest
    version = answers_in(sheet)[ITEM].version
    saved = give_reasons(
        actor=court.actors["rani"], case_id=court.case_id, reasons={ITEM: (version, "SK belum berlaku")}, now=NOW
    )
    assert saved.judgement.state == "submitted"
    assert saved.judgement.digest != before
    assert holds(court, "tpi-decided", "differences-reasoned") == [True, True]


def test_a_member_gives_the_reason_of_a_difference_by_the_finding(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina")
    give(court, "nina", {ITEM: "Tidak"})
    assert holds(court, "differences-reasoned") == [False]
    version = answers_in(sheet_of(court, "nina"))[ITEM].version  # type: ignore[arg-type]  # it is there
    give_reasons(
        actor=court.actors["nina"], case_id=court.case_id, reasons={ITEM: (version, "SK kedaluwarsa")}, now=NOW
    )
    assert holds(court, "differences-reasoned") == [True]


def test_a_reason_that_is_missing_of_another_body_holds_nobody_up(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina", "tia")
    give(court, "nina", {ITEM: "Tidak"})
    court.stand_at("desk")
    give(court, "tia", {ITEM: "Tidak"})
    assert holds(court, "differences-reasoned") == [True]


def test_the_minimums_are_those_of_the_title_aimed_at_on_what_stands(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina", "putu", "umar")
    give(court, "nina", full_marks())
    case = court.case()
    assert holds(court, "tpi-minimums", "tpn-minimums") == [True, False]
    assert case.exact["tpi"]["total"] == "100"
    assert set(case.exact) == {"tpi"}
    give(court, "putu", {"H1.a": "3.59"})
    assert holds(court, "tpi-minimums") == [False]
    court.stand_at("field")
    give(court, "umar", {"H1.a": "3.6"})
    assert holds(court, "tpi-minimums", "tpn-minimums", "tpn-decided") == [False, True, True]
    found = judged_of(court.case())
    assert (found["H1.a"].level, found[ITEM].level) == (AssessorLevel.TPN_FIELD, AssessorLevel.TPI_MEMBER)
    assert found["H1.a"].values == {
        AssessorLevel.TPI_MEMBER: ("4",), AssessorLevel.TPI_CONTROLLER: ("3.59",), AssessorLevel.TPN_FIELD: ("3.6",)
    }  # fmt: skip


def test_what_is_stored_is_what_follows_from_all_answers(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina", "rani")
    give(court, "nina", {ITEM: "Ya", "P1.i.b": "B"})
    give(court, "rani", {"P1.i.b": "A"})
    case = court.case()
    found = figures_of(case, Body.TPI)
    assert (case.exact["tpi"], case.printed["tpi"], case.gates["tpi"]) == (found.exact, found.printed, found.gates)
    assert found.evaluation.items["P1.i.b"].answer == "A"


def test_the_self_assessment_is_nobodys_judgement(court: Court) -> None:
    assert figures_of(court.case(), Body.TPN).evaluation.total.points == 0
    assert all(item.standing is None for item in judged_of(court.case()).values())
    assert judged_of(court.case())[ITEM].handed is not None
