"""Measures: the paths by which a figure of a worksheet is named (`total`, `areas.5`, `sub_areas.H1`, `items.H1.a`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.core.regulation.model import Pack


class UnknownMeasure(LookupError):  # noqa: N818 - a fact, as every error of this project
    """The path names no figure of this pack."""


def measure_weight(pack: Pack, measure: str) -> Fraction:
    """Return the most points the figure at a measure can have. Raises UnknownMeasure."""
    head, _, rest = measure.partition(".")
    wholes = {"total": pack.enabler + pack.result, "enabler": pack.enabler, "result": pack.result}
    if measure in wholes:
        return wholes[measure]
    if head == "areas" and rest in pack.areas:
        return pack.areas[rest].weight
    if head == "sub_areas" and rest in pack.sub_areas:
        return pack.sub_areas[rest].weight
    if head == "items" and rest in pack.items:
        return pack.items[rest].weight
    raise UnknownMeasure(measure)
