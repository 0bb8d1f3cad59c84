"""The house with an editor: Tika runs the platform, and writes what everybody reads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pulau.apps.editorial import board
from pulau.apps.editorial.models import PageKind, PageVersion
from pulau.apps.editorial.services.pages import begin_page, publish_page
from pulau.apps.editorial.wishes import AnnouncementWish, Draft, Texts, Wording
from pulau.apps.people.models import Appointment
from pulau.core.shared import roles
from pulau.core.shared.actor import Actor
from pulau.core.shared.actor import Appointment as Held
from pulau.foundation.accounts.services import register_user
from tests.cast import NOW
from tests.house import FIRST_DAY, House

BOTH = Texts(Wording("Judul", "Pengantar", "## Satu\n\nIsi."), Wording("Title", "Lead", "## One\n\nText."))
INDONESIAN = Texts(Wording("Judul saja", "Pengantar saja", "Isi saja."))


@pytest.fixture
def press(house: House, settings: Any) -> House:  # noqa: ANN401 - pytest-django's settings
    """The house, and Tika in it by a grant of the country; the board is read anew."""
    settings.SECOND_FACTOR_REQUIRED = False
    for name, full_name in (("tika", "Tika Rembulan"), ("uli", "Uli Siregar")):
        tenant = house.tenants["sagara"]
        user = register_user(actor=Actor.system(tenant), email=f"{name}@uji.example.id", full_name=full_name, now=NOW)
        Appointment.objects.for_tenant(tenant).create(
            tenant_id=tenant, user=user, role=roles.OPERATOR, scope="country", since=FIRST_DAY, created_at=NOW
        )
        held = Held(roles.OPERATOR, scope=roles.Scope.COUNTRY)
        house.users[name], house.actors[name] = user, Actor(user.pk, tenant, roles.OPERATOR, (held,))
    board.forget()
    return house


def begun(press: House, slug: str = "halaman", texts: Texts = BOTH, kind: PageKind = PageKind.PAGE) -> PageVersion:
    """Let Tika begin a page."""
    return begin_page(actor=press.actors["tika"], slug=slug, kind=kind, draft=Draft(texts), now=NOW)


def published(
    press: House, slug: str = "halaman", texts: Texts = BOTH, kind: PageKind = PageKind.PAGE, days: int = 0
) -> PageVersion:
    """Let Tika begin a page and publish it, so many days later."""
    made = begun(press, slug, texts, kind)
    at = NOW + timedelta(days=days)
    return publish_page(actor=press.actors["tika"], slug=slug, seen=made.number, now=at)


def wish(**changed: Any) -> AnnouncementWish:  # noqa: ANN401 - what the wish has
    """Return an announcement that stands now."""
    now = timezone.now()
    usual = {
        "text_id": "Layanan tutup besok.", "text_en": "Closed tomorrow.", "link": "/kabar", "tone": "info",
        "since": now - timedelta(hours=1), "until": now + timedelta(hours=1),
    }  # fmt: skip
    return AnnouncementWish(**{**usual, **changed})
