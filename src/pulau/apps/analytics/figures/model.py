"""What a figure is, and what its page is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from pulau.exchange.national.questions import questions

if TYPE_CHECKING:
    from pulau.apps.analytics.figures.told import Row, Told
    from pulau.exchange.national.questions import Question
    from pulau.foundation.ui.charts.table import Words

MAIN: Final = "main"
"""The table that is given out as CSV."""
Tables = Mapping[str, "Told"]
Drawing = Literal["bars", "lines", "rows", "dots", "funnel", "tiles", "table"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a page: how it is drawn, what it draws (`foundation.ui.charts`), and a sentence below it."""

    drawing: Drawing
    chart: object
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page: its heading, sentences, charts side by side, and their common table if they have one."""

    key: str
    title: Words
    charts: Sequence[Chart] = ()
    sentences: Sequence[Words] = ()
    table: object = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen on a page: the parameter, its label, its options, the chosen one, and what none means."""

    name: str
    label: Words
    options: Sequence[tuple[str, str]]
    chosen: str
    empty: Words = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page's content."""

    blocks: Sequence[Block]
    choices: Sequence[Choice] = field(default=())


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its address below /angka, its question, the rule and the page.

    `tell` gets the rows of the answer and today, and returns tables by name, `main` among them. `show` gets these and
    the parameters of the address that are in `asks`.
    """

    slug: str
    name: str
    tell: Callable[[Sequence[Row], date], Tables]
    show: Callable[[Tables, Mapping[str, str]], Shown]
    asks: tuple[str, ...] = ()

    @property
    def question(self) -> Question:
        """What is asked."""
        return questions()[self.name]
