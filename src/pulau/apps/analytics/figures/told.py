"""What a figure says, as plain tables: kept as JSON, given out as CSV, and shown as charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from pulau.foundation.ui.formats import half_up

if TYPE_CHECKING:
    from pulau.exchange.data_tables import Value
    from pulau.exchange.national.asking import Cell

Said = int | str | Fraction | None
Row = Mapping[str, Said]
CSV_DIGITS: Final = 4
FEW: Final = "few"
"""Too few to tell."""
BESIDE: Final = "beside"
"""Not told because another that is not told could be counted from it."""
_EXACT: Final = "exact"


@dataclass(frozen=True, slots=True)
class Told:
    """A table: its columns, and its rows by them. Shares and points are exact fractions; None is not told."""

    columns: tuple[str, ...]
    rows: Sequence[Row]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON: fractions as {"exact": "1/3"}."""
        return {
            "columns": list(self.columns),
            "rows": [[_json(row[name]) for name in self.columns] for row in self.rows],
        }

    def as_csv(self) -> Iterable[Sequence[Value]]:
        """Yield the cells of its rows; fractions with four decimals, half up."""
        return ([_csv(row[name]) for name in self.columns] for row in self.rows)


def from_json(kept: Mapping[str, Any]) -> Told:
    """Read a table that was kept."""
    columns = tuple(kept["columns"])
    return Told(columns, [dict(zip(columns, map(_said, row), strict=True)) for row in kept["rows"]])


def as_rows(columns: Iterable[str], answer: Iterable[Sequence[Cell]]) -> list[dict[str, Said]]:
    """Return the rows of an answer by their columns, figures with decimals as exact fractions."""
    names = list(columns)
    return [{name: _exact(cell) for name, cell in zip(names, row, strict=True)} for row in answer]


def whole(row: Row, name: str) -> int:
    """Return a count of a row. Raises TypeError where it is none."""
    value = row[name]
    if not isinstance(value, int):
        raise TypeError(f"{name}: {value!r}")
    return value


def figure(row: Row, name: str) -> Fraction:
    """Return an exact figure of a row. Raises TypeError where there is none."""
    value = row[name]
    if not isinstance(value, (int, Fraction)):
        raise TypeError(f"{name}: {value!r}")
    return Fraction(value)


def figure_or_none(row: Row, name: str) -> Fraction | None:
    """Return an exact figure of a row, or None where it is not told."""
    return None if row[name] is None else figure(row, name)


def word(row: Row, name: str) -> str:
    """Return a text of a row; nothing is an empty text."""
    return str(row[name] or "")


def _exact(cell: Cell) -> Said:
    if isinstance(cell, Decimal):
        return Fraction(cell)
    return cell if cell is None or isinstance(cell, (int, str)) else cell.isoformat()


def _json(value: Said) -> object:
    return {_EXACT: str(value)} if isinstance(value, Fraction) else value


def _said(value: Any) -> Said:  # noqa: ANN401 - JSON
    return Fraction(value[_EXACT]) if isinstance(value, dict) else value


def _csv(value: Said) -> Value:
    return half_up(value, CSV_DIGITS) if isinstance(value, Fraction) else value
