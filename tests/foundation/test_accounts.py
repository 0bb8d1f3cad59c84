from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User
from pulau.foundation.accounts.services import (
    EmailTaken,
    NipInvalid,
    NipTaken,
    TenantCodeReserved,
    TenantCodeTaken,
    open_account,
    open_tenant,
    register_user,
)
from pulau.foundation.accounts.services.opening import ADDRESSES
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.selectors import entries_for
from pulau.foundation.tenancy.models import Tenant
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def opened() -> Actor:
    return Actor.system(open_tenant(code="sagara", name="Sagara", now=NOW).pk)


def actions(actor: Actor) -> list[str]:
    return sorted(entry.action for entry in entries_for(actor))


def test_opening_a_tenant_is_the_first_thing_in_its_journal() -> None:
    actor = opened()
    entry = Entry.objects.for_actor(actor).get()
    assert (entry.action, entry.actor_id, entry.role) == ("accounts.tenant_opened", None, "system")
    assert entry.payload == '{"code":"sagara"}'


def test_a_code_is_given_once() -> None:
    actor = opened()
    with pytest.raises(TenantCodeTaken):
        open_tenant(code="sagara", name="Lain", now=NOW)
    assert Tenant.objects.count() == 1
    assert actions(actor) == ["accounts.tenant_opened"]


@pytest.mark.parametrize("code", sorted(ADDRESSES))
def test_a_code_that_is_an_address_of_its_own_is_given_to_nobody(code: str) -> None:
    with pytest.raises(TenantCodeReserved):
        open_tenant(code=code, name="Sagara", now=NOW)
    assert Tenant.objects.count() == 0


def test_a_bad_code_is_refused_before_anything_is_written() -> None:
    with pytest.raises(ValidationError):
        open_tenant(code="Sagara Raya", name="Sagara", now=NOW)
    assert Tenant.objects.count() == 0


def test_a_registered_person_cannot_sign_in_yet_and_leaves_no_name_in_the_journal() -> None:
    actor = opened()
    user = register_user(actor=actor, email=" Ayu@Sagara.example.id ", full_name="Ayu Larasati", now=NOW)
    assert user.email == "ayu@sagara.example.id"
    assert not user.has_usable_password()
    assert actions(actor) == ["accounts.tenant_opened", "accounts.user_registered"]
    text = "".join(entry.payload for entry in entries_for(actor))
    assert "ayu" not in text.lower()
    assert str(user.pk) in text


def test_an_address_is_registered_once_whatever_its_case() -> None:
    actor = opened()
    register_user(actor=actor, email="ayu@sagara.example.id", full_name="Ayu", now=NOW)
    with pytest.raises(EmailTaken):
        register_user(actor=actor, email="AYU@sagara.example.id", full_name="Ayu", now=NOW)
    assert User.objects.count() == 1


@pytest.mark.parametrize(("email", "name"), [("ayu", "Ayu"), ("ayu@sagara.example.id", "")])
def test_a_person_needs_an_address_and_a_name(email: str, name: str) -> None:
    actor = opened()
    with pytest.raises(ValidationError):
        register_user(actor=actor, email=email, full_name=name, now=NOW)
    assert User.objects.count() == 0


def test_the_database_itself_refuses_an_address_in_capitals() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="AYU@sagara.example.id", full_name="Ayu", registered_at=NOW)


def test_a_person_is_found_by_the_address_as_typed() -> None:
    user = register_user(actor=opened(), email="ayu@sagara.example.id", full_name="Ayu Larasati", now=NOW)
    assert User.objects.get_by_natural_key("Ayu@SAGARA.example.id") == user
    assert (str(user), user.get_full_name()) == ("Ayu Larasati", "Ayu Larasati")


def test_an_opened_account_signs_in_at_once_and_its_number_is_nobody_elses() -> None:
    actor = opened()
    more: dict[str, Any] = {"full_name": "Ayu Larasati", "password": "hujan-di-bulan-juni", "now": NOW}
    user = open_account(actor=actor, email="Ayu@sagara.example.id", nip="19850101 201001 2 001", **more)
    assert user.check_password("hujan-di-bulan-juni")
    assert user.nip == "198501012010012001"
    with pytest.raises(NipTaken):
        open_account(actor=actor, email="ayu2@sagara.example.id", nip="198501012010012001", **more)
    with pytest.raises(NipInvalid):
        open_account(actor=actor, email="ayu2@sagara.example.id", nip="ayu@sagara", **more)
    with pytest.raises(ValidationError):
        open_account(actor=actor, email="ayu3@sagara.example.id", **{**more, "password": "pendek"})
    assert User.objects.count() == 1, "nothing half done"
    assert actions(actor) == ["accounts.password_set", "accounts.tenant_opened", "accounts.user_registered"]
