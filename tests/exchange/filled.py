"""Worksheets filled in ways that matter, and the cells of a workbook found as a user finds them: by key and heading."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook

from pulau.core.regulation.model import Choice, Decrease, Scale, Share
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.numbers import print_exact
from pulau.exchange.packs import available, load_pack, load_wording
from pulau.exchange.workbook import write_worksheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook
    from openpyxl.cell import Cell

    from pulau.core.regulation.model import Item, Pack
    from pulau.core.scoring.model import Evaluation

PACKS: Final = tuple(pack for pack in available() if load_pack(pack).worksheet)
Raw = dict[str, object]


def best(pack: Pack) -> Raw:
    """Answer everything as well as it can be."""
    return {item.id: _of(item, lambda options: options[0], Fraction(1), (5, 5)) for item in pack.items.values()}


def worst(pack: Pack) -> Raw:
    """Answer everything as badly as it can be."""
    return {item.id: _of(item, lambda options: options[-1], Fraction(0), (5, 0)) for item in pack.items.values()}


def at_random(pack: Pack, seed: int, *, answered: float = 0.9) -> Raw:
    """Answer at random: some not at all, some ratios with nothing due or with more done than due."""
    dice = random.Random(seed)  # noqa: S311 - a test, not a secret
    raw: Raw = {}
    for item in pack.items.values():
        if dice.random() < answered:
            many = dice.choice([2, 5])
            share = Fraction(dice.randint(300, 400), 400)
            counts = dice.choice([(0, 0), (0, 4), (7, 3), (3, 9), (113, 97), (1, 1)])
            raw[item.id] = _of(item, lambda options, many=many: dice.choice(options[:many]), share, counts)
    return raw


def _of(item: Item, pick: object, share: Fraction, counts: tuple[int, int]) -> object:
    match item.answer:
        case Choice(values=options):
            return pick(list(options))  # type: ignore[operator]
        case Scale(maximum=maximum):
            return print_exact(share * maximum)
        case Share(inputs=inputs, done=done, due=due):
            return {key: counts[1] * len(due) if key == done else counts[0] for key in inputs}
        case Decrease(inputs=inputs, now=now):
            return {key: _now(counts) if key == now else counts[0] for key in inputs}


def _now(counts: tuple[int, int]) -> int:
    return counts[0] - counts[1] if counts[0] >= counts[1] else counts[1]


def scored(
    pack: Pack, raw: Raw, *, unanswered: Unanswered = Unanswered.ZERO, prior_title: str | None = None
) -> Evaluation:
    """Score plain answers."""
    return evaluate(pack, take_answers(pack, raw), unanswered=unanswered, prior_title=prior_title)


def written(
    evaluation: Evaluation,
    notes: Mapping[str, str] | None = None,
    links: Mapping[str, tuple[str, ...]] | None = None,
) -> bytes:
    """Write a worksheet as Pulau's workbook."""
    stream = BytesIO()
    write_worksheet(evaluation, load_wording(evaluation.pack.id), stream, notes=notes or {}, links=links or {})
    return stream.getvalue()


def cell_at(book: Workbook, key: str, heading: str = "Jawaban") -> Cell:
    """Find a cell by the key of its row and the heading of its column."""
    return _cells(book)[key, heading]


@lru_cache(maxsize=2)
def _cells(book: Workbook) -> dict[tuple[str, str], Cell]:
    found: dict[tuple[str, str], Cell] = {}
    for sheet in book.worksheets:
        columns: dict[str, int] = {}
        for row in sheet.iter_rows():
            key = row[0].value
            if key == "kunci":
                columns = {str(cell.value): position for position, cell in enumerate(row)}
            elif isinstance(key, str):
                found.update({(key, heading): row[column] for heading, column in columns.items()})  # type: ignore[misc]
    return found


def edited(data: bytes, *cases: Mapping[str, object]) -> list[bytes]:
    """Type into cells of a workbook, once for each case; formulas stay, their values go.

    A case maps a key, or `key|heading`, to what is typed.
    """
    book = load_workbook(BytesIO(data))
    found: list[bytes] = []
    for case in cases:
        cells = {spot: cell_at(book, *spot.split("|")) for spot in case}
        before = {spot: cell.value for spot, cell in cells.items()}
        for spot, value in case.items():
            cells[spot].value = value  # type: ignore[assignment]
        stream = BytesIO()
        book.save(stream)
        found.append(stream.getvalue())
        for spot, value in before.items():
            cells[spot].value = value
    return found


def typed(raw: Raw, **settings: str) -> dict[str, object]:
    """Say which cells hold plain answers, as numbers where a person types numbers."""
    cells: dict[str, object] = dict(settings)
    for item, answer in raw.items():
        if isinstance(answer, dict):
            cells.update({f"items.{item}#{key}": count for key, count in answer.items()})
        else:
            text = str(answer)
            cells[f"items.{item}"] = float(text) if text[0].isdigit() else text
    return cells
