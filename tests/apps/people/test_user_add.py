"""`pulau user add`: an account, a password and a duty, all or nothing."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from pulau.apps.agencies.contract import UnitKind, add_unit
from pulau.apps.people.selectors import held_appointments
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User
from pulau.foundation.journal.selectors import entries_for
from pulau.foundation.tenancy.models import Tenant

pytestmark = pytest.mark.django_db

STARTED = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
TYPED = "sandi-yang-cukup-panjang"


@pytest.fixture
def agency() -> Actor:
    call_command("agency_open", "kab-contoh", "Kabupaten Contoh", "--kind", "regency", stdout=StringIO())
    system = Actor.system(Tenant.objects.get(code="kab-contoh").pk)
    add_unit(actor=system, code="dukcapil", name="Dinas Dukcapil", kind=UnitKind.OFFICE, now=STARTED)
    return system


def added(email: str, role: str, *more: str, code: str = "kab-contoh", name: str = "Sari Dewi") -> str:
    out = StringIO()
    call_command("user_add", email, "--name", name, "--agency", code, "--role", role, *more, stdout=out)
    return out.getvalue()


def typing(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    given = iter(answers)
    ask: Callable[[str], str] = lambda _prompt: next(given)  # noqa: E731 - a stand-in of one line
    monkeypatch.setattr(getpass, "getpass", ask)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)


def test_the_printed_password_opens_the_door_of_the_administrator(agency: Actor) -> None:
    told = added("Sari@Contoh.example.id", "agency-administrator", "--make-password")
    password = told.rsplit(": ", 1)[1].strip()
    assert len(password) >= 20
    client = Client()
    assert client.post("/masuk", {"login": "sari@contoh.example.id", "password": password}).status_code == 302
    assert client.get("/lke").status_code == 200
    assert {entry.action for entry in entries_for(agency)} >= {"accounts.password_set", "people.appointed"}
    assert password not in "".join(entry.payload for entry in entries_for(agency))


def test_a_typed_password_is_asked_twice_and_never_shown(agency: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, TYPED, TYPED)
    told = added("sari@contoh.example.id", "zone-team", "--unit", "dukcapil")
    assert TYPED not in told
    assert "Dinas Dukcapil" in told
    assert User.objects.get().check_password(TYPED)


@pytest.mark.parametrize("typed", [(TYPED, "lain"), ("pendek", "pendek"), ("password1234", "password1234")])
def test_a_password_that_will_not_do_leaves_nobody_behind(
    agency: Actor, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, str]
) -> None:
    typing(monkeypatch, *typed)
    with pytest.raises(CommandError):
        added("sari@contoh.example.id", "agency-administrator")
    assert not User.objects.exists()


def test_without_a_terminal_a_password_has_to_be_made(agency: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("rahasia-dari-pipa"))
    with pytest.raises(CommandError, match="--make-password"):
        added("sari@contoh.example.id", "agency-administrator")
    assert not User.objects.exists()


def test_who_has_an_account_gets_only_the_new_duty(agency: Actor) -> None:
    added("sari@contoh.example.id", "agency-administrator", "--make-password")
    before = User.objects.get().password
    told = added("sari@contoh.example.id", "zone-team", "--unit", "dukcapil", name="Nama Lain")
    user = User.objects.get()
    assert "Sari Dewi" in told
    assert (user.password, user.full_name) == (before, "Sari Dewi")
    roles = [held.role for held in held_appointments(user.pk, timezone.now())]
    assert sorted(roles) == ["agency-administrator", "zone-team"]


def test_the_same_duty_is_not_given_twice(agency: Actor) -> None:
    added("sari@contoh.example.id", "agency-head", "--make-password")
    with pytest.raises(CommandError, match="sudah memegang"):
        added("sari@contoh.example.id", "agency-head")


@pytest.mark.parametrize(
    ("role", "more", "words"),
    [
        ("zone-team", (), "--unit KODE"),
        ("unit-head", ("--unit", "rsud"), "dukcapil"),
        ("agency-head", ("--unit", "dukcapil"), "tanpa --unit"),
        ("area-owner", ("--unit", "dukcapil"), "--area NOMOR"),
        ("zone-team", ("--unit", "dukcapil", "--area", "1"), "tanpa --area"),
        ("companion", ("--scope", "agency"), "--companion-kind JENIS"),
        ("agency-head", ("--scope", "region", "--region", "32"), "--scope agency"),
        ("tpn-assessor", ("--region", "32.99"), "32 atau 32.04"),
        ("tpn-assessor", ("--region", "32.04"), "Hanya instansi nasional"),
        ("bupati", (), "zone-team"),
    ],
)
def test_a_duty_that_cannot_be_is_told_with_the_way_out(
    agency: Actor, role: str, more: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        added("sari@contoh.example.id", role, "--make-password", *more)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("role", "more", "scope"),
    [
        ("operator", (), "country"),
        ("auditor", (), "agency"),
        ("tpi-member", ("--unit", "dukcapil"), "unit"),
        ("area-owner", ("--unit", "dukcapil", "--area", "5"), "unit"),
        ("companion", ("--companion-kind", "ombudsman"), "agency"),
    ],
)
def test_every_role_is_given_in_the_scope_that_fits(
    agency: Actor, role: str, more: tuple[str, ...], scope: str
) -> None:
    added("sari@contoh.example.id", role, "--make-password", *more)
    [held] = held_appointments(User.objects.get().pk, timezone.now())
    assert (held.role, held.scope, held.tenant_id) == (role, scope, agency.tenant_id)


def test_a_national_body_gives_a_region(agency: Actor) -> None:
    with pytest.raises(CommandError, match="Hanya instansi nasional"):
        added("sari@contoh.example.id", "tpn-assessor", "--region", "32.04", "--make-password")
    call_command("agency_open", "kemen", "Kementerian", "--kind", "ministry", "--national", stdout=StringIO())
    told = added("sari@contoh.example.id", "tpn-assessor", "--region", "32.04", "--make-password", code="kemen")
    assert "Evaluator TPN, Kabupaten Bandung" in told


def test_an_unknown_agency_is_told_with_the_known_ones(agency: Actor) -> None:
    with pytest.raises(CommandError, match="kab-contoh"):
        added("sari@contoh.example.id", "agency-head", "--make-password", code="kab-lain")


def test_an_address_that_is_none_is_refused(agency: Actor) -> None:
    with pytest.raises(CommandError):
        added("sari", "agency-head", "--make-password")
    assert not User.objects.exists()
