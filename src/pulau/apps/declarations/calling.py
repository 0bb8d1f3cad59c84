"""Whoever a declaration calls hears of it at once, and before the last day: derived from who has not declared yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from pulau.apps.declarations.models import Calls, Declaration
from pulau.apps.declarations.selectors.cascade import Called, calls_to_body, calls_to_units
from pulau.apps.declarations.selectors.declarations import DECLARED
from pulau.apps.people.contract import Role, holders_on
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.due_things import DueSource, DueThing
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from collections.abc import Iterable

_BODY: Final = (Role.AGENCY_ADMINISTRATOR, Role.AGENCY_HEAD)
_LONGEST: Final = 160


_SHOWN: Final = {"day": kept_date}
GROUP: Final = NoticeGroup("declarations", "Pencanangan dan pakta", "Declarations and pacts")
CALLED: Final = NoticeKind(
    "declarations.called",
    "declarations",
    Words("{who} diminta mencanangkan zona integritas", "Diminta oleh {by}, paling lambat {day}."),
    Words("{who} is asked to declare an integrity zone", "Asked by {by}, no later than {day}."),
    shown=_SHOWN,
)
CALL_DUE: Final = NoticeKind(
    "declarations.call_due",
    "declarations",
    Words("{who} belum mencanangkan; tenggatnya {day}", "Diminta oleh {by}."),
    Words("{who} has not declared yet; it is due on {day}", "Asked by {by}."),
    shown=_SHOWN,
)
CALL_LATE: Final = NoticeKind(
    "declarations.call_late",
    "declarations",
    Words("{who} terlambat mencanangkan", "Tenggatnya {day}, diminta oleh {by}."),
    Words("{who} is late in declaring", "It was due on {day}, asked by {by}."),
    shown=_SHOWN,
)
UNITS_CALLED: Final = NoticeKind(
    "declarations.units_called",
    "declarations",
    Words("{n} unit yang belum berpimpinan diminta mencanangkan zona integritas", CALLED.indonesian.body),
    Words("{n} units without a head are asked to declare an integrity zone", CALLED.english.body),
    shown=_SHOWN,
)
UNITS_DUE: Final = NoticeKind(
    "declarations.units_call_due",
    "declarations",
    Words("{n} unit yang belum berpimpinan belum mencanangkan; tenggatnya {day}", CALL_DUE.indonesian.body),
    Words("{n} units without a head have not declared yet; it is due on {day}", CALL_DUE.english.body),
    shown=_SHOWN,
)
UNITS_LATE: Final = NoticeKind(
    "declarations.units_call_late",
    "declarations",
    Words("{n} unit yang belum berpimpinan terlambat mencanangkan", CALL_LATE.indonesian.body),
    Words("{n} units without a head are late in declaring", CALL_LATE.english.body),
    shown=_SHOWN,
)
KINDS: Final = (CALLED, CALL_DUE, CALL_LATE, UNITS_CALLED, UNITS_DUE, UNITS_LATE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits of one call, and who can plan the answer: the body, a unit, or (`many`) its units without a head."""

    calls: tuple[Called, ...]
    users: tuple[UUID, ...]

    @property
    def many(self) -> bool:
        """Whether it is told as a count: a body may have hundreds of units without a head."""
        return len(self.calls) > 1


def waiting(actor: Actor, day: date) -> list[Waiting]:
    """Return what a body or its units have not answered. Units without a head are the body's, together by call."""
    bodies, units = calls_to_body(actor), calls_to_units(actor, day)
    if not bodies and not units:
        return []
    held = holders_on(actor, (*_BODY, Role.UNIT_HEAD), day)
    body = tuple(dict.fromkeys(user for user, role, _unit in held if role in _BODY))
    heads: dict[UUID, tuple[UUID, ...]] = {}
    for user, role, unit in held:
        if role == Role.UNIT_HEAD and unit is not None:
            heads[unit] = (*heads.get(unit, ()), user)
    found = [Waiting((call,), body) for call in bodies]
    headless: dict[UUID, tuple[Called, ...]] = {}
    for call in units:
        if call.unit is not None and call.unit.pk in heads:
            found.append(Waiting((call,), heads[call.unit.pk]))
        else:
            headless[call.by.pk] = (*headless.get(call.by.pk, ()), call)
    return [*found, *(Waiting(calls, body) for calls in headless.values())]


def _due(actor: Actor, today: date, last: date, *, many: bool) -> Iterator[DueThing]:
    for one in waiting(actor, today):
        day = one.calls[0].last_day
        if one.many == many and day is not None and day <= last:
            yield DueThing(_key(one), day, one.users, _address(one), _params(actor, one))


DUE: Final = DueSource("declarations.call", CALL_DUE.code, partial(_due, many=False), CALL_LATE.code)
DUE_MANY: Final = DueSource("declarations.calls", UNITS_DUE.code, partial(_due, many=True), UNITS_LATE.code)


def tell_called(tenant_id: UUID, declaration_id: UUID, now: datetime) -> int:
    """Tell whom a held declaration calls, body by body; returns how many people heard of it for the first time."""
    with behind_wall(tenant_id):
        rows = Declaration.objects.for_tenant(tenant_id).filter(pk=declaration_id, state__in=DECLARED)
        declaration = rows.first()
    if declaration is None or declaration.calls == Calls.NOBODY:
        return 0
    tenants: Iterable[UUID] = [tenant_id]
    if declaration.calls != Calls.UNITS:
        tenants = Tenant.objects.exclude(pk=tenant_id).values_list("pk", flat=True)
    return sum(_tell(tenant, declaration, now) for tenant in tenants)


def _tell(tenant_id: UUID, declaration: Declaration, now: datetime) -> int:
    actor = Actor.system(tenant_id)
    with behind_wall(tenant_id), transaction.atomic():
        told = 0
        for one in waiting(actor, today_of(actor, now)):
            if one.calls[0].by.pk == declaration.pk:
                subject = ("declarations.declaration", str(declaration.pk))
                kind = UNITS_CALLED if one.many else CALLED
                news = News(kind.code, subject, _address(one), _params(actor, one), key=f"dipanggil-{_key(one)}")
                told += notify(tenant_id=tenant_id, users=one.users, news=news, now=now)
        return told


def _key(one: Waiting) -> str:
    call = one.calls[0]
    if one.many:
        return f"{call.by.pk}-tanpa-kepala"
    return f"{call.by.pk}-{call.unit.code}" if call.unit else str(call.by.pk)


def _address(one: Waiting) -> str:
    call = one.calls[0]
    if one.many:
        return f"{reverse('declarations:declarations')}#diminta"
    if call.planned is not None:
        return reverse("declarations:declaration", args=[call.planned.pk])
    address = f"{reverse('declarations:plan')}?induk={call.by.pk}"
    return f"{address}&unit={call.unit.code}" if call.unit else address


def _params(actor: Actor, one: Waiting) -> dict[str, str]:
    call = one.calls[0]
    day = call.last_day.isoformat() if call.last_day else ""
    told = {"by": call.by.declarer[:_LONGEST], "day": day}
    if one.many:
        return {"n": str(len(one.calls)), **told}
    who = call.unit.name if call.unit else _body_name(actor)
    return {"who": who[:_LONGEST], **told}


def _body_name(actor: Actor) -> str:
    return Tenant.objects.filter(pk=actor.tenant_id).values_list("name", flat=True).first() or ""
