"""Openings of the wall that an app makes in a model of an app to its left, for a relation that only it knows.

A model names its own openings in `wall_openings`; these come beside them. Filled in `AppConfig.ready`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pulau.foundation.tenancy.models import TenantOwned


@dataclass(frozen=True, slots=True)
class FurtherOpening:
    """A condition (SQL) under which PostgreSQL shows rows of `model` (its label) for reading beyond their tenant."""

    model: str
    name: str
    condition: str


_further: dict[tuple[str, str], FurtherOpening] = {}


def open_further(opening: FurtherOpening) -> None:
    """Add an opening; the same again changes nothing."""
    _further[opening.model, opening.name] = opening


def openings_of(model: type[TenantOwned]) -> dict[str, str]:
    """Return every opening of a model's table by its name: its own, and those of apps to the right."""
    label = model._meta.label  # noqa: SLF001 - Django's documented door
    further = {one.name: one.condition for (of, _name), one in sorted(_further.items()) if of == label}
    return {**further, **model.wall_openings}
