"""Whoever a declaration calls hears of it at once, and before the last day: derived from who has not declared yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
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
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

_BODY: Final = (Role.AGENCY_ADMINISTRATOR, Role.AGENCY_HEAD)
_LONGEST: Final = 160


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text)) if text else "–"


_SHOWN: Final = {"day": _day}
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
KINDS: Final = (CALLED, CALL_DUE, CALL_LATE)


def waiting(actor: Actor, day: date) -> list[tuple[Called, tuple[UUID, ...]]]:
    """Return every call that a body or its units have not answered, with who can plan the answer."""
    bodies, units = calls_to_body(actor), calls_to_units(actor, day)
    if not bodies and not units:
        return []
    held = holders_on(actor, (*_BODY, Role.UNIT_HEAD), day)
    body = tuple(dict.fromkeys(user for user, role, _unit in held if role in _BODY))
    heads: dict[UUID, tuple[UUID, ...]] = {}
    for user, role, unit in held:
        if role == Role.UNIT_HEAD and unit is not None:
            heads[unit] = (*heads.get(unit, ()), user)
    found = [(call, body) for call in bodies]
    return [*found, *((call, heads.get(call.unit.pk, body)) for call in units if call.unit)]


def _due(actor: Actor, today: date, last: date) -> Iterator[DueThing]:
    for call, users in waiting(actor, today):
        if call.last_day is not None and call.last_day <= last:
            yield DueThing(_key(call), call.last_day, users, _address(call), _params(actor, call))


DUE: Final = DueSource("declarations.call", CALL_DUE.code, _due, CALL_LATE.code)


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
        for call, users in waiting(actor, today_of(actor, now)):
            if call.by.pk == declaration.pk:
                subject = ("declarations.declaration", str(declaration.pk))
                news = News(CALLED.code, subject, _address(call), _params(actor, call), key=f"dipanggil-{_key(call)}")
                told += notify(tenant_id=tenant_id, users=users, news=news, now=now)
        return told


def _key(call: Called) -> str:
    return f"{call.by.pk}-{call.unit.code}" if call.unit else str(call.by.pk)


def _address(call: Called) -> str:
    if call.planned is not None:
        return reverse("declarations:declaration", args=[call.planned.pk])
    address = f"{reverse('declarations:plan')}?induk={call.by.pk}"
    return f"{address}&unit={call.unit.code}" if call.unit else address


def _params(actor: Actor, call: Called) -> dict[str, str]:
    who = call.unit.name if call.unit else _body_name(actor)
    day = call.last_day.isoformat() if call.last_day else ""
    return {"who": who[:_LONGEST], "by": call.by.declarer[:_LONGEST], "day": day}


def _body_name(actor: Actor) -> str:
    return Tenant.objects.filter(pk=actor.tenant_id).values_list("name", flat=True).first() or ""
