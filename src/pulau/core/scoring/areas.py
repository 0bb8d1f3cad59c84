"""The parts of a form as people share them out: its areas of change, and the result component."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack

RESULT: Final = "hasil"
"""How the part of surveys and performance is named beside the areas of change."""


def area_of(pack: Pack, item: str) -> str:
    """Return the area of change that an item belongs to, or `hasil`. Raises KeyError for an item of another form."""
    return pack.sub_areas[pack.items[item].sub_area].area or RESULT
