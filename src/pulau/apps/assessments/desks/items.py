"""The items of a form by part: a change area, or the result."""

from __future__ import annotations

from functools import cache

from pulau.core.workflow.assigning import RESULT
from pulau.exchange.packs import load_pack, load_wording


@cache
def parts_of(regulation: str) -> dict[str, str]:
    """Return the part of each item of a form, in the order of the law."""
    pack = load_pack(regulation)
    return {item.id: pack.sub_areas[item.sub_area].area or RESULT for item in pack.items.values()}


@cache
def items_of_assignment(regulation: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items that an assignment is for; no parts: all."""
    return tuple(item for item, part in parts_of(regulation).items() if not parts or part in parts)


def part_names(regulation: str, language: str, result: str) -> dict[str, str]:
    """Return the words of each part of a form; `result` are those of the result."""
    areas = load_wording(regulation).areas
    parts = dict.fromkeys(parts_of(regulation).values())
    return {part: result if part == RESULT else areas[part][language] for part in parts}
