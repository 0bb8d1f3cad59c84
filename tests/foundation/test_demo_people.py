"""The people of the demo, and whom of them the sign-in page offers."""

from __future__ import annotations

import pytest
from django.core.checks import Tags, run_checks
from django.test import Client
from pytest_django.fixtures import Settings

from pulau.foundation.accounts.demo import CAST, TENANT_CODE, TENANTS, DemoLoaded, load_people, people_of_demo
from pulau.foundation.accounts.demo_sign_in import DEMO_PASSWORD, PARTS, demo_context
from pulau.foundation.accounts.models import User
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.models import Tenant
from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # loaded on PostgreSQL by tests/faults/test_prepared.py

OFFERED = [
    *("Ayu Larasati", "Fajar Prakoso", "Gita Permata", "Joko Santosa", "Hana Wulandari", "Indra Kusuma"),
    *("Bima Wirasena", "Sinta Paramita", "Surya Dirgantara", "Citra Maharani", "Hasan Mangkuto", "Ratna Dewanti"),
    *("Wayan Sudarsana", "Tika Rembulan"),
]


def offered() -> list[str]:
    people = demo_context()["demo_people"]
    assert isinstance(people, list)
    return [person.full_name for person in people]


def test_the_people_are_loaded_once() -> None:
    assert load_people(now=NOW, sign_in=False) == DemoLoaded(tenants=len(TENANTS), users=len(CAST), passwords=0)
    entries = Entry.objects.for_tenant(Tenant.objects.get(code=TENANT_CODE).pk)
    written = entries.count()
    again = load_people(now=NOW, sign_in=False)
    assert (again, again.anything) == (DemoLoaded(tenants=0, users=0, passwords=0), False)
    assert entries.count() == written


def test_only_who_is_missing_is_added() -> None:
    load_people(now=NOW, sign_in=False)
    User.objects.filter(email=CAST[0].email).delete()
    assert load_people(now=NOW, sign_in=False) == DemoLoaded(tenants=0, users=1, passwords=0)


def test_nobody_is_real_and_nobody_can_sign_in_unless_asked() -> None:
    load_people(now=NOW, sign_in=False)
    assert all(person.email.endswith(".example.id") for person in CAST)
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_people_get_the_printed_password_once_and_keep_one_of_their_own() -> None:
    load_people(now=NOW, sign_in=True)
    ayu = people_of_demo()["ayu"]
    assert ayu.check_password(DEMO_PASSWORD)
    ayu.set_password("sandi-pilihan-sendiri")
    ayu.save()
    assert load_people(now=NOW, sign_in=True).passwords == 0
    assert people_of_demo()["ayu"].check_password("sandi-pilihan-sendiri")


def test_a_demo_that_was_loaded_without_passwords_gets_them_when_asked() -> None:
    load_people(now=NOW, sign_in=False)
    assert load_people(now=NOW, sign_in=True) == DemoLoaded(tenants=0, users=0, passwords=len(CAST))


def test_somebody_else_gets_no_password() -> None:
    stranger = User.objects.create(email="siti@instansi.example.id", full_name="Siti", registered_at=NOW)
    stranger.set_unusable_password()
    stranger.save()
    load_people(now=NOW, sign_in=True)
    stranger.refresh_from_db()
    assert not stranger.has_usable_password()


def test_the_sign_in_page_offers_twelve_people_in_order(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = True
    load_people(now=NOW, sign_in=True)
    assert offered() == OFFERED
    page = Client().get("/masuk").content.decode()
    places = [page.index(name) for name in OFFERED]
    assert places == sorted(places)
    assert DEMO_PASSWORD in page
    assert "Pimpinan instansi" in page
    assert "Kartika" not in page


@pytest.mark.parametrize("email", PARTS)
def test_each_of_them_gets_in_with_one_press(settings: Settings, email: str) -> None:
    settings.DEMO_SIGN_IN = True
    load_people(now=NOW, sign_in=True)
    client = Client()
    assert client.post("/masuk", {"login": email, "password": DEMO_PASSWORD}).status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(email=email).pk)


def test_where_the_demo_may_not_sign_in_nobody_is_offered(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = False
    load_people(now=NOW, sign_in=True)
    assert offered() == []
    assert DEMO_PASSWORD not in Client().get("/masuk").content.decode()


def test_people_without_a_password_are_not_offered(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = True
    load_people(now=NOW, sign_in=False)
    assert offered() == []


def test_every_body_of_the_demo_is_a_tenant_of_its_own() -> None:
    load_people(now=NOW, sign_in=False)
    assert set(Tenant.objects.values_list("code", flat=True)) == set(TENANTS)
    assert {person.tenant for person in CAST} == set(TENANTS)


def warned() -> list[str]:
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [message.id or "" for message in found]


@pytest.mark.parametrize(
    ("demo", "sign_in", "expected"), [(False, True, ["accounts.W001"]), (False, False, []), (True, True, [])]
)
def test_a_demo_put_to_real_use_is_warned_of(
    settings: Settings, *, demo: bool, sign_in: bool, expected: list[str]
) -> None:
    settings.DEMO_SIGN_IN = demo
    load_people(now=NOW, sign_in=sign_in)
    assert warned() == expected


def test_a_password_of_their_own_is_nothing_to_warn_of(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = False
    load_people(now=NOW, sign_in=False)
    ayu = people_of_demo()["ayu"]
    ayu.set_password("sandi-pilihan-sendiri")
    ayu.save()
    assert warned() == []
