"""Zone areas: integration by aspects, and what a title asks of the units together (Tabel 7 and Tabel 8)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.regulation.aspects import integration_digest
from pulau.core.scoring.zone_areas import Obstacle, UnitStanding, evaluate_zone_area, law_of_integration
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack, load_wording

if TYPE_CHECKING:
    from pulau.core.scoring.zone_areas import ZoneAreaEvaluation

PACK = load_pack("permenpan-rb-90-2021")
LAW = law_of_integration(PACK)
ASPECTS = tuple(LAW.aspects)
MET = {title.id: {gate.id: True for gate in title.gates} for title in PACK.titles.values()}
ONLY_WBK = MET | {"WBBM": MET["WBBM"] | {"total": False, "area-5": False}}
OPTIONS = st.dictionaries(st.sampled_from(ASPECTS), st.sampled_from("ABCDE"))


def unit(name: str, titles: object = MET, *, agreed: bool = True) -> UnitStanding:
    return UnitStanding(name, agreed, titles)  # type: ignore[arg-type]  # a test's own values


PORT = (unit("pabean"), unit("imigrasi"))
NO_INTEGRATION: dict[str, str | None] = {}
EXACT_6_5 = dict(zip(ASPECTS, "ABCCC", strict=True))  # 2 + 1.5 + 1 + 1 + 1
EXACT_7_5 = dict(zip(ASPECTS, "AABCC", strict=True))  # 2 + 2 + 1.5 + 1 + 1


def obstacles(found: ZoneAreaEvaluation, title: str) -> list[Obstacle]:
    return [reason.obstacle for reason in found.verdicts[title].reasons]


@pytest.mark.parametrize(
    ("second", "answers", "met"),
    [
        ({"WBK": {"total": False}}, NO_INTEGRATION, False),  # Tabel 7, condition 1
        ({"WBK": {"total": False}}, EXACT_6_5, False),  # condition 2
        (MET, NO_INTEGRATION, False),  # condition 3
        (MET, EXACT_6_5, True),  # condition 4
    ],
)
def test_the_four_conditions_of_the_law_for_wbk(second: object, answers: dict[str, str | None], met: object) -> None:
    found = evaluate_zone_area(PACK, answers, (unit("pabean"), unit("imigrasi", second)), None)
    assert found.verdicts["WBK"].met is met


def test_wbbm_asks_for_7_5_every_unit_and_a_zone_area_that_is_wbk() -> None:
    assert evaluate_zone_area(PACK, EXACT_7_5, PORT, "WBK").verdicts["WBBM"].met
    assert obstacles(evaluate_zone_area(PACK, EXACT_7_5, PORT, None), "WBBM") == [Obstacle.PRIOR_TITLE]
    assert obstacles(evaluate_zone_area(PACK, EXACT_6_5, PORT, "WBK"), "WBBM") == [Obstacle.INTEGRATION_SHORT]
    short = evaluate_zone_area(PACK, EXACT_7_5, (unit("pabean"), unit("imigrasi", ONLY_WBK)), "WBBM")
    (reason,) = short.verdicts["WBBM"].reasons
    assert (reason.obstacle, reason.subject, reason.gates) == (Obstacle.UNIT_SHORT, "imigrasi", ("total", "area-5"))
    assert short.verdicts["WBK"].met


def test_the_score_is_exact_and_a_blank_aspect_counts_nothing() -> None:
    found = evaluate_zone_area(PACK, EXACT_6_5 | {ASPECTS[4]: None}, PORT, None)
    assert found.integration.points == Fraction(11, 2)
    assert found.unanswered == (ASPECTS[4],)
    short, blank = found.verdicts["WBK"].reasons
    assert (short.obstacle, short.shortfall) == (Obstacle.INTEGRATION_SHORT, 1)
    assert (blank.obstacle, blank.subject) == (Obstacle.ASPECT_UNANSWERED, ASPECTS[4])


def test_who_has_not_agreed_or_has_no_worksheet_is_not_taken_as_met() -> None:
    units = (*PORT, unit("karantina", agreed=False), unit("syahbandar", None))
    verdict = evaluate_zone_area(PACK, EXACT_7_5, units, None).verdicts["WBK"]
    assert [(reason.obstacle, reason.subject) for reason in verdict.reasons] == [
        (Obstacle.UNIT_WAITING, "karantina"),
        (Obstacle.UNIT_WITHOUT_SHEET, "syahbandar"),
    ]
    assert (verdict.units, verdict.units_met) == (4, 2)


def test_one_unit_alone_is_no_zone_area() -> None:
    assert obstacles(evaluate_zone_area(PACK, EXACT_7_5, PORT[:1], None), "WBK") == [Obstacle.FEW_UNITS]


@pytest.mark.parametrize(
    ("answers", "held", "code"),
    [
        ({"peta": "A"}, None, "unknown-item"),
        ({ASPECTS[0]: "F"}, None, "unknown-option"),
        ({}, "ZI", "unknown-title"),
    ],
)
def test_what_the_pack_does_not_know_is_refused(answers: dict[str, str | None], held: str | None, code: str) -> None:
    with pytest.raises(BadInput) as found:
        evaluate_zone_area(PACK, answers, PORT, held)
    assert found.value.problems[0].code == code
    with pytest.raises(BadInput) as elsewhere:
        evaluate_zone_area(load_pack("permenpan-rb-52-2014"), {}, PORT, None)
    assert elsewhere.value.problems[0].code == "no-zone-areas"


@given(OPTIONS, st.sampled_from(ASPECTS))
def test_a_better_answer_never_lowers_the_score_nor_takes_a_title_away(answers: dict[str, str], aspect: str) -> None:
    before = evaluate_zone_area(PACK, answers, PORT, "WBK")
    after = evaluate_zone_area(PACK, answers | {aspect: "A"}, PORT, "WBK")
    assert before.integration.points <= after.integration.points <= LAW.whole
    assert all(after.verdicts[title].met for title, verdict in before.verdicts.items() if verdict.met)
    assert before.digest == evaluate_zone_area(PACK, dict(reversed(answers.items())), PORT[::-1], "WBK").digest


@given(OPTIONS, st.lists(st.sampled_from([MET, ONLY_WBK, None]), max_size=4))
def test_no_further_unit_ever_gives_a_title(answers: dict[str, str], others: list[object]) -> None:
    units = tuple(unit(str(number), titles) for number, titles in enumerate(others))
    few = evaluate_zone_area(PACK, answers, (*PORT, *units), "WBBM")
    bare = evaluate_zone_area(PACK, answers, PORT, "WBBM")
    assert all(bare.verdicts[title].met for title, verdict in few.verdicts.items() if verdict.met)
    for title, verdict in few.verdicts.items():
        others_met = all(titles is not None and all(titles[title].values()) for titles in others)  # type: ignore[index]
        assert verdict.met == (bare.verdicts[title].met and others_met)


def test_five_aspects_of_table_5_share_ten_points_and_have_their_words() -> None:
    assert [aspect.number for aspect in LAW.aspects.values()] == ["1", "2", "3", "4", "5"]
    assert {aspect.weight for aspect in LAW.aspects.values()} == {Fraction(2)}
    assert LAW.whole == 10
    words = load_wording(PACK.id).aspects
    assert all(words[key].evidence["id"] and words[key].evidence["en"] for key in ASPECTS)


def test_aspects_have_a_digest_of_their_own_and_leave_that_of_worksheets_as_it_was() -> None:
    assert PACK.rules_digest == "5af7fe875fe2f9e2f87b056e50e0ff92ab251c04a9dc03dcdf4f2566d9045ac9"
    own = integration_digest(LAW, PACK.zone_area_minimums)
    assert own == "b3cdb454cd337bf9226e2aabd2089dab136e4e025648bb5131e9e5843c24888b"
    assert integration_digest(replace(LAW, whole=Fraction(11)), PACK.zone_area_minimums) != own
