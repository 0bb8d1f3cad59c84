"""How shares and cells of too few are written, in every figure alike."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from pulau.apps.analytics.figures.told import figure_or_none
from pulau.foundation.ui.charts import Unit
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from pulau.apps.analytics.figures.told import Row

PERCENT: Final = Unit(digits=1, suffix="%")


def percent(row: Row, name: str) -> Fraction | None:
    """Return a share of a row in percent, or None where it is not told."""
    share = figure_or_none(row, name)
    return None if share is None else share * 100


def too_few(units: int) -> str:
    """Say of how many units a cell is not told."""
    return gettext("Terlalu sedikit (%(units)s unit)") % {"units": number(units, 0)}
