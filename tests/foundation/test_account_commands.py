"""`pulau user close` and `change`: who is out is out everywhere, and what is taken already is told."""

from __future__ import annotations

import json

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from pulau.apps.people.services.tokens import issue_token
from pulau.foundation.accounts.models import EventKind, SignInEvent
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.personal_data import ERASED_ADDRESS
from tests.house import PASSWORD, House

pytestmark = pytest.mark.django_db
AYU = "ayu@uji.example.id"


def signed_in(address: str = AYU) -> Client:
    client = Client()
    client.post("/masuk", {"login": address, "password": PASSWORD})
    return client


def kept(house: House, action: str) -> list[dict[str, object]]:
    rows = Entry.objects.for_tenant(house.tenants["sagara"]).filter(action=action, actor_id=None)
    return [json.loads(row.payload) for row in rows.order_by("at", "id")]


def test_a_closed_account_is_out_everywhere_and_comes_back_as_it_was(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    ayu, client, other = house.users["ayu"], signed_in(), house.client("gita")
    issued = issue_token(actor=house.actors["ayu"], name="mesin", now=timezone.now())
    key = {"Authorization": f"Bearer {issued.key}"}
    assert (client.get("/lke").status_code, Client(headers=key).get("/api/v1/worksheets").status_code) == (200, 200)
    call_command("user_close", AYU.upper(), agency="sagara")
    assert "Ayu Larasati ditutup, 1 sesi" in capsys.readouterr().out
    assert (client.get("/lke").status_code, other.get("/lke").status_code) == (302, 200)
    assert Client(headers=key).get("/api/v1/worksheets").status_code == 401
    assert signed_in().get("/lke").status_code == 302
    assert not UserSession.objects.filter(user=ayu).exists()
    with pytest.raises(CommandError, match="sudah ditutup"):
        call_command("user_close", AYU, agency="sagara")
    call_command("user_close", AYU, agency="sagara", reopen=True)
    assert signed_in().get("/lke").status_code == 200
    assert Client(headers=key).get("/api/v1/worksheets").status_code == 200
    assert kept(house, "accounts.closed") == [{"user": str(ayu.pk), "sessions": "1"}]
    assert kept(house, "accounts.reopened") == [{"user": str(ayu.pk)}]
    told = set(SignInEvent.objects.filter(user=ayu).values_list("kind", flat=True))
    assert {EventKind.CLOSED, EventKind.REOPENED} <= told
    with pytest.raises(CommandError, match="tidak ditutup"):
        call_command("user_close", AYU, agency="sagara", reopen=True)


def test_an_erased_account_is_never_opened(house: House) -> None:
    ayu = house.users["ayu"]
    ayu.email, ayu.is_active = ERASED_ADDRESS.format(id=ayu.pk.hex), False
    ayu.save()
    with pytest.raises(CommandError, match="dihapus atas permintaan"):
        call_command("user_close", ayu.email, agency="sagara", reopen=True)
    ayu.refresh_from_db()
    assert not ayu.is_active


def test_address_nip_and_name_are_put_right_and_sessions_stay(house: House) -> None:
    ayu, client = house.users["ayu"], signed_in()
    options = {"new_email": "Ayu.Baru@uji.example.id", "nip": "19850312 201001 1 004", "full_name": " Ayu Lestari "}
    call_command("user_change", AYU, agency="sagara", **options)
    ayu.refresh_from_db()
    assert (ayu.email, ayu.nip, ayu.full_name) == ("ayu.baru@uji.example.id", "198503122010011004", "Ayu Lestari")
    assert client.get("/lke").status_code == 200
    assert signed_in("198503122010011004").get("/lke").status_code == 200
    call_command("user_change", ayu.email, agency="sagara", nip="")
    ayu.refresh_from_db()
    assert ayu.nip is None
    first, second = kept(house, "accounts.details_changed")
    assert set(first["after"]) == {"email", "nip", "full_name"}  # type: ignore[call-overload]  # a mapping
    assert (list(second["before"]), second["after"]) == (["nip"], {})  # type: ignore[call-overload]  # the same
    assert not [word for word in ("Lestari", "uji.example", "1985") if word in json.dumps([first, second])]
    assert SignInEvent.objects.filter(user=ayu, kind=EventKind.DETAILS_CHANGED).count() == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"new_email": "Gita@uji.example.id"}, "sudah dipakai akun lain"),
        ({"nip": "198001012005011001"}, "sudah dipakai akun lain"),
        ({"nip": "123"}, "8 sampai 18 angka"), ({"new_email": "bukan"}, "."), ({"full_name": " "}, "."),
        ({}, "--email"), ({"nip": "", "agency": "tidak-ada"}, "Tidak ada instansi"),
        ({"nip": "", "email": "siapa@uji.example.id"}, "Tidak ada akun"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_changed(house: House, options: dict[str, str], words: str) -> None:
    house.users["gita"].nip = "198001012005011001"
    house.users["gita"].save()
    wanted = {"agency": "sagara", **options}
    with pytest.raises(CommandError, match=words):
        call_command("user_change", wanted.pop("email", AYU), **wanted)
    house.users["ayu"].refresh_from_db()
    assert (house.users["ayu"].email, house.users["ayu"].nip) == (AYU, None)
    assert kept(house, "accounts.details_changed") == []
