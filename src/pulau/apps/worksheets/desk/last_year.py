"""Last year beside this year, item by item, as values for templates: nothing of it is copied here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.worksheets.calculation import calculation_of
from pulau.apps.worksheets.desk.area_view import area_of_item, items_of_area
from pulau.apps.worksheets.desk.proofs import PieceView, judged_on, piece_view
from pulau.apps.worksheets.desk.questions import html_id, words_of
from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.core.scoring.answers import plain
from pulau.exchange.names import number
from pulau.foundation.registry.carry_notes import CarryNote, notes_for

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.evidence_selectors import ItemPieces, Piece
    from pulau.apps.worksheets.last_year_selectors import LastYear
    from pulau.apps.worksheets.selectors import Standing


class Since(StrEnum):
    """What became of an answer since last year. `gone`: this form has no such item, or does not take that answer."""

    SAME = "same"
    CHANGED = "changed"
    OPEN = "open"
    NEW = "new"
    GONE = "gone"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer of a year: in words, its note, its points of its weight; empty where there is none."""

    words: str
    note: str
    points: str
    weight: str
    version: int


@dataclass(frozen=True, slots=True)
class OldPiece:
    """A piece of last year's: whether it `stands` beside the item this year too, and whether it may be laid there."""

    view: PieceView
    stands: bool
    usable: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with last year's answer, this year's, and last year's evidence."""

    item: str
    id: str
    number: str
    question: str
    then: AnswerView | None
    now: AnswerView
    since: Since
    pieces: tuple[OldPiece, ...]
    findings: tuple[CarryNote, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether neither year has anything, and nothing was found then."""
        return self.since is Since.NEITHER and not self.pieces and not self.findings

    @property
    def offered(self) -> bool:
        """Whether last year's answer may be taken over: this form takes it, and another or none stands."""
        return self.since in (Since.CHANGED, Since.OPEN)


_COUNTED: Final = (Since.SAME, Since.CHANGED, Since.OPEN)


def rows_of(desk: Desk, last: LastYear, standing: dict[str, Standing], items: Collection[str]) -> list[ItemRow]:
    """Return items of this year's form with what they were last year, in the order of the law."""
    then = calculation_of(last.row, last.evaluation)
    beside = evidence_by_item(desk.actor, desk.row, items)
    on = judged_on(desk)
    found = notes_for(desk.actor, desk.row.unit_id, desk.row.year)
    rows = [_row(desk, then, last, item, standing.get(item), _pieces(last, beside, item, on)) for item in items]
    return [replace(row, findings=tuple(found.get(row.item, ()))) for row in rows]


def _row(
    desk: Desk, then: Calculation, last: LastYear, item: str, now: Standing | None, pieces: tuple[OldPiece, ...]
) -> ItemRow:
    old = last.standing.get(item) if item in then.evaluation.pack.items else None
    return ItemRow(
        item=item,
        id=html_id(item),
        number=desk.evaluation.pack.items[item].number,
        question=desk.calculation.wording.items[item].question[desk.language],
        then=_answer(then, item, old, desk.language) if item in then.evaluation.pack.items else None,
        now=_answer(desk.calculation, item, now, desk.language),
        since=since_of(last, item, now),
        pieces=pieces,
    )


def since_of(last: LastYear, item: str, now: Standing | None) -> Since:
    """Return what became of last year's answer to an item."""
    value = now.value if now else None
    carried = last.carried.answers.values.get(item)
    if carried is None:
        old = last.standing.get(item)
        if old is not None and old.value is not None:
            return Since.GONE
        return Since.NEITHER if value is None else Since.NEW
    if value is None:
        return Since.OPEN
    return Since.SAME if plain(carried) == value else Since.CHANGED


def _answer(calculation: Calculation, item: str, found: Standing | None, language: str) -> AnswerView:
    result = calculation.evaluation.items[item]
    value = found.value if found else None
    return AnswerView(
        words="" if value is None else words_of(calculation, item, value, language),
        note=found.note if found else "",
        points=number(result.points, language),
        weight=number(calculation.evaluation.pack.items[item].weight, language),
        version=found.version if found else 0,
    )


def _pieces(last: LastYear, beside: ItemPieces, item: str, on: date) -> tuple[OldPiece, ...]:
    there = {piece.evidence_id for piece in beside.get(item, ())}
    return tuple(_old(piece, there, on) for piece in last.pieces.get(item, ()))


def _old(piece: Piece, there: Collection[UUID], on: date) -> OldPiece:
    return OldPiece(piece_view(piece, on), piece.evidence_id in there, piece.seen and piece.usable(on))


def overview_of(desk: Desk, last: LastYear, standing: dict[str, Standing]) -> dict[str, Any]:
    """Return what changed since last year: counts of answers, the totals, the points of each area, what went."""
    pack = desk.evaluation.pack
    counted = [since_of(last, item, standing.get(item)) for item in pack.items]
    return {
        "counts": {since.value: counted.count(since) for since in _COUNTED},
        "total_then": number(last.evaluation.total.points, desk.language),
        "total_now": number(desk.evaluation.total.points, desk.language),
        "left_out": [item for item in last.carried.left_out if item not in pack.items],
        "other_form": last.row.regulation != desk.row.regulation,
        "form_then": last.evaluation.pack.instrument,
    }


def offered_evidence(desk: Desk, last: LastYear) -> tuple[list[ItemRow], int]:
    """Return the items with evidence of last year's that may be laid beside them, and how many pieces may not be."""
    rows = rows_of(desk, last, {}, [item for item in desk.evaluation.pack.items if item in last.pieces])
    offered = [row for row in rows if any(old.usable and not old.stands for old in row.pieces)]
    return offered, sum(not old.usable for row in rows for old in row.pieces)


def area_items(desk: Desk, area: str) -> Sequence[str]:
    """Return the items of an area. Raises Http404 for an area that the form does not have."""
    return items_of_area(desk.evaluation.pack, area)


def first_area(desk: Desk) -> str:
    """Return the area with which the form begins."""
    return area_of_item(desk.evaluation.pack, next(iter(desk.evaluation.pack.items)))
