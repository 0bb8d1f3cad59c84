"""Journal entries as a person reads them: a sentence, who, where, when, and what changed from what into what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pulau.foundation.journal.naming import PEOPLE, ROLES, UNITS, Names, names_in, payload_of
from pulau.foundation.journal.words import WORDS
from pulau.foundation.registry.entry_standings import EntryStanding, standings_for
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from pulau.core.shared.actor import Actor
    from pulau.foundation.journal.models import Entry

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_SHOWN: Final = 8
"""How many signs of an id or a digest are shown where the whole would only be in the way."""
_MOST_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a payload: its key in words, and what it was and is. `before` is None where nothing is compared."""

    key: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words. `who` is a person's name or number, or the system; empty texts are left out of the page."""

    entry: Entry
    sentence: str
    kind: str
    subject: str
    who: str
    role: str
    behalf: str
    unit: str
    at: datetime
    zone: str
    changes: tuple[Said, ...]
    facts: tuple[Said, ...]
    standing: EntryStanding


def tell(actor: Actor, entries: Sequence[Entry], zone: ZoneInfo) -> list[Told]:
    """Put entries into words of the active language, with the times of a zone and the names that the actor may see."""
    names, standings = names_in(actor, entries), standings_for(actor, {entry.pk: entry.action for entry in entries})
    return [_told(entry, names, standings[entry.pk], zone) for entry in entries]


def _told(entry: Entry, names: Names, standing: EntryStanding, zone: ZoneInfo) -> Told:
    language = get_language() or "id"
    action, known = journal_actions.get(entry.action), subjects.get(entry.object_type)
    at, payload = entry.at.astimezone(zone), payload_of(entry)
    changes, facts = _said(payload, names)
    return Told(
        entry=entry,
        sentence=action.sentence(language) if action else entry.action,
        kind=known.kind(language) if known else "",
        subject=names.of(entry.object_type, entry.object_id),
        who=_person(entry.actor_id, names) if entry.actor_id else _("Sistem"),
        role=names.of(ROLES, entry.role) if entry.actor_id else "",
        behalf=_person(entry.on_behalf_of, names) if entry.on_behalf_of else "",
        unit=names.of(UNITS, entry.unit_id) if entry.unit_id else "",
        at=at,
        zone=at.tzname() or "",
        changes=changes,
        facts=facts,
        standing=standing,
    )


def _person(person: object, names: Names) -> str:
    return names.of(PEOPLE, person) or _("Orang %(number)s") % {"number": str(person)[:_SHOWN]}


def _said(payload: Mapping[str, Any], names: Names) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Return what changed, and what else an entry tells."""
    before, after = payload.get("before"), payload.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return (), tuple(_facts(payload, names))
    keys = {**before, **after}
    changes = tuple(Said(_word(key), _value(key, before.get(key), names), _value(key, after.get(key), names))
                    for key in sorted(keys))  # fmt: skip
    rest = {key: value for key, value in payload.items() if key not in {"before", "after"}}
    return changes, tuple(_facts(rest, names))


def _facts(values: Mapping[str, Any], names: Names) -> Iterator[Said]:
    return (Said(_word(key), None, _value(key, value, names)) for key, value in values.items())


def _word(key: str) -> str:
    return str(WORDS.get(key, key))


def _value(key: str, value: object, names: Names) -> str:
    """Return a value of a payload in words: names for ids, words for yes and no, a mark for what is sealed."""
    match value:
        case None:
            return "–"
        case bool():
            return _("ya") if value else _("tidak")
        case list():
            shown = [_value(key, each, names) for each in value[:_MOST_LISTED]]
            more = len(value) - _MOST_LISTED
            return ", ".join([*shown, _("%(count)d lagi") % {"count": more}] if more > 0 else shown) or "–"
        case dict():
            return " · ".join(f"{_word(inner)} {_value(inner, each, names)}" for inner, each in value.items())
        case str():
            return names.of_key(key, value) or _text(value)
        case _:
            return str(value)


def _text(value: str) -> str:
    if _DIGEST.fullmatch(value):
        return _("sidik %(digest)s") % {"digest": value[:_SHOWN]}
    try:
        return long_date(date.fromisoformat(value)) if len(value) == len("2026-01-31") else value
    except ValueError:
        return value
