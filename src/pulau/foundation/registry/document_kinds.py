"""Kinds of signed documents: each app adds its own, with the words that a person who checks one is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What became of a document: its state after, and the signatory (with their state) by whom it changed, if any."""

    document_id: UUID
    subject_id: UUID
    state: str
    signatory_id: UUID | None = None
    signatory_state: str = ""


Changed = Callable[["Actor", DocumentChange, datetime], None]
Facts = Callable[[UUID], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document in both languages. `public`: anyone with the number may read the file, not only its facts.

    `facts` returns what else is told of the document of a subject (label, value), in the language that is active; it is
    asked behind the wall of the document's body. `holds` says, given the body and the subject, whether what the
    document tells is still so: asked there before anybody signs it. `changed` is called in the transaction of every
    change, there too.
    """

    code: str
    indonesian: str
    english: str
    public: bool = False
    facts: Facts | None = None
    changed: Changed | None = None
    holds: Callable[[UUID, UUID], bool] | None = None

    def words(self, language: str) -> str:
        """Return what it is called in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


document_kinds: Hook[DocumentKind] = Hook("document kinds")
