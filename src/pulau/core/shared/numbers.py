"""Exact numbers: read without loss, printed once.

Everything scored is a `Fraction`. For machines a number is printed with 28 significant digits, half even, no exponent,
no trailing zeros; for people with two decimals, half up on the exact value (1.335 is 1,34, which binary floats miss).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

SIGNIFICANT_DIGITS: Final = 28
FLOAT_DIGITS: Final = 15
_PRINTING: Final = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_EVEN, Emin=-999_999, Emax=999_999)
_FLOATS: Final = Context(prec=FLOAT_DIGITS, rounding=ROUND_HALF_EVEN)
_PLAIN: Final = re.compile(r"[+-]?[0-9]{1,30}(?:[.,][0-9]{1,30})?", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,30}", re.ASCII)


def print_exact(value: Fraction) -> str:
    """Print a number for machines: 28 significant digits, half even, no exponent, no trailing zeros."""
    return print_ratio(value.numerator, value.denominator)


def print_ratio(numerator: int, denominator: int) -> str:
    """Print `numerator / denominator` as `print_exact` does, without reducing it first."""
    if numerator == 0:
        return "0"
    text = format(_PRINTING.divide(Decimal(numerator), Decimal(denominator)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def hundredths(numerator: int, denominator: int) -> int:
    """Round `numerator / denominator` half up (away from zero) to hundredths, as a whole number of them."""
    if numerator < 0:
        return -hundredths(-numerator, denominator)
    return (200 * numerator + denominator) // (2 * denominator)


def two_decimals(value: Fraction, point: str = ".") -> str:
    """Print a number for people: two decimals, half up on the exact value."""
    whole = hundredths(value.numerator, value.denominator)
    sign = "-" if whole < 0 else ""
    return f"{sign}{abs(whole) // 100}{point}{abs(whole) % 100:02d}"


def parse_number(text: str) -> Fraction | None:
    """Read a plain number with a decimal point or comma; None for anything else (thousands, exponents, words)."""
    stripped = text.strip()
    if not _PLAIN.fullmatch(stripped):
        return None
    return Fraction(stripped.replace(",", "."))


def parse_whole(text: str) -> int | None:
    """Read a whole number written in plain digits; None for anything else."""
    stripped = text.strip()
    return int(stripped) if _WHOLE.fullmatch(stripped) else None


@lru_cache(maxsize=4096)  # the same few figures stand in a workbook again and again
def from_float(value: float) -> Fraction:
    """Take a float out of a workbook: rounded to 15 significant digits first, so that 3.72 is 3.72.

    Raises OverflowError or ValueError for infinity and NaN.
    """
    return Fraction(_FLOATS.create_decimal_from_float(value))
