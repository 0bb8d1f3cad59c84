"""What agreement and leaning say in plain words, never more than the answers carry."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from pulau.core.workflow.agreement import FEWEST, Leaning, Strength

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pulau.core.workflow.agreement import Bias

STRENGTHS: Final[Mapping[Strength, str | Promise]] = {
    Strength.TOO_FEW: _("Terlalu sedikit untuk disimpulkan"),
    Strength.UNDEFINED: _("Tidak dapat dihitung: keduanya selalu memilih opsi yang sama"),
    Strength.POOR: _("Lebih rendah daripada kebetulan"),
    Strength.SLIGHT: _("Sangat lemah"),
    Strength.FAIR: _("Lemah"),
    Strength.MODERATE: _("Sedang"),
    Strength.SUBSTANTIAL: _("Kuat"),
    Strength.ALMOST_PERFECT: _("Hampir sempurna"),
}
LEANINGS: Final[Mapping[Leaning, str | Promise]] = {
    Leaning.TOO_FEW: _("Terlalu sedikit untuk disimpulkan"),
    Leaning.NONE: _("Tidak tampak condong"),
    Leaning.GENEROUS: _("Cenderung lebih tinggi daripada nilai akhir"),
    Leaning.STRICT: _("Cenderung lebih rendah daripada nilai akhir"),
}
FEW: Final = FEWEST
_WIDEST: Final = Fraction(1, 2)
"""Leanings are drawn from minus a half to a half of the ruler; what is beyond ends at the edge."""


def drawn(found: Bias) -> dict[str, Fraction] | None:
    """Return where a leaning is drawn, in percent of the width: its bar, its whisker of two standard errors."""
    if found.mean is None or found.margin is None:
        return None
    left, right = sorted((_place(Fraction(0)), _place(found.mean)))
    low, high = _place(found.mean - found.margin), _place(found.mean + found.margin)
    return {"x": left, "width": right - left, "low": low, "reach": high - low, "at": _place(found.mean)}


def _place(value: Fraction) -> Fraction:
    return 50 + 100 * max(-_WIDEST, min(_WIDEST, value))
