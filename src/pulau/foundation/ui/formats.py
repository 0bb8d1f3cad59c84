"""Figures and dates as people read them, in the active language.

Indonesian writes `3.412,50`, English `3,412.50`. Rounding is half up on the exact value, and only here:
whoever compares figures compares the exact ones.
"""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.utils import timezone
from django.utils.dateformat import format as format_date

from pulau.foundation.ui.middleware import spoken_language

NOT_A_FIGURE = "a figure must be a Decimal, Fraction, int or decimal string, not {}"

Figure = Decimal | Fraction | int | str
"""Anything exact; a binary float is refused because 1.335 would print as 1,33."""

NO_FIGURE = "–"
MINUS = "\N{MINUS SIGN}"


def exact(value: Figure) -> Fraction:
    """Return the exact value; raise TypeError for a float or anything else that is not a figure."""
    if isinstance(value, bool) or not isinstance(value, Decimal | Fraction | int | str):
        raise TypeError(NOT_A_FIGURE.format(type(value).__name__))
    if isinstance(value, str):
        try:
            value = Decimal(value)
        except InvalidOperation as error:
            raise TypeError(NOT_A_FIGURE.format(repr(value))) from error
    if isinstance(value, Decimal) and not value.is_finite():
        raise TypeError(NOT_A_FIGURE.format(value))
    return Fraction(value)


def half_up(value: Figure, digits: int = 2) -> Decimal:
    """Round half away from zero to `digits` decimals: 1.335 becomes 1.34, -1.335 becomes -1.34."""
    scaled = exact(value) * 10**digits
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if scaled < 0 else whole).scaleb(-digits)


def separators() -> tuple[str, str]:
    """Return the thousands and the decimal separator of the active language."""
    return (",", ".") if spoken_language() == "en" else (".", ",")


def number(value: Figure | None, digits: int = 2) -> str:
    """Print a figure with fixed decimals; None prints as a dash."""
    if value is None:
        return NO_FIGURE
    rounded = half_up(value, digits)
    thousands, point = separators()
    text = f"{abs(rounded):,.{digits}f}".replace(",", "\0").replace(".", point).replace("\0", thousands)
    return f"{MINUS}{text}" if rounded < 0 else text


def short_number(value: Figure | None) -> str:
    """Print a figure with at most two decimals and no trailing zeros: 2 prints 2, 0.50 prints 0,5."""
    if value is None:
        return NO_FIGURE
    rounded = half_up(value)
    digits = next(digits for digits in range(3) if half_up(rounded, digits) == rounded)
    return number(rounded, digits)


def signed(value: Figure | None, digits: int = 2) -> str:
    """Print a difference with its sign: +0,98, −0,05, or 0,00 without one."""
    text = number(value, digits)
    return f"+{text}" if value is not None and half_up(value, digits) > 0 else text


def percent(value: Figure | None, digits: int = 1) -> str:
    """Print a share that is already in hundredths: 53.68 prints 53,7%."""
    return NO_FIGURE if value is None else f"{number(value, digits)}%"


def svg_percent(value: Figure | None) -> str:
    """Return a length for an SVG attribute: clamped to 0–100, always with a point."""
    clamped = min(max(exact(value if value is not None else 0), Fraction(0)), Fraction(100))
    return f"{half_up(clamped)}%"


def long_date(value: date | datetime | None) -> str:
    """Print `22 November 2026`; an aware moment is taken in the active zone."""
    if value is None:
        return NO_FIGURE
    return format_date(_local(value), "j F Y")


def kept_date(text: str) -> str:
    """Print a day that is kept as text (`2026-11-22`), as notices keep theirs; a dash where there is none."""
    return long_date(date.fromisoformat(text) if text else None)


def clock(value: datetime | None) -> str:
    """Print `14.07` in Indonesian and `14:07` in English."""
    if value is None:
        return NO_FIGURE
    return format_date(_local(value), "H:i" if separators()[1] == "." else "H.i")


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
