"""The table of disclosure: which field is public in which state, and why. What it does not name is never public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pulau.core.shared.public_state import PublicState


class PublicField(StrEnum):
    """What can be told of a unit; the rows of the table."""

    DECLARATION = "declaration"
    WITNESSES = "witnesses"
    PLEDGES = "pledges"
    ACTIVITY = "activity"
    STAGE = "stage"
    TITLE = "title"
    SCORE = "score"
    AREAS = "areas"
    GATES = "gates"
    INTERNAL_SCORE = "internal-score"
    REASONS = "reasons"
    OBJECTION = "objection"
    REPAIR = "repair"
    PROOFS = "proofs"
    HISTORY = "history"
    PRACTICES = "practices"
    SURVEY = "survey"
    SERVICES = "services"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence in both languages."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the sentence; Indonesian where the language is neither."""
        return self.en if language == "en" else self.id


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: a field, the states in which it is public, what it is and why it is so."""

    field: PublicField
    states: frozenset[PublicState]
    words: Told
    why: Told


@dataclass(frozen=True, slots=True)
class NeverPublic:
    """Something that no state makes public, and why; `code` names it in addresses and tests."""

    code: str
    words: Told
    why: Told


@dataclass(frozen=True, slots=True)
class DisclosureTable:
    """The whole table. Every field has a rule."""

    rules: Mapping[PublicField, Rule]
    never: tuple[NeverPublic, ...]

    def allows(self, field: PublicField, state: PublicState) -> bool:
        """Whether a field is public while a unit's year is in a state; a field without a rule is not."""
        rule = self.rules.get(field)
        return rule is not None and state in rule.states
