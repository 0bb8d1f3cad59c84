"""What apps to the right of `assessments` tell of the case of a worksheet, do when it moves on, and show of it.

A case is named by its body and its id (`assessments.Assessment`). Nothing that is not told here holds: a guard of the
process table without a fact stays shut.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Fact:
    """Whether a guard of the process table holds for a case. `code` is the guard's.

    `ask` gets the body (its wall is open), the case's id and the moment; it only reads.
    """

    code: str
    ask: Callable[[UUID, UUID, datetime], bool]


@dataclass(frozen=True, slots=True)
class CaseMove:
    """One event of a case, as it just happened: the stage it left and the one it came to."""

    case_id: UUID
    event: str
    source: str
    target: str
    number: int


@dataclass(frozen=True, slots=True)
class CaseFollower:
    """What an app does in the transaction of an event; an error undoes the event with it."""

    code: str
    moved: Callable[[Actor, CaseMove, datetime], None]


@dataclass(frozen=True, slots=True)
class PartLine:
    """What a case's page shows of one part: its words now, where it leads, and what is due of the reader there."""

    words: str
    href: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class CasePart:
    """A part of a case's page that an app fills: its title (msgid), and its line, or None where the reader sees none.

    `line` gets the reader, the case's id, the unit's code and the year; it asks a fixed number of queries.
    """

    code: str
    title: str | Promise
    order: int
    line: Callable[[Actor, UUID, str, int], PartLine | None]


@dataclass(frozen=True, slots=True)
class CaseMoment:
    """One entry of a case's timeline: when, what, by whom; `href` leads to it, `item` names the item it is about.

    `held` are the conditions, in words, that were met as it happened.
    """

    at: datetime
    words: str
    by: str = ""
    text: str = ""
    href: str = ""
    item: str = ""
    kind: str = ""
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseMoments:
    """What an app adds to the timeline of a case, for a reader who may see it; in any order, a fixed number of queries.

    The callable gets the reader, the case's id, the unit's code and the year.
    """

    code: str
    tell: Callable[[Actor, UUID, str, int], Collection[CaseMoment]]


@dataclass(frozen=True, slots=True)
class CaseTab:
    """A page of a case that the tabs of its pages lead to: its title (msgid), its address's name, its place in the row.

    The address takes the unit's code and the year. `shown` gets the reader, the unit's id and the case's stage: it says
    whether the page would let them in; it asks no queries, since each page of a case asks it.
    """

    code: str
    title: str | Promise
    order: int
    url_name: str
    shown: Callable[[Actor, UUID, str], bool]


@dataclass(frozen=True, slots=True)
class CaseDissent:
    """What a companion holds against a step of a case, on record for good: for the panel's sheet and the reports.

    `against` names the step in words, `stage` is the stage it was said in (code). `weighed` is how the deciding body
    weighed it, and `weighed_by` who wrote that; empty: not weighed yet.
    """

    at: datetime
    by: str
    kind: str
    text: str
    against: str
    stage: str
    item: str = ""
    weighed: str = ""
    weighed_by: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class CaseDissents:
    """Who keeps dissents of cases. `tell` gets the body (its wall is open) and the case's id; two queries at most."""

    code: str
    tell: Callable[[UUID, UUID], Collection[CaseDissent]]


@dataclass(frozen=True, slots=True)
class CasePlace:
    """Where the case of a worksheet that was handed in is shown, for pages of apps to the left; it asks no queries.

    `href` gets the reader, the unit's id and code, and the year; it returns "" for whoever may not see the case.
    """

    code: str
    href: Callable[[Actor, UUID, str, int], str]


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A line of the plan that follows a judgement: what it comes from, what is done, by whom, until when."""

    cause: str
    action: str
    owner: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class CasePlans:
    """Who keeps the plans that follow a case. `tell` gets the body (its wall is open) and the case's id."""

    code: str
    tell: Callable[[UUID, UUID], Collection[PlannedStep]]


@dataclass(frozen=True, slots=True)
class HandedFollower:
    """What follows when a self-assessment is handed in or taken back, in its transaction.

    `submitted` and `withdrawn` get who did it, the worksheet's id and the moment; `held` says (a message, lazily in the
    reader's language) why it can be taken back no more, or "".
    """

    code: str
    submitted: Callable[[Actor, UUID, datetime], None]
    withdrawn: Callable[[Actor, UUID, datetime], None]
    held: Callable[[Actor, UUID], str]


process_facts: Final[Hook[Fact]] = Hook("facts of a case")
case_followers: Final[Hook[CaseFollower]] = Hook("followers of a case")
case_parts: Final[Hook[CasePart]] = Hook("parts of a case's page")
case_tabs: Final[Hook[CaseTab]] = Hook("tabs of a case's pages")
case_places: Final[Hook[CasePlace]] = Hook("places of cases")
case_moments: Final[Hook[CaseMoments]] = Hook("moments of a case")
case_dissents: Final[Hook[CaseDissents]] = Hook("dissents of a case")
case_plans: Final[Hook[CasePlans]] = Hook("plans of a case")
handed_followers: Final[Hook[HandedFollower]] = Hook("followers of a submission")


def ask_facts(codes: Collection[str], tenant_id: UUID, case_id: UUID, at: datetime) -> Mapping[str, bool]:
    """Return which of these guards hold for a case; what nobody tells is absent."""
    known = {fact.code: fact for fact in process_facts}
    return {code: known[code].ask(tenant_id, case_id, at) for code in codes if code in known}


def dissents_of(tenant_id: UUID, case_id: UUID) -> list[CaseDissent]:
    """Return what companions hold against a case, earliest first; the caller has asked who may see the case."""
    found = [dissent for source in case_dissents for dissent in source.tell(tenant_id, case_id)]
    return sorted(found, key=lambda dissent: dissent.at)


def case_address(actor: Actor, unit_id: UUID, unit: str, year: int) -> str:
    """Return where the reader sees the case of a unit's worksheet that was handed in; "" where they do not."""
    return next((found for place in case_places if (found := place.href(actor, unit_id, unit, year))), "")
