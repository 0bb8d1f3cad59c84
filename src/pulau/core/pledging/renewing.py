"""Which integrity pacts become due, and which end: from who serves, their posts, and the pacts there are.

One person, one pact a year: whoever leads a unit pledges as its head (`office`, which holds the personal pledge too)
instead of as an employee. Who only acts as head of a further unit signs for that unit beside their own pact, since the
unit has nobody else who answers for it. Nothing is asked again of whoever refused or withdrew: that is an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID


class Kind(StrEnum):
    """As whom somebody pledges."""

    PERSONAL = "personal"
    OFFICE = "office"


class State(StrEnum):
    """How far a pact is."""

    DUE = "due"
    DRAWN = "drawn"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Cause(StrEnum):
    """Why a pact becomes due."""

    FIRST = "first"
    YEARLY = "yearly"
    NEW_STAFF = "new-staff"
    NEW_STATUS = "new-status"
    NEW_POST = "new-post"
    TRANSFER = "transfer"


class EndCause(StrEnum):
    """Why a pact ends."""

    LEFT = "left"
    MOVED = "moved"
    REPLACED = "replaced"
    POST_OVER = "post-over"
    YEAR_OVER = "year-over"


STANDING: Final = frozenset({State.DUE, State.DRAWN, State.SIGNED, State.REFUSED})
"""States that an end can follow. Withdrawn is an end already."""
SIGNABLE: Final = frozenset({State.DUE, State.REFUSED})
"""States in which a pact can be signed: also what was refused, since people may think again."""
STEPS: Final = frozenset({("cpns", "pns")})
"""Changes of employment upon which a pact is signed anew. Any other change is the mending of a record."""


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """By when a pact is to be signed: days after it was asked for, and month and day for the yearly renewal.

    `least_days` are left even where the yearly day is near or over when it is asked for.
    """

    new_days: int
    yearly: tuple[int, int]
    least_days: int


@dataclass(frozen=True, slots=True)
class Post:
    """A post on the day: its unit (None: the whole body), what it is called, since when, whether its holder leads."""

    unit_id: UUID | None
    position: str
    since: date
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Serving:
    """An employee on the day: kind of employment, first and last day, their own post, and those they only act in."""

    status: str
    since: date
    until: date | None = None
    post: Post | None = None
    acting: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A pact that there is; `asked` is the day on which it became due."""

    key: UUID
    kind: str
    year: int
    state: str
    unit_id: UUID | None
    position: str
    status: str
    asked: date


@dataclass(frozen=True, slots=True)
class Task:
    """A pact that becomes due."""

    kind: Kind
    cause: Cause
    unit_id: UUID | None
    position: str
    status: str
    due: date


@dataclass(frozen=True, slots=True)
class Ending:
    """A pact that ends."""

    key: UUID
    cause: EndCause


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is to happen to the pacts of one employee on a day."""

    tasks: tuple[Task, ...] = ()
    endings: tuple[Ending, ...] = ()


@dataclass(frozen=True, slots=True)
class _Want:
    kind: Kind
    post: Post
    own: bool


def renew(rule: RenewalRule, serving: Serving, held: Sequence[Held], day: date) -> Renewal:
    """Return which pacts become due and which end for one employee on a day; asked again, it returns nothing more.

    `held` are all pacts of the employee. On the last day of service nothing new becomes due.
    """
    if day < serving.since or (serving.until is not None and serving.until < day):
        return Renewal(endings=over(held, day, EndCause.LEFT))
    late = _late(held, day)
    now = [one for one in held if one.year == day.year and one.state != State.ENDED]
    missing, spare = _matched(serving, now)
    if serving.until == day:
        return Renewal(endings=tuple(late))
    tasks, endings = [], late
    for want in missing:
        before = _before(want, spare)
        if before is not None:
            spare.remove(before)
            moved = before.unit_id != want.post.unit_id
            endings += _ended([before], EndCause.MOVED if moved else EndCause.REPLACED)
        cause = _cause(want, before, held, serving, day)
        due = _due(rule, cause, day)
        tasks.append(Task(want.kind, cause, want.post.unit_id, want.post.position, serving.status, due))
    if serving.post is not None:  # between two posts nothing ends: the next one will tell
        endings += _ended(spare, EndCause.POST_OVER)
    return Renewal(tuple(tasks), tuple(endings))


def may_be_signed(state: str, later: Iterable[str]) -> bool:
    """Whether a person may sign a pact of the present year, by its state and those of the ones that came after it.

    What waits or was refused; and what they took back, while nothing that still counts came in its place.
    """
    if state == State.WITHDRAWN:
        return all(one == State.ENDED for one in later)
    return state in SIGNABLE


def over(held: Sequence[Held], day: date, cause: EndCause) -> tuple[Ending, ...]:
    """Return the end of all that stands of this year, and of what was never signed of the years before."""
    now = [one for one in held if one.year == day.year]
    return (*_late(held, day), *_ended(now, cause))


def _late(held: Sequence[Held], day: date) -> list[Ending]:
    return [Ending(one.key, EndCause.YEAR_OVER) for one in held if one.state == State.DUE and one.year < day.year]


def _ended(held: Sequence[Held], cause: EndCause) -> list[Ending]:
    return [Ending(one.key, cause) for one in held if one.state in STANDING]


def _matched(serving: Serving, now: Sequence[Held]) -> tuple[list[_Want], list[Held]]:
    """Return what is wanted and is not there, and the pacts of this year that nothing wants."""
    missing, spare = [], list(now)
    for want in _wants(serving):
        fitting = next((one for one in spare if _fits(want, one, serving.status)), None)
        if fitting is None:
            missing.append(want)
        else:
            spare.remove(fitting)
    return missing, spare


def _wants(serving: Serving) -> list[_Want]:
    wants = []
    if serving.post is not None:
        kind = Kind.OFFICE if serving.post.leads else Kind.PERSONAL
        wants.append(_Want(kind, serving.post, own=True))
    led = {want.post.unit_id for want in wants if want.kind is Kind.OFFICE}
    for post in serving.acting:
        if post.leads and post.unit_id not in led:
            led.add(post.unit_id)
            wants.append(_Want(Kind.OFFICE, post, own=False))
    return wants


def _fits(want: _Want, one: Held, status: str) -> bool:
    """Whether a pact still is the one that is wanted: another name of the same post is none of another post."""
    if (one.kind, one.unit_id) != (want.kind, want.post.unit_id) or (one.status, status) in STEPS:
        return False
    return _plain(one.position) == _plain(want.post.position) or want.post.since <= one.asked


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _before(want: _Want, spare: Sequence[Held]) -> Held | None:
    """Return the pact of this year in whose place the wanted one comes: of the same kind and unit before any other."""
    if not want.own:
        return next((one for one in spare if (one.kind, one.unit_id) == (want.kind, want.post.unit_id)), None)
    order = sorted(spare, key=lambda one: (one.unit_id != want.post.unit_id, one.kind != want.kind))
    return order[0] if order else None


def _cause(want: _Want, before: Held | None, held: Sequence[Held], serving: Serving, day: date) -> Cause:
    if before is not None:
        if before.unit_id != want.post.unit_id:
            return Cause.TRANSFER
        return Cause.NEW_STATUS if (before.status, serving.status) in STEPS else Cause.NEW_POST
    same = [one for one in held if want.own or (one.kind, one.unit_id) == (want.kind, want.post.unit_id)]
    if any(one.year < day.year for one in same):
        return Cause.YEARLY
    if held:
        return Cause.NEW_POST
    return Cause.NEW_STAFF if serving.since.year == day.year else Cause.FIRST


def _due(rule: RenewalRule, cause: Cause, day: date) -> date:
    if cause is Cause.YEARLY:
        return max(date(day.year, *rule.yearly), day + timedelta(days=rule.least_days))
    return day + timedelta(days=rule.new_days)
