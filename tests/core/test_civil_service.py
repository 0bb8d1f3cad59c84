"""What numbers and ranks of the civil service say by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.civil_service import (
    NipDoubt,
    digits_of,
    echelon_of,
    echelon_rank,
    is_nik,
    is_nip,
    masked,
    nip_doubts,
)


@pytest.mark.parametrize(
    ("nip", "doubts"),
    [
        ("198503122010011004", []),
        ("199001012022211001", []),  # NI PPPK: the first contract where the month stands
        ("198513122010011004", [NipDoubt.BIRTH]),
        ("198502302010011004", [NipDoubt.BIRTH]),
        ("198503122010131004", [NipDoubt.START]),
        ("198503121985031004", [NipDoubt.START]),  # began before being born
        ("198500002010001004", [NipDoubt.BIRTH, NipDoubt.START]),
        ("87654321", []),  # NRP
        ("bukan angka", []),
    ],
)
def test_a_nip_of_18_digits_holds_two_dates(nip: str, doubts: list[NipDoubt]) -> None:
    assert nip_doubts(nip) == doubts


@pytest.mark.parametrize(
    ("number", "nip", "nik"),
    [
        ("1234567", False, False),
        ("12345678", True, False),
        ("1" * 16, True, True),
        ("1" * 18, True, False),
        ("1" * 19, False, False),
        ("1234567a", False, False),
        ("١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦", False, False),  # digits, but not ours
        ("12345678\n", False, False),
    ],
)
def test_numbers_have_their_length(number: str, nip: bool, nik: bool) -> None:  # noqa: FBT001 - a table
    assert (is_nip(number), is_nik(number)) == (nip, nik)


def test_digits_are_read_however_they_are_grouped() -> None:
    assert digits_of(" 19850312 201001-1.004 ") == "198503122010011004"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("II.b", "II.b"), ("iib", "II.b"), ("II/B", "II.b"), ("2b", "II.b"), (" IV a ", "IV.a"), ("", ""), ("  ", ""),
     ("VI.a", None), ("II.f", None), ("II", None), ("tinggi", None), ("IIII.a", None)],
)  # fmt: skip
def test_an_echelon_has_one_spelling(typed: str, kept: str | None) -> None:
    assert echelon_of(typed) == kept


def test_echelons_stand_above_one_another() -> None:
    ranked = ["I.a", "I.b", "II.a", "II.b", "III.a", "IV.b", "V.a", ""]
    assert sorted(set(ranked), key=echelon_rank) == ranked


@given(st.text(alphabet="0123456789", max_size=20))
def test_a_masked_number_shows_four_digits_at_most(number: str) -> None:
    shown = masked(number)
    assert len(shown) == len(number)
    assert shown.replace("•", "") == number[-4:]
