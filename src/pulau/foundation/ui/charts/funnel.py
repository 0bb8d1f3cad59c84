"""Steps of a way as rows: how many reached each, and which share of those before went on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from pulau.foundation.ui.charts.scale import across, scale_of
from pulau.foundation.ui.charts.table import INTERVAL, NO_DATA, ChartTable, Unit, Words
from pulau.foundation.ui.formats import Figure

SHARES: Final = Unit(digits=1, suffix="%")
STAGE: Final[Words] = gettext_lazy("Tahap")
UNITS: Final[Words] = gettext_lazy("Unit")
OF_BEFORE: Final[Words] = gettext_lazy("Dari tahap sebelumnya")


@dataclass(frozen=True, slots=True)
class Step:
    """A step: how many reached it, and the share (in hundredths, with its interval) of those of the step before.

    Where there is no share, `few` says why: too few to tell; the first step needs none.
    """

    label: Words
    count: int | None
    rate: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    few: Words = ""
    missing: Words = NO_DATA


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step with what is drawn of it, and its figures in words."""

    step: Step
    count: str
    rate: str
    interval: str
    width: str
    first: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Funnel:
    """A chart of steps, the first one first."""

    title: Words
    steps: Sequence[Step]
    label_heading: Words = STAGE
    count_heading: Words = UNITS
    rate_heading: Words = OF_BEFORE

    @property
    def drawn(self) -> Sequence[DrawnStep]:
        """The steps as they are drawn: as long as their share of the largest."""
        scale = scale_of(step.count for step in self.steps)
        return [
            DrawnStep(
                step=step,
                count=Unit().text(step.count, step.missing),
                rate=str(step.few) if step.rate is None else SHARES.text(step.rate),
                interval=SHARES.interval(step.low, step.high),
                width=across(scale.share(step.count or 0)),
                first=at == 0,
                gap=step.count is None,
            )
            for at, step in enumerate(self.steps)
        ]

    @property
    def table(self) -> ChartTable:
        """Steps, counts, shares and intervals, as for a file."""
        headings = (self.label_heading, self.count_heading, self.rate_heading, INTERVAL)
        rows = [(str(one.step.label), one.count, one.rate, one.interval) for one in self.drawn]
        return ChartTable(self.title, headings, rows)
