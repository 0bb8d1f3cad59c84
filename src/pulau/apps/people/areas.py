"""The areas of change for which somebody can answer, as the regulation in force names them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pulau.exchange.packs import available, load_pack, load_wording

if TYPE_CHECKING:
    from collections.abc import Mapping


def area_codes() -> tuple[str, ...]:
    """Return the areas of the newest regulation that has a worksheet, in its order: `1` to `6`."""
    return tuple(_areas())


def area_choices(language: str) -> list[tuple[str, str]]:
    """Return (code, words) of each area in a language (`en`, else Indonesian)."""
    key = "en" if language.startswith("en") else "id"
    return [(code, f"{code}. {words[key]}") for code, words in _areas().items()]


@cache
def _areas() -> Mapping[str, Mapping[str, str]]:
    newest = next(pack_id for pack_id in available() if load_pack(pack_id).areas)
    wording = load_wording(newest)
    return {code: wording.areas[code] for code in load_pack(newest).areas}
