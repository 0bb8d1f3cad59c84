"""What a file would change in a stored worksheet, item by item, and the changes that a person chose of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pulau.apps.worksheets.changes import Change, tidy_note
from pulau.apps.worksheets.desk.import_links import new_links, other_links
from pulau.apps.worksheets.models import LONGEST_NOTE
from pulau.core.scoring.answers import plain
from pulau.core.scoring.revisions import UNTOUCHED, Plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pulau.apps.worksheets.desk.handed import Handed
    from pulau.apps.worksheets.selectors import Standing
    from pulau.exchange.submission import Submission

_LARGEST_VERSION: Final = 2**31


class State(StrEnum):
    """What taking an item over does: fill what is blank, replace something, nothing new; or the file has nothing."""

    FILLS = "fills"
    REPLACES = "replaces"
    SAME = "same"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the file has it (None: not there) beside the answer as it stands (None: there is none yet).

    `left_out` is the length of a note that cannot be kept, 0 for every other; `links` are addresses that do not stand
    beside the item yet.
    """

    item: str
    value: Plain
    note: str | None
    left_out: int
    standing: Standing | None
    links: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        """The version of the answer that stands."""
        return self.standing.version if self.standing else 0

    @property
    def stands(self) -> tuple[Plain, str]:
        """Answer and note as they stand."""
        return (self.standing.value, self.standing.note) if self.standing else (None, "")

    @property
    def state(self) -> State:
        """What taking it over would do."""
        value, note = self.stands
        moved = [(self.value, value, value is None), (self.note, note, not note)]
        blank = [was_blank for new, old, was_blank in moved if new is not None and new != old]
        blank += [True] * bool(self.links)  # evidence replaces nobody's
        if blank:
            return State.FILLS if all(blank) else State.REPLACES
        return State.ABSENT if self.value is None and self.note is None else State.SAME


def compare(
    handed: Handed, standing: Mapping[str, Standing], beside: Mapping[str, Collection[str]]
) -> tuple[Entry, ...]:
    """Put every item of the form as the file has it beside the answer as it stands, in the order of the law.

    `beside` are the addresses that stand beside each item.
    """
    submission = handed.calculation.submission
    evaluation = handed.calculation.evaluation
    values = {item: plain(answer) for item, answer in evaluation.answers.values.items()}
    return tuple(
        replace(
            _entry(item, values.get(item), note_of(submission, item), standing.get(item)),
            links=new_links(submission, item, beside),
        )
        for item in evaluation.pack.items
    )


def note_of(submission: Submission, item: str) -> str:
    """Return the note of an item as it would be kept; what stood among its links and is no address stands below it."""
    note = tidy_note(submission.notes.get(item, ""))
    new = (link for link in other_links(submission, item) if link not in note)
    return tidy_note("\n".join(part for part in (note, *new) if part))


def default_choice(entries: Iterable[Entry]) -> set[str]:
    """Choose what only fills blanks: to replace somebody's answer is a decision of its own."""
    return {entry.item for entry in entries if entry.state is State.FILLS}


def every_choice(entries: Iterable[Entry]) -> set[str]:
    """Choose everything that changes something."""
    return {entry.item for entry in entries if entry.state in (State.FILLS, State.REPLACES)}


def changes_of(entries: Iterable[Entry], chosen: Collection[str], seen: Mapping[str, int]) -> list[Change]:
    """Return the changes of the chosen items, each with the version that was seen; what the file has not, stays."""
    return [
        Change(
            entry.item,
            seen.get(entry.item, 0),
            UNTOUCHED if entry.value is None else entry.value,
            UNTOUCHED if entry.note is None else entry.note,
        )
        for entry in entries
        if entry.item in chosen and entry.state in (State.FILLS, State.REPLACES)
    ]


def moved_since(entries: Iterable[Entry], seen: Mapping[str, int]) -> set[str]:
    """Return the items that somebody changed after these versions were seen, and that the file would now replace."""
    return {
        entry.item for entry in entries if entry.state is State.REPLACES and entry.version != seen.get(entry.item, 0)
    }


def versions_text(entries: Iterable[Entry]) -> str:
    """Write the versions that a page shows, for its hidden field."""
    return json.dumps({entry.item: entry.version for entry in entries if entry.version}, separators=(",", ":"))


def read_versions(text: str) -> dict[str, int] | None:
    """Read the versions that a page showed; None where it showed none, or not as `versions_text` writes them."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    whole = {key: number for key, number in found.items() if type(number) is int and 0 <= number < _LARGEST_VERSION}
    return whole if len(whole) == len(found) else None


def _entry(item: str, value: Plain, note: str, standing: Standing | None) -> Entry:
    keepable = len(note) <= LONGEST_NOTE and "\x00" not in note
    return Entry(item, value, note if note and keepable else None, 0 if keepable else len(note), standing)
