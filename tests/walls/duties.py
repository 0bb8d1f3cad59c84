"""Roles, interests and invitations in the furnished house, and who may do what at their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Appointment, Basis, Interest, InterestGround, Invitation
from pulau.apps.people.services.appointing import give
from pulau.apps.people.services.inviting import invite
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from tests.cast import NOW
from tests.house import FIRST_DAY

if TYPE_CHECKING:
    from uuid import UUID

    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

People = frozenset[str | None]
ADMINISTERING: People = frozenset({"hana", "vera"})
ACTING: People = frozenset({"ayu", "gita", "joko", "hana", "indra", "dewi", "vera"})
SEEING: People = frozenset({"gita", "hana", "indra", "vera"})
_LATER = date(2099, 12, 31)


def appoint_all(made: Furnished, texts: Mapping[str, str]) -> dict[str, UUID]:
    """Furnish: a delegation, interests, invitations, an operator; return the ids of what addresses name."""
    house = made.house
    system = {code: Actor.system(tenant) for code, tenant in house.tenants.items()}
    operator = Wish(role=Role.OPERATOR, scope=Scope.COUNTRY, since=FIRST_DAY)
    appoint(actor=system["lain"], user_id=house.users["vera"].pk, wish=operator, now=NOW)
    own = Appointment.objects.for_tenant(house.tenants["sagara"])
    own.filter(user=house.users["fajar"]).update(document=texts["staf-dukcapil"])
    found = {f"end-{who}": _appointment(made, who, agency) for who, agency in (("fajar", "sagara"), ("dewi", "lain"))}
    found["delegate-gita"] = _appointment(made, "gita", "sagara")
    stands_in = Wish(
        role=Role.UNIT_HEAD,
        unit_id=house.units["disdukcapil"].pk,
        since=FIRST_DAY,
        until=_LATER,
        basis=Basis.DELEGATION,
        on_behalf_of=house.users["gita"].pk,
    )
    user = house.users["fajar"].pk
    found["take-gita"] = give(actor=system["sagara"], user_id=user, wish=stands_in, now=NOW).pk
    for who, agency, note in (("ayu", "sagara", ""), ("dewi", "lain", ""), ("fajar", "sagara", texts["kelola"])):
        found[f"interest-{who}"] = _interest(made, who, agency, note)
    for who, sphere in (("hana", "kelola"), ("vera", "kelola-lain")):
        found[f"invitation-{who}"] = _invitation(made, who, texts[sphere]).pk
    return found


def _appointment(made: Furnished, who: str, agency: str) -> UUID:
    rows = Appointment.objects.for_tenant(made.house.tenants[agency])
    return rows.filter(user=made.house.users[who], role__in=(Role.ZONE_TEAM, Role.UNIT_HEAD)).earliest("created_at").pk


def _interest(made: Furnished, who: str, agency: str, note: str) -> UUID:
    row = Interest(
        tenant_id=made.house.tenants[agency],
        user=made.house.users[who],
        ground=InterestGround.FAMILY,
        note=note,
        since=FIRST_DAY,
        declared_at=NOW,
    )
    row.save()
    return row.pk


def _invitation(made: Furnished, who: str, name: str) -> Invitation:
    wish = Wish(role=Role.GIFT_CONTROL, since=FIRST_DAY)
    email = f"undangan-{who}@uji.example.id"
    invited = invite(actor=made.house.actors[who], email=email, full_name=name, wish=wish, now=timezone.now())
    return invited.invitation


Filler = Callable[["Furnished"], Iterator["Place"]]


def _one(place: type[Place], name: str, things: Mapping[str, str], among: People, **more: Any) -> Filler:  # noqa: ANN401 - of a place
    """Return a filler of an address of one thing each: its person gets through, the others are told of nothing."""
    read = more.pop("read", True)

    def fill(made: Furnished) -> Iterator[Place]:
        for thing, who in things.items():
            through: People = frozenset({who})
            path = reverse(name, args=[made.duties[thing]])
            yield place(name, path, among, among - through, through if read else None, through, **more)

    return fill


def _list(place: type[Place], name: str, duty: People, *, write: bool = False) -> Filler:
    def fill(_made: Furnished) -> Iterator[Place]:
        yield place(name, reverse(name), duty=duty, read=duty, write=duty if write else None)

    return fill


def of_duties(place: type[Place]) -> dict[str, Filler]:
    """Return who may do what at the addresses of roles, rights, interests, invitations and health."""
    invitations = {"invitation-hana": "hana", "invitation-vera": "vera"}
    interests = {"interest-ayu": "ayu", "interest-dewi": "dewi"}
    ends = {"end-fajar": "hana", "end-dewi": "vera"}
    gita = {"delegate-gita": "gita"}
    return {
        "people:appointments": _list(place, "people:appointments", SEEING),
        "people:give": _list(place, "people:give", ADMINISTERING, write=True),
        "people:end": _one(place, "people:end", ends, ADMINISTERING, body={"sampai": "2026-12-31"}),
        "people:rights": _list(place, "people:rights", ACTING),
        "people:delegate": _one(place, "people:delegate", gita, ACTING),
        "people:take_back": _one(place, "people:take_back", {"take-gita": "gita"}, ACTING, read=False),
        "people:access": _list(place, "people:access", ADMINISTERING),
        "people:interests": _list(place, "people:interests", ACTING, write=True),
        "people:interests_all": _list(place, "people:interests_all", ADMINISTERING),
        "people:withdraw_interest": _one(place, "people:withdraw_interest", interests, ACTING, read=False),
        "people:invitations": _list(place, "people:invitations", ADMINISTERING),
        "people:invite": _list(place, "people:invite", ADMINISTERING, write=True),
        "people:resend_invitation": _one(place, "people:resend_invitation", invitations, ADMINISTERING, read=False),
        "people:revoke_invitation": _one(place, "people:revoke_invitation", invitations, ADMINISTERING),
        "people:health": _list(place, "people:health", frozenset({"vera"})),
    }
