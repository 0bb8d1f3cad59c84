"""Everything that anybody can be shown, in one place: what the looks of public pages are tried on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from pulau.apps.analytics.building import count_nation
from pulau.apps.declarations.services.tablet import open_tablet
from pulau.apps.editorial import board
from pulau.apps.editorial.models import PageKind
from pulau.apps.editorial.services.announcing import announce
from pulau.apps.editorial.services.pages import begin_page, publish_page
from pulau.apps.editorial.wishes import AnnouncementWish, Draft, Texts, Wording
from pulau.apps.opendata.releasing import build_release
from pulau.apps.publication.indexing import index_units
from pulau.apps.publication.models import EventKind, PublishedPractice, PublishedUnit
from pulau.apps.signing.models import Document
from pulau.core.shared import roles
from pulau.core.shared.actor import Actor, Appointment
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.hall import make_hall
from tests.apps.portal.published import REVOKED, YEARS_TOLD, event, scored, telling_unit, unit
from tests.many_published import MOMENT, many_published
from tests.public_places import Shown
from tests.walls.furnished import Furnished, furnished_house

BODY = "## Tabel\n\n| Kolom | Angka |\n|---|--:|\n| panjang | 1 |\n\n> Kutipan\n\n1. Satu\n2. [Dua](https://contoh.example/)"
OTHERS = (7, 150, 5)
"""Bodies, units and years beside the one of which everything is told."""


@dataclass(frozen=True, slots=True)
class PublicCountry:
    """What the examples of public addresses name, and the key of a shared tablet for its own pages."""

    shown: Shown
    tablet: str


def lay_public() -> PublicCountry:
    """Furnish: published bodies, figures, a release, news, a ceremony, a document, a tablet, an announcement."""
    made = furnished_house()
    told = _publish()
    news, page = _write(made)
    now, gita = timezone.now(), made.house.actors["gita"]
    hall = make_hall(made.house)
    with behind_wall(gita.tenant_id):
        unit_id = made.house.units["disdukcapil"].pk
        _tablet, key = open_tablet(actor=gita, unit_id=unit_id, length=timedelta(hours=8), now=now)
        document = Document.objects.for_tenant(gita.tenant_id).get(pk=made.signing["dukcapil"][0])
    shown = Shown(
        practice=PublishedPractice.objects.get(unit=told).code,
        release=f"{MOMENT.year}/{build_release(year=MOMENT.year, now=MOMENT).release.version}",
        news=news,
        page=page,
        ceremony=hall.declaration.code,
        document=document.code,
        pact=str(made.pledged.pacts["disdukcapil"]),
    )
    return PublicCountry(shown, key)


def _publish() -> PublishedUnit:
    """Publish a country with a unit of which everything is told, and one whose title was revoked."""
    row = telling_unit()
    body = row.agency
    body.facts = YEARS_TOLD
    body.save()
    gone = unit(body, "rsud", facts={"titles": [REVOKED]}, silent=True, name="RSUD Tanjung Sagara")
    scored(gone, 2025, "revoked", internal_total=None)
    event(gone, EventKind.REVOKED, date(2025, 11, 21), title="WBK", decree="588 Tahun 2025")
    index_units([row, gone], body.name)
    many_published(*OTHERS)
    count_nation(MOMENT)
    return row


def _write(made: Furnished) -> tuple[str, str]:
    """Let an editor publish news and a page, and announce something; returns the addresses of the two."""
    now, held = timezone.now(), Appointment(roles.OPERATOR, scope=roles.Scope.COUNTRY)
    vera = Actor(made.house.users["vera"].pk, made.house.tenants["lain"], roles.OPERATOR, (held,))
    for slug, kind in (("kabar-satu", PageKind.NEWS), ("halaman-satu", PageKind.PAGE)):
        texts = Texts(Wording("Judul", "Pengantar", BODY), Wording("Title", "Lead", BODY))
        begin_page(actor=vera, slug=slug, kind=kind, draft=Draft(texts), now=now)
        publish_page(actor=vera, slug=slug, seen=1, now=now)
    wish = AnnouncementWish(
        "Layanan tutup", "Closed", "/kabar", "warning", now - timedelta(hours=1), now + timedelta(1)
    )
    announce(actor=vera, wish=wish, now=now)
    board.forget()
    return "kabar-satu", "halaman-satu"
