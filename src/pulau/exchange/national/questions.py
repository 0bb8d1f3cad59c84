"""Questions of the national figures: SQL files with a header that says in both languages what is asked and answered.

    -- title.id: Tren per tahun
    -- title.en: Trends by year
    -- about.id: …                   (may go on over several lines that begin with the same key)
    -- column units.id: Unit kerja
    -- column units.en: Work units

The SQL is standard: window functions, no division of whole numbers, nothing that DuckDB alone knows. What it needs
besides is `date_diff('day', a, b)`, which DuckDB, Trino and ClickHouse have. Tables are those of the open data
(`exchange.opendata.model`), with `_` for `-` in their names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.exchange.names import Two

SOURCES: Final = ("agencies", "units", "unit-years", "areas", "gates", "titles", "events")
"""The tables of open data that a snapshot holds."""
_HEADER: Final = re.compile(r"^-- (?P<key>title|about|column [a-z0-9_]+)\.(?P<language>id|en): (?P<words>.+)$")


class QuestionUnreadable(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A file of SQL has no title, no description or no columns in both languages."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, what is asked, the columns of its answer in order with their words, and the SQL itself."""

    name: str
    title: Two
    about: Two
    columns: Mapping[str, Two]
    sql: str

    @property
    def sources(self) -> tuple[str, ...]:
        """The tables that it reads."""
        return tuple(name for name in SOURCES if re.search(rf"\b(FROM|JOIN) {relation(name)}\b", self.sql))


def relation(table: str) -> str:
    """Return the name of a table in SQL: unit-years is unit_years."""
    return table.replace("-", "_")


def command(question: Question) -> str:
    """Return the line for a shell that asks a question of downloaded Parquet files, in the folder where they lie."""
    views = " ".join(f"CREATE VIEW {relation(name)} AS FROM '{name}.parquet';" for name in question.sources)
    return f'duckdb -c "{views}" -c ".read {question.name}.sql"'


def brief(text: str) -> str:
    """Return the first sentence of a description."""
    return f"{text.split('. ', 1)[0].removesuffix('.')}."


@cache
def questions() -> Mapping[str, Question]:
    """Return every question by its name. Raises QuestionUnreadable."""
    found = (one for one in (files(__package__) / "queries").iterdir() if one.name.endswith(".sql"))
    read = {one.name.removesuffix(".sql"): one.read_text(encoding="utf-8") for one in found}
    return MappingProxyType({name: parse_question(name, read[name]) for name in sorted(read)})


def parse_question(name: str, text: str) -> Question:
    """Read a question. Raises QuestionUnreadable."""
    told: dict[str, dict[str, list[str]]] = {}
    lines = text.strip().splitlines()
    for line in lines:
        if match := _HEADER.match(line):
            told.setdefault(match["key"], {}).setdefault(match["language"], []).append(match["words"].strip())
    sql = "\n".join(line for line in lines if not _HEADER.match(line)).strip()
    columns = {key.removeprefix("column "): _two(name, told, key) for key in told if key.startswith("column ")}
    if not sql or not columns:
        raise QuestionUnreadable(name)
    return Question(name, _two(name, told, "title"), _two(name, told, "about"), MappingProxyType(columns), sql)


def _two(name: str, told: Mapping[str, Mapping[str, list[str]]], key: str) -> Two:
    words = told.get(key, {})
    if set(words) != {"id", "en"}:
        raise QuestionUnreadable(f"{name}: {key}")
    return " ".join(words["id"]), " ".join(words["en"])
