"""The second factor: setting up, asked for, lost; nothing goes past it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings
from django.utils.timezone import now

from pulau.apps.people.contract import Role, Wish
from pulau.apps.people.services.inviting import invite
from pulau.core.shared.roles import SECOND_FACTOR
from pulau.foundation.accounts.models import EventKind, Means, SignInEvent, Tries
from pulau.foundation.accounts.services.securing import reset_factors
from pulau.foundation.journal.models import Entry
from tests.cast import NOW
from tests.foundation.codes import code_of, forget_used, give_app, recovery_codes
from tests.house import FIRST_DAY, PASSWORD, House

required = override_settings(SECOND_FACTOR_REQUIRED=True)


def signed_in(who: str, **more: str) -> Client:
    """A browser in which somebody gave the right password; a second factor may still be asked for."""
    client = Client()
    client.post("/masuk", {"login": f"{who}@uji.example.id", "password": PASSWORD, **more})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_app_is_set_up_with_its_first_code_and_gives_recovery_codes_once(house: House) -> None:
    client = signed_in("ayu")
    page = client.get("/akun/kode-aplikasi").content.decode()
    secret = re.findall(r"data-totp-secret>([A-Z2-7 ]+)<", page)[0].replace(" ", "")
    assert "data:image/svg+xml;base64," in page
    wrong = client.post("/akun/kode-aplikasi", {"kode": "000000"})
    assert wrong.status_code == 422
    assert "setel jam ponsel" in wrong.content.decode(), "the clock is named"
    assert secret in wrong.content.decode().replace(" ", ""), "the same secret, for another try"
    done = client.post("/akun/kode-aplikasi", {"kode": code_of(secret)})
    assert (done.status_code, done["Location"]) == (303, "/akun/kode-pemulihan")
    codes = re.findall(r"<code>(\d{8})</code>", client.get("/akun/kode-pemulihan").content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get("/akun/kode-pemulihan").content.decode(), "shown once"
    row = Authenticator.objects.get(user=house.users["ayu"], type="totp")
    assert secret not in str(row.data), "the secret lies sealed"
    told = Entry.objects.for_actor(house.actors["ayu"]).filter(action="accounts.factor_added").get()
    assert told.payload == f'{{"means":"totp","user":"{house.users["ayu"].pk}"}}'


def test_after_the_password_the_code_is_asked_for(house: House) -> None:
    secret = give_app(house.users["ayu"])
    client = signed_in("ayu", next="/lke")
    assert not is_in(client)
    assert client.get("/lke")["Location"] == "/masuk?next=/lke"
    assert "Satu langkah lagi" in client.get("/masuk/kode").content.decode()
    assert client.post("/masuk/kode", {"code": "000000"}).status_code == 422
    done = client.post("/masuk/kode", {"code": code_of(secret)})
    assert (done.status_code, done["Location"]) == (302, "/lke")
    event = SignInEvent.objects.filter(user=house.users["ayu"], kind=EventKind.SIGNED_IN).get()
    assert (event.means, event.factor) == (Means.PASSWORD, Means.TOTP)


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(
    house: House, steps: int, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: 1_800_000_015.0)
    secret = give_app(house.users["ayu"])
    client = signed_in("ayu")
    assert client.post("/masuk/kode", {"code": code_of(secret, steps=steps)}).status_code == status


def test_a_code_opens_once_in_all_processes(house: House) -> None:
    secret = give_app(house.users["ayu"])
    first, second = signed_in("ayu"), signed_in("ayu")
    code = code_of(secret)
    assert first.post("/masuk/kode", {"code": code}).status_code == 302
    assert second.post("/masuk/kode", {"code": code}).status_code == 422


def test_guessing_codes_is_held_whoever_guesses(house: House) -> None:
    secret = give_app(house.users["ayu"])
    for n in range(5):
        assert signed_in("ayu").post("/masuk/kode", {"code": f"00000{n}"}).status_code == 422
    client = signed_in("ayu")
    held = client.post("/masuk/kode", {"code": code_of(secret)})
    assert (held.status_code, int(held["Retry-After"]) <= 30, is_in(client)) == (429, True, False)


def test_a_recovery_code_opens_once(house: House) -> None:
    give_app(house.users["ayu"])
    code = recovery_codes(house.users["ayu"])[3]
    assert signed_in("ayu").post("/masuk/kode", {"code": code}).status_code == 302
    assert signed_in("ayu").post("/masuk/kode", {"code": code}).status_code == 422
    assert code not in recovery_codes(house.users["ayu"])


def test_new_recovery_codes_make_the_old_ones_worthless(house: House) -> None:
    secret = give_app(house.users["ayu"])
    old = recovery_codes(house.users["ayu"])
    client = signed_in("ayu")
    client.post("/masuk/kode", {"code": code_of(secret)})
    client.get("/akun/kode-pemulihan")
    assert client.post("/akun/kode-pemulihan").status_code == 303
    new = re.findall(r"<code>(\d{8})</code>", client.get("/akun/kode-pemulihan").content.decode())
    assert len(new) == 10
    assert not set(new) & set(old)


def test_who_gives_up_at_the_second_step_leaves_no_half_open_door(house: House) -> None:
    give_app(house.users["ayu"])
    client = signed_in("ayu")
    assert client.get("/masuk").status_code == 302, "the second step waits"
    client.post("/keluar")
    assert client.get("/masuk").status_code == 200
    assert client.get("/masuk/kode")["Location"] == "/masuk"


@required
def test_a_role_that_asks_for_it_opens_nothing_before_it_is_set_up(house: House) -> None:
    assert "agency-administrator" in SECOND_FACTOR
    client = signed_in("hana")
    for path in ("/", "/lke", "/kelola", "/token", "/akun/keamanan", "/akun/sesi"):
        assert client.get(path)["Location"] == "/akun/faktor-kedua", path
    page = client.get("/akun/faktor-kedua").content.decode()
    assert "/akun/passkey" in page
    assert "/akun/kode-aplikasi" in page
    assert client.post("/token", {"nama": "yang tadi diisi"})["Location"] == "/akun/faktor-kedua"
    assert client.get("/lke", headers={"HX-Request": "true"}).status_code == 403
    secret = re.findall(r"data-totp-secret>([A-Z2-7 ]+)<", client.get("/akun/kode-aplikasi").content.decode())[0]
    client.post("/akun/kode-aplikasi", {"kode": code_of(secret.replace(" ", ""))})
    assert client.get("/lke").status_code == 200, "at once, without signing in again"
    assert "yang tadi diisi" in client.get("/akun/lanjutkan").content.decode(), "nothing that was typed is lost"


@required
def test_who_needs_no_second_factor_is_not_asked_for_one(house: House) -> None:
    assert signed_in("ayu").get("/lke").status_code == 200
    assert signed_in("ayu").get("/akun/faktor-kedua")["Location"] == "/akun/keamanan"


@required
def test_a_session_from_before_the_factor_must_show_it(house: House) -> None:
    before = signed_in("hana")
    secret = give_app(house.users["hana"])
    assert before.get("/akun/faktor-kedua")["Location"] == "/akun/konfirmasi"
    asked = before.get("/akun/konfirmasi").content.decode()
    assert 'name="kode"' in asked
    assert 'name="sandi"' not in asked, "the password was shown already"
    assert before.post("/akun/konfirmasi", {"sandi": PASSWORD}).status_code == 422
    assert before.get("/lke").status_code == 303
    assert before.post("/akun/konfirmasi", {"kode": code_of(secret)}).status_code == 303
    assert before.get("/lke").status_code == 200


@pytest.mark.parametrize("who", ["hana", "ayu"])
def test_a_session_from_before_the_factor_can_neither_add_nor_renew_one(house: House, who: str) -> None:
    """Whoever knows the password alone would otherwise make recovery codes or a passkey, and be past the factor."""
    with override_settings(SECOND_FACTOR_REQUIRED=who == "hana"):
        before = signed_in(who)
        secret = give_app(house.users[who])
        factor = Authenticator.objects.get(user=house.users[who], type="totp")
        for path in ("/akun/kode-pemulihan", "/akun/passkey", "/akun/sandi", f"/akun/faktor/{factor.pk}/hapus"):
            for answer in (before.get(path), before.post(path)):
                assert answer["Location"].startswith(("/akun/konfirmasi?", "/akun/faktor-kedua")), path
        assert before.post("/akun/konfirmasi", {"sandi": PASSWORD}).status_code == 422
        assert Authenticator.objects.filter(user=house.users[who]).count() == 2
        before.post("/akun/konfirmasi", {"kode": code_of(secret)})
        assert before.get("/akun/kode-pemulihan").status_code == 200


@required
def test_the_last_factor_stays_where_a_role_asks_for_it(house: House) -> None:
    secret = give_app(house.users["hana"])
    client = signed_in("hana")
    client.post("/masuk/kode", {"code": code_of(secret)})
    factor = Authenticator.objects.get(user=house.users["hana"], type="totp")
    assert "peran Anda mewajibkannya" in client.get(f"/akun/faktor/{factor.pk}/hapus").content.decode()
    assert client.post(f"/akun/faktor/{factor.pk}/hapus").status_code == 409
    assert Authenticator.objects.filter(pk=factor.pk).exists()


@override_settings(SECOND_FACTOR_REQUIRED=True, DEMO_SIGN_IN=True)
def test_people_of_a_demo_are_spared_it_and_told_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pulau.foundation.accounts.adapter.PARTS", {"hana@uji.example.id": "Pengelola"})
    monkeypatch.setattr("pulau.foundation.accounts.adapter.DEMO_PASSWORD", PASSWORD)
    client = signed_in("hana")
    assert client.get("/lke").status_code == 200
    assert "faktor kedua tidak diminta" in client.get("/akun/keamanan").content.decode()
    assert SignInEvent.objects.filter(means=Means.DEMO).count() == 1
    with override_settings(DEMO_SIGN_IN=False):
        assert client.get("/lke").status_code == 303, "nowhere but on a demo"
        assert signed_in("hana").get("/lke").status_code == 303


@override_settings(SECOND_FACTOR_REQUIRED=True, DEMO_SIGN_IN=True)
def test_nobody_else_is_spared_it_in_a_browser_in_which_the_demo_was_tried(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pulau.foundation.accounts.adapter.PARTS", {"ayu@uji.example.id": "Tim"})
    monkeypatch.setattr("pulau.foundation.accounts.adapter.DEMO_PASSWORD", PASSWORD)
    give_app(house.users["ayu"])
    client = signed_in("ayu")  # and gives up at the second step
    wish = Wish(role=Role.AGENCY_ADMINISTRATOR, since=FIRST_DAY, document="SK 1")
    key = invite(actor=house.actors["hana"], email="baru@uji.example.id", full_name="Baru", wish=wish, now=now()).key
    words = dict.fromkeys(("sandi", "ulangi"), "kalimat panjang dan rahasia") | {"nama": "Baru Sekali"}
    assert client.post(f"/undangan/{key}", words).status_code in {302, 303}
    assert is_in(client)
    assert client.get("/lke")["Location"] == "/akun/faktor-kedua"


def test_a_factor_of_somebody_else_is_not_found(house: House) -> None:
    give_app(house.users["gita"])
    theirs = Authenticator.objects.get(user=house.users["gita"], type="totp")
    client = signed_in("ayu")
    for answer in (client.get(f"/akun/faktor/{theirs.pk}/hapus"), client.post(f"/akun/faktor/{theirs.pk}/hapus")):
        assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_removing_the_last_factor_takes_the_recovery_codes_along(house: House) -> None:
    secret = give_app(house.users["ayu"])
    client = signed_in("ayu")
    client.post("/masuk/kode", {"code": code_of(secret)})
    factor = Authenticator.objects.get(user=house.users["ayu"], type="totp")
    assert client.post(f"/akun/faktor/{factor.pk}/hapus").status_code == 303
    assert not Authenticator.objects.filter(user=house.users["ayu"]).exists()
    assert is_in(signed_in("ayu"))


def test_who_lost_their_factor_is_helped_by_the_administrator(house: House) -> None:
    ayu = house.users["ayu"]
    secret = give_app(ayu)
    client = signed_in("ayu")
    client.post("/masuk/kode", {"code": code_of(secret)})
    assert client.get("/lke").status_code == 200
    assert reset_factors(actor=house.actors["hana"], user=ayu, now=NOW) == 2
    assert client.get("/lke").status_code == 302, "signed out everywhere"
    assert is_in(signed_in("ayu")), "the password is enough now"
    entry = Entry.objects.for_actor(house.actors["hana"]).filter(action="accounts.factors_reset").get()
    assert entry.object_id == str(ayu.pk)
    assert SignInEvent.objects.filter(user=ayu, kind=EventKind.FACTORS_RESET).exists()


def test_the_code_page_is_nobodys_who_gave_no_password(client: Client, db: None) -> None:
    assert client.get("/masuk/kode")["Location"] == "/masuk"
    assert client.post("/masuk/kode", {"code": "123456"})["Location"] == "/masuk"


def passkey(client: Client, credential: str) -> Any:  # noqa: ANN401 - an answer
    return client.post("/masuk/passkey", {"credential": credential})


@pytest.mark.parametrize("credential", ["", "x", "{}", "[]", "null", '{"id": "a", "response": {"userHandle": "%%"}}'])
def test_a_made_up_passkey_opens_nothing(client: Client, db: None, credential: str) -> None:
    asked = client.get("/masuk/passkey", headers={"Accept": "application/json"})
    assert "challenge" in str(asked.json())
    answer = passkey(client, credential)
    assert answer.status_code == 422
    assert not is_in(client)
    assert Tries.objects.count() == 0, "nobody can be held back by made-up passkeys"
    forget_used()
