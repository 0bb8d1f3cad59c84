"""What a writer asks for and what came of it: plain values between the pages, the API, the files and the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pulau.apps.worksheets.models import Source
from pulau.core.scoring.revisions import UNTOUCHED, Conflict, Untouched

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from pulau.apps.worksheets.selectors import Standing
    from pulau.core.scoring.model import Evaluation
    from pulau.core.shared.problems import Problem


@dataclass(frozen=True, slots=True)
class Change:
    """A wish for one item: the version its writer saw (0: none yet), the answer as typed, the note.

    `value` is what `take_answer` takes (None: unanswered); what is UNTOUCHED stays as it is.
    """

    item: str
    seen: int
    value: object = UNTOUCHED
    note: str | Untouched = UNTOUCHED


def tidy_note(note: str) -> str:
    """Return a note as it is kept: line ends of one kind, whichever system sent it, and no blanks after its end."""
    return note.replace("\r\n", "\n").replace("\r", "\n").rstrip()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where answers come from, and what tells which: the file's name and digest, the version restored."""

    source: Source = Source.TYPED
    origin: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carrying:
    """A wish to answer an item as last year: the `version` of last year's answer, and this year's as `seen`."""

    item: str
    version: int
    seen: int
    note: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that met another one: what was wanted (its value as plain data), what stands, which fields differ."""

    change: Change
    standing: Standing
    fields: Conflict


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of changes: the worksheet with the score as it now stands.

    `written` maps each item that got a new version to it; `clashes` and `problems` (by item) were not taken.
    """

    worksheet: Worksheet
    evaluation: Evaluation
    versions: Mapping[str, int]
    written: Mapping[str, int]
    clashes: tuple[Clash, ...] = ()
    problems: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


class AnswerChangedMeanwhile(Exception):  # noqa: N818 - a fact, as every error of this project
    """Somebody else changed the answer after its writer had seen it; `clash` has both."""

    def __init__(self, clash: Clash) -> None:
        """Keep the clash."""
        self.clash = clash
        super().__init__(f"{clash.change.item}: version {clash.standing.version} stands, {clash.change.seen} was seen")
