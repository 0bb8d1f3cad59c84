"""What else the operator sees of the installation's health: each app adds a part, never any body's content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One line: a status kind of the interface (`intact`, `short`, `waiting` …), its words, and what to do about it."""

    kind: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class HealthPart:
    """One part of the page. `lines` is asked while the reader's language is active; `href` leads to more."""

    code: str
    title: str | Promise
    lines: Callable[[], Sequence[HealthLine]]
    href: str = ""
    more: str | Promise = ""


health_parts: Hook[HealthPart] = Hook("health parts")
