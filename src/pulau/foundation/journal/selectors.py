"""Reading the journal of one's own tenant: as far as the actor's right goes, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.http import Http404

from pulau.core.shared.permissions import reach
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.policies import READ
from pulau.foundation.registry.withheld_entries import withheld_entries
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor

PAGE = 50


class EntryNotFound(Http404):
    """There is no such entry, or it is not the actor's to read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for. Empty fields ask nothing; empty lists of ids match nothing.

    `action` is an action's code, or an app's name with a dot (`people.`) for all of its actions. `since` and `until`
    are days (both included) in the body's zone.
    """

    units: Sequence[UUID] | None = None
    people: Sequence[UUID] | None = None
    action: str = ""
    since: date | None = None
    until: date | None = None
    object_type: str = ""
    object_id: str = ""
    request_id: UUID | None = None

    def condition(self, zone: ZoneInfo) -> Q:
        """Return it as a condition of the database."""
        wanted = Q()
        if self.units is not None:
            wanted &= Q(unit_id__in=list(self.units))
        if self.people is not None:
            wanted &= Q(actor_id__in=list(self.people)) | Q(on_behalf_of__in=list(self.people))
        if self.action:
            wanted &= Q(action__startswith=self.action) if self.action.endswith(".") else Q(action=self.action)
        if self.since:
            wanted &= Q(at__gte=_midnight(self.since, zone))
        if self.until and self.until < date.max:
            wanted &= Q(at__lt=_midnight(self.until + timedelta(days=1), zone))
        exact = {"object_type": self.object_type, "object_id": self.object_id, "request_id": self.request_id}
        return wanted & Q(**{key: value for key, value in exact.items() if value})


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the journal: before the entry of this time and id."""

    at: datetime
    entry_id: UUID

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):%Y%m%dT%H%M%S%f}-{self.entry_id.hex}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """Return the place that a link names, or None where it names none."""
        moment, _, entry_id = text.partition("-")
        try:
            at = datetime.strptime(moment, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
            return cls(at, UUID(hex=entry_id))
        except ValueError:
            return None


def entries_for(actor: Actor) -> QuerySet[Entry]:
    """Return the entries of the actor's tenant, oldest first; whether they may read them is for the caller to ask."""
    return Entry.objects.for_actor(actor).order_by("at", "id")


def readable_entries(actor: Actor) -> QuerySet[Entry]:
    """Return what the actor may read of the journal, newest first: all of it, or what concerns their units.

    What apps withhold for the time being is not among it.
    """
    rows = Entry.objects.for_actor(actor).order_by("-at", "-id")
    for withheld in withheld_entries:
        for object_type, ids in withheld.objects(actor.tenant_id).items():
            rows = rows.exclude(object_type=object_type, object_id__in=list(ids))
    right = reach(actor, READ)
    return rows if right.everything else rows.filter(unit_id__in=right.units)


def acts_of(user_id: UUID) -> QuerySet[Entry]:
    """Return what a person did, in whatever body, newest first.

    Crosses tenants on purpose: what somebody did is theirs to know, also what is withheld from who reads the journal.
    """
    bodies = list(Tenant.objects.values_list("pk", flat=True))  # named, so that the index by body and actor serves
    return models.QuerySet(Entry).filter(tenant_id__in=bodies, actor_id=user_id).order_by("-at", "-id")


def page_of(rows: QuerySet[Entry], before: Cursor | None) -> tuple[list[Entry], Cursor | None]:
    """Return a page of entries and the place where the next one begins (None: there is none). Nothing is counted."""
    if before is not None:
        rows = rows.filter(at__lte=before.at).filter(Q(at__lt=before.at) | Q(id__lt=before.entry_id))
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    page = found[:PAGE]
    return page, Cursor(page[-1].at, page[-1].pk) if more else None


def get_entry_for(actor: Actor, entry_id: UUID) -> Entry:
    """Return an entry that the actor may read. Raises EntryNotFound."""
    found = readable_entries(actor).filter(pk=entry_id).first()
    if found is None:
        raise EntryNotFound
    return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of a day in UTC: a condition that every database compares alike, whatever the year."""
    try:
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except OverflowError:
        return datetime.combine(day, time(), UTC)
