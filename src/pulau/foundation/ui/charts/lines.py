"""A few lines over the same years, each named at its end, an interval as a band, a gap where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final, Literal

from django.utils.translation import gettext

from pulau.foundation.ui.charts.scale import DENSE, Scale, across, pixels, scale_of, short_label
from pulau.foundation.ui.charts.table import NO_DATA, YEAR, ChartTable, Unit, Words, course_of
from pulau.foundation.ui.formats import NO_FIGURE, Figure

Tone = Literal["accent", "nila", "terumbu", "pasir"]
"""Colours by name: accent is the unit's own or the country's, nila TPI, terumbu TPN, pasir a sample."""

ABOVE: Final = 16
PLOT: Final = 164
HEIGHT: Final = 208
LEFT: Final = Fraction(8, 100)
WIDTH: Final = Fraction(72, 100)
ENDS_AT: Final = Fraction(82, 100)
"""Shares of the width: what is left to the values of the axis, what the lines take, where their names begin."""
LONGEST_NAME: Final = 16
APART: Final = 16
"""Letters of a name at the end of its line, and pixels between two names."""
SHAPES: Final = ("round", "square", "ring", "frame")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a line with its interval, if it has one; `projected` is forecast, and drawn with dashes."""

    value: Figure | None
    low: Figure | None = None
    high: Figure | None = None
    projected: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A line: as many points as the chart has labels."""

    name: str
    points: Sequence[Point]
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece between two neighbouring points."""

    x1: str
    y1: str
    x2: str
    y2: str
    projected: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A point as it is drawn."""

    x: str
    y: str
    last: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A series as it is drawn; `bands` are polygons in a square of 100 by 100 that is stretched over the plot."""

    name: str
    short_name: str
    tone: Tone
    shape: str
    segments: Sequence[Segment]
    marks: Sequence[Mark]
    bands: Sequence[str]
    end_y: str
    end_text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A chart of lines; with `zero` the axis begins at nought."""

    title: Words
    labels: Sequence[str]
    series: Sequence[Series]
    unit: Unit = field(default_factory=Unit)
    zero: bool = True
    label_heading: Words = YEAR
    scale: Scale = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a line with more or fewer points than there are labels; measure once what all are drawn by."""
        if any(len(one.points) != len(self.labels) for one in self.series):
            raise ValueError("every series needs a point for each label")
        points = [point for one in self.series for point in one.points]
        figures = (figure for point in points for figure in (point.value, point.low, point.high))
        object.__setattr__(self, "scale", scale_of(figures, zero=self.zero))

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return HEIGHT

    @property
    def end_x(self) -> str:
        """Where the names of the lines begin."""
        return across(ENDS_AT)

    @property
    def dense(self) -> bool:
        """Whether there are too many labels for a phone to show each."""
        return len(self.labels) > DENSE

    @property
    def grid(self) -> Sequence[tuple[str, str]]:
        """Lines across: where, and what value they stand for."""
        return [(pixels(self._down(step)), self.unit.text(step)) for step in self.scale.steps()]

    @property
    def places(self) -> Sequence[tuple[str, str]]:
        """The labels below: where, and what they say."""
        return [(across(self._right(at)), short_label(label)) for at, label in enumerate(self.labels)]

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they are drawn."""
        ends = self._ends()
        return [self._line(at, one, ends[at]) for at, one in enumerate(self.series)]

    @property
    def cut(self) -> bool:
        """Whether a name was too long for the end of its line, so that only the key below has it whole."""
        return any(line.name != line.short_name for line in self.lines)

    @property
    def words(self) -> str:
        """The chart in words, line by line."""
        said = (" ".join([f"{one.name}:", *course_of(self._told(one), self.unit)]) for one in self.series)
        return " ".join([f"{self.title}.", *said, gettext("Angka lengkap ada di tabel.")])

    @property
    def table(self) -> ChartTable:
        """The chart as a table: a column a line, with its interval in a column of its own."""
        columns = [column for one in self.series for column in self._columns(one)]
        rows = [(label, *(cells[at] for _, cells in columns)) for at, label in enumerate(self.labels)]
        return ChartTable(self.title, (self.label_heading, *(heading for heading, _ in columns)), rows)

    def _down(self, value: Figure) -> Fraction:
        return ABOVE + PLOT * (1 - self.scale.share(value))

    def _right(self, at: int) -> Fraction:
        last = len(self.labels) - 1
        return LEFT + WIDTH * (Fraction(at, last) if last else Fraction(1, 2))

    def _told(self, one: Series) -> Sequence[tuple[str, Figure | None]]:
        return [(label, point.value) for label, point in zip(self.labels, one.points, strict=True)]

    def _columns(self, one: Series) -> Iterable[tuple[str, Sequence[str]]]:
        yield one.name, [self._cell(point) for point in one.points]
        if any(point.low is not None for point in one.points):
            cells = [self.unit.interval(point.low, point.high) or NO_FIGURE for point in one.points]
            yield gettext("%(name)s, rentang") % {"name": one.name}, cells

    def _cell(self, point: Point) -> str:
        text = self.unit.text(point.value)
        return gettext("%(figure)s (prakiraan)") % {"figure": text} if point.projected else text

    def _line(self, at: int, one: Series, end: Fraction) -> Line:
        known = [(place, point) for place, point in enumerate(one.points) if point.value is not None]
        return Line(
            name=one.name,
            short_name=short_label(one.name, LONGEST_NAME),
            tone=one.tone,
            shape=SHAPES[at % len(SHAPES)],
            segments=[self._segment(a, b) for a, b in pairwise(known) if b[0] == a[0] + 1],
            marks=[Mark(*self._at(place, point.value), last=place == known[-1][0]) for place, point in known],
            bands=self._bands(one),
            end_y=pixels(end + 4),
            end_text=self.unit.text(known[-1][1].value) if known else str(NO_DATA),
        )

    def _at(self, place: int, value: Figure | None) -> tuple[str, str]:
        return across(self._right(place)), pixels(self._down(value if value is not None else 0))

    def _segment(self, start: tuple[int, Point], end: tuple[int, Point]) -> Segment:
        return Segment(*self._at(start[0], start[1].value), *self._at(end[0], end[1].value), end[1].projected)

    def _bands(self, one: Series) -> Sequence[str]:
        """Return a polygon for each run of neighbours with an interval; a lone one is as wide as a mark.

        A forecast opens like a fan from the figure before it.
        """
        numbered = list(enumerate(one.points))
        runs = [[*run] for has, run in groupby(numbered, key=lambda each: _has_interval(each[1])) if has]
        return [self._band([*_before(numbered, run[0]), *run]) for run in runs]

    def _band(self, run: Sequence[tuple[int, Point]]) -> str:
        there = [(self._right(at), point.high) for at, point in run]
        back = [(self._right(at), point.low) for at, point in reversed(run)]
        if len(run) == 1:
            half = Fraction(1, 100)
            (x, high), (_, low) = there[0], back[0]
            there, back = [(x - half, high), (x + half, high)], [(x + half, low), (x - half, low)]
        corners = [(x * 100, self._down(y if y is not None else 0)) for x, y in [*there, *back]]
        return " ".join(f"{pixels(x)},{pixels(y * 100 / HEIGHT)}" for x, y in corners)

    def _ends(self) -> Sequence[Fraction]:
        """Return the heights of the names, each near the end of its line and none upon another."""
        wanted = {at: self._down(value) for at, one in enumerate(self.series) if (value := _last(one)) is not None}
        heights = {at: Fraction(ABOVE + PLOT) for at in range(len(self.series))} | wanted
        ordered = sorted(heights, key=lambda at: (heights[at], at))
        for above, below in pairwise(ordered):
            heights[below] = max(heights[below], heights[above] + APART)
        floor = Fraction(ABOVE + PLOT)
        for at in reversed(ordered):
            heights[at] = min(heights[at], floor)
            floor = heights[at] - APART
        return [heights[at] for at in range(len(self.series))]


def _has_interval(point: Point) -> bool:
    return point.low is not None and point.high is not None


def _before(numbered: Sequence[tuple[int, Point]], first: tuple[int, Point]) -> Sequence[tuple[int, Point]]:
    at, point = first
    known = numbered[at - 1][1].value if at and point.projected else None
    return [] if known is None else [(at - 1, Point(known, known, known))]


def _last(one: Series) -> Figure | None:
    return next((point.value for point in reversed(one.points) if point.value is not None), None)
