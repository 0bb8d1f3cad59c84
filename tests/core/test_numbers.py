from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.numbers import (
    from_float,
    hundredths,
    parse_number,
    parse_whole,
    print_exact,
    print_ratio,
    two_decimals,
)

FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**12)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Fraction(0), "0"),
        (Fraction(75), "75"),
        (Fraction(100), "100"),
        (Fraction(10**30), "1" + "0" * 30),
        (Fraction("15.750"), "15.75"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "0.3333333333333333333333333333"),
        (Fraction(2, 3), "0.6666666666666666666666666667"),
        (Fraction(200, 3), "66.66666666666666666666666667"),
        (Fraction(1, 10**12), "0.000000000001"),
    ],
)
def test_machines_get_28_digits_without_exponent_or_trailing_zeros(value: Fraction, printed: str) -> None:
    assert print_exact(value) == printed


def test_the_28th_digit_is_rounded_half_to_even() -> None:
    assert print_exact(Fraction("1.0000000000000000000000000005")) == "1"
    assert print_exact(Fraction("1.0000000000000000000000000015")) == "1.000000000000000000000000002"
    assert print_exact(Fraction("1.00000000000000000000000000050001")) == "1.000000000000000000000000001"


@given(FRACTIONS)
def test_printing_for_machines_is_decimal_division(value: Fraction) -> None:
    context = Context(prec=28, rounding=ROUND_HALF_EVEN)
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    printed = print_exact(value)
    assert Decimal(printed) == quotient
    assert "E" not in printed.upper()
    assert not ("." in printed and printed.endswith(("0", ".")))


def test_a_ratio_need_not_be_reduced_to_be_printed() -> None:
    assert print_ratio(50, 200) == print_ratio(1, 4) == "0.25"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1.335", "1,34"),
        ("4.335", "4,34"),
        ("1.3349999999999999999999999999", "1,33"),
        ("74.995", "75,00"),
        ("74.994", "74,99"),
        ("0.005", "0,01"),
        ("0", "0,00"),
        ("7", "7,00"),
        ("-1.335", "-1,34"),
        ("-0.004", "0,00"),
        ("100", "100,00"),
    ],
)
def test_people_get_two_decimals_rounded_half_up_on_the_exact_value(text: str, printed: str) -> None:
    assert two_decimals(Fraction(text), ",") == printed


def test_the_decimal_point_is_a_point_unless_asked_otherwise() -> None:
    assert two_decimals(Fraction("3.6")) == "3.60"


def test_a_percent_is_taken_from_the_unrounded_score() -> None:
    score = Fraction("28.6864")
    assert two_decimals(score) == "28.69"
    assert two_decimals(100 * score / 30) == "95.62"
    assert two_decimals(100 * Fraction("28.69") / 30) == "95.63"


@given(FRACTIONS)
def test_two_decimals_agree_with_decimal_half_up(value: Fraction) -> None:
    context = Context(prec=60, rounding=ROUND_HALF_UP)
    exact = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP, context=context)
    assert Decimal(two_decimals(value)) == rounded
    assert hundredths(value.numerator, value.denominator) == rounded * 100


@pytest.mark.parametrize(
    ("text", "value"),
    [("3.87", "3.87"), ("3,87", "3.87"), (" 4 ", "4"), ("+2", "2"), ("-1.5", "-1.5"), ("007", "7"), ("0,0", "0")],
)
def test_a_plain_number_has_a_point_or_a_comma(text: str, value: str) -> None:
    assert parse_number(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "NaN",
        "inf",
        "1.234,5",
        "1,234.5",
        "1 000",
        "1e3",
        "1/3",
        "--1",
        ".5",
        "5.",
        "\u0663",
        "\uff13",
        "9" * 31,
        "1." + "0" * 31,
        "0x10",
        "1_000",
        "3.8.7",
        "1\n2",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_thirty_digits_on_either_side_are_still_a_number() -> None:
    assert parse_number("9" * 30 + "." + "9" * 30) == Fraction("9" * 30 + "." + "9" * 30)


@pytest.mark.parametrize(("text", "value"), [("12", 12), (" 7 ", 7), ("+3", 3), ("-2", -2), ("9" * 30, int("9" * 30))])
def test_a_whole_number_is_written_in_plain_digits(text: str, value: int) -> None:
    assert parse_whole(text) == value


@pytest.mark.parametrize("text", ["", "1.0", "1,0", "1.000", "\u0664", "x", "9" * 31, "1e3"])
def test_other_text_is_no_whole_number(text: str) -> None:
    assert parse_whole(text) is None


def test_a_float_of_a_workbook_is_rounded_to_15_digits_first() -> None:
    assert from_float(3.72) == Fraction("3.72")
    assert from_float(0.1 + 0.2) == Fraction("0.3")
    assert from_float(1e15) == 10**15
    assert from_float(0.123456789012345678) == Fraction("0.123456789012346")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_float_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises((ValueError, OverflowError)):
        from_float(value)
