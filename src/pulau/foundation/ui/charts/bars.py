"""Columns of years: the newest dark, the value above each, gaps where there is no figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext_lazy

from pulau.foundation.ui.charts.scale import DENSE, Scale, across, pixels, scale_of, short_label
from pulau.foundation.ui.charts.table import NO_DATA, YEAR, ChartTable, Unit, Words, in_words
from pulau.foundation.ui.formats import NO_FIGURE, Figure, exact

ABOVE: Final = 20
PLOT: Final = 76
LABELS: Final = 22
BELOW: Final = 16
"""Pixels: room for a value above, for the columns, for the years, and for a value below where some are negative."""
FEWEST_PLACES: Final = 4
"""A lone column is not drawn as wide as the page."""
FILLED: Final = Fraction(9, 11)
LETTERS: Final = 50
"""So many letters of figures go beside each other on a phone."""
COUNT: Final[Words] = gettext_lazy("Jumlah")


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: its name (a year), and its figure, or None and in words why there is none."""

    label: str
    value: Figure | None
    missing: Words = NO_DATA


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is drawn: percents across, pixels down."""

    label: str
    full_label: str
    text: str
    x: str
    width: str
    middle: str
    y: str
    height: str
    text_y: str
    newest: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of columns in the order of time."""

    title: Words
    bars: Sequence[Bar]
    unit: Unit = field(default_factory=Unit)
    label_heading: Words = YEAR
    value_heading: Words = COUNT
    scale: Scale = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Measure once what every column is drawn by."""
        object.__setattr__(self, "scale", scale_of(bar.value for bar in self.bars))

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return ABOVE + PLOT + LABELS + (BELOW if self.scale.low < 0 else 0)

    @property
    def base(self) -> str:
        """Where nought lies."""
        return pixels(self._down(0))

    @property
    def labels_y(self) -> int:
        """The line on which the years stand."""
        return self.height - 5

    @property
    def dense(self) -> bool:
        """Whether there are too many columns for a phone to name each."""
        return len(self.bars) > DENSE

    @property
    def crowded(self) -> bool:
        """Whether the figures would run into each other on a phone, where the newest alone is then written."""
        longest = max((len(column.text) for column in self.columns), default=0)
        return (longest + 1) * len(self.bars) > LETTERS

    @property
    def columns(self) -> Sequence[Column]:
        """The columns as they are drawn."""
        newest = max((at for at, bar in enumerate(self.bars) if bar.value is not None), default=-1)
        return [self._column(at, bar, newest=at == newest) for at, bar in enumerate(self.bars)]

    @property
    def words(self) -> str:
        """The chart in words."""
        return in_words(self.title, [(bar.label, bar.value) for bar in self.bars], self.unit)

    @property
    def table(self) -> ChartTable:
        """The chart as a table."""
        rows = [(bar.label, self.unit.text(bar.value, bar.missing)) for bar in self.bars]
        return ChartTable(self.title, (self.label_heading, self.value_heading), rows)

    def _down(self, value: Figure) -> Fraction:
        return ABOVE + PLOT * (1 - self.scale.share(value))

    def _column(self, at: int, bar: Bar, *, newest: bool) -> Column:
        place = Fraction(1, max(len(self.bars), FEWEST_PLACES))
        value = exact(bar.value) if bar.value is not None else Fraction(0)
        base, end = self._down(0), self._down(value)
        return Column(
            label=short_label(bar.label),
            full_label=bar.label,
            text=NO_FIGURE if bar.value is None else self.unit.text(bar.value),
            x=across(place * (at + (1 - FILLED) / 2)),
            width=across(place * FILLED),
            middle=across(place * (at + Fraction(1, 2))),
            y=pixels(min(base, end)),
            height=pixels(abs(end - base)),
            text_y=pixels(end + 14 if value < 0 else end - 6),
            newest=newest,
            gap=bar.value is None,
        )


def bars_table(title: Words, charts: Sequence[tuple[Words, Bars]]) -> ChartTable:
    """Return one table for charts of the same years that stand beside each other, a column each, by their headings.

    A year that one of them does not have is said to have no data there.
    """
    labels = list(dict.fromkeys(bar.label for _, chart in charts for bar in chart.bars))
    known = [{row[0]: row[1] for row in chart.table.rows} for _, chart in charts]
    rows = [(label, *(figures.get(label, str(NO_DATA)) for figures in known)) for label in labels]
    first = charts[0][1].label_heading if charts else YEAR
    return ChartTable(title, (first, *(heading for heading, _ in charts)), rows)
