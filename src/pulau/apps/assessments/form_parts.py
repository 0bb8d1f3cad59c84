"""The items of a form by part: a change area, or the result."""

from __future__ import annotations

from functools import cache

from pulau.core.workflow.assigning import part_of
from pulau.exchange.packs import load_pack


@cache
def parts_of(regulation: str) -> dict[str, str]:
    """Return the part of each item of a form, in the order of the law."""
    pack = load_pack(regulation)
    return {item: part_of(pack, item) for item in pack.items}


@cache
def items_of_assignment(regulation: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items that an assignment is for; no parts: all."""
    return tuple(item for item, part in parts_of(regulation).items() if not parts or part in parts)
