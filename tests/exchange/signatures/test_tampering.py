"""No changed byte comes back as intact: at random, in each part of a file, and where no signature covers it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from pulau.exchange.signatures.checking import Unreadable, Verdict, check
from tests.exchange.signatures.studio import DAY, NOW, signed, studio

DIGITS = b"0123456789ABCDEF"
"""As pyHanko writes them."""
Change = tuple[int, int]
"""Where, and the byte that stands there then."""


def outcome(pdf: bytes) -> str:
    """The verdict, or why it cannot be read; anything else that a library raises fails the test."""
    try:
        return check(pdf, studio().anchor, now=NOW + DAY).verdict
    except Unreadable as unreadable:
        return unreadable.reason


def accepted(pdf: bytes, changes: Iterator[Change]) -> list[Change]:
    """The changes after which the file still counts as intact, or as if nobody had ever signed."""
    found = []
    for place, byte in changes:
        changed = pdf[:place] + bytes([byte]) + pdf[place + 1 :]
        if outcome(changed) in {Verdict.INTACT, Verdict.UNSIGNED}:
            found.append((place, byte))
    return found


def anywhere(pdf: bytes, count: int, seed: int) -> Iterator[Change]:
    chance = random.Random(seed)  # noqa: S311 - the same places each time, nothing secret
    for _ in range(count):
        place = chance.randrange(len(pdf))
        yield place, (pdf[place] + chance.randrange(1, 256)) % 256


def last_signature(pdf: bytes) -> range:
    """The hexadecimal digits of the last signature, without its padding: what no signature covers."""
    start = [each.end() for each in re.finditer(rb"/Contents <", pdf)][-1]
    end = pdf.index(b">", start)
    return range(start, start + len(pdf[start:end].rstrip(b"0")))


def digits(pdf: bytes, places: Iterator[int], seed: int) -> Iterator[Change]:
    """Another digit at each place, as a forger would write it: still hexadecimal, of the same case."""
    chance = random.Random(seed)  # noqa: S311 - the same places each time, nothing secret
    for place in places:
        yield place, chance.choice([digit for digit in DIGITS if digit != pdf[place]])


def test_the_file_as_it_was_signed_is_intact() -> None:
    assert outcome(signed(2)) == Verdict.INTACT


def test_twenty_five_changed_bytes_are_all_found() -> None:
    pdf = signed(2)
    covered = accepted(pdf, anywhere(pdf, 11, 1))
    inside = accepted(pdf, digits(pdf, iter(last_signature(pdf)[:: len(last_signature(pdf)) // 8]), 3))
    at_the_end = accepted(pdf, ((place, pdf[place] ^ 1) for place in range(len(pdf) - 700, len(pdf), 120)))
    assert covered + inside + at_the_end == []


def test_bytes_that_no_signature_covers_have_one_form_alone() -> None:
    pdf = signed()
    place = last_signature(pdf)
    letter = next(each for each in place if chr(pdf[each]).isalpha())
    padding = place.stop + 40
    assert outcome(pdf[:letter] + pdf[letter : letter + 1].lower() + pdf[letter + 1 :]) == Verdict.ALTERED
    for byte in (b"1", b" ", b"\n"):
        assert outcome(pdf[:padding] + byte + pdf[padding + 1 :]) in {Verdict.ALTERED, "damaged"}


# Each was once accepted by the cryptography alone: it lies in a part of the signature that is not signed.
@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("the length of the whole, over the padding", "30820", "30821"),
        ("the tag of what is not signed: as if there were no timestamp", "a182", "a382"),
        ("the version of the structure", "020101310f", "020103310f"),
        ("the version of the signer", "02010130", "02010330"),
    ],
)
def test_parts_of_a_signature_that_are_not_signed_are_held_to_their_form(name: str, before: str, after: str) -> None:
    pdf = signed()
    place = last_signature(pdf)
    text = pdf[place.start : place.stop].decode().lower()
    places = [each.start() for each in re.finditer(before, text)]
    assert places, name
    for found in places:
        changed = (text[:found] + after + text[found + len(before) :]).upper()
        assert outcome(pdf[: place.start] + changed.encode() + pdf[place.stop :]) != Verdict.INTACT, name


@pytest.mark.nightly
def test_a_thousand_changed_bytes_are_all_found() -> None:
    pdf = signed(2)
    assert accepted(pdf, anywhere(pdf, 1_000, 5)) == []


@pytest.mark.nightly
def test_every_digit_of_a_signature_matters() -> None:
    pdf = signed()
    assert accepted(pdf, digits(pdf, iter(last_signature(pdf)), 6)) == []
