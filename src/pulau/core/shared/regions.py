"""How regions lie in one another, by their official codes (`32` a province, `32.04` a regency or city in it)."""

from __future__ import annotations


def region_covers(wide: str, code: str) -> bool:
    """Whether the region `code` is `wide` or lies in it. What has no code lies in none."""
    return bool(wide) and bool(code) and (code == wide or code.startswith(f"{wide}."))
