"""The names behind the ids of journal entries: one query for each type of row, whatever the number of entries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from pulau.foundation.journal.policies import SEE_NAMES
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may_somewhere

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.journal.models import Entry

PEOPLE: Final = "accounts.user"
UNITS: Final = "agencies.workunit"
ROLES: Final = "role"


class Names:
    """What ids are called, as far as the reader may know: names of people only where they may see those."""

    def __init__(self, found: Mapping[str, Mapping[str, str]], *, people: bool) -> None:
        self._found = found
        self.people = people
        self._types = _types_by_key()

    def of(self, code: str, row_id: object) -> str:
        """Return the name of a row of a type; empty where it is not known, or not for the reader."""
        return self._found.get(code, {}).get(str(row_id), "")

    def of_key(self, key: str, value: object) -> str:
        """Return the name of the row whose id stands under a key of a payload; empty where there is none."""
        return self.of(self._types[key], value) if key in self._types else ""


def names_in(actor: Actor, entries: Iterable[Entry]) -> Names:
    """Find the names of everything that entries speak of."""
    people = may_somewhere(actor, SEE_NAMES)
    asked: dict[str, set[str]] = defaultdict(set)
    types = _types_by_key()
    for entry in entries:
        for code, row_id in _ids_of(entry, types):
            asked[code].add(row_id)
    found = {}
    for code, ids in asked.items():
        known = subjects.get(code)
        if known is not None and known.names is not None and (people or not known.personal):
            found[code] = known.names(actor, ids)
    return Names(found, people=people)


def payload_of(entry: Entry) -> dict[str, Any]:
    """Return the payload as values."""
    read: dict[str, Any] = json.loads(entry.payload)
    return read


def _ids_of(entry: Entry, types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield ROLES, entry.role
    yield entry.object_type, entry.object_id
    for person in (entry.actor_id, entry.on_behalf_of):
        if person is not None:
            yield PEOPLE, str(person)
    if entry.unit_id is not None:
        yield UNITS, str(entry.unit_id)
    yield from _in_payload(payload_of(entry), types)


def _in_payload(values: Mapping[str, Any], types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _in_payload(value, types)
        elif key in types:
            texts = value if isinstance(value, list) else [value]
            yield from ((types[key], text) for text in texts if isinstance(text, str) and _named(types[key], text))


def _named(code: str, text: str) -> bool:
    """Whether a text can be an id of the type: roles are words, everything else is numbered."""
    if code == ROLES:
        return True
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _types_by_key() -> dict[str, str]:
    return {key: each.code for each in subjects for key in each.keys}
