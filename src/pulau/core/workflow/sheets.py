"""One assessor in two windows: what becomes of a change to a judged item that was made on an older version of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FIELDS: Final = ("value", "finding", "recommendation", "strength", "reason")
"""What an assessor gives for an item."""

Entry = Mapping[str, object]
"""The fields of one version, by name."""

EMPTY: Final[Entry] = {"value": None, "finding": "", "recommendation": "", "strength": "", "reason": ""}
"""An item that was not judged yet."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two changes of one item: what it becomes, or the fields that both changed differently (`clashing`).

    `changed` is False where it is so already: nothing needs to be written.
    """

    entry: Entry
    clashing: tuple[str, ...]
    changed: bool


def meet(wish: Entry, base: Entry, newest: Entry) -> Meeting:
    """Decide what becomes of a wish (only the fields it touches); `base` is the version its writer saw.

    A field that nobody else changed, or that both set to the same, goes through; where one clashes nothing of it is
    taken until a person has chosen.
    """
    clashing = tuple(name for name in FIELDS if name in wish and newest[name] not in (wish[name], base[name]))
    entry = {**newest, **wish}
    return Meeting(entry, clashing, changed=not clashing and entry != dict(newest))
