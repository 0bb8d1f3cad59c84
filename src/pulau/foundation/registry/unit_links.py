"""What else there is of a work unit: apps to the right of `agencies` tell it, and the unit's page leads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class UnitLink:
    """An address, its words, and perhaps a word more."""

    href: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitLinks:
    """One kind of thing that a unit has, and where the actor finds those that they may see, in one query."""

    code: str
    heading: str | Promise
    links: Callable[[Actor, UUID], Sequence[UnitLink]]


unit_links: Hook[UnitLinks] = Hook("unit links")
