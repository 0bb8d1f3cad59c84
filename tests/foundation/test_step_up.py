"""Asking once more who it is; and where a person is signed in, and what happened."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone

from pulau.config.urls import urlpatterns as real
from pulau.foundation.accounts.models import CacheRow, EventKind, Means, SignInEvent
from pulau.foundation.accounts.origin import agent_of, network_of, source_of
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.accounts.tasks import forget
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.policy import requires, signed_in
from tests.foundation.codes import code_of, give_app
from tests.house import PASSWORD, House


@requires(signed_in)
@recently_confirmed
def sign(request: HttpRequest, sheet: str) -> HttpResponse:
    return HttpResponse(f"signed {sheet}: {request.POST.get('catatan', '-')}")


urlpatterns = [path("uji/tanda-tangan/<str:sheet>", sign, name="sign"), *real]
handler403 = "pulau.apps.people.views.refused.refused"
here = override_settings(ROOT_URLCONF="tests.foundation.test_step_up")
SIGN = "/uji/tanda-tangan/pakta"


def client_of(who: str = "ayu", **headers: str) -> Client:
    client = Client(**headers)  # type: ignore[arg-type]  # what a browser sends
    client.post("/masuk", {"login": f"{who}@uji.example.id", "password": PASSWORD})
    return client


def grow_old(client: Client, seconds: int = 301) -> None:
    """Let what the session has shown be that long ago."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


@here
def test_who_has_just_signed_in_is_not_asked_again(house: House) -> None:
    client = client_of()
    assert client.post(SIGN, {"catatan": "ya"}).content == b"signed pakta: ya"
    grow_old(client, 290)
    assert client.get(SIGN).status_code == 200


@here
def test_after_five_minutes_the_form_is_held_until_the_password_is_given(house: House) -> None:
    client = client_of()
    grow_old(client)
    asked = client.post(SIGN, {"catatan": '"><b>ya'})
    assert (asked.status_code, asked["Location"]) == (303, "/akun/konfirmasi?next=/akun/lanjutkan")
    page = client.get(asked["Location"]).content.decode()
    assert "tetap ada" in page
    assert client.post("/akun/konfirmasi", {"sandi": "bukan"}).status_code == 422
    assert client.get(SIGN).status_code == 303, "not yet"
    done = client.post("/akun/konfirmasi", {"sandi": PASSWORD})
    assert done["Location"] == "/akun/lanjutkan"
    resumed = client.get("/akun/lanjutkan").content.decode()
    assert f'action="{SIGN}"' in resumed
    assert 'value="&quot;&gt;&lt;b&gt;ya"' in resumed
    assert client.post(SIGN, {"catatan": "ya"}).content == b"signed pakta: ya"


@here
def test_a_page_is_opened_after_the_question(house: House) -> None:
    client = client_of()
    grow_old(client)
    asked = client.get(f"{SIGN}?a=1")
    done = client.post("/akun/konfirmasi", {"sandi": PASSWORD, "next": f"{SIGN}?a=1"})
    assert asked["Location"] == f"/akun/konfirmasi?next={SIGN}%3Fa%3D1"
    assert done["Location"] == f"{SIGN}?a=1"
    evil = client.post("/akun/konfirmasi", {"sandi": PASSWORD, "next": "https://evil.example/"})
    assert evil["Location"] == "/akun/keamanan"


@here
def test_a_code_of_the_app_confirms_too(house: House) -> None:
    secret = give_app(house.users["ayu"])
    client = client_of()
    client.post("/masuk/kode", {"code": code_of(secret, steps=-1)})
    grow_old(client)
    assert client.get(SIGN).status_code == 303
    assert client.post("/akun/konfirmasi", {"kode": "000000"}).status_code == 422
    assert client.post("/akun/konfirmasi", {"kode": code_of(secret)}).status_code == 303
    assert client.get(SIGN).status_code == 200


@here
def test_a_script_is_told_where_to_go(house: House) -> None:
    client = client_of()
    grow_old(client)
    answer = client.post(SIGN, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (403, "/akun/konfirmasi")


@here
def test_another_persons_password_does_not_confirm_and_guessing_is_held(house: House) -> None:
    gita = house.users["gita"]
    gita.set_password("sandi-lain-milik-gita")
    gita.save()
    client = client_of()
    grow_old(client)
    statuses = [client.post("/akun/konfirmasi", {"sandi": "sandi-lain-milik-gita"}).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert client.get(SIGN).status_code == 303


@here
def test_a_session_without_any_record_confirms_nothing(house: House) -> None:
    assert house.client("ayu").get(SIGN).status_code == 303
    assert Client().get(SIGN)["Location"].startswith("/masuk?next=")
    assert Client().post("/akun/konfirmasi", {"sandi": PASSWORD}).status_code == 401


def test_whoever_changes_how_they_sign_in_is_asked_first(house: House) -> None:
    client = client_of()
    grow_old(client)
    for address in ("sandi", "kode-aplikasi", "passkey", "kode-pemulihan", "faktor/1/hapus"):
        assert client.get(f"/akun/{address}")["Location"].startswith("/akun/konfirmasi"), address
        assert client.post(f"/akun/{address}")["Location"].startswith("/akun/konfirmasi"), address


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140.0"


def test_sessions_are_listed_and_ended_one_by_one_or_all_others(house: House) -> None:
    own = client_of(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="198.51.100.7")
    others = [client_of(HTTP_USER_AGENT=EDGE) for _ in range(3)]
    theirs = client_of("gita")
    page = own.get("/akun/sesi").content.decode()
    assert "Firefox, Linux" in page
    assert "198.51.100.0/24" in page
    assert "198.51.100.7" not in page
    assert page.count("Edge, Windows") >= 3
    foreign = UserSession.objects.get(user=house.users["gita"])
    assert foreign.ip == "127.0.0.0", "no full address is kept"
    assert own.post("/akun/sesi", {"sesi": str(foreign.pk)})["Location"].endswith("keluar=0")
    assert theirs.get("/lke").status_code == 200, "another person's session is not theirs to end"
    one = re.findall(r'name="sesi" value="(\d+)"', page)[0]
    assert own.post("/akun/sesi", {"sesi": one})["Location"].endswith("keluar=1")
    assert sorted(each.get("/lke").status_code for each in others) == [200, 200, 302]
    assert own.post("/akun/sesi", {"sesi": "lain"})["Location"].endswith("keluar=2")
    assert {each.get("/lke").status_code for each in others} == {302}
    assert own.get("/lke").status_code == 200
    entries = Entry.objects.for_actor(house.actors["ayu"]).filter(action="accounts.sessions_ended")
    assert entries.count() == 2


def test_the_list_of_sessions_and_the_history_take_few_questions(house: House) -> None:
    own = client_of()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as counted:
            for address in ("/akun/sesi", "/akun/riwayat", "/akun/keamanan"):
                assert own.get(address).status_code == 200
        counts.append(len(counted))
        for _more in range(4):
            client_of()
    assert counts[0] == counts[1] <= 30


def test_the_history_is_the_persons_own_and_paged(house: House) -> None:
    Client(HTTP_USER_AGENT=EDGE).post("/masuk", {"login": "ayu@uji.example.id", "password": "bukan-sandinya"})
    client = client_of(HTTP_USER_AGENT=FIREFOX)
    page = client.get("/akun/riwayat").content.decode()
    assert page.index("Firefox, Linux") < page.index("Edge, Windows"), "newest first"
    assert "Gagal masuk" in page
    assert "Edge" not in client_of("gita").get("/akun/riwayat").content.decode()
    now = timezone.now()
    for _ in range(60):
        SignInEvent.objects.create(user=house.users["ayu"], at=now, kind=EventKind.SIGNED_IN, means=Means.PASSWORD)
    assert client.get("/akun/riwayat").content.decode().count("<time") == 50
    assert client.get("/akun/riwayat?hal=2").content.decode().count("<time") == 12
    assert client.get("/akun/riwayat?hal=x").status_code == 200


def test_what_is_a_year_old_is_forgotten_with_sessions_and_codes_that_have_ended(house: House) -> None:
    now = timezone.now()
    for days in (364, 366):
        SignInEvent.objects.create(user=house.users["ayu"], at=now - timedelta(days=days), kind=EventKind.FAILED)
    client = client_of()
    Session.objects.update(expire_date=now - timedelta(days=1))
    CacheRow.objects.create(cache_key="x", value="", expires=now - timedelta(days=1))
    forget.call()
    assert SignInEvent.objects.filter(kind=EventKind.FAILED).count() == 1
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert not CacheRow.objects.exists()
    assert client.get("/lke").status_code == 302


def test_the_operator_helps_who_lost_their_factor(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    give_app(house.users["ayu"])
    call_command("user_reset_factor", "AYU@uji.example.id", agency="sagara")
    assert "Ayu Larasati: 2" in capsys.readouterr().out
    assert client_of().get("/lke").status_code == 200
    entry = Entry.objects.for_actor(house.actors["ayu"]).get(action="accounts.factors_reset")
    assert entry.actor_id is None
    for wrong in ({"agency": "tidak-ada"}, {"agency": "sagara", "who": "siapa@uji.example.id"}):
        with pytest.raises(CommandError):
            call_command("user_reset_factor", wrong.get("who", "ayu@uji.example.id"), agency=wrong["agency"])


@pytest.mark.parametrize(
    ("address", "network", "source"),
    [
        ("198.51.100.7", "198.51.100.0/24", "198.51.100.7"),
        ("2001:db8:7:1::9", "2001:db8:7::/48", "2001:db8:7::/48"),
        ("", "", ""),
        ("bukan-alamat", "", "bukan-alamat"),
    ],
)
def test_a_network_is_all_that_is_kept_of_an_address(address: str, network: str, source: str) -> None:
    assert (network_of(address), source_of(address)) == (network, source)


@pytest.mark.parametrize(
    ("header", "name"), [(FIREFOX, "Firefox, Linux"), (EDGE, "Edge, Windows"), ("", ""), ("curl/8", "")]
)
def test_a_browser_is_called_by_its_name(header: str, name: str) -> None:
    assert agent_of(header) == name


def test_nobody_reads_these_pages_without_signing_in(client: Client, db: Any) -> None:  # noqa: ANN401 - a fixture
    for address in ("keamanan", "sesi", "riwayat", "sandi", "konfirmasi", "faktor-kedua"):
        assert client.get(f"/akun/{address}")["Location"].startswith("/masuk?next="), address
