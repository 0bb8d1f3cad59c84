"""A chart's figures as a table, and in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from pulau.foundation.ui.formats import Figure, exact, number

Words = str | Promise
"""A text of the page, translated where it is shown."""

NO_DATA: Words = gettext_lazy("Tidak ada data")
YEAR: Words = gettext_lazy("Tahun")
INTERVAL: Words = gettext_lazy("Rentang 95%")


@dataclass(frozen=True, slots=True)
class ChartTable:
    """What stands beside a chart: caption, headings, and rows of as many texts; the first of a row is its name."""

    caption: Words
    headings: Sequence[Words]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Unit:
    """How the figures of a chart are written: decimals, and what follows at once (`%`) or after a blank (` poin`)."""

    digits: int = 0
    suffix: Words = ""

    def text(self, value: Figure | None, missing: Words = NO_DATA) -> str:
        """Write a figure, or why there is none."""
        return str(missing) if value is None else f"{number(value, self.digits)}{self.suffix}"

    def interval(self, low: Figure | None, high: Figure | None) -> str:
        """Write an interval: 3,64–3,78; with negative ends `−2,00 sampai 1,50`. Empty where there is none."""
        if low is None or high is None:
            return ""
        if exact(low) < 0:
            return gettext("%(low)s sampai %(high)s") % {"low": self.text(low), "high": self.text(high)}
        return f"{number(low, self.digits)}–{self.text(high)}"


Told = Sequence[tuple[str, Figure | None]]
"""Names with their figures, in order."""


def in_words(title: Words, told: Told, unit: Unit) -> str:
    """Tell a chart in a few sentences: first and last, lowest and highest, and where there is no figure."""
    return " ".join([f"{title}.", *course_of(told, unit), gettext("Angka lengkap ada di tabel.")])


def course_of(told: Told, unit: Unit) -> Sequence[str]:
    """Tell how figures go, without a title."""
    known = [(name, value) for name, value in told if value is not None]
    if not known:
        return [gettext("Belum ada data.")]
    gaps = [name for name, value in told if value is None]
    said = [_course(known, unit) if len(known) > 1 else f"{_pair(known[0], unit)}."]
    return [*said, gettext("Tidak ada data untuk %(names)s.") % {"names": ", ".join(gaps)}] if gaps else said


def _course(known: Sequence[tuple[str, Figure]], unit: Unit) -> str:
    lowest = min(known, key=lambda one: exact(one[1]))
    highest = max(known, key=lambda one: exact(one[1]))
    return gettext("%(first)s sampai %(last)s; terendah %(lowest)s, tertinggi %(highest)s.") % {
        "first": _pair(known[0], unit),
        "last": _pair(known[-1], unit),
        "lowest": _pair(lowest, unit),
        "highest": _pair(highest, unit),
    }


def _pair(one: tuple[str, Figure], unit: Unit) -> str:
    return f"{one[0]}: {unit.text(one[1])}"
