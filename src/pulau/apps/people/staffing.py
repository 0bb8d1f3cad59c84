"""What is told to the services about employees, and why they may refuse: plain values and facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404

from pulau.apps.people.models import Basis, Employee, EmployeeStatus, OutsideKind
from pulau.core.shared.civil_service import echelon_of, is_nik
from pulau.foundation.sealing import fingerprint

SEALED: Final = frozenset(
    {"nip", "name", "title_before", "title_after", "email", "position", "document", "institution"}
)
"""Fields whose texts the journal keeps as digests only."""


class EmployeeNotFound(Http404):
    """No such employee where the actor may look."""


class NipTaken(Exception):  # noqa: N818 - a fact, as every error of this project
    """Another employee of the agency has this NIP."""


class NikTaken(Exception):  # noqa: N818 - a fact, as every error of this project
    """Another employee of the agency has this NIK."""


class PostsOverlap(Exception):  # noqa: N818 - a fact, as every error of this project
    """The employee has a post that begins on or after the day; `since` is its first day."""

    def __init__(self, since: date) -> None:
        super().__init__(since)
        self.since = since


class SamePost(Exception):  # noqa: N818 - a fact, as every error of this project
    """The employee holds this very post already."""


class EmployeeEnded(Exception):  # noqa: N818 - a fact, as every error of this project
    """The employee no longer works for the agency on the day; `until` was the last one."""

    def __init__(self, until: date) -> None:
        super().__init__(until)
        self.until = until


class EmployeeErased(Exception):  # noqa: N818 - a fact, as every error of this project
    """Name and numbers of the employee were erased by right; the row only keeps posts and dates."""


class DayNotYet(Exception):  # noqa: N818 - a fact, as every error of this project
    """A change of post is recorded from its day on, not before it."""


class BeginsLater(Exception):  # noqa: N818 - a fact, as every error of this project
    """A post (`what` is "post") or a role ("duty") of the employee begins after the last day, on `since`."""

    def __init__(self, what: Literal["post", "duty"], since: date) -> None:
        super().__init__(what, since)
        self.what = what
        self.since = since


class PostNotFound(Http404):
    """No such post, or not on that day."""


class AccountNotFound(Http404):
    """No such account, as far as the agency knows."""


class AccountLinkedAlready(Exception):  # noqa: N818 - a fact, as every error of this project
    """The account belongs to another employee of the agency, or the employee has another account."""


class OutsiderNotFound(Http404):
    """No such person from outside, for this actor."""


class OutsiderErased(Exception):  # noqa: N818 - a fact, as every error of this project
    """What was noted of the person from outside was erased by right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsiderFacts:
    """What is noted of a person from outside: where they come from, from when to when, and on what paper it rests."""

    kind: OutsideKind
    institution: str
    name: str
    since: date
    until: date | None = None
    position: str = ""
    email: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDetails:
    """Who an employee is. `nip` has 8 to 18 digits; `nik` 16, "" takes it away, None leaves what is kept."""

    nip: str
    name: str
    status: EmployeeStatus
    title_before: str = ""
    title_after: str = ""
    grade: str = ""
    email: str = ""
    nik: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPost:
    """A definitive post from a day on; `echelon` in any usual spelling, empty without a structural post."""

    unit_id: UUID
    since: date
    position: str = ""
    echelon: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingPost:
    """A post somebody stands in for (Plh., Plt.), from day to day: named by unit and position, or by whose post it is.

    `instead_of` is the definitive posting of another employee; unit, position and echelon are then taken from there.
    """

    basis: Basis
    since: date
    until: date
    unit_id: UUID | None = None
    position: str = ""
    echelon: str = ""
    document: str = ""
    instead_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class StaffAddition:
    """A new employee and the post they begin with; its first day is their first day in the agency."""

    details: StaffDetails
    post: StaffPost


@dataclass(frozen=True, slots=True)
class StaffChange:
    """What becomes of an employee: all details as they are now, and/or the post held from a day on (None: as it is).

    A post from the very day on which the present one began corrects that one; from a later day, it follows it.
    """

    employee_id: UUID
    details: StaffDetails | None = None
    post: StaffPost | None = None


@dataclass(frozen=True, slots=True)
class StaffEnd:
    """The last day of an employee in the agency, included."""

    employee_id: UUID
    last_day: date


def nik_digest(nik: str) -> str:
    """Return the digest by which an employee with this NIK is found; "" for none. Raises ValidationError at `nik`."""
    if not nik:
        return ""
    if not is_nik(nik):
        raise ValidationError({"nik": "16 digits"})
    return fingerprint("nik", nik)


def echelon_typed(typed: str) -> str:
    """Return the one spelling of an echelon. Raises ValidationError at `echelon` for what is none."""
    echelon = echelon_of(typed)
    if echelon is None:
        raise ValidationError({"echelon": "such as II.b"})
    return echelon


Part = Literal["additions", "changes", "ends"]


@dataclass(frozen=True, slots=True)
class BatchProblem:
    """Why one row of a batch cannot be taken: its part and its place there (from 0), and the fact.

    `fact` is a ValidationError (by field: nip, nik, name, …, unit, since, last_day), or one of the facts above.
    """

    part: Part
    index: int
    fact: Exception


class StaffBatchRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """A batch was not taken, in no part of it; `problems` has one for each row that stands in the way."""

    def __init__(self, problems: list[BatchProblem]) -> None:
        super().__init__(f"{len(problems)} rows, the first: {problems[0]}")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class StaffBatchDone:
    """What a batch did. A row that changes nothing is in no list."""

    added: list[Employee]
    changed: list[Employee]
    moved: list[Employee]
    ended: list[Employee]
