from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.scoring.answers import MOST_COUNT, needed_inputs, plain, take_answer, take_answers
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.problems import BadInput, Problem
from tests.core.packs import ALL_BEST, AMENDMENT, load

if TYPE_CHECKING:
    from pulau.core.regulation.model import Decrease, Share
    from pulau.core.scoring.answers import Answer

PACK = load()
SHARE = {"kepala": 1, "staf": 3, "sudah": 2}


def take(item: str, value: object) -> Answer:
    return take_answer(PACK.items[item], value)


def problem_of(item: str, value: object) -> Problem:
    with pytest.raises(BadInput) as caught:
        take(item, value)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


# ------------------------------------------------------------------------------------------------ what is taken


def test_every_kind_of_answer_is_taken_and_kept_exact() -> None:
    taken = take_answers(PACK, {"P1.a": "Ya", "H1.a": "3,87", "R1.a": {"kepala": 1, "staf": "3", "sudah": Decimal(2)}})
    assert taken.regulation == "tiny"
    assert dict(taken.values) == {"P1.a": "Ya", "R1.a": SHARE, "H1.a": Fraction("3.87")}


def test_answers_stand_in_the_order_of_the_law() -> None:
    assert list(take_answers(PACK, dict(list(ALL_BEST.items())[::-1])).values) == list(PACK.items)


def test_none_and_what_is_not_there_are_unanswered() -> None:
    assert dict(take_answers(PACK, {"P1.a": None, "R1.a": None}).values) == {}


def test_answers_are_frozen() -> None:
    taken = take_answers(PACK, {"R1.a": SHARE})
    assert isinstance(taken.values, MappingProxyType)
    assert isinstance(taken.values["R1.a"], MappingProxyType)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("3.87", "3.87"),
        ("3,87", "3.87"),
        (" 3,5 ", "3.5"),
        (4, "4"),
        (0, "0"),
        (Decimal("2.50"), "2.5"),
        (Decimal("1E-29"), "1E-29"),
        (Decimal(0), "0"),
        (Fraction(7, 2), "3.5"),
    ],
)
def test_an_index_is_a_number_or_text_with_point_or_comma(value: object, number: str) -> None:
    assert take("H1.a", value) == Fraction(number)


def test_a_percentage_reaches_from_0_to_100() -> None:
    assert take("H1.b", "100") == 100
    assert take("H1.b", "87,5") == Fraction("87.5")


@pytest.mark.parametrize("value", [0, 7, "7", " 7 ", "+7", Decimal(7), Decimal("7.0"), Fraction(7), MOST_COUNT])
def test_a_count_is_a_whole_number_or_text_of_one(value: object) -> None:
    taken = take("R1.b", {"lalu": value, "kini": 0})
    assert plain(taken) == {"lalu": str(int(value)), "kini": "0"}  # type: ignore[call-overload]


def test_counts_stand_in_the_order_of_the_form() -> None:
    taken = take("R1.a", {"catatan": 9, "sudah": 2, "staf": 3, "kepala": 1})
    assert plain(taken) == {"kepala": "1", "staf": "3", "sudah": "2", "catatan": "9"}
    assert list(plain(taken)) == ["kepala", "staf", "sudah", "catatan"]


def test_a_count_that_no_formula_needs_may_be_left_out() -> None:
    assert plain(take("R1.a", {**SHARE, "catatan": None})) == {"kepala": "1", "staf": "3", "sudah": "2"}


def test_needed_inputs_are_those_of_the_formula() -> None:
    share, decrease = PACK.items["R1.a"].answer, PACK.items["R1.b"].answer
    assert needed_inputs(_ratio(share)) == ("kepala", "staf", "sudah")
    assert needed_inputs(_ratio(decrease)) == ("lalu", "kini")


def _ratio(kind: object) -> Share | Decrease:
    return kind  # type: ignore[return-value]


# ---------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("value", "shown"),
    [("E", "E"), ("a", "a"), ("A ", "A "), ("", ""), (1, "1"), (True, "True"), (["A"], "['A']"), ({}, "{}")],
)
def test_an_option_is_taken_only_as_the_pack_writes_it(value: object, shown: str) -> None:
    assert problem_of("P1.b", value) == Problem.of("unknown-option", "P1.b", value=shown, allowed="A, B, C, D")


@pytest.mark.parametrize(
    "value",
    [
        "tiga",
        "NaN",
        "Infinity",
        "-inf",
        "1.234,5",
        "1,234.5",
        "3e0",
        "٣",
        "",
        "9" * 31,
        True,
        False,
        3.5,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1E+30"),
        Decimal("1E-30"),
        Decimal("1E+999999"),
        [3],
        {"value": 3},
    ],
)
def test_what_is_no_number_is_no_index(value: object) -> None:
    assert problem_of("H1.a", value) == Problem.of("not-a-number", "H1.a", value=value)


@pytest.mark.parametrize("value", ["4.01", "-0.01", 5, Decimal("4.000000000000000000000000000001"), -1, 10**29])
def test_an_index_stays_within_0_and_4(value: object) -> None:
    problem = problem_of("H1.a", value)
    assert problem.code == "out-of-scale"
    assert dict(problem.params)["maximum"] == "4"


def test_a_percentage_above_100_is_refused() -> None:
    assert problem_of("H1.b", "100,1") == Problem.of("out-of-scale", "H1.b", value="100,1", maximum="100")


@pytest.mark.parametrize("value", ["Ya", 3, None, [1, 2], True])
def test_a_ratio_asks_for_its_counts_by_name(value: object) -> None:
    assert problem_of("R1.b", value) == Problem.of("counts-expected", "R1.b", value=value, inputs="lalu, kini")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("tujuh", "not-a-number"),
        ("", "not-a-number"),
        ("NaN", "not-a-number"),
        ("1.234,5", "not-a-number"),
        ("1 000", "not-a-number"),
        ("1.234.567", "not-a-number"),
        ("٧", "not-a-number"),
        ("9" * 31, "not-a-number"),
        (True, "not-a-number"),
        (7.0, "not-a-number"),
        (float("inf"), "not-a-number"),
        ([7], "not-a-number"),
        (Decimal("NaN"), "not-a-number"),
        ("1.000", "fractional-count"),
        ("2,5", "fractional-count"),
        (Decimal("2.5"), "fractional-count"),
        (Fraction(5, 2), "fractional-count"),
        (-1, "negative-count"),
        ("-1", "negative-count"),
        (Decimal("-0.5"), "negative-count"),
        (MOST_COUNT + 1, "count-too-large"),
        ("9" * 30, "count-too-large"),
    ],
)
def test_a_count_that_cannot_be_one_is_refused_at_its_input(value: object, code: str) -> None:
    problem = problem_of("R1.b", {"lalu": 3, "kini": value})
    assert (problem.code, problem.place) == (code, "R1.b.kini")
    assert dict(problem.params)["value"] == str(value)[:40]


def test_a_count_that_is_too_large_says_the_most() -> None:
    assert dict(problem_of("R1.b", {"lalu": 10**13, "kini": 0}).params)["most"] == "1000000000000"


@pytest.mark.parametrize("given_counts", [{"kepala": 1, "sudah": 1}, {"kepala": 1, "staf": None, "sudah": 1}])
def test_an_input_that_the_formula_needs_must_be_there(given_counts: object) -> None:
    assert problem_of("R1.a", given_counts) == Problem.of("missing-input", "R1.a.staf")


def test_an_input_that_the_form_does_not_ask_for_is_refused() -> None:
    problem = problem_of("R1.b", {"lalu": 1, "kini": 0, "besok": 2})
    assert problem == Problem.of("unknown-input", "R1.b.besok", inputs="lalu, kini")


def test_a_wrong_input_is_not_also_called_missing() -> None:
    assert problem_of("R1.b", {"lalu": "x", "kini": 0}).code == "not-a-number"


def test_every_problem_of_a_worksheet_is_listed_at_its_item() -> None:
    raw = {"X9": "Ya", "P1.a": "Mungkin", "R1.a": {"staf": -1, "lain": 1}, "H1.a": "5", "R1.c": "Ya"}
    with pytest.raises(BadInput) as caught:
        take_answers(PACK, raw)
    assert [(problem.code, problem.place) for problem in caught.value.problems] == [
        ("unknown-item", "X9"),
        ("unknown-option", "P1.a"),
        ("negative-count", "R1.a.staf"),
        ("unknown-input", "R1.a.lain"),
        ("missing-input", "R1.a.kepala"),
        ("missing-input", "R1.a.sudah"),
        ("out-of-scale", "H1.a"),
    ]
    assert caught.value.problems[0] == Problem.of("unknown-item", "X9", regulation="tiny")


def test_a_regulation_without_a_worksheet_takes_no_answers() -> None:
    with pytest.raises(BadInput) as caught:
        take_answers(load(AMENDMENT, "newer"), {"P1.a": "Ya"})
    assert caught.value.problems == (Problem.of("no-worksheet", "newer", amends="tiny"),)


def test_an_unknown_item_is_refused_even_when_empty() -> None:
    with pytest.raises(BadInput, match="unknown-item at X9"):
        take_answers(PACK, {"X9": None})


def test_what_a_message_shows_is_cut_at_forty_characters() -> None:
    assert dict(problem_of("P1.a", "x" * 40).params)["value"] == "x" * 40
    assert dict(problem_of("P1.a", "x" * 41).params)["value"] == "x" * 39 + "…"


def test_a_number_too_long_to_write_is_refused_all_the_same() -> None:
    assert problem_of("H1.a", 10**5000) == Problem.of("out-of-scale", "H1.a", value="…", maximum="4")
    assert problem_of("R1.b", {"lalu": 10**5000, "kini": 0}).code == "count-too-large"


@given(st.dictionaries(st.text(max_size=5) | st.sampled_from(list(PACK.items)), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["lalu", "kini", "x"]), inner),
    max_leaves=3,
)))  # fmt: skip
def test_nothing_but_bad_input_comes_of_strange_answers(raw: dict[str, object]) -> None:
    try:
        taken = take_answers(PACK, raw)
    except BadInput as error:
        assert error.problems  # noqa: PT017 - either way is right; this one says what is wrong
    else:
        assert set(taken.values) <= set(PACK.items)


# ------------------------------------------------------------------------------------------------- plain, digest


def test_answers_are_written_as_plain_text() -> None:
    taken = take_answers(PACK, ALL_BEST)
    written = {item: plain(answer) for item, answer in taken.values.items()}
    assert written["P1.b"] == "A"
    assert written["H1.a"] == "4"
    assert written["R1.a"] == {"kepala": "1", "staf": "3", "sudah": "4"}
    assert take_answers(PACK, written) == taken


def test_the_digest_is_that_of_the_plain_answers() -> None:
    taken = take_answers(PACK, {"H1.a": "3,50", "P1.a": "Ya"})
    assert taken.digest == canonical_digest({"P1.a": "Ya", "H1.a": "3.5"})


def test_the_digest_does_not_depend_on_order_spelling_or_empty_items() -> None:
    taken = take_answers(PACK, ALL_BEST)
    respelled = {**ALL_BEST, "H1.a": "4,00", "R1.b": {"kini": "0", "lalu": Decimal("5.0")}}
    assert take_answers(PACK, dict(reversed(respelled.items()))).digest == taken.digest
    assert take_answers(PACK, {"P1.a": "Ya", "P1.b": None}).digest == take_answers(PACK, {"P1.a": "Ya"}).digest


@pytest.mark.parametrize("other", [{"H1.a": "3.61"}, {"H1.a": None}, {"P1.a": "Ya"}, {"R1.b": {"lalu": 1, "kini": 2}}])
def test_another_answer_has_another_digest(other: dict[str, object]) -> None:
    raw = {"H1.a": "3.60", "R1.b": {"lalu": 2, "kini": 1}}
    assert take_answers(PACK, {**raw, **other}).digest != take_answers(PACK, raw).digest


def test_answers_that_only_print_the_same_have_different_digests() -> None:
    lower = take_answers(PACK, {"H1.a": "3.5" + "9" * 29})
    assert plain(lower.values["H1.a"]) == "3.6"
    lowest = take_answers(PACK, {"H1.a": "3.5" + "9" * 28 + "8"})
    assert len({lower.digest, lowest.digest, take_answers(PACK, {"H1.a": "3.6"}).digest}) == 3
