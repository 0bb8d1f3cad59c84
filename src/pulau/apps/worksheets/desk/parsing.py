"""What a form of questions sent: changes by item, and what was typed, so that it can be shown again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pulau.apps.worksheets.changes import Change
from pulau.core.scoring.revisions import UNTOUCHED

if TYPE_CHECKING:
    from django.http import QueryDict

ANSWER = "jawab:"
COUNT = "hitung:"
NOTE = "catatan:"
VERSION = "versi:"
CLEAR = "kosongkan"
TAKE_THEIRS = "pakai"
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the fields of one question: `values` by input key, "" for an option or a number."""

    change: Change
    values: dict[str, str] = field(default_factory=dict)
    note: str | None = None


def read_form(posted: QueryDict) -> dict[str, Typed]:
    """Read the questions that a form has: each names the version that its writer saw.

    An option that nobody chose leaves the answer untouched; emptied numbers take it back, and so does CLEAR. Whether
    the worksheet has such an item, and takes such an answer, is for the service to say.
    """
    counts: dict[str, dict[str, str]] = {}
    for name in posted:
        if name.startswith(COUNT):
            item, _, key = name.removeprefix(COUNT).rpartition(":")
            counts.setdefault(item, {})[key] = posted.get(name, "")
    items = [name.removeprefix(VERSION) for name in posted if name.startswith(VERSION)]
    return {item: _question(posted, item, counts.get(item)) for item in items}


def _question(posted: QueryDict, item: str, counts: dict[str, str] | None) -> Typed:
    note = posted.get(f"{NOTE}{item}")
    answer = posted.get(f"{ANSWER}{item}")
    values = counts if counts is not None else {} if answer is None else {"": answer}
    clear = posted.get(CLEAR) == item
    wish: object = None if clear else _wish(counts, answer)
    change = Change(item, _version(posted.get(f"{VERSION}{item}", "")), wish, UNTOUCHED if note is None else note)
    return Typed(change, {} if clear else values, note)


def _wish(counts: dict[str, str] | None, answer: str | None) -> object:
    if counts is not None:
        return {key: value.strip() for key, value in counts.items() if value.strip()} or None
    return UNTOUCHED if answer is None else answer.strip() or None


def _version(text: str) -> int:
    """Read the version that was seen; what is no number never was one, and meets the newest as a stranger."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0
