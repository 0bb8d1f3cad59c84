"""The table of disclosure as a table: fields down, states across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.portal.showing.words import state_words
from pulau.core.shared.public_state import PublicState
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from datetime import date

    from pulau.exchange.disclosing import DatedTable


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: what it is, in which states it is told (with the name of each), and why."""

    code: str
    words: str
    why: str
    told: Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The table with its source; `never` is what no state makes public, each with its reason."""

    since: date
    source: str
    note: str
    states: Sequence[str]
    fields: Sequence[FieldRow]
    never: Sequence[tuple[str, str, str]]


def disclosed(dated: DatedTable) -> Disclosed:
    """Return the table in the reader's language."""
    language, table = spoken_language(), dated.table
    return Disclosed(
        since=dated.since,
        source=dated.source.text,
        note=dated.source.note,
        states=[state_words(state.value) for state in PublicState],
        fields=[
            FieldRow(
                field.value,
                rule.words.in_language(language),
                rule.why.in_language(language),
                [(state_words(state.value), table.allows(field, state)) for state in PublicState],
            )
            for field, rule in table.rules.items()
        ],
        never=[(one.code, one.words.in_language(language), one.why.in_language(language)) for one in table.never],
    )
