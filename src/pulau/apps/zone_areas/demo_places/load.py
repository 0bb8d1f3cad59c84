"""One port of the demo: three units of the regency, one of the neighbouring city, and an invitation that waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from pulau.apps.agencies.contract import units_of
from pulau.apps.zone_areas.models import ZoneArea
from pulau.apps.zone_areas.services.areas import make_zone_area
from pulau.apps.zone_areas.services.aspects import answer_aspect
from pulau.apps.zone_areas.services.members import invite_unit, join_unit
from pulau.apps.zone_areas.services.memberships import answer_invitation
from pulau.apps.zone_areas.wishes import AreaWish, AspectWish, Invitation, Reply
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import AGENCY_ADMINISTRATOR
from pulau.foundation.accounts.demo import OTHER_CODE, TENANT_CODE
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

CODE: Final = "pelabuhan-sagara"
BEGAN: Final = 400
"""Days before today on which the area was made; the neighbours answered and were asked on later days."""
OWN: Final = ("perhubungan", "dpmptsp", "diskan")
NEIGHBOUR: Final = "dukcapil-muara"
PROVINCE: Final = "provinsi-nusa-bahari"
WAITING: Final = "samsat-bahari"
LAST_YEAR: Final = (
    ("service-map", "C", "Peta disepakati Dinas Perhubungan dan Dinas Perikanan pada rapat kedua."),
    ("procedures", "C", "SOP bersama untuk sandar dan bongkar muat ikan."),
    ("practice", "D", "Diujicobakan di dermaga timur selama tiga bulan."),
    ("review", "E", ""),
    ("shared-system", "D", "Data kapal masih dikirim melalui surel setiap sore."),
)
THIS_YEAR: Final = (
    (
        "service-map",
        "A",
        "Semua unit menandatangani peta terbaru; tunggu dokumen turun dari 3 hari menjadi 1 hari.",
    ),
    ("procedures", "B", "Tinggal titik temu dengan Samsat yang belum punya SOP bersama."),
    ("practice", "B", "Catatan loket terpadu diperiksa tiap bulan."),
)
"""Aspects, options and notes; the newest year is not finished."""


def load_port(tenants: Mapping[str, UUID], people: Mapping[str, User], now: datetime) -> int:
    """Add the port with its members and two years of its integration.

    Returns 1, or 0 where it is there already or its units are not.
    """
    tenant = tenants[TENANT_CODE]
    hana = _administrator(tenant, people["hana"])
    began = now - timedelta(days=BEGAN)
    with behind_wall(tenant, hana.user_id):
        own = list(units_of(hana).filter(code__in=OWN).order_by("code"))
        if not own or ZoneArea.objects.for_tenant(tenant).filter(code=CODE).exists():
            return 0
        wish = AreaWish("Kawasan Pelabuhan Tanjung Sagara", "port", "97.01")
        area = make_zone_area(actor=hana, code=CODE, wish=wish, now=began)
        since = date(timezone.localdate(began).year, 1, 2)
        for unit in own:
            join_unit(actor=hana, zone_area_id=area.pk, unit_id=unit.pk, since=since, now=began)
        _invite(hana, area, (OTHER_CODE, NEIGHBOUR, "Dukcapil Muara Lain"), since, began, tenants)
        asked = now - timedelta(days=12)
        _ask(hana, area, (PROVINCE, WAITING, "Samsat Nusa Bahari"), date(timezone.localdate(now).year, 1, 2), asked)
        _answer(hana, area, now)
    return 1


def _administrator(tenant: UUID, user: User) -> Actor:
    return Actor(user.pk, tenant, AGENCY_ADMINISTRATOR, (Appointment(AGENCY_ADMINISTRATOR, None),))


def _ask(hana: Actor, area: ZoneArea, whom: tuple[str, str, str], since: date, now: datetime) -> UUID:
    body, code, name = whom
    message = "Kami mengundang untuk menata layanan pelabuhan bersama, sesuai rapat koordinasi."
    wish = Invitation(body, name, since, code, message)
    return invite_unit(actor=hana, zone_area_id=area.pk, wish=wish, now=now).pk


def _invite(
    hana: Actor,
    area: ZoneArea,
    whom: tuple[str, str, str],
    since: date,
    began: datetime,
    tenants: Mapping[str, UUID],
) -> None:
    """Ask, and let the neighbour accept some days later."""
    member = _ask(hana, area, whom, since, began + timedelta(days=3))
    system = Actor.system(tenants[whom[0]])
    with behind_wall(system.tenant_id):
        unit = units_of(system).get(code=whom[1])
        answer_invitation(actor=system, member_id=member, reply=Reply(unit.pk), now=began + timedelta(days=9))


def _answer(hana: Actor, area: ZoneArea, now: datetime) -> None:
    """Fill the aspects of last year and of this one, each on a day of its own."""
    year = timezone.localdate(now).year
    for number, (aspect, value, note) in enumerate(LAST_YEAR):
        at = now - timedelta(days=BEGAN - 40 - number)
        at -= timedelta(days=10 if timezone.localdate(at).year == year else 0)  # loaded in the last days of December
        wish = AspectWish(aspect, 0, value, note)
        answer_aspect(actor=hana, zone_area_id=area.pk, year=year - 1, wish=wish, now=at)
    for number, (aspect, value, note) in enumerate(THIS_YEAR):
        at = now - timedelta(days=30 - number)
        at = at if timezone.localdate(at).year == year else now  # in January nothing of the year is a month old
        wish = AspectWish(aspect, 0, value, note)
        answer_aspect(actor=hana, zone_area_id=area.pk, year=year, wish=wish, now=at)
