"""What a declaration is wished to be, and what may stand against it: plain values and facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.http import Http404

from pulau.apps.declarations.models import Calls, DeclarationPart
from pulau.core.shared.digest import canonical_bytes
from pulau.foundation.storage import digest_of

if TYPE_CHECKING:
    from pulau.apps.declarations.models import Declaration, DeclarationText

MOST_LINES: Final = 80
LONGEST_LINE: Final = 600
MOST_PEOPLE: Final = 60
MOST_ATTACHMENTS: Final = 40
LARGEST_ATTACHMENT: Final = 10 * 1024 * 1024
LONGEST_REASON: Final = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A declaration as it is planned. `unit_id` None: of the whole body; it and `year` stay as first chosen."""

    title: str
    year: int
    day: date
    starts: time
    place: str
    unit_id: UUID | None = None
    parent_id: UUID | None = None
    stream: str = ""
    calls: Calls = Calls.NOBODY
    called_by: date | None = None
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class PersonWish:
    """Somebody who is to read, sign or witness, as the deed will name them; without `user_id` they have no account."""

    part: DeclarationPart
    name: str
    position: str
    institution: str = ""
    acting: str = ""
    user_id: UUID | None = None
    employee_id: UUID | None = None


class DeclarationNotFound(Http404):
    """No declaration of this id that the actor may see, or plan."""


class DeclarationRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """It cannot be: `reason` is one of those below, `field` where a form is to say so."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class PlanStale(Exception):  # noqa: N818 - a fact
    """Somebody else changed the plan meanwhile: it now is `declaration`."""

    def __init__(self, declaration: Declaration) -> None:
        super().__init__(declaration.pk)
        self.declaration = declaration


class TextStale(Exception):  # noqa: N818 - a fact
    """Somebody else wrote a newer version meanwhile: `text`."""

    def __init__(self, text: DeclarationText) -> None:
        super().__init__(text.pk)
        self.text = text


NOT_NOW: Final = "not-now"  # the state does not allow it
NO_LAW: Final = "no-law"  # no regulation asks for declarations on that day
BODY_ONLY: Final = "body-only"  # the regulation lets only the body declare
ALREADY: Final = "already"  # there is one of the unit for the year
WRONG_PARENT: Final = "wrong-parent"
WRONG_CALL: Final = "wrong-call"
NO_LAST_DAY: Final = "no-last-day"
LAST_DAY_EARLY: Final = "last-day-early"
REASON_MISSING: Final = "reason-missing"
NO_TEMPLATE: Final = "no-template"
NO_SIGNER: Final = "no-signer"
TWICE: Final = "twice"
OTHER_NAME: Final = "other-name"  # the account is of somebody with another name
TOO_MANY: Final = "too-many"
TEXT_EMPTY: Final = "text-empty"
TEXT_LONG: Final = "text-long"
NOT_MET: Final = "not-met"
NO_DEED: Final = "no-deed"
SIGNED_ALREADY: Final = "signed-already"
FILE_LARGE: Final = "file-large"
FILE_KIND: Final = "file-kind"
FILE_EMPTY: Final = "file-empty"
UNIT_ENDED: Final = "unit-ended"
NO_LEADER: Final = "no-leader"
REASONS: Final = (
    *(NOT_NOW, NO_LAW, BODY_ONLY, ALREADY, WRONG_PARENT, WRONG_CALL, NO_LAST_DAY, LAST_DAY_EARLY, REASON_MISSING),
    *(NO_TEMPLATE, NO_SIGNER, TWICE, TOO_MANY, TEXT_EMPTY, TEXT_LONG, NOT_MET, NO_DEED, SIGNED_ALREADY),
    *(FILE_LARGE, FILE_KIND, FILE_EMPTY, UNIT_ENDED, NO_LEADER, OTHER_NAME),
)


PLANNED_FIELDS: Final = (
    *("title", "year", "day", "starts", "place", "unit_id", "parent_id", "stream", "calls", "called_by", "minutes"),
)


def planned(declaration: Declaration) -> dict[str, object]:
    """Return the planned values of a declaration as they are kept, as plain texts."""
    values = ((name, getattr(declaration, name)) for name in PLANNED_FIELDS)
    return {name: "" if value is None else str(value) for name, value in values}


def seen_mark(declaration: Declaration) -> str:
    """Return what a form carries to tell whether the plan is still what its reader saw."""
    return digest_of(canonical_bytes(planned(declaration)))[:16]
