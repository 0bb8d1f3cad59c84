"""Who is affected by an incident with personal data, with which kinds of data: from register, journal and history.

Somebody is `touched` where the journal says that a row of theirs was written, and `seen` where the account that was
misused had the right to read it. Reading is not journalled, so `seen` is what may have happened.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from pulau.apps.people.models import Appointment, Employee, OutsidePerson
from pulau.core.shared.actor import Actor
from pulau.core.shared.actor import Appointment as Held
from pulau.core.shared.permissions import reach
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.models import SignInEvent, User
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.personal_data import PersonalTable, fields_of, personal_tables
from pulau.foundation.tenancy.models import TenantOwned

if TYPE_CHECKING:
    from django.db.models import QuerySet

TOUCHED: Final = "touched"
SEEN: Final = "seen"
_UNIT_WAYS: Final = ("unit", "worksheet__unit", "employee__unit")
_PERSON_KEYS: Final = ("user", "users", "mentions", "for")


@dataclass(frozen=True, slots=True)
class Incident:
    """What is asked: from when to when (aware), and, where known, by which account or in which request."""

    since: datetime
    until: datetime
    user_id: UUID | None = None
    request_id: UUID | None = None


@dataclass(slots=True)
class Affected:
    """Somebody affected: whom to write to, and which tables hold something of them, by how they were affected."""

    name: str
    email: str
    tables: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def how(self) -> str:
        """The stronger of the two: written data before data that may have been read."""
        return TOUCHED if TOUCHED in self.tables else SEEN

    def kinds(self, language: str) -> tuple[str, ...]:
        """Return the kinds of data in words, sensitive ones marked."""
        codes = set().union(*self.tables.values())
        fields = (each for code in sorted(codes) for each in fields_of(code) if not each.secret)
        return tuple(dict.fromkeys(f"{each.words(language)}{' (peka)' if each.sensitive else ''}" for each in fields))


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one body: entries in order, people by number (of account or record), sign-in events."""

    entries: list[Entry]
    people: dict[str, Affected]
    events: list[SignInEvent]


def gather(tenant_id: UUID, incident: Incident) -> Findings:
    """Gather what is known of an incident in a body; the caller stands behind its wall."""
    entries = list(_entries(tenant_id, incident))
    found: dict[tuple[str, str], set[tuple[str, UUID]]] = defaultdict(set)
    for table, ids in _objects(entries).items():
        known = next((each for each in personal_tables if each.code.lower() == table), None)
        if known is not None:
            found[TOUCHED, known.code] |= _whose(_rows(known, tenant_id).filter(pk__in=ids), known)
    found[TOUCHED, "accounts.User"] |= {("user", user_id) for user_id in _named(entries)}
    for code, seen in _reach_of(tenant_id, incident).items():
        found[SEEN, code] |= seen
    return Findings(entries, _people(tenant_id, found), list(_events(entries, incident)))


def _entries(tenant_id: UUID, incident: Incident) -> QuerySet[Entry]:
    rows = Entry.objects.for_tenant(tenant_id).filter(at__gte=incident.since, at__lte=incident.until)
    if incident.user_id is not None:
        rows = rows.filter(actor_id=incident.user_id)
    if incident.request_id is not None:
        rows = rows.filter(request_id=incident.request_id)
    return rows.order_by("at", "id")


def _objects(entries: Iterable[Entry]) -> dict[str, set[str]]:
    """Return the ids that entries speak of, by type."""
    ids: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        ids[entry.object_type].add(entry.object_id)
        worksheet = json.loads(entry.payload).get("worksheet")
        if worksheet:
            ids["worksheets.worksheet"].add(worksheet)
    return ids


def _named(entries: Iterable[Entry]) -> Iterator[UUID]:
    """Return the accounts that payloads name."""
    for entry in entries:
        payload = json.loads(entry.payload)
        for key in _PERSON_KEYS:
            value = payload.get(key)
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str):
                    yield UUID(text)


def _rows(table: PersonalTable, tenant_id: UUID) -> QuerySet[Any]:
    model: Any = apps.get_model(table.code)
    rows: QuerySet[Any] = (
        model.objects.for_tenant(tenant_id) if issubclass(model, TenantOwned) else model._default_manager.all()  # noqa: SLF001 - Django's documented door
    )
    return rows.order_by()


def _whose(rows: QuerySet[Any], table: PersonalTable) -> set[tuple[str, UUID]]:
    """Return whose rows they are: accounts, employees and outside people by number."""
    ways = (("user", table.users), ("employee", table.employees), ("outsider", table.outsiders))
    return {
        (kind, value)
        for kind, lookups in ways
        for lookup in lookups
        for value in rows.values_list(lookup, flat=True).distinct()
        if value is not None
    }


def _reach_of(tenant_id: UUID, incident: Incident) -> dict[str, set[tuple[str, UUID]]]:
    """Return whose rows the account could read in that time, by table."""
    if incident.user_id is None:
        return {}
    last, first = incident.until.date(), incident.since.date()
    during = Q(since__lte=last) & (Q(until__isnull=True) | Q(until__gte=first))
    held = Appointment.objects.for_tenant(tenant_id).filter(during, user_id=incident.user_id)
    values = tuple(Held(row.role, row.unit_id, Scope(row.scope), row.on_behalf_of_id) for row in held)
    actor = Actor(incident.user_id, tenant_id, values[0].role if values else "", values)
    found: dict[str, set[tuple[str, UUID]]] = {}
    for table in personal_tables:
        for action in table.seen_by:
            right = reach(actor, action)
            rows = _rows(table, tenant_id)
            if not right.everything:
                way = _unit_way(table)
                rows = rows.filter(**{f"{way}__in": right.units}) if way and right.units else rows.none()
            found.setdefault(table.code, set()).update(_whose(rows, table))
    return found


def _unit_way(table: PersonalTable) -> str:
    """Return the look-up that leads from a row to its unit; empty where none does."""
    model = apps.get_model(table.code)
    names = {each.name for each in model._meta.concrete_fields}  # noqa: SLF001 - Django's documented door
    return next((way for way in _UNIT_WAYS if way.split("__", maxsplit=1)[0] in names), "")


def _people(tenant_id: UUID, found: dict[tuple[str, str], set[tuple[str, UUID]]]) -> dict[str, Affected]:
    numbers: dict[str, set[UUID]] = defaultdict(set)
    for people in found.values():
        for kind, number in people:
            numbers[kind].add(number)
    users = {row.pk: (row.full_name, row.email) for row in User.objects.filter(pk__in=numbers["user"])}
    records: dict[tuple[str, UUID], tuple[str, str, UUID | None]] = {}
    for kind, model in (("employee", Employee), ("outsider", OutsidePerson)):
        rows: QuerySet[Any] = model.objects.for_tenant(tenant_id).filter(pk__in=numbers[kind])
        records |= {(kind, row.pk): (row.name, row.email, row.user_id) for row in rows}
    made: dict[str, Affected] = {}
    for (how, table), people in sorted(found.items()):
        for kind, number in sorted(people, key=str):
            name, email, user_id = records.get((kind, number)) or (*users.get(number, ("", "")), number)
            if not name:
                continue  # an id of the journal whose person is no more
            one = made.setdefault(str(user_id or number), Affected(name, email))
            one.email = one.email or email
            one.tables[how].add(table)
    return made


def _events(entries: Iterable[Entry], incident: Incident) -> QuerySet[SignInEvent]:
    """Return the history of the account, or of everybody who wrote in that time."""
    who = {incident.user_id} if incident.user_id else {entry.actor_id for entry in entries if entry.actor_id}
    rows = SignInEvent.objects.filter(user_id__in=who, at__gte=incident.since, at__lte=incident.until)
    return rows.select_related("user").order_by("at", "pk")
