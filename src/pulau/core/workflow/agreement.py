"""How far assessors agree on ordered options, and to which side one of them leans: exact, no claim from a few answers.

Weighted kappa is that of Cohen (1968), "Weighted kappa: nominal scale agreement with provision for scaled disagreement
or partial credit", Psychological Bulletin 70: 1 minus observed over expected disagreement, the expected one from each
assessor's own distribution. Disagreement is the distance of two options (linear) or its square (quadratic: Fleiss and
Cohen 1973). Options of different items are brought onto one ruler first: by their order, worst 0, best 1.

Checked against published figures: the skin condition study of the SAS/STAT User's Guide (FREQ procedure, "Agreement
Study": kappa 0.3449, weighted 0.5082), and `Kappa(SexualFun)` of the R package vcd (0.1293, linear 0.2374,
quadratic 0.3320; data of Hout and others 1987, in Agresti, "Categorical Data Analysis").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import isqrt
from typing import Final, TypeVar

FEWEST: Final = 10
"""Below this number of answers nothing is said of an assessor or a pair: a figure would be chance."""
NOTABLE: Final = Fraction(1, 20)
"""A mean difference below a twentieth of the way from worst to best option is no leaning, however certain."""
_ROOT_SCALE: Final = 10**8

Pair = tuple[Fraction, Fraction]
"""What two assessors gave to the same thing, each on the ruler from 0 (worst option) to 1 (best)."""
K = TypeVar("K", bound=Hashable)
"""What was judged: a case's item, or a place in a calibration set."""


class Weight(StrEnum):
    """How a disagreement grows with the distance of the options."""

    NONE = "none"
    """Any difference counts 1: Cohen's kappa of 1960."""
    LINEAR = "linear"
    QUADRATIC = "quadratic"


class Strength(StrEnum):
    """What a kappa says, by the bands of Landis and Koch (1977), Biometrics 33, table 1."""

    TOO_FEW = "too-few"
    UNDEFINED = "undefined"
    """Both always chose the same one option: chance would agree as well, and kappa has no value."""
    POOR = "poor"
    SLIGHT = "slight"
    FAIR = "fair"
    MODERATE = "moderate"
    SUBSTANTIAL = "substantial"
    ALMOST_PERFECT = "almost-perfect"


class Leaning(StrEnum):
    """To which side an assessor's answers differ from those that came to stand."""

    TOO_FEW = "too-few"
    NONE = "none"
    GENEROUS = "generous"
    STRICT = "strict"


_BANDS: Final = (
    (Fraction(1, 5), Strength.SLIGHT),
    (Fraction(2, 5), Strength.FAIR),
    (Fraction(3, 5), Strength.MODERATE),
    (Fraction(4, 5), Strength.SUBSTANTIAL),
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two assessors agree, or all of a group: over `n` shared answers, of which `same` are equal.

    `linear` and `quadratic` are weighted kappas (at most 1, 0 as by chance), None where they have no value.
    """

    n: int
    same: int
    linear: Fraction | None
    quadratic: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The part of the answers that are equal, 0 to 1; None where nothing is shared."""
        return Fraction(self.same, self.n) if self.n else None

    @property
    def strength(self) -> Strength:
        """What the linear kappa says."""
        return strength_of(self.linear, self.n)


@dataclass(frozen=True, slots=True)
class Bias:
    """By how much an assessor's answers differ from those that came to stand, on the ruler from 0 to 1.

    `mean` is of (own minus standing): above 0 the assessor gave more. `variance` is that of the differences (n - 1).
    """

    n: int
    mean: Fraction | None
    variance: Fraction | None

    @property
    def leaning(self) -> Leaning:
        """To which side they lean: only where the mean is notable, and more than two standard errors from 0."""
        if self.n < FEWEST or self.mean is None or self.variance is None:
            return Leaning.TOO_FEW
        certain = self.mean**2 * self.n > 4 * self.variance  # |mean| > 2 sqrt(variance / n), without a root
        if abs(self.mean) < NOTABLE or not certain:
            return Leaning.NONE
        return Leaning.GENEROUS if self.mean > 0 else Leaning.STRICT

    @property
    def margin(self) -> Fraction | None:
        """Two standard errors, to be printed beside the mean; None for a single answer."""
        return None if self.variance is None else 2 * root(self.variance / self.n)


def on_ruler(options: Sequence[str], value: object) -> Fraction | None:
    """Return where an option stands among those of its item (best first): 1 the best, 0 the worst; None for others.

    An item with a single option says nothing about agreement: None.
    """
    if not isinstance(value, str) or value not in options or len(options) < 2:  # noqa: PLR2004 - one option
        return None
    last = len(options) - 1
    return Fraction(last - options.index(value), last)


def kappa(pairs: Sequence[Pair], weight: Weight) -> Fraction | None:
    """Return weighted kappa of what two assessors gave; None without answers, or where chance would agree in all.

    Marginals are those of the answers themselves. For one item it is Cohen's own table.
    """
    first, second = Counter(one for one, _other in pairs), Counter(other for _one, other in pairs)
    expected = sum(
        (apart(one, other, weight) * left * right for one, left in first.items() for other, right in second.items()),
        Fraction(0),
    )
    if not expected:
        return None
    observed = sum((apart(one, other, weight) for one, other in pairs), Fraction(0))
    return 1 - observed * len(pairs) / expected


def apart(one: Fraction, other: Fraction, weight: Weight) -> Fraction:
    """Return the disagreement of two answers, 0 to 1."""
    if weight is Weight.NONE:
        return Fraction(one != other)
    distance = abs(one - other)
    return distance if weight is Weight.LINEAR else distance**2


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Return how far two assessors agree."""
    same = sum(one == other for one, other in pairs)
    return Agreement(len(pairs), same, kappa(pairs, Weight.LINEAR), kappa(pairs, Weight.QUADRATIC))


def shared(one: Mapping[K, Fraction], other: Mapping[K, Fraction]) -> list[Pair]:
    """Return what both judged."""
    return [(value, other[key]) for key, value in one.items() if key in other]


def among(given: Mapping[str, Mapping[K, Fraction]]) -> tuple[Agreement, dict[tuple[str, str], Agreement]]:
    """Return how far a group of assessors agrees, and each pair of them that shares something.

    The group's kappa is the mean of the pairs', weighted by what they share (a pair without a value stands aside);
    its `n` and `same` are the sums of the pairs'.
    """
    pairs = {
        (one, other): agreement(found)
        for one, other in combinations(sorted(given), 2)
        if (found := shared(given[one], given[other]))
    }
    every = list(pairs.values())
    linear = _mean((pair.linear, pair.n) for pair in every)
    quadratic = _mean((pair.quadratic, pair.n) for pair in every)
    return Agreement(sum(pair.n for pair in every), sum(pair.same for pair in every), linear, quadratic), pairs


def bias(own: Mapping[K, Fraction], standing: Mapping[K, Fraction]) -> Bias:
    """Return by how much an assessor's answers differ from those that stand."""
    differences = [one - other for one, other in shared(own, standing)]
    n = len(differences)
    if not n:
        return Bias(0, None, None)
    mean = sum(differences, Fraction(0)) / n
    spread = sum(((one - mean) ** 2 for one in differences), Fraction(0))
    return Bias(n, mean, spread / (n - 1) if n > 1 else None)


def strength_of(value: Fraction | None, n: int) -> Strength:
    """Return what a kappa over n answers says; nothing where they are few."""
    if n < FEWEST:
        return Strength.TOO_FEW
    if value is None:
        return Strength.UNDEFINED
    if value < 0:
        return Strength.POOR
    return next((band for most, band in _BANDS if value <= most), Strength.ALMOST_PERFECT)


def root(value: Fraction) -> Fraction:
    """Return the square root, cut off after eight decimals: only to be printed. Raises ValueError below 0."""
    return Fraction(isqrt(value.numerator * _ROOT_SCALE**2 // value.denominator), _ROOT_SCALE)


def _mean(weighed: Iterable[tuple[Fraction | None, int]]) -> Fraction | None:
    known = [(value, n) for value, n in weighed if value is not None]
    total = sum(n for _value, n in known)
    return sum((value * n for value, n in known), Fraction(0)) / total if total else None
