"""What the platform's own registers can answer: each app proposes answers of a worksheet, with where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Proposed:
    """One answer that a register proposes for an item.

    `value` is plain data as the item takes it; `query` says what was asked of the register, so that it can be asked
    again; `facts` what it found (counts, days); `digest` the SHA-256 of the rows found, as canonical JSON; `indonesian`
    and `english` one sentence for the team.
    """

    item: str
    value: Any
    query: str
    digest: str
    indonesian: str
    english: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerRegister:
    """A register: `propose` gets the actor, the unit, the year and the regulation of a worksheet."""

    code: str
    indonesian: str
    english: str
    propose: Callable[[Actor, UUID, int, str], Iterable[Proposed]]

    def words(self, language: str) -> str:
        """Return its name in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


answer_registers: Hook[AnswerRegister] = Hook("answer registers")
