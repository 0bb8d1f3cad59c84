"""Questions are asked behind a fence: nothing but one SELECT over the snapshot's own files."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest

from pulau.exchange.national.asking import Asking, QuestionFailed
from pulau.exchange.national.questions import (
    SOURCES,
    Question,
    QuestionUnreadable,
    brief,
    command,
    parse_question,
    questions,
)
from pulau.exchange.opendata.model import tables
from tests.exchange.national.small import DECLARED, taken, unit_year


def question(sql: str, *columns: str) -> Question:
    """A question of these columns."""
    return Question("trial", ("", ""), ("", ""), MappingProxyType(dict.fromkeys(columns, ("", ""))), sql)


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    """A snapshot of three units."""
    return Asking(
        taken(
            tmp_path / "shot's",
            unit_year(1, declared_on=DECLARED, state="declared"),
            unit_year(2),
            unit_year(3, total=8123),
        )
    )


def test_a_question_is_answered_in_exact_figures(asking: Asking) -> None:
    with asking:
        sql = "SELECT year, COUNT(*) AS n, SUM(total) AS t FROM unit_years GROUP BY year"
        rows = asking.answer(question(sql, "year", "n", "t"))
    assert rows == [[2025, 3, Decimal("81.23")]]
    assert isinstance(rows[0][2], Decimal)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/proc/self/environ')",
        "SELECT * FROM '/tmp/other.parquet'",
        "SELECT * FROM 'https://example.org/x.parquet'",
        "COPY (SELECT 1 AS n) TO '/tmp/pulau-left.csv'",
        "COPY (SELECT 1 AS n) TO 'unit-years.parquet'",
        "ATTACH '/tmp/other.db'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA database_list",
        "DROP VIEW unit_years",
        "CREATE TABLE n AS SELECT 1",
        "SELECT 1 AS n; SELECT 2 AS n",
        "SELECT n FROM nowhere",
        "SELEC 1",
        "",
        "SELECT 1 AS another",
        "SELECT range AS n FROM range(200001)",
    ],
)
def test_nothing_else_is_done(asking: Asking, sql: str) -> None:
    with asking, pytest.raises(QuestionFailed, match="trial"):
        asking.answer(question(sql, "n"))


def test_more_than_the_memory_that_it_is_given_fails_the_question_alone(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pulau.exchange.national.asking.MEMORY", "40MB")
    with asking:
        greedy = "SELECT MAX(len(l)) AS n FROM (SELECT list(a.range) AS l FROM range(9000000) a GROUP BY a.range % 9)"
        with pytest.raises(QuestionFailed, match=r"(?i)memory"):
            asking.answer(question(greedy, "n"))
        assert asking.answer(question("SELECT COUNT(*) AS n FROM unit_years", "n")) == [[3]]


def test_a_binary_float_is_no_figure(asking: Asking) -> None:
    with asking, pytest.raises(TypeError, match="float"):
        asking.answer(question("SELECT 1e0 / 3 AS n", "n"))


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_can_be_asked_where_there_is_nothing(tmp_path: Path, name: str) -> None:
    with Asking(taken(tmp_path)) as asking:
        assert asking.answer(questions()[name]) == []


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_says_in_both_languages_what_it_asks(name: str) -> None:
    found = questions()[name]
    texts = [found.title, found.about, *found.columns.values()]
    assert all(indonesian.strip() and english.strip() for indonesian, english in texts)
    assert found.title[0] != found.title[1]
    assert found.sources
    assert set(found.sources) <= set(SOURCES) <= set(tables())


def test_the_line_for_a_shell_names_the_tables_and_the_file() -> None:
    line = command(questions()["strengths"])
    assert line.startswith("duckdb -c \"CREATE VIEW unit_years AS FROM 'unit-years.parquet';")
    assert line.endswith('-c ".read strengths.sql"')
    assert "'titles.parquet'" not in line


def test_the_first_sentence_is_the_brief() -> None:
    assert brief("Satu kalimat. Dua.") == "Satu kalimat."
    assert brief("Satu saja.") == "Satu saja."


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1",
        "-- title.id: A\n-- about.id: B\n-- about.en: B\n-- column n.id: C\n-- column n.en: C\nSELECT 1 AS n",
        "-- title.id: A\n-- title.en: A\n-- about.id: B\n-- about.en: B\nSELECT 1 AS n",
        "-- title.id: A\n-- title.en: A\n-- about.id: B\n-- about.en: B\n-- column n.id: C\nSELECT 1 AS n",
        "-- title.id: A\n-- title.en: A\n-- about.id: B\n-- about.en: B\n-- column n.id: C\n-- column n.en: C",
    ],
)
def test_a_file_that_does_not_say_what_it_asks_is_refused(text: str) -> None:
    with pytest.raises(QuestionUnreadable):
        parse_question("trial", text)


def test_quantiles_of_the_questions_are_those_of_the_rules(tmp_path: Path) -> None:
    """`differences` weighs values by their place; the core interpolates: both are type 7 of Hyndman and Fan."""
    from pulau.core.analytics.differences import Spread, spread_of  # noqa: PLC0415 - this test alone compares

    for count in range(10, 23):
        scores = [(7 * number * number) % 901 for number in range(count)]
        rows = [unit_year(n + 1, level="tpn", total=5000, internal_total=5000 + s) for n, s in enumerate(scores)]
        with Asking(taken(tmp_path / str(count), *rows)) as asking:
            [answer, *_years] = asking.answer(questions()["differences"])
        told = dict(zip(questions()["differences"].columns, answer, strict=True))
        spread = spread_of(Fraction(score, 100) for score in scores)
        assert isinstance(spread, Spread)
        quantiles = (spread.lower_quartile, spread.median, spread.upper_quartile)
        assert tuple(Fraction(str(told[name])) for name in ("lower_quartile", "median", "upper_quartile")) == quantiles
        assert Fraction(str(told["points"])) / count == spread.mean
