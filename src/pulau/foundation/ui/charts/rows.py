"""Figures side by side as rows of a table: bars with the ticks of thresholds, and dots with their interval.

The table is the chart: every figure stands in words beside its bar, and what is drawn is decoration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext_lazy

from pulau.foundation.ui.charts.scale import Scale, across, scale_of
from pulau.foundation.ui.charts.table import INTERVAL, NO_DATA, ChartTable, Unit, Words
from pulau.foundation.ui.formats import Figure, signed

NARROWEST: Final = Fraction(1, 100)
"""An interval is drawn at least so wide (a share of the width), so that it is seen."""
AREA: Final[Words] = gettext_lazy("Area")
AGAINST: Final[Words] = gettext_lazy("Capaian terhadap batas")
REACHED: Final[Words] = gettext_lazy("Capaian")
REMARK: Final[Words] = gettext_lazy("Keterangan")
STATE: Final[Words] = gettext_lazy("Keadaan")
INDEX: Final[Words] = gettext_lazy("Indeks")
VALUE: Final[Words] = gettext_lazy("Nilai")
LIMIT: Final[Words] = gettext_lazy("Batas")


@dataclass(frozen=True, slots=True)
class Tick:
    """A threshold that holds for every row (the minimum of a title), and what it is called."""

    value: Figure
    label: Words


@dataclass(frozen=True, slots=True)
class Row:
    """A bar: its name, its figure or why there is none, where it leads, and a remark (how many were counted).

    `short` draws it as below its threshold; `status` (of `foundation.ui.status`) says so with a shape, `status_words`
    with other words than usual.
    """

    label: Words
    value: Figure | None
    note: Words = ""
    href: str = ""
    short: bool = False
    status: str = ""
    status_words: Words = ""
    missing: Words = NO_DATA


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row with what is drawn of it: where its bar begins, and how long it is; `gap` where there is nothing."""

    row: Row
    text: str
    x: str
    width: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A chart of bars that lie, from nought to either side; between `low` and `high` where these are given.

    With `signs` a figure above nought is written with a plus, as a difference is.
    """

    title: Words
    rows: Sequence[Row]
    ticks: Sequence[Tick] = ()
    unit: Unit = field(default_factory=Unit)
    low: Figure | None = None
    high: Figure | None = None
    signs: bool = False
    label_heading: Words = AREA
    bar_heading: Words = AGAINST
    value_heading: Words = REACHED
    note_heading: Words = REMARK
    status_heading: Words = STATE
    scale: Scale = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Measure once what every row is drawn by."""
        known = [*(row.value for row in self.rows), *(tick.value for tick in self.ticks)]
        object.__setattr__(self, "scale", _between(self.low, self.high, known, zero=True))

    @property
    def drawn(self) -> Sequence[DrawnRow]:
        """The rows as they are drawn."""
        return [self._drawn(row) for row in self.rows]

    @property
    def marks(self) -> Sequence[str]:
        """Where the ticks stand."""
        return [across(self.scale.share(tick.value)) for tick in self.ticks]

    @property
    def axis(self) -> str:
        """Where nought lies when bars go to both sides; empty when they begin at the edge."""
        return across(self.scale.share(0)) if self.scale.low < 0 < self.scale.high else ""

    @property
    def has_notes(self) -> bool:
        """Whether any row has a remark."""
        return any(row.note for row in self.rows)

    @property
    def has_statuses(self) -> bool:
        """Whether any row has a state."""
        return any(row.status for row in self.rows)

    @property
    def table(self) -> ChartTable:
        """Names and figures, as for a file."""
        rows = [(str(one.row.label), one.text) for one in self.drawn]
        return ChartTable(self.title, (self.label_heading, self.value_heading), rows)

    def _drawn(self, row: Row) -> DrawnRow:
        nought, end = self.scale.share(0), self.scale.share(row.value if row.value is not None else 0)
        return DrawnRow(
            row=row,
            text=self._text(row),
            x=across(min(nought, end)),
            width=across(abs(end - nought)),
            gap=row.value is None,
        )

    def _text(self, row: Row) -> str:
        if self.signs and row.value is not None:
            return f"{signed(row.value, self.unit.digits)}{self.unit.suffix}"
        return self.unit.text(row.value, row.missing)


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure with its interval, of `n` counted, and the limit it is measured by."""

    label: Words
    value: Figure | None
    low: Figure | None = None
    high: Figure | None = None
    n: int | None = None
    limit: Figure | None = None
    missing: Words = NO_DATA


@dataclass(frozen=True, slots=True)
class DrawnDot:
    """A dot with what is drawn of it; an empty place means that this part is not drawn."""

    dot: Dot
    text: str
    interval: str
    limit_text: str
    n_text: str
    x: str
    range_x: str
    range_width: str
    limit_x: str


@dataclass(frozen=True, slots=True)
class Dots:
    """A chart of dots with intervals on one scale, from `low` to `high` where these are given."""

    title: Words
    dots: Sequence[Dot]
    unit: Unit = field(default_factory=lambda: Unit(digits=2))
    low: Figure | None = None
    high: Figure | None = None
    label_heading: Words = INDEX
    value_heading: Words = VALUE
    interval_heading: Words = INTERVAL
    limit_heading: Words = LIMIT
    scale: Scale = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Measure once what every dot is drawn by."""
        known = [figure for dot in self.dots for figure in (dot.value, dot.low, dot.high, dot.limit)]
        object.__setattr__(self, "scale", _between(self.low, self.high, known, zero=False))

    @property
    def ends(self) -> tuple[str, str]:
        """What the scale goes from and to, in words."""
        return self.unit.text(self.scale.low), self.unit.text(self.scale.high)

    @property
    def drawn(self) -> Sequence[DrawnDot]:
        """The dots as they are drawn."""
        return [self._drawn(dot) for dot in self.dots]

    @property
    def has_limits(self) -> bool:
        """Whether any dot has a limit."""
        return any(dot.limit is not None for dot in self.dots)

    @property
    def has_counts(self) -> bool:
        """Whether it is said of any dot how many were counted."""
        return any(dot.n is not None for dot in self.dots)

    @property
    def table(self) -> ChartTable:
        """Names, figures and intervals, as for a file."""
        headings = (self.label_heading, self.value_heading, self.interval_heading, "n", self.limit_heading)
        cells = [(str(one.dot.label), one.text, one.interval, one.n_text, one.limit_text) for one in self.drawn]
        return ChartTable(self.title, headings, cells)

    def _drawn(self, dot: Dot) -> DrawnDot:
        place = self.scale.share
        range_x, range_width = self._range(dot)
        return DrawnDot(
            dot=dot,
            text=self.unit.text(dot.value, dot.missing),
            interval=self.unit.interval(dot.low, dot.high),
            limit_text="" if dot.limit is None else self.unit.text(dot.limit),
            n_text="" if dot.n is None else Unit().text(dot.n),
            x="" if dot.value is None else across(place(dot.value)),
            range_x=range_x,
            range_width=range_width,
            limit_x="" if dot.limit is None else across(place(dot.limit)),
        )

    def _range(self, dot: Dot) -> tuple[str, str]:
        if dot.value is None or dot.low is None or dot.high is None:
            return "", ""
        low, high = self.scale.share(dot.low), self.scale.share(dot.high)
        return across(low), across(max(high - low, NARROWEST))


def _between(low: Figure | None, high: Figure | None, known: Sequence[Figure | None], *, zero: bool) -> Scale:
    """Return the scale between two given ends, or what holds the given end and all that is known."""
    ends = [end for end in (low, high) if end is not None]
    return scale_of(ends if len(ends) > 1 else [*ends, *known], zero=zero)
