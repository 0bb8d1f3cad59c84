"""Hostile files: nine hundred of more than sixty classes, the same bytes every time.

    for specimen in specimens(): ...        # all
    for specimen in one_of_each(): ...      # the first of each class

`expected` is the code of the refusal, or of a note where it starts with `note-`; `taken` where the file is harmless as
it is kept; `refused` where several refusals are right; `any` where either is right, so long as nothing breaks.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pulau.exchange.files.kinds import KINDS
from tests.exchange.files import hostile_containers, hostile_pdfs, hostile_pictures, hostile_plain
from tests.exchange.files.makings import good
from tests.exchange.files.specimen import Given


@dataclass(frozen=True)
class Specimen:
    """A hostile file: its class, the name that it comes with, its bytes, what is expected."""

    family: str
    name: str
    content: bytes
    expected: str


FAMILIES: Mapping[str, Callable[[], Iterator[Given]]] = {
    **hostile_containers.FAMILIES,
    **hostile_pdfs.FAMILIES,
    **hostile_pictures.FAMILIES,
    **hostile_plain.FAMILIES,
}


def specimens() -> Iterator[Specimen]:
    """Make all of them."""
    for family, make in FAMILIES.items():
        for name, content, expected in make():
            yield Specimen(family, name, content, expected)


def one_of_each() -> Iterator[Specimen]:
    """Make the first of each class."""
    for family, make in FAMILIES.items():
        yield Specimen(family, *next(make()))


def mutations(count: int, seed: int = 6) -> Iterator[Specimen]:
    """Change good files by chance: bytes, runs, cuts, copies, two files joined."""
    dice = random.Random(seed)  # noqa: S311 - the same every time is the point
    codes = list(KINDS)
    for number in range(count):
        code = codes[number % len(codes)]
        data = bytearray(good(code))
        for _ in range(dice.choice((1, 1, 2, 4, 16))):
            dice.choice(_CHANGES)(data, dice)
        yield Specimen(f"mutated-{code}", f"a.{KINDS[code].extensions[0]}", bytes(data), "any")


def _flip(data: bytearray, dice: random.Random) -> None:
    if data:
        data[dice.randrange(len(data))] = dice.choice((0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)))


def _cut(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    del data[at : at + dice.choice((1, 4, 64, len(data)))]


def _double(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    data[at:at] = data[at : at + dice.choice((1, 16, 256))] * dice.choice((1, 2, 50))


def _number(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    data[at : at + 4] = dice.choice(
        (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"9999")
    )


def _word(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.choice(
        (b"<!DOCTYPE x>", b"/Launch", b"PK\x05\x06", b"%%EOF", b"endobj", b"<script>", b"\n" * 99)
    )


def _join(data: bytearray, dice: random.Random) -> None:
    data += good(dice.choice(list(KINDS)))


_CHANGES = (_flip, _flip, _flip, _cut, _double, _number, _word, _join)
