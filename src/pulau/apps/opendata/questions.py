"""The SQL of the national figures, as it goes into every release: it runs over the Parquet files beside it."""

from __future__ import annotations

from typing import Final

from pulau.exchange.national.questions import SOURCES, questions, relation

VIEWS: Final = "views.sql"
"""What gives the tables their names in SQL."""
COMMAND: Final = f"duckdb -init {VIEWS} -c '.read trends.sql'"


def question_files() -> list[tuple[str, str]]:
    """Return names and texts: the views, then each question with its words as comments."""
    views = "".join(f"CREATE VIEW {relation(name)} AS FROM '{name}.parquet';\n" for name in SOURCES)
    return [(VIEWS, views), *((f"{name}.sql", _text(name)) for name in questions())]


def question_titles() -> list[tuple[str, tuple[str, str]]]:
    """Return the file of each question and what is asked, in both languages."""
    return [(f"{name}.sql", question.title) for name, question in questions().items()]


def _text(name: str) -> str:
    question = questions()[name]
    words = [*question.title, *question.about]
    return "".join(f"-- {one}\n" for one in words) + question.sql.rstrip(";\n") + ";\n"
