"""Which part, area and sub-area each row of a form stands in: its headings, tracked from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Part
from pulau.exchange.ministry.words import fold, joined, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.exchange.ministry.grid import Row
    from pulau.exchange.ministry.vocabulary import SubAreaWords, Vocabulary

_ENABLER: Final = "enabler"
_PARTS: Final = {
    **dict.fromkeys((fold("pengungkit"), fold("proses")), _ENABLER),
    fold("pemenuhan"): Part.FULFILMENT,
    fold("reform"): Part.REFORM,
    fold("hasil"): Part.RESULT,
}
_BESIDE: Final = frozenset(map(fold, ("komponen", "total", "aspek", "a", "b", "i", "ii")))
_TOTAL: Final = fold("total")
_FINAL: Final = frozenset(map(fold, ("nilai", "evaluasi")))
_FINAL_TOO: Final = frozenset(map(fold, ("zona", "integritas", "reformasi", "birokrasi", "akhir", "pembangunan")))
_QUESTION_LETTERS: Final = frozenset("abcdefgh")
_NAME, _NUMBER, _WEIGHT, _HERE = 3.0, 1.5, 1.0, 1.5
_NEAR: Final = 0.9
_ENOUGH: Final = 2.9
_NAMED: Final = 0.5
_SAME_NAME: Final = 0.7
_CLOSE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its part, area and sub-area as far as headings told."""

    part: Part = Part.FULFILMENT
    area: str | None = None
    sub_area: str | None = None


@dataclass(slots=True)
class Outline:
    """The headings of a form: the row of each printed figure, the place of every other row, and how well it all fits.

    `headings` maps a path (`total`, `areas.1.reform`, `sub_areas.P1.i`) to its row; `heading_rows` has all of them.
    `inner` are rows that repeat a sub-area's heading inside it (LHKPN and LHKASN).
    """

    headings: dict[str, Row] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    heading_rows: dict[int, str] = field(default_factory=dict)
    weights_met: int = 0
    parts_seen: set[Part] = field(default_factory=set)

    def fit(self, vocabulary: Vocabulary) -> float:
        """How well the form's headings and weights fit a pack: 0 to 1, less where halves are there or missing."""
        found = sum(f"sub_areas.{sub}" in self.headings for sub in vocabulary.sub_areas)
        reform = any(sub.part is Part.REFORM for sub in vocabulary.sub_areas.values())
        strange = 0.5 if (Part.REFORM in self.parts_seen) != reform else 0.0
        return (found + self.weights_met) / (2 * len(vocabulary.sub_areas)) - strange


@dataclass(slots=True)
class _Tracker:
    vocabulary: Vocabulary
    outline: Outline = field(default_factory=Outline)
    place: Place = field(default_factory=Place)

    def take(self, row: Row) -> None:
        """Take a row as a heading where it is one, and remember the place of every other row."""
        whole = _whole(row)
        if whole is not None:
            self._set(whole, row)
            return
        part = _part(row)
        if part is not None:
            self._part(part, row)
            return
        if not _may_be_heading(row) or not (self._area(row) or self._sub_area(row)):
            self.outline.places[row.index] = self.place

    def _set(self, path: str, row: Row) -> None:
        self.outline.headings.setdefault(path, row)
        self.outline.heading_rows[row.index] = path

    def _part(self, part: str, row: Row) -> None:
        if part == _ENABLER:
            self.outline.heading_rows[row.index] = "enabler"
            self.outline.headings.setdefault("enabler.heading", row)
            return
        self.place = Place(Part(part))
        self.outline.parts_seen.add(Part(part))
        self.outline.heading_rows[row.index] = part
        if part == Part.RESULT:
            self.outline.headings.setdefault("result.heading", row)

    def _area(self, row: Row) -> bool:
        if self.place.part is Part.RESULT:
            return False
        name, mark = joined(row.text), row.mark.casefold()
        for area, known in self.vocabulary.areas.items():
            part = self._half(area)
            same_mark = mark == known.mark
            by_number = same_mark and row.weight is not None and _close(row.weight, known.weights.get(part, -1.0))
            if _same_name(name, known.name) or (by_number and not row.mark.islower()):
                self.place = Place(part, area)
                self.outline.parts_seen.add(part)
                halves = len(known.weights) > 1
                self._set(f"areas.{area}.{part.value}" if halves else f"areas.{area}", row)
                return True
        return False

    def _half(self, area: str) -> Part:
        """Tell the half: areas that start over without a heading are those of the reform half."""
        part, last = self.place.part, self.place.area
        seen = f"areas.{area}.{Part.FULFILMENT.value}" in self.outline.headings
        if part is Part.FULFILMENT and seen and last is not None and area < last:
            return Part.REFORM
        return part

    def _sub_area(self, row: Row) -> bool:
        scores = [(self._score(row, sub_id, sub), sub_id) for sub_id, sub in self.vocabulary.sub_areas.items()]
        best, sub_id = max(scores, key=lambda scored: scored[0])
        if best < _ENOUGH:
            return False
        sub = self.vocabulary.sub_areas[sub_id]
        path = f"sub_areas.{sub_id}"
        if path in self.outline.headings and self.place.sub_area == sub_id:
            self.outline.heading_rows[row.index] = path
            return True
        self.place = Place(sub.part, sub.area, sub_id)
        if path not in self.outline.headings and row.weight is not None and _close(row.weight, sub.weight):
            self.outline.weights_met += 1
        self._set(path, row)
        return True

    def _score(self, row: Row, sub_id: str, sub: SubAreaWords) -> float:
        shared = len(row.words & sub.name)
        named = shared / max(1, min(len(row.words), len(sub.name))) if shared else 0.0
        number = row.mark.casefold() == sub.mark
        weight = row.weight is not None and _close(row.weight, sub.weight)
        # A number that comes again inside another sub-area (LHKPN is "i." too) does not lead back without the name.
        seen = f"sub_areas.{sub_id}" in self.outline.headings and self.place.sub_area != sub_id
        if named < _NAMED and (seen or not (number or weight)):
            return 0.0
        half = sub.part is self.place.part
        here = half * (0.5 if sub.area != self.place.area else 1.0)
        score = _NUMBER * number + _WEIGHT * weight + _HERE * here
        if score + _NAME < _ENOUGH:
            return 0.0
        near = len(row.words & sub.all) / max(1, len(row.words))
        return score + _NAME * max(named, near * _NEAR)


def outline_of(rows: Sequence[Row], vocabulary: Vocabulary) -> Outline:
    """Track the headings of a form by a pack's words."""
    tracker = _Tracker(vocabulary)
    for row in rows:
        tracker.take(row)
    outline = tracker.outline
    for whole in ("enabler", "result"):
        heading = outline.headings.pop(f"{whole}.heading", None)
        if heading is not None:
            outline.headings.setdefault(whole, heading)
    return outline


def _whole(row: Row) -> str | None:
    if row.kind:
        return None
    if _TOTAL in row.words:
        parts = {_PARTS[word] for word in row.words if word in _PARTS}
        return {_ENABLER: "enabler", Part.RESULT: "result"}.get(parts.pop()) if len(parts) == 1 else None
    return "total" if row.words >= _FINAL and row.words & _FINAL_TOO and row.weight is None else None


def _part(row: Row) -> str | None:
    if row.kind:
        return None
    telling = words_of(row.text) - _BESIDE
    named = {word for word in telling if not word.isdigit()}
    return _PARTS.get(next(iter(named))) if len(named) == 1 else None


def _may_be_heading(row: Row) -> bool:
    if row.mark in _QUESTION_LETTERS or row.mark == "-" or row.kind in ("choice", "count", "index"):
        return False
    return row.kind != "percent" or row.weight is not None


def _same_name(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and len(short) >= _SAME_NAME * len(long)


def _close(one: float, other: float) -> bool:
    return abs(one - other) < _CLOSE
