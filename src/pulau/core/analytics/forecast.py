"""How many units will be granted a title next year, told so that anyone can follow it, and how wrong that was before.

Units that stand at a step at the end of the year, times the share of those who stood there at the end of earlier years
and had the title one year on (all earlier years pooled); and, for units that were not yet on their way, the mean number
of such quick ones a year. First grants only. What it does not know: quotas, a change of the law, how long a unit has
stood where it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from pulau.core.analytics.funnel import STEPS, Step, UnitPath, order
from pulau.core.analytics.shares import Z95, mean, root

FEWEST_YEARS: Final = 3
"""With fewer pairs of years nothing is forecast: a share of one or two years is an anecdote."""

_Paths = Sequence[tuple[UnitPath, int]]
"""Ways, and how many units went each."""


@dataclass(frozen=True, slots=True)
class TooFewYears:
    """No forecast: only so many (`years`) of the `needed` pairs of a year and the next lie behind."""

    years: int
    needed: int = FEWEST_YEARS


@dataclass(frozen=True, slots=True)
class Source:
    """Where grants come from: `units` now at a step; `stood` there in earlier years, of whom `granted` one year on.

    `expected` is the first times the share of the others; 0 where nobody ever stood there before.
    """

    step: Step
    units: int
    granted: int
    stood: int

    @property
    def expected(self) -> Fraction:
        """How many of its units are expected to be granted the title."""
        return Fraction(self.units * self.granted, self.stood) if self.stood else Fraction(0)

    @property
    def variance(self) -> Fraction:
        """The variance of that: chance, and that the share is known from few only.

        With one success and one failure added (Laplace), so that a share of 0 is not taken as certain.
        """
        share = Fraction(self.granted + 1, self.stood + 2)
        return self.units * share * (1 - share) * (1 + Fraction(self.units, self.stood + 2))


@dataclass(frozen=True, slots=True)
class Forecast:
    """The first grants of a title that are expected in a year, by where they come from; `years` pairs lie behind.

    `newcomers` are past grants to units that were not on their way a year before, all years together.
    """

    title: Step
    year: int
    sources: tuple[Source, ...]
    newcomers: int
    years: int

    @property
    def expected(self) -> Fraction:
        """The expected number, exactly."""
        return sum((source.expected for source in self.sources), Fraction(self.newcomers, self.years))

    @property
    def interval(self) -> tuple[int, int]:
        """Whole numbers between which 95 of 100 years should lie, if years are alike; never below 0."""
        quick = (self.newcomers + Fraction(1, 2)) / self.years
        variance = sum((source.variance for source in self.sources), quick + quick / self.years)
        half = Z95 * root(variance)
        return max(floor(self.expected - half), 0), ceil(self.expected + half)


@dataclass(frozen=True, slots=True)
class Tried:
    """A past year as the same method would have forecast it at the end of the year before, and what came."""

    forecast: Forecast
    came: int

    @property
    def error(self) -> Fraction:
        """What was forecast less what came: above 0 when too much was expected."""
        return self.forecast.expected - self.came

    @property
    def relative(self) -> Fraction | None:
        """The error as a share of what came; None where nothing came."""
        return self.error / self.came if self.came else None

    @property
    def inside(self) -> bool:
        """Whether what came lay within the interval."""
        low, high = self.forecast.interval
        return low <= self.came <= high


@dataclass(frozen=True, slots=True)
class Backtest:
    """Every past year that could be forecast.

    `mean_error` is the mean absolute error in units, `repeating_error` that of saying "as many as the year before"
    for the same years: a method that does not beat this is not worth its words.
    """

    tried: tuple[Tried, ...]
    mean_error: Fraction
    repeating_error: Fraction

    @property
    def inside(self) -> int:
        """How many years lay within their interval."""
        return sum(one.inside for one in self.tried)


def forecast_of(paths: Iterable[UnitPath], title: Step, until: int) -> Forecast | TooFewYears:
    """Forecast the first grants of `title` in the year after `until` from what was known at the end of `until`."""
    return _forecast(_alike(paths), title, until)


def backtest_of(paths: Iterable[UnitPath], title: Step, until: int) -> Backtest | TooFewYears:
    """Try the method on every year up to `until`, each with nothing but what was known at the end of the year before.

    Known is what the rows say of those years today: facts entered late are taken as if they had been entered in time.
    """
    rows = _alike(paths)
    first = _first_year(rows, until)
    past = ((year, _forecast(rows, title, year - 1)) for year in range(first + FEWEST_YEARS + 1, until + 1))
    tried = [Tried(found, _granted_in(rows, title, year)) for year, found in past if isinstance(found, Forecast)]
    if not tried:
        return TooFewYears(max(until - 1 - first, 0))
    repeated = [Fraction(abs(_granted_in(rows, title, one.forecast.year - 1) - one.came)) for one in tried]
    return Backtest(tuple(tried), mean([abs(one.error) for one in tried]), mean(repeated))


def _alike(paths: Iterable[UnitPath]) -> _Paths:
    """Take units that went the same way in the same years together: of fifty thousand, some hundred ways are left."""
    ways = Counter(frozenset(path.years.items()) for path in paths)
    return [(UnitPath(dict(way)), units) for way, units in ways.items()]


def _first_year(paths: _Paths, until: int) -> int:
    return min((year for path, _ in paths for year in path.years.values()), default=until)


def _forecast(paths: _Paths, title: Step, until: int) -> Forecast | TooFewYears:
    first = _first_year(paths, until)
    years = max(until - first, 0)
    if years < FEWEST_YEARS:
        return TooFewYears(years)
    stood: Counter[Step | None] = Counter()
    granted: Counter[Step | None] = Counter()
    for year in range(first, until):
        stood.update(_standing(paths, title, year))
        granted.update(_granted_next(paths, title, year))
    now = _standing(paths, title, until)
    steps = [step for step in STEPS if order(step) < order(title)]
    sources = tuple(Source(step, now[step], granted[step], stood[step]) for step in steps)
    return Forecast(title, until + 1, sources, granted[None], years)


def _granted_in(paths: _Paths, title: Step, year: int) -> int:
    return sum(units for path, units in paths if path.reached_in(title) == year)


def _standing(paths: _Paths, title: Step, year: int) -> Counter[Step | None]:
    """Count who stood below the title at the end of a year, by their step."""
    found: Counter[Step | None] = Counter()
    for path, units in paths:
        step = path.stands_at(year)
        if step is not None and order(step) < order(title):
            found[step] += units
    return found


def _granted_next(paths: _Paths, title: Step, year: int) -> Counter[Step | None]:
    """Count who was granted the title in the year after, by where they stood at the end of this one; None: nowhere."""
    found: Counter[Step | None] = Counter()
    for path, units in paths:
        if path.reached_in(title) == year + 1:
            found[path.stands_at(year)] += units
    return found
