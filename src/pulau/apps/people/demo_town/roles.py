"""Giving the demo's people their roles, as the decrees of their bodies say; and who comes from outside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from pulau.apps.people.demo_town.duties import DUTIES, INTERESTS, OUTSIDERS, DemoDuty
from pulau.apps.people.demo_town.places import TOWNS
from pulau.apps.people.models import Basis, Employee, Role
from pulau.apps.people.services.appointing import appoint
from pulau.apps.people.services.interests import Declaration, declare_interest
from pulau.apps.people.services.inviting import invite
from pulau.apps.people.services.outsiders import add_outsider
from pulau.apps.people.services.staff import give_acting_post
from pulau.apps.people.staffing import ActingPost, OutsiderFacts
from pulau.apps.people.wishes import Wish
from pulau.core.shared.actor import Actor, Appointment

if TYPE_CHECKING:
    from pulau.apps.people.demo_town.load import Units
    from pulau.foundation.accounts.models import User


HEADS = {place.code: place.head for town in TOWNS for place in town.places}


def give_roles(body: str, system: Actor, units: Units, cast: Mapping[str, User], now: datetime) -> int:
    """Give everybody of a body the roles they hold, each on the day on which it began. Returns how many."""
    own = [duty for duty in DUTIES if duty.body == body]
    for duty in own:
        appoint(
            actor=system,
            user_id=cast[duty.person].pk,
            wish=_wish(duty, units, cast, now),
            now=now + timedelta(days=duty.since),
        )
        if duty.basis in {Basis.PLH, Basis.PLT}:
            _let_stand_in(duty, system, units, cast, now)
    return len(own)


def _let_stand_in(duty: DemoDuty, system: Actor, units: Units, cast: Mapping[str, User], now: datetime) -> None:
    """Let who stands in for a head hold the acting post too, as long as the duty lasts."""
    today = timezone.localdate(now)
    employee = Employee.objects.for_actor(system).filter(user=cast[duty.person]).first()
    if employee is None or duty.until is None:
        raise LookupError(duty.person)
    acting = ActingPost(
        basis=duty.basis,
        unit_id=units[duty.unit],
        position=HEADS[duty.unit],
        since=today + timedelta(days=duty.since),
        until=today + timedelta(days=duty.until),
        document=duty.document,
    )
    give_acting_post(actor=system, employee_id=employee.pk, acting=acting, now=now + timedelta(days=duty.since))


def _wish(duty: DemoDuty, units: Units, cast: Mapping[str, User], now: datetime) -> Wish:
    today = timezone.localdate(now)
    return Wish(
        role=duty.role,
        since=today + timedelta(days=duty.since),
        until=None if duty.until is None else today + timedelta(days=duty.until),
        unit_id=units[duty.unit] if duty.unit else None,
        scope=duty.scope,
        region_code=duty.region,
        document=duty.document,
        area=duty.area,
        companion_kind=duty.companion,
        basis=duty.basis,
        on_behalf_of=cast[duty.instead_of].pk if duty.instead_of else None,
    )


def tell_of_regency(system: Actor, units: Units, cast: Mapping[str, User], now: datetime) -> None:
    """Let the regency know people from outside, its assessors declare interests, and two invitations be under way."""
    today = timezone.localdate(now)
    for name, full_name, kind, institution, position in OUTSIDERS:
        facts = OutsiderFacts(
            kind=kind,
            institution=institution,
            name=full_name,
            position=position,
            email=cast[name].email if name else "",
            since=today - timedelta(days=350),
        )
        add_outsider(actor=system, facts=facts, now=now - timedelta(days=350))
    for name, unit, ground, note, since, until in INTERESTS:
        actor = Actor(cast[name].pk, system.tenant_id, Role.TPI_MEMBER, (Appointment(Role.TPI_MEMBER),))
        declaration = Declaration(
            unit_id=units[unit],
            ground=ground,
            note=note,
            since=today + timedelta(days=since),
            until=None if until is None else today + timedelta(days=until),
        )
        declare_interest(actor=actor, declaration=declaration, now=now + timedelta(days=since))
    for days, email, full_name, unit in (
        (3, "yulia@sagara.example.id", "Yulia Ramadhan", "dinkes"),
        (21, "tegar@sagara.example.id", "Tegar Purnama", "disperindag"),
    ):
        wish = Wish(role=Role.ZONE_TEAM, unit_id=units[unit], since=today, document="SK Kadis 30/2026")
        invite(actor=system, email=email, full_name=full_name, wish=wish, now=now - timedelta(days=days))
