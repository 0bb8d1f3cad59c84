"""The plan of a form: which cell holds what, and what is strange about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.exchange.ministry.grid import canonical_kind, letters
from pulau.exchange.submission import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.exchange.ministry.counts import Counts
    from pulau.exchange.ministry.grid import Columns, Row
    from pulau.exchange.ministry.headings import Outline
    from pulau.exchange.ministry.questions import Questions
    from pulau.exchange.ministry.vocabulary import Vocabulary

_EXCERPT: Final = 60
_EXACT: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything of a form stands; rows are counted from 0.

    `owners` maps a row to the item or sub-area that its notes belong to; `twice` lists (what, first row, second row).
    `findings` are those that the form's own wording gives, whatever its answers.
    """

    regulation: str
    items: Mapping[str, int]
    counts: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, tuple[int, ...]]
    headings: Mapping[str, int]
    owners: Mapping[int, str]
    kinds_mistyped: frozenset[str]
    twice: tuple[tuple[str, int, int], ...]
    findings: tuple[Finding, ...]


def make_plan(
    sheet: str, columns: Columns, outline: Outline, vocabulary: Vocabulary, questions: Questions, counts: Counts
) -> Plan:
    """Make the plan of a form whose rows were placed."""
    return _Maker(sheet, columns, outline, vocabulary, questions, counts).plan()


def asks_alike(row: Row, vocabulary: Vocabulary, item: str) -> bool:
    """Whether a row asks for the kind of answer that its item has."""
    wanted = vocabulary.items[item]
    if wanted.kind == "choice":
        return canonical_kind(row.kind_text) == canonical_kind(wanted.kind_text)
    return row.kind == wanted.kind


@dataclass(frozen=True, slots=True)
class _Maker:
    sheet: str
    columns: Columns
    outline: Outline
    vocabulary: Vocabulary
    questions: Questions
    counts: Counts

    def plan(self) -> Plan:
        items = self.questions.rows
        mistyped = frozenset(i for i, row in items.items() if row.kind and not asks_alike(row, self.vocabulary, i))
        left, twice = self._left()
        return Plan(
            regulation=self.vocabulary.pack.id,
            items={item: items[item].index for item in self.vocabulary.items if item in items},
            counts={item: {key: row.index for key, row in rows.items()} for item, rows in self.counts.rows.items()},
            totals={item: tuple(row.index for row in rows) for item, rows in self.counts.totals.items()},
            headings={path: row.index for path, row in self.outline.headings.items()},
            owners=self._owners(),
            kinds_mistyped=mistyped,
            twice=(*twice, *((what, one.index, other.index) for what, one, other in self.counts.twice)),
            findings=(*self._missing(), *self._mistyped(mistyped), *self._strange_weights(), *self._unplaced(left)),
        )

    def _left(self) -> tuple[list[Row], list[tuple[str, int, int]]]:
        """Part rows that were left into those that repeat a placed row of their sub-area, and those without a place."""
        twice, left = [], []
        for row in self.questions.left:
            place = self.outline.places[row.index]
            same = (
                (item, other)
                for item, other in self.questions.rows.items()
                if other.words == row.words and self.outline.places[other.index].sub_area == place.sub_area
            )
            found = next(same, None)
            counted = any(row in rows.values() for rows in self.counts.rows.values())
            total = any(row in rows for rows in self.counts.totals.values())
            if found is not None and row.kind not in ("", "count"):
                twice.append((found[0], found[1].index, row.index))
            elif not counted and not total:
                left.append(row)
        known = {row.index for row in left}
        return left + [row for row in self.counts.left if row.index not in known], twice

    def _owners(self) -> dict[int, str]:
        owners = {row: path.removeprefix("sub_areas.") for row, path in self.outline.heading_rows.items()}
        for item, rows in self.counts.rows.items():
            owners.update({row.index: item for row in (*rows.values(), *self.counts.totals.get(item, ()))})
        owners.update({row.index: item for item, row in self.questions.rows.items()})
        return owners

    def _missing(self) -> list[Finding]:
        found = []
        for item in self.vocabulary.items:
            rows = self.counts.rows.get(item)
            if item not in self.questions.rows and rows is None:
                found.append(Finding.of("item-not-found", self.sheet, item=item))
            elif item in self.vocabulary.inputs:
                missing = [key for key in self.vocabulary.inputs[item] if key not in (rows or {})]
                found.extend(Finding.of("input-not-found", self.sheet, item=item, input=key) for key in missing)
        return found

    def _mistyped(self, items: frozenset[str]) -> list[Finding]:
        column = self.columns.kind if self.columns.kind is not None else self.columns.answer
        found = [
            Finding.of(
                "kind-mistyped",
                self._at(self.questions.rows[item], column),
                item=item,
                value=self.questions.rows[item].kind_text[:_EXCERPT],
                expected=self.vocabulary.items[item].kind_text,
            )
            for item in self.vocabulary.items
            if item in items
        ]
        for item in self.questions.by_number:
            row = self.questions.rows[item]
            found.append(Finding.of("placed-by-number", self._at(row), item=item, text=_excerpt(row)))
        return found

    def _strange_weights(self) -> list[Finding]:
        found = []
        for sub_id, sub in self.vocabulary.sub_areas.items():
            row = self.outline.headings.get(f"sub_areas.{sub_id}")
            if row is not None and row.weight is not None and abs(row.weight - sub.weight) > _EXACT:
                written = {"value": f"{row.weight:g}", "expected": f"{sub.weight:g}"}
                found.append(
                    Finding.of("weight-differs", self._at(row, self.columns.weight), sub_area=sub_id, **written)
                )
        return found

    def _unplaced(self, rows: Sequence[Row]) -> list[Finding]:
        ordered = sorted(rows, key=lambda row: row.index)
        return [Finding.of("unplaced-row", self._at(row), row=row.index + 1, text=_excerpt(row)) for row in ordered]

    def _at(self, row: Row, column: int | None = None) -> str:
        return f"{self.sheet}!{letters(row.column if column is None else column)}{row.index + 1}"


def _excerpt(row: Row) -> str:
    return row.text if len(row.text) <= _EXCERPT else f"{row.text[: _EXCERPT - 1]}…"
