"""Figures and dates as people read them, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from pulau.foundation.ui import formats


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (Decimal("1.335"), "1,34", "1.34"),
        (Decimal("4.335"), "4,34", "4.34"),
        (Decimal("1.3349999"), "1,33", "1.33"),
        (Fraction(2, 3), "0,67", "0.67"),
        (Fraction(1, 200), "0,01", "0.01"),
        (Decimal("-1.335"), "\N{MINUS SIGN}1,34", "\N{MINUS SIGN}1.34"),
        (Decimal("-0.001"), "0,00", "0.00"),
        (1234567, "1.234.567,00", "1,234,567.00"),
        ("77.755", "77,76", "77.76"),
        (None, "–", "–"),
    ],
)
def test_a_figure_is_rounded_half_up_on_its_exact_value(
    value: formats.Figure | None, indonesian: str, english: str
) -> None:
    with translation.override("id"):
        assert formats.number(value) == indonesian
    with translation.override("en"):
        assert formats.number(value) == english


@pytest.mark.parametrize("value", [1.335, True, "satu", Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_an_exact_figure_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        formats.number(value)  # type: ignore[arg-type] # the point of the test


def test_differences_shares_and_short_figures() -> None:
    with translation.override("id"):
        assert formats.signed(Decimal("0.978")) == "+0,98"
        assert formats.signed(Decimal("0.001")) == "0,00"
        assert formats.percent(Decimal("53.68")) == "53,7%"
        assert [formats.short_number(figure) for figure in (2, Decimal("0.50"), Fraction(1, 3))] == ["2", "0,5", "0,33"]


def test_dates_and_times_are_written_in_full() -> None:
    moment = datetime(2026, 11, 22, 7, 7, tzinfo=UTC)
    with translation.override("id"):
        assert formats.long_date(date(2026, 8, 17)) == "17 Agustus 2026"
        assert formats.clock(moment) == "14.07"
    with translation.override("en"):
        assert formats.long_date(date(2026, 8, 17)) == "17 August 2026"
        assert formats.clock(moment) == "14:07"


def test_a_length_in_a_drawing_has_a_point_and_stays_inside() -> None:
    with translation.override("id"):
        lengths = [formats.svg_percent(value) for value in (Decimal("53.6766"), 130, -5, None)]
    assert lengths == ["53.68%", "100.00%", "0.00%", "0.00%"]
