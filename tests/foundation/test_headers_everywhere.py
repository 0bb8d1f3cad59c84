"""Headers and cookies on every kind of answer; and what never stands in a log."""

from __future__ import annotations

import json
import logging
from typing import Any, Final

import pytest
from django.test import Client, override_settings

from pulau.apps.people.contract import issue_token
from pulau.apps.worksheets.delivering import try_delivery
from pulau.apps.worksheets.sending import secret_of
from pulau.apps.worksheets.services.webhooks import add_webhook, send_test_event
from pulau.apps.worksheets.views import area
from tests.cast import NOW
from tests.foundation.test_away import away
from tests.house import PASSWORD, House
from tests.walls.headers import header_faults

SHEET: Final = "/lke/disdukcapil/2026"
WORKSHEETS: Final = "/api/v1/worksheets"
JSON: Final = "application/json"


def api(house: House, who: str, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - an answer
    key = issue_token(actor=house.actors[who], name="uji", now=NOW.replace(year=2100)).key
    headers = {"Authorization": f"Bearer {key}"}
    return Client().generic(method, path, json.dumps(body or {}).encode(), content_type=JSON, headers=headers)


def item_of(house: House) -> str:
    return f"{WORKSHEETS}/{house.sheet.pk}/answers/P1.i.b"


def conflict(house: House) -> Any:  # noqa: ANN401 - an answer
    house.answer("fajar", {"P1.i.b": "B"})
    return house.client("ayu").post(f"{SHEET}/area/1", {"versi:P1.i.b": "0", "jawab:P1.i.b": "A"})


def database_away(house: House) -> Any:  # noqa: ANN401 - an answer
    client = house.client("ayu")
    with away():
        return client.post(f"{SHEET}/area/1", {"versi:P1.i.b": "0"})


def far_too_much(house: House) -> Any:  # noqa: ANN401 - an answer
    with override_settings(UPLOAD_LIMIT_BYTES=1):
        return house.client("ayu").post(f"{SHEET}/unggah", {"berkas": "x"})


def tried_too_often(_house: House) -> Any:  # noqa: ANN401 - an answer
    return [Client().post("/masuk", {"login": "a@uji.example.id", "password": "x"}) for _ in range(6)][-1]


def without_key(house: House) -> Any:  # noqa: ANN401 - an answer
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.users["ayu"])
    return client.post(f"{SHEET}/area/1", {})


ANSWERS: Final[dict[str, tuple[int, Any]]] = {
    "a page": (200, lambda house: house.client("ayu").get(f"{SHEET}/")),
    "a file": (200, lambda house: house.client("ayu").get(f"{SHEET}/unduh/lembar-kerja")),
    "an export that is streamed": (200, lambda house: house.client("hana").get("/lke/tabel.csv")),
    "a way on": (303, lambda house: house.client("ayu").post("/lke/panduan/selesai")),
    "a wrong field": (422, lambda house: house.client("ayu").post("/token", {})),
    "no such page": (404, lambda house: house.client("ayu").get("/tidak-ada")),
    "no right": (403, lambda house: house.client("ayu").get("/webhook")),
    "no duty": (403, lambda house: house.client("eka").get("/lke")),
    "no key of a form": (403, without_key),
    "no such method": (405, lambda house: house.client("ayu").delete("/lke")),
    "somebody was quicker": (409, conflict),
    "too large": (413, far_too_much),
    "tried too often": (429, tried_too_often),
    "a question for a passkey": (200, lambda _house: Client().get("/masuk/passkey", headers={"Accept": JSON})),
    "who it is, once more": (200, lambda house: house.client("ayu").get("/akun/konfirmasi")),
    "the database is away": (503, database_away),
    "a session that has ended": (401, lambda _house: Client().post(f"{SHEET}/area/1", {})),
    "a script whose session has ended": (401, lambda _: Client().get(f"{SHEET}/", headers={"HX-Request": "true"})),
    "another host": (400, lambda _house: Client().get("/masuk", headers={"Host": "evil.example"})),
    "the API": (200, lambda house: api(house, "ayu", "GET", WORKSHEETS)),
    "the API without a token": (401, lambda _house: Client().get(WORKSHEETS)),
    "the API without a right": (403, lambda house: api(house, "hana", "PUT", item_of(house), {"version": 0})),
    "the API of another agency": (404, lambda house: api(house, "dewi", "GET", f"{WORKSHEETS}/{house.sheet.pk}")),
    "the API told nonsense": (422, lambda house: api(house, "ayu", "POST", WORKSHEETS, {"x": 1})),
    "the API told in another way": (405, lambda house: api(house, "ayu", "DELETE", WORKSHEETS)),
}  # fmt: skip


@pytest.mark.parametrize("what", ANSWERS)
def test_every_kind_of_answer_carries_the_headers_and_stays_out_of_shared_caches(house: House, what: str) -> None:
    status, ask = ANSWERS[what]
    answer = ask(house)
    assert answer.status_code == status
    assert header_faults(answer, private=what != "another host") == []


def test_a_mistake_of_ours_carries_them_too_and_tells_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError("isi-rahasia")

    monkeypatch.setattr(area, "answer_items", broken)
    client = house.client("ayu")
    client.raise_request_exception = False
    answer = client.post(f"{SHEET}/area/1", {"versi:P1.i.b": "0"})
    assert answer.status_code == 500
    assert header_faults(answer, private=True) == []
    assert b"isi-rahasia" not in answer.content


def test_files_of_the_interface_carry_them_too(house: House) -> None:
    for path in ("/static/pulau/pulau.css", "/static/pulau/pulau.js", "/static/pulau/favicon.svg"):
        assert header_faults(Client().get(path)) == [], path


def test_a_page_that_must_not_be_kept_is_not(house: House) -> None:
    answer = house.client("ayu").post("/token", {"nama": "x", "hari": "30"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_check_sees_what_is_missing(house: House) -> None:
    answer = house.client("ayu").get("/lke")
    for name in ("X-Frame-Options", "Content-Security-Policy", "Cache-Control", "Referrer-Policy"):
        kept = answer.headers[name]
        del answer.headers[name]
        assert header_faults(answer, private=True) != [], name
        answer.headers[name] = kept
    answer.set_cookie("baru", "1")
    assert header_faults(answer) == ["200: cookie baru is open"]


def test_no_secret_stands_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    hook = add_webhook(actor=house.actors["hana"], url="https://127.0.0.1:1/x", events=["answer.changed"], now=NOW)
    delivery = send_test_event(actor=house.actors["hana"], webhook_id=hook.pk, now=NOW)
    try_delivery(delivery.tenant_id, delivery.pk)
    key = issue_token(actor=house.actors["ayu"], name="uji", now=NOW).key
    for token in (key, f"{key}x"):
        Client().get(WORKSHEETS, headers={"Authorization": f"Bearer {token}"})
    Client().post("/masuk", {"login": "ayu@uji.example.id", "password": "sandi-yang-salah"})
    client = Client()
    client.post("/masuk", {"login": "ayu@uji.example.id", "password": PASSWORD})
    client.get("/tidak-ada")
    secrets = [key, PASSWORD, "sandi-yang-salah", secret_of(hook.pk, 1), client.cookies["sessionid"].value]
    told = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert caplog.records
    assert [secret for secret in secrets if secret in told] == []
