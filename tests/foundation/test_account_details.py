"""Name and language of one's own account (`/akun/nama`)."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pulau.foundation.accounts.models import EventKind, SignInEvent
from pulau.foundation.journal.models import Entry
from tests.house import House

pytestmark = pytest.mark.django_db
PATH = "/akun/nama"
MOST_QUERIES = 15


def told(answer: Any) -> str:  # noqa: ANN401 - a test client's answer has no public type
    return unescape(answer.content.decode())


def entries(house: House) -> list[Entry]:
    return list(Entry.objects.for_tenant(house.tenants["sagara"]).filter(action="accounts.details_changed"))


def test_a_person_puts_name_and_language_right(house: House) -> None:
    client, ayu, gita = house.client("ayu"), house.users["ayu"], house.users["gita"]
    assert PATH in told(client.get("/akun"))
    assert 'value="Ayu Larasati"' in told(client.get(PATH))
    answer = client.post(PATH, {"nama": " Ayu Lestari, S.H. ", "bahasa": "en", "user": str(gita.pk)})
    assert (answer.status_code, answer["Location"]) == (303, f"{PATH}?selesai=ya")
    ayu.refresh_from_db()
    gita.refresh_from_db()
    assert (ayu.full_name, ayu.language, gita.full_name) == ("Ayu Lestari, S.H.", "en", "Gita Permata")
    assert "Nama dan bahasa tersimpan." in told(client.get(answer["Location"]))
    (entry,) = entries(house)
    payload = json.loads(entry.payload)
    assert (entry.actor_id, payload["before"]["language"], payload["after"]["language"]) == (ayu.pk, "id", "en")
    assert payload["before"]["full_name"] != payload["after"]["full_name"]
    assert not [word for word in ("Larasati", "Lestari") if word in entry.payload]
    assert SignInEvent.objects.filter(user=ayu, kind=EventKind.DETAILS_CHANGED).count() == 1


def test_the_same_again_is_no_change_and_a_language_is_no_mail(house: House) -> None:
    client, ayu = house.client("ayu"), house.users["ayu"]
    assert client.post(PATH, {"nama": "Ayu Larasati", "bahasa": "id"}).status_code == 303
    assert entries(house) == []
    client.post(PATH, {"nama": "Ayu Larasati", "bahasa": "en"})
    assert len(entries(house)) == 1
    assert not SignInEvent.objects.filter(user=ayu, kind=EventKind.DETAILS_CHANGED).exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"nama": " "}, "nama"), ({"nama": "a" * 201}, "nama"), ({"nama": "A\x00b"}, "nama"),
        ({"bahasa": "fr"}, "bahasa"), ({"bahasa": ""}, "bahasa"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_field(house: House, typed: dict[str, str], field: str) -> None:
    answer = house.client("ayu").post(PATH, {"nama": "Ayu Baru", "bahasa": "id"} | typed)
    assert (answer.status_code, f'href="#{field}"' in told(answer)) == (422, True)
    house.users["ayu"].refresh_from_db()
    assert (house.users["ayu"].full_name, house.users["ayu"].language) == ("Ayu Larasati", "id")


def test_who_holds_no_duty_changes_their_own_and_a_stranger_nothing(house: House) -> None:
    eka = house.client("eka")
    assert eka.post(PATH, {"nama": "Eka Baru", "bahasa": "id"}).status_code == 303
    house.users["eka"].refresh_from_db()
    assert (house.users["eka"].full_name, entries(house)) == ("Eka Baru", [])
    assert house.client(None).get(PATH).status_code == 302
    assert house.client(None).post(PATH, {"nama": "X", "bahasa": "id"}).status_code == 401


def test_the_names_of_the_demo_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pulau.foundation.accounts.views.details.is_demo_person", lambda _request: True)
    client = house.client("ayu")
    assert "orang contoh" in told(client.get(PATH))
    assert client.post(PATH, {"nama": "Iseng", "bahasa": "id"}).status_code == 422
    house.users["ayu"].refresh_from_db()
    assert house.users["ayu"].full_name == "Ayu Larasati"


def test_the_page_takes_few_queries(house: House) -> None:
    client = house.client("ayu")
    with CaptureQueriesContext(connection) as asked:
        client.get(PATH)
    assert len(asked) <= MOST_QUERIES
