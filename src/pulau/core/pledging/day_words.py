"""A day in words, as deeds begin: "Kamis, tanggal dua puluh enam bulan November tahun dua ribu dua puluh enam"."""

from __future__ import annotations

from datetime import date
from typing import Final

_ONES: Final = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober"),
    *("November", "Desember"),
)
LARGEST: Final = 9_999


def number_in_words(number: int) -> str:
    """Return a whole number from 0 to 9,999 in Indonesian words. Raises ValueError beyond them."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number}: from 0 to {LARGEST}")
    return _words(number)


def day_in_words(day: date) -> str:
    """Return a day in Indonesian words, with the day of the week."""
    weekday, month = _DAYS[day.weekday()], _MONTHS[day.month - 1]
    return f"{weekday}, tanggal {number_in_words(day.day)} bulan {month} tahun {number_in_words(day.year)}"


def _words(number: int) -> str:
    if number < 12:  # noqa: PLR2004 - eleven and below have words of their own
        return _ONES[number]
    if number < 20:  # noqa: PLR2004 - the teens
        return f"{_ONES[number - 10]} belas"
    for size, name in ((1_000, "ribu"), (100, "ratus"), (10, "puluh")):
        count, rest = divmod(number, size)
        if count:
            head = f"se{name}" if count == 1 else f"{_words(count)} {name}"
            return f"{head} {_words(rest)}" if rest else head
    raise AssertionError(number)  # unreachable: numbers below 12 were answered above
