"""Public numbers: read however they were typed, and refused when one sign is wrong or two are exchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.codes import ALPHABET, LENGTH, RANDOM_BYTES, CodeRefused, code_of, read_code, shown_code

CODES = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES).map(code_of)
PLACES = st.integers(0, LENGTH - 1)


@given(CODES)
def test_a_number_is_read_back_from_how_people_write_it(code: str) -> None:
    shown = shown_code(code)
    typed = shown.lower().replace("1", "l").replace("0", "o").replace("-", " - ")
    assert read_code(shown) == read_code(typed) == read_code(f"  {code}\n") == code


@given(CODES, PLACES, st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_found(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    if wrong == code:
        assert read_code(wrong) == code
        return
    with pytest.raises(CodeRefused, match="check"):
        read_code(wrong)


@given(CODES, PLACES, PLACES)
def test_two_exchanged_signs_are_found(code: str, first: int, second: int) -> None:
    signs = list(code)
    signs[first], signs[second] = signs[second], signs[first]
    wrong = "".join(signs)
    if wrong == code:
        return
    with pytest.raises(CodeRefused, match="check"):
        read_code(wrong)


@given(st.sets(st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES), min_size=2, max_size=50))
def test_bytes_that_differ_in_more_than_the_last_bit_give_different_numbers(seeds: set[bytes]) -> None:
    used = {int.from_bytes(seed, "big") >> 1 for seed in seeds}
    assert len({code_of(seed) for seed in seeds}) == len(used)


@pytest.mark.parametrize(
    ("typed", "reason"), [("", "length"), ("4K7M", "length"), ("4K7M-Q2XT-9RH!", "sign"), ("4K7M-Q2XT-9RHU", "sign")]
)
def test_what_is_no_number_says_why(typed: str, reason: str) -> None:
    with pytest.raises(CodeRefused) as refused:
        read_code(typed)
    assert refused.value.reason == reason


def test_a_number_takes_seven_bytes() -> None:
    with pytest.raises(ValueError, match="7 bytes"):
        code_of(b"123456")
