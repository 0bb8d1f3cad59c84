"""Identifiers as people and programs send them."""

from __future__ import annotations

from uuid import UUID


def read_id(text: str) -> UUID | None:
    """Return the id that a text names, or None where it is none: an address or a form can hold anything."""
    try:
        return UUID(text)
    except ValueError:
        return None
