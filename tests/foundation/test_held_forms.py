"""A form that outlived its session: kept through the sign-in, sent once, forgotten when told; nobody else's to make."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from pulau.foundation.accounts import held
from pulau.foundation.sealing import unseal
from tests.house import PASSWORD, House

FORM = {"versi:P1.i.b": "0", "jawab:P1.i.b": "A", "catatan:P1.i.b": '"><script>x</script>\n=1+1'}


def resumed(house: House, who: str = "ayu") -> tuple[Client, str]:
    """Send a form as nobody, sign in, and return the page that offers to send it again."""
    client = Client()
    ended: Any = client.post(house.address("area/1"), FORM)
    assert ended.status_code == 401
    assert "no-store" in ended.headers["Cache-Control"]
    text = re.findall(r'name="titipan" value="([^"]+)"', ended.content.decode())[0]
    client.post("/masuk", {"login": f"{who}@uji.example.id", "password": PASSWORD, "titipan": text})
    return client, client.get("/akun/lanjutkan").content.decode()


def fields_of(page: str) -> dict[str, str]:
    found = re.findall(r'type="hidden" name="((?:versi|jawab|catatan)[^"]*)" value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in found}


def test_it_is_sent_as_it_was_and_only_once(house: House) -> None:
    client, page = resumed(house)
    assert fields_of(page) == FORM
    assert "<script>x" not in page
    assert client.post(house.address("area/1"), fields_of(page)).status_code == 303
    assert client.get("/akun/lanjutkan")["Location"] == "/"


def test_another_form_does_not_make_it_forgotten(house: House) -> None:
    client, page = resumed(house)
    assert client.post(house.address("area/2"), {"versi:P2.i.a": "0"}).status_code == 303
    assert client.get("/akun/lanjutkan").content.decode().count("P1.i.b") == page.count("P1.i.b")


def test_who_does_not_want_it_any_more_leaves_nothing_in_the_session(house: House) -> None:
    client, _page = resumed(house)
    assert client.post("/akun/lanjutkan").status_code == 303
    assert held.SESSION_KEY not in client.session
    assert client.get("/akun/lanjutkan")["Location"] == "/"


def test_what_was_refused_is_still_held(house: House) -> None:
    client, page = resumed(house, "indra")  # who reads all worksheets and fills none
    assert client.post(house.address("area/1"), fields_of(page)).status_code == 403
    assert fields_of(client.get("/akun/lanjutkan").content.decode()) == FORM


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", ""]
)
def test_even_a_signed_one_leads_to_this_site_only(elsewhere: str) -> None:
    text = signing.dumps({"path": elsewhere, "fields": []}, salt="pulau.held", compress=True)
    assert held.read_held(text) is None


def test_a_signature_of_another_purpose_is_none(house: House) -> None:
    value = {"path": "/lke", "fields": []}
    assert held.read_held(signing.dumps(value, salt="pulau.held")) is not None
    for text in (signing.dumps(value), signing.dumps(value, salt=f"worksheets.handed:{house.sheet.pk}")):
        assert held.read_held(text) is None


def test_no_other_site_can_have_a_form_held_or_sent(house: House) -> None:
    """A browser sends no cookie of ours with another site's form, and says where it comes from."""
    foreign = Client(enforce_csrf_checks=True)
    foreign.force_login(house.users["ayu"])
    headers = {"Origin": "https://evil.example"}
    for path in ("/masuk", "/akun/lanjutkan", "/keluar", house.address("area/1"), "/token", "/webhook"):
        assert foreign.post(path, FORM, headers=headers).status_code == 403, path
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(house.address("area/1"), FORM, headers=headers).status_code == 403


def test_the_key_of_an_open_page_is_for_this_site_alone(house: House) -> None:
    answer = house.client("ayu").get("/akun/kunci", headers={"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"] == "application/json"


def test_signing_in_gives_the_session_another_name_and_signing_out_empties_the_browser(house: House) -> None:
    client, _page = resumed(house)
    before = client.session.session_key
    client.post("/keluar")
    client.post("/masuk", {"login": "ayu@uji.example.id", "password": PASSWORD})
    assert client.session.session_key not in {before, None}
    assert held.SESSION_KEY not in client.session, "what one person left is not the next one's"
    assert client.post("/keluar").headers["Clear-Site-Data"] == '"storage"'


def test_a_session_planted_before_the_sign_in_is_not_the_one_after_it(house: House) -> None:
    client = Client()
    session = client.session
    session["instansi"] = "x"
    session.save()
    client.cookies["sessionid"] = planted = str(session.session_key)
    client.post("/masuk", {"login": "ayu@uji.example.id", "password": PASSWORD})
    assert client.cookies["sessionid"].value != planted


def test_no_password_or_code_is_held_anywhere(house: House) -> None:
    """Neither in the page of a session that ended, nor in the session's row while the person is asked who they are."""
    sent = {"sandi": "kalimat sandi rahasia", "ulang": "kalimat sandi rahasia"}
    ended: Any = Client().post("/akun/sandi", sent)
    assert ended.status_code == 401
    assert 'name="titipan"' not in ended.content.decode()
    client = house.client("ayu")  # signed in without having shown anything lately
    asked = client.post("/akun/sandi", sent)
    assert asked["Location"] == "/akun/konfirmasi?next=/akun/sandi"
    assert held.SESSION_KEY not in client.session
    ended = Client().post("/pakta", {"frasa": "kalimat sandi rahasia"})  # of a certificate elsewhere
    assert 'name="titipan"' not in ended.content.decode()
    assert "kalimat" not in ended.content.decode()


def test_what_the_session_holds_lies_sealed(house: House) -> None:
    client, _page = resumed(house)
    text = client.session[held.SESSION_KEY]
    assert held.read_held(text) is None
    assert held.read_held(unseal(text.encode())) is not None
