"""Tables of a release and their columns, read from `dictionary.yaml`: what they mean, in which unit, what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import yaml

from pulau.exchange.names import Two

_DICTIONARY: Final = Path(__file__).with_name("dictionary.yaml")
_NOTHING: Final[Two] = ("", "")


class Kind(StrEnum):
    """What the cells of a column are; any cell may be nothing, and an empty text is."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    WHOLE = "whole"
    SCORE = "score"
    """Given as whole hundredths, written with two decimals."""
    FLAG = "flag"
    DAY = "day"


Value = str | int | bool | date | UUID | None
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `refers` is the table whose key it holds; `hidden` says when it is empty though something is known."""

    name: str
    kind: Kind
    about: Two
    unit: Two = _NOTHING
    hidden: Two = _NOTHING
    allowed: tuple[str, ...] = ()
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` are the columns that name a row."""

    name: str
    title: Two
    about: Two
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def tables() -> dict[str, Table]:
    """Return every table of a release by its name, in the order in which they are told."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(_DICTIONARY.read_text(encoding="utf-8"))
    return {name: _table(name, told) for name, told in found.items()}


def _table(name: str, told: dict[str, Any]) -> Table:
    columns = tuple(_column(column, facts) for column, facts in told["columns"].items())
    return Table(name, _two(told["title"]), _two(told["about"]), tuple(told["key"]), columns)


def _column(name: str, told: dict[str, Any]) -> Column:
    return Column(
        name,
        Kind(told["kind"]),
        _two(told["about"]),
        _two(told.get("unit")),
        _two(told.get("hidden")),
        tuple(told.get("allowed", ())),
        told.get("refers", ""),
    )


def _two(told: dict[str, str] | None) -> Two:
    return (told["id"], told["en"]) if told else _NOTHING
