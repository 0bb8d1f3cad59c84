"""The pages of webhooks: for the agency's administrator, and for nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.worksheets.models import Webhook, WebhookDelivery
from pulau.apps.worksheets.selectors import get_webhook_for
from pulau.apps.worksheets.sending import secret_of
from pulau.apps.worksheets.services import webhooks as services
from pulau.core.shared.actor import Actor
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.cast import NOW
from tests.house import House

Queries = Any  # pytest-django's counter
URL = "https://sistem.example.id/pulau?kunci=1"
GOOD = {"alamat": URL, "peristiwa": ["answer.changed", "score.changed"]}


@pytest.fixture
def hook(house: House) -> Webhook:
    return services.add_webhook(actor=house.actors["hana"], url=URL, events=["score.changed"], now=NOW)


def text(answer: Any) -> str:  # noqa: ANN401 - an answer
    return str(answer.content.decode())


def fresh(house: House, hook: Webhook) -> Webhook:
    return get_webhook_for(house.actors["hana"], hook.pk)


@pytest.mark.parametrize(
    ("who", "status"), [("ayu", 403), ("gita", 403), ("indra", 403), ("dewi", 403), ("eka", 403), (None, 302)]
)
def test_nobody_else_sees_or_changes_them(house: House, hook: Webhook, who: str | None, status: int) -> None:
    browser = house.client(who)
    for rest in ("", f"/{hook.pk}", f"/{hook.pk}/yakin/hapus", f"/{hook.pk}/yakin/ganti-rahasia"):
        assert browser.get(f"/webhook{rest}").status_code == status
    posted = 401 if who is None else status
    for rest in ("", f"/{hook.pk}", f"/{hook.pk}/jeda", f"/{hook.pk}/uji", f"/{hook.pk}/yakin/hapus"):
        assert browser.post(f"/webhook{rest}", GOOD).status_code == posted
    assert (fresh(house, hook).active, fresh(house, hook).events) == (True, ["score.changed"])


def test_the_administrator_of_another_agency_finds_none_of_them(house: House, hook: Webhook) -> None:
    appoint(
        actor=Actor.system(house.tenants["lain"]), user_id=house.users["eka"].pk,
        wish=Wish(role=Role.AGENCY_ADMINISTRATOR, since=date(2020, 1, 2)), now=NOW,
    )  # fmt: skip
    browser = house.client("eka")
    assert URL not in text(browser.get("/webhook"))
    assert browser.get(f"/webhook/{hook.pk}").status_code == 404
    assert browser.post(f"/webhook/{hook.pk}/jeda").status_code == 404
    assert browser.post(f"/webhook/{hook.pk}/yakin/hapus").status_code == 404


def test_an_address_is_added_and_its_secret_shown(house: House) -> None:
    browser = house.client("hana")
    added = browser.post("/webhook", GOOD)
    assert added.status_code == 303
    row = Webhook.objects.for_actor(house.actors["hana"]).get()
    page = browser.get(added["Location"])
    assert secret_of(row.pk, 1) in text(page)
    assert "no-store" in page["Cache-Control"]
    assert "Alamat ditambahkan" in text(page)
    assert "sistem.example.id" in text(browser.get("/webhook"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"alamat": ""}, "Tulis alamat"),
        ({"alamat": "http://sistem.example.id/"}, "tidak memakai https"),
        ({"alamat": "https://10.0.0.1/"}, "jaringan tertutup"),
        ({"alamat": "sistem"}, "tidak lengkap"),
        ({"alamat": "x" * 501}, "terlalu panjang"),
        ({"peristiwa": []}, "sedikitnya satu"),
        ({"peristiwa": ["entah"]}, "tidak dikenal"),
    ],
)
def test_what_cannot_be_added_is_told_and_kept_in_the_form(house: House, change: dict[str, Any], told: str) -> None:
    answer = house.client("hana").post("/webhook", {**GOOD, **change})
    assert answer.status_code == 422
    assert told in text(answer)
    if change.get("alamat"):
        assert change["alamat"][:40] in text(answer)
    assert not Webhook.objects.for_actor(house.actors["hana"]).exists()


def test_pausing_resuming_testing_and_choosing_lead_back_to_the_page(house: House, hook: Webhook) -> None:
    browser = house.client("hana")
    for deed, told in (("jeda", "Webhook dijeda"), ("lanjutkan", "berjalan lagi"), ("uji", "sedang dikirim")):
        done = browser.post(f"/webhook/{hook.pk}/{deed}")
        assert done.status_code == 303
        assert told in text(browser.get(done["Location"]))
    assert WebhookDelivery.objects.for_actor(house.actors["hana"]).get().event == "test"
    chosen = browser.post(f"/webhook/{hook.pk}", {"peristiwa": ["answer.changed"]})
    assert "Pilihan peristiwa tersimpan" in text(browser.get(chosen["Location"]))
    assert fresh(house, hook).events == ["answer.changed"]
    assert browser.post(f"/webhook/{hook.pk}", {}).status_code == 422
    assert browser.get(f"/webhook/{hook.pk}/jeda").status_code == 405
    assert browser.post(f"/webhook/{hook.pk}/entah").status_code == 404


def test_a_new_secret_and_a_removal_ask_first_and_name_the_address(house: House, hook: Webhook) -> None:
    browser = house.client("hana")
    for deed in ("ganti-rahasia", "hapus"):
        assert "sistem.example.id/pulau" in text(browser.get(f"/webhook/{hook.pk}/yakin/{deed}"))
    assert browser.get(f"/webhook/{hook.pk}/yakin/entah").status_code == 404
    changed = browser.post(f"/webhook/{hook.pk}/yakin/ganti-rahasia")
    assert secret_of(hook.pk, 2) in text(browser.get(changed["Location"]))
    gone = browser.post(f"/webhook/{hook.pk}/yakin/hapus")
    assert "Webhook dihapus" in text(browser.get(gone["Location"]))
    assert browser.get(f"/webhook/{hook.pk}").status_code == 404


@pytest.mark.parametrize(
    ("state", "problem", "told"),
    [
        ("delivered", "", "Diterima"),
        ("failed", "status", "Server menolak. (500)"),
        ("failed", "timeout", "Tidak ada jawaban"),
        ("pending", "unreachable", "Dicoba lagi"),
        ("failed", "certificate", "Sertifikat"),
    ],
)
def test_the_last_deliveries_say_how_they_went(
    house: House, hook: Webhook, state: str, problem: str, told: str
) -> None:
    WebhookDelivery.objects.for_actor(house.actors["hana"]).create(
        webhook_id=hook.pk, event="score.changed", body="{}", created_at=NOW, state=state, attempts=1, next_at=NOW,
        last_status=500 if problem == "status" else None, last_problem=problem,
    )  # fmt: skip
    page = " ".join(text(house.client("hana").get(f"/webhook/{hook.pk}")).split())
    assert told in page


def test_the_page_asks_no_more_for_more_deliveries(
    house: House, hook: Webhook, django_assert_max_num_queries: Queries
) -> None:
    rows = WebhookDelivery.objects.for_actor(house.actors["hana"])
    for _number in range(40):
        rows.create(webhook_id=hook.pk, event="score.changed", body="{}", created_at=NOW)
    browser = house.client("hana")
    with django_assert_max_num_queries(5):
        assert text(browser.get(f"/webhook/{hook.pk}")).count("Menunggu") >= 30


def test_the_pages_speak_english_too(house: House, hook: Webhook) -> None:
    browser = house.client("hana")
    browser.cookies[LANGUAGE_COOKIE] = "en"
    assert {browser.get(f"/webhook{rest}").status_code for rest in ("", f"/{hook.pk}", f"/{hook.pk}/yakin/hapus")} == {
        200
    }
