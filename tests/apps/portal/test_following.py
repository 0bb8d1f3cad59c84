"""Following by mail: asked by anybody, begun only by the address's owner, ended by a link, and then nothing is kept."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from pulau.apps.portal.models import Follower, Letter, LetterState, ToldAlarm
from pulau.apps.portal.monitor.erasing import forget_follower
from pulau.apps.portal.monitor.following import (
    BY_SOURCE,
    CONFIRM_WITHIN,
    MOST_WISHES,
    LinkOver,
    ask,
    confirm,
    confirm_token,
    forget_unconfirmed,
    leave,
    leave_token,
)
from pulau.apps.portal.monitor.mailing import send_due
from pulau.apps.portal.narrowing import Wish
from pulau.foundation.accounts.models import Tries
from tests.apps.portal.finding import watched
from tests.apps.portal.published import agency
from tests.house import House

pytestmark = pytest.mark.django_db
ADDRESS = "warga@contoh.example"
WISH = {"wilayah": "97", "jenis": "election-office"}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pulau.apps.portal.monitor.following.enqueue", lambda *_job, **_arguments: None)


def asking(client: Client, address: str = ADDRESS, **wish: str) -> Any:  # noqa: ANN401 - an answer of Django's client
    return client.post("/pantau/langganan", {"surel": address, **(wish or WISH)})


def link(message: Any, path: str) -> str:  # noqa: ANN401 - a message of Django
    found = re.search(rf"https?://[^/]+({path}/[^\s>]+)", message.body)
    assert found, message.body
    return found[1]


def follower(address: str = ADDRESS, now: datetime | None = None, **wish: Any) -> Follower:  # noqa: ANN401 - fields
    """Somebody who follows and has confirmed."""
    moment = now or timezone.now()
    ask(address=address, source="1", language="id", wish=Wish(**wish), now=moment)
    row = Follower.objects.latest("asked_at")
    confirm(follower_id=row.pk, token=confirm_token(row), now=moment)
    Letter.objects.filter(follower=row).delete()
    return row


def test_by_two_presses_somebody_begins_and_by_one_they_end(client: Client) -> None:
    watched()
    answer = asking(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/pantau/langganan/terkirim")
    assert send_due() == 1
    question = link(mail.outbox[0], "/pantau/langganan")
    assert client.get(question).status_code == 200
    assert Follower.objects.get().confirmed_at is None, "a mail program that opens links begins nothing"
    assert "Pantauan Anda aktif" in client.post(question).content.decode()
    row = Follower.objects.get()
    assert row.confirmed_at is not None
    assert row.wish == WISH
    assert ToldAlarm.objects.count() == 4, "what rings already is not news"
    goodbye = f"/pantau/berhenti/{row.pk}/{leave_token(row.pk)}"
    assert client.get(goodbye).status_code == 200
    assert Follower.objects.count() == 1
    assert "sudah dihapus" in client.post(goodbye).content.decode()
    assert (Follower.objects.count(), Letter.objects.count(), ToldAlarm.objects.count()) == (0, 0, 0)
    assert client.post(goodbye).status_code == 200, "twice is as once"


def test_the_form_needs_djangos_token_and_the_one_press_of_a_mail_program_does_not() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/pantau/langganan", {"surel": ADDRESS}).status_code == 403
    row = follower()
    assert strict.post(f"/pantau/langganan/{row.pk}/{confirm_token(row)}").status_code == 403
    one_click = {"List-Unsubscribe": "One-Click"}
    assert strict.post(f"/pantau/berhenti/{row.pk}/{leave_token(row.pk)}", one_click).status_code == 200
    assert Follower.objects.count() == 0


@pytest.mark.parametrize("address", ["", "x", "a@b", "a b@c.id", "x" * 250 + "@c.id", "a@c.id\nBcc: b@c.id"])
def test_what_is_no_address_is_refused_and_stays_in_the_form(client: Client, address: str) -> None:
    answer = asking(client, address)
    assert answer.status_code == 422
    assert "misalnya nama@contoh.id" in answer.content.decode()
    assert Follower.objects.count() == 0


def test_who_asks_learns_nothing_about_an_address(client: Client) -> None:
    row = follower(place="97", kind="election-office")
    assert row.wish == WISH
    known, unknown = asking(client), asking(client, "lain@contoh.example")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert Letter.objects.count() == 1, "who follows already is sent nothing"


def test_the_question_holds_nothing_that_a_stranger_typed(client: Client) -> None:
    asking(client, cari="Beli di http://jahat.example", wilayah="97")
    send_due()
    told = str(mail.outbox[0].message())
    assert "jahat" not in told
    assert "Nusa Bahari" in mail.outbox[0].body


def test_the_question_names_a_body_that_is_published_and_no_words_in_its_place(client: Client) -> None:
    agency("kpu", "Komisi Pemilihan")
    asking(client, instansi="kpu")
    asking(client, instansi="Menang undian di jahat.example")
    send_due()
    bodies = "".join(str(letter.body) for letter in mail.outbox)
    assert "Komisi Pemilihan" in bodies
    assert "instansi yang belum tercatat" in bodies
    assert "jahat" not in "".join(str(letter.message()) for letter in mail.outbox)


def test_an_address_gets_three_questions_a_day_and_its_owner_is_not_told_off(client: Client) -> None:
    for number in range(6):
        assert asking(client, wilayah="97", cari=f"kata {number}").status_code == 303
    assert Letter.objects.count() == 3


def test_a_network_asks_ten_times_an_hour(client: Client) -> None:
    codes = [asking(client, f"a{number}@contoh.example").status_code for number in range(BY_SOURCE.free + 1)]
    assert codes == [303] * BY_SOURCE.free + [429]
    assert "Coba lagi dalam" in asking(client, "z@contoh.example").content.decode()


def test_an_address_follows_so_many_things_at_most() -> None:
    now = timezone.now()
    for number in range(MOST_WISHES + 1):
        Tries.objects.all().delete()
        ask(address=ADDRESS, source="1", language="id", wish=Wish(typed=f"kata {number}"), now=now)
    assert Follower.objects.count() == MOST_WISHES


def test_a_link_counts_for_two_days_and_a_newer_one_replaces_it() -> None:
    now = timezone.now()
    ask(address=ADDRESS, source="1", language="id", wish=Wish(), now=now)
    row = Follower.objects.get()
    old = confirm_token(row)
    late = now + CONFIRM_WITHIN + timedelta(seconds=1)
    with pytest.raises(LinkOver):
        confirm(follower_id=row.pk, token=old, now=late)
    ask(address=ADDRESS.upper(), source="1", language="en", wish=Wish(), now=now + timedelta(hours=1))
    row.refresh_from_db()
    assert row.language == "en"
    with pytest.raises(LinkOver):
        confirm(follower_id=row.pk, token=old, now=now + timedelta(hours=2))
    assert confirm(follower_id=row.pk, token=confirm_token(row), now=now + timedelta(hours=2)).confirmed_at


def test_tokens_of_one_open_nothing_of_another() -> None:
    first, second = follower(), follower("lain@contoh.example")
    with pytest.raises(LinkOver):
        leave(follower_id=first.pk, token=leave_token(second.pk))
    with pytest.raises(LinkOver):
        leave(follower_id=first.pk, token=confirm_token(first))
    assert Follower.objects.count() == 2


@pytest.mark.parametrize("path", ["langganan", "berhenti"])
def test_a_link_that_is_none_says_so(client: Client, path: str) -> None:
    row = follower()
    assert client.post(f"/pantau/{path}/{row.pk}/{'0' * 64}").status_code in {404, 410}
    assert Follower.objects.count() == 1


def test_who_does_not_confirm_is_forgotten() -> None:
    now = timezone.now()
    ask(address=ADDRESS, source="1", language="id", wish=Wish(), now=now)
    assert forget_unconfirmed(now + CONFIRM_WITHIN) == 0
    assert forget_unconfirmed(now + CONFIRM_WITHIN + timedelta(seconds=1)) > 0
    assert Follower.objects.count() == 0


def test_neither_address_nor_token_can_be_read_in_the_database() -> None:
    row = follower()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM portal_follower")
        kept = repr([[bytes(each) if isinstance(each, memoryview) else each for each in one] for one in cursor])
    assert ADDRESS not in kept
    assert confirm_token(row) not in kept
    assert leave_token(row.pk) not in kept


def test_erasing_an_account_forgets_what_its_address_follows(house: House) -> None:
    follower(house.users["ayu"].email)
    follower("lain@contoh.example")
    forget_follower(house.users["ayu"].pk)
    assert [row.address for row in Follower.objects.all()] == ["lain@contoh.example"]


def test_a_page_of_the_form_sets_its_cookie_and_the_monitor_sets_none(client: Client) -> None:
    assert client.get("/pantau/langganan?wilayah=97").cookies
    for path in ("/pantau", "/zona", "/agenda", "/praktik", "/umpan/pantau.atom"):
        assert not Client().get(path).cookies


def test_a_letter_state_has_its_words() -> None:
    assert all(state.label for state in LetterState)
