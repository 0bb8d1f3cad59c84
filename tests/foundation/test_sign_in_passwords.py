"""Choosing a password: what it must be, changing it, and getting another by mail."""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django_tasks_db.models import DBTaskResult

from pulau.foundation.accounts.models import EventKind, SignInEvent, User
from pulau.foundation.accounts.passwords import BreachedPasswordValidator, CompositionValidator
from pulau.foundation.journal.models import Entry
from tests.foundation.codes import code_of, give_app
from tests.house import PASSWORD, House

NEW = "ombak-kecil-di-teluk-biru"
AYU = "ayu@uji.example.id"


def run_jobs() -> int:
    """Run what waits, as the worker would; return how many."""
    count = 0
    while row := DBTaskResult.objects.ready().order_by("enqueued_at").first():
        row.claim("uji")
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        DBTaskResult.objects.filter(pk=row.pk).update(status="SUCCESSFUL")
        count += 1
    return count


def signed_in(password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/masuk", {"login": AYU, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/lke").status_code == 200


def asked_for_a_link(name: str = AYU) -> str:
    """Ask for a new password and return the path of the mailed link."""
    Client(headers={"host": "localhost:9999"}).post("/akun/lupa", {"surel": name})  # a host that somebody made up
    run_jobs()
    assert name not in str(DBTaskResult.objects.values_list("args_kwargs", flat=True)), "jobs carry ids only"
    found = re.findall(rf"{settings.PUBLIC_URL}(/akun/lupa/\S+)", str(mail.outbox[-1].body))
    return str(found[0])


def test_a_person_changes_their_password_and_stays_in_here_alone(house: House) -> None:
    elsewhere, here = signed_in(), signed_in()
    page = here.get("/akun/sandi").content.decode()
    assert "dua belas karakter" in page
    done = here.post("/akun/sandi", {"sandi": NEW, "ulang": NEW})
    assert (done.status_code, done["Location"]) == (303, "/akun/keamanan?selesai=sandi")
    assert is_in(here)
    assert here.get("/akun/sesi").content.decode().count("Ini yang Anda pakai") == 1
    assert not is_in(elsewhere)
    assert is_in(signed_in(NEW))
    assert not is_in(signed_in(PASSWORD))
    entry = Entry.objects.for_actor(house.actors["ayu"]).get(action="accounts.password_changed")
    assert entry.payload == f'{{"user":"{house.users["ayu"].pk}"}}'
    run_jobs()
    assert [(message.to, "Kata sandi diganti" in str(message.body)) for message in mail.outbox] == [([AYU], True)]


@pytest.mark.parametrize(
    ("sandi", "ulang", "said"),
    [
        ("", "", "Tuliskan"),
        (NEW, "lain", "tidak sama"),
        ("senja", "senja", "12"),
        ("password1234", "password1234", "umum"),
        ("ayu larasati", "ayu larasati", "mirip"),
        ("x" * 5_000, "x" * 5_000, "terlalu panjang"),
    ],
)
def test_a_bad_password_is_refused_with_what_is_wrong(house: House, sandi: str, ulang: str, said: str) -> None:
    client = signed_in()
    answer = client.post("/akun/sandi", {"sandi": sandi, "ulang": ulang})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert sandi == "" or sandi not in answer.content.decode()
    assert is_in(signed_in())


def test_a_new_password_by_mail(house: House) -> None:
    before = signed_in()
    link = asked_for_a_link()
    client = Client()
    hidden = client.get(link)
    assert hidden["Location"].endswith("/baru"), "the key stands in no address that is passed on"
    assert client.get(hidden["Location"]).status_code == 200
    assert client.post(hidden["Location"], {"sandi": NEW, "ulang": "x"}).status_code == 422
    done = client.post(hidden["Location"], {"sandi": NEW, "ulang": NEW})
    assert done["Location"] == "/masuk?sandi=baru"
    assert not is_in(client), "the link signs nobody in"
    assert not is_in(before), "and ends what was open"
    assert is_in(signed_in(NEW))
    assert Client().get(link).status_code == 410, "once"
    assert client.post(hidden["Location"], {"sandi": NEW, "ulang": NEW}).status_code == 410
    assert SignInEvent.objects.filter(user=house.users["ayu"], kind=EventKind.PASSWORD_RESET).count() == 1


def test_a_new_password_does_not_skip_the_second_factor(house: House) -> None:
    """T16."""
    secret = give_app(house.users["ayu"])
    client = Client()
    hidden = client.get(asked_for_a_link())["Location"]
    client.post(hidden, {"sandi": NEW, "ulang": NEW})
    assert "_auth_user_id" not in client.session
    answer = client.post("/masuk", {"login": AYU, "password": NEW})
    assert answer["Location"] == "/masuk/kode"
    assert "_auth_user_id" not in client.session
    for path in ("/lke", "/akun/keamanan", "/akun/konfirmasi", "/akun/kode-pemulihan"):
        assert client.get(path)["Location"].startswith("/masuk?"), path
    client.post("/masuk/kode", {"code": code_of(secret)})
    assert is_in(client)


def test_the_number_gets_a_link_too_and_nobody_gets_none(house: House) -> None:
    User.objects.filter(email=AYU).update(nip="198501012010012001")
    assert asked_for_a_link("19850101 201001 2 001")
    mail.outbox.clear()
    Client().post("/akun/lupa", {"surel": "siapa@uji.example.id"})
    User.objects.filter(email="gita@uji.example.id").update(is_active=False)
    Client().post("/akun/lupa", {"surel": "gita@uji.example.id"})
    assert run_jobs() == 2
    assert mail.outbox == []
    assert Client().post("/akun/lupa", {"surel": ""}).status_code == 422


def test_three_mails_an_hour_are_enough(house: House) -> None:
    for _ in range(6):
        assert Client().post("/akun/lupa", {"surel": AYU})["Location"] == "/akun/lupa/terkirim", "and nobody is told"
    assert run_jobs() == 3


@pytest.mark.parametrize("link", ["/akun/lupa/x/y", "/akun/lupa/{user}/baru", "/akun/lupa/{user}/abc-def"])
def test_a_made_up_link_opens_nothing(house: House, link: str) -> None:
    path = link.format(user=house.users["ayu"].pk.hex)
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"sandi": NEW, "ulang": NEW}).status_code == 410


@override_settings(PASSWORD_PROFILE="bssn")
def test_the_bssn_profile_asks_for_four_kinds_of_characters() -> None:
    check = CompositionValidator()
    check.validate("Ombak-Kecil-7")
    for wrong in ("ombak-kecil-7", "OMBAK-KECIL-7", "Ombak-Kecil-x", "OmbakKecil77"):
        with pytest.raises(ValidationError):
            check.validate(wrong)
    with override_settings(PASSWORD_PROFILE="default"):
        check.validate("ombak kecil")
        assert check.get_help_text() == ""


@pytest.fixture
def service() -> Iterator[tuple[str, list[str]]]:
    """A range service that knows one password, and pads with one that was never seen."""
    asked: list[str] = []
    known = hashlib.sha1(b"hujan-yang-bocor").hexdigest().upper()  # noqa: S324 - the form of the service
    padding = hashlib.sha1(NEW.encode()).hexdigest().upper()  # noqa: S324 - the same

    class Range(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{'0' * 35}:3\r\n{known[5:].lower()}:7\r\n{padding[5:]}:0\r\n".encode())

        def log_message(self, *_told: Any) -> None:  # noqa: ANN401 - the library's
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Range)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/range", asked
    server.shutdown()
    server.server_close()


def test_a_password_of_a_breach_is_refused_by_its_first_five_digits(service: tuple[str, list[str]]) -> None:
    url, asked = service
    check = BreachedPasswordValidator()
    with override_settings(BREACHED_PASSWORDS_URL=url):
        with pytest.raises(ValidationError, match="bocor"):
            check.validate("hujan-yang-bocor")
        check.validate(NEW)
    assert all(re.fullmatch(r"/range/[0-9A-F]{5}", path) for path in asked)
    asked.clear()
    check.validate("hujan-yang-bocor")
    assert asked == [], "nobody is asked unless the operator says so"


def test_a_service_that_is_down_keeps_nobody_out(caplog: pytest.LogCaptureFixture) -> None:
    with override_settings(BREACHED_PASSWORDS_URL="http://127.0.0.1:1/range"), caplog.at_level(logging.WARNING):
        BreachedPasswordValidator().validate("hujan-yang-bocor")
    assert "does not answer" in caplog.text
    assert "hujan" not in caplog.text
