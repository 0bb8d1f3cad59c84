"""What a played season remembers by itself, beside the database: what the check later compares the rows with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Sheet = tuple[UUID, str, UUID]
"""A case, a level, an assessor."""


@dataclass
class Remembered:
    """By case and number of its events: the drawn facts that held then; by sheet: what was answered, by item.

    `refused` counts events that were tried while something was missing, and were refused; `wrong` what should have been
    refused and was not, or should have gone on and did not.
    """

    held: dict[tuple[UUID, int], frozenset[str]] = field(default_factory=dict)
    judged: dict[Sheet, dict[str, Any]] = field(default_factory=dict)
    handed: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    refused: int = 0
    barred: int = 0
    wrong: list[str] = field(default_factory=list)

    def answered(self, sheet: Sheet, values: dict[str, Any]) -> None:
        """Remember what an assessor answered last."""
        self.judged.setdefault(sheet, {}).update(values)
