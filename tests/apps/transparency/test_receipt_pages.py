"""Receipts: who gets which, what they prove, and what a page says while there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pulau.apps.people.models import Appointment
from pulau.apps.transparency import places
from pulau.apps.transparency.contract import sequence_once
from pulau.core.log.receipts import check_receipt, read_receipt
from pulau.exchange.log.keys import verify
from pulau.foundation.journal.models import Entry
from tests.apps.transparency.conftest import add_witnesses
from tests.apps.worksheets.handing import ITEM, lay, look
from tests.house import FIRST_DAY, House

MOST_QUERIES = 20


def entry_of(house: House, action: str, who: str) -> Entry:
    found = Entry.objects.for_tenant(house.tenants["sagara"]).filter(action=action, actor_id=house.users[who].pk)
    row: Entry = found.latest("at", "id")
    return row


@pytest.fixture
def act(log: Path, house: House) -> Entry:
    """Hana opened a worksheet; the entry is not in the log yet."""
    return entry_of(house, "worksheets.worksheet_opened", "hana")


def page(house: House, who: str, path: str) -> str:
    answer = house.client(who).get(path)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_receipt_is_of_who_did_it_and_of_who_reads_the_journal(house: House, act: Entry) -> None:
    sequence_once()
    for rest in ("", "/berkas"):
        people = ("hana", "gita", "indra", "ayu", "joko", "dewi", "eka")
        told = {who: house.client(who).get(f"/tanda-terima/{act.pk}{rest}").status_code for who in people}
        assert told == {**dict.fromkeys(people, 404), "hana": 200, "gita": 200}, rest
    assert house.client(None).get(f"/tanda-terima/{act.pk}").status_code == 302


def test_whoever_holds_no_duty_any_more_has_the_receipts_still(house: House, act: Entry) -> None:
    sequence_once()
    rows = Appointment.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users["hana"])
    rows.update(until=FIRST_DAY)
    assert house.client("hana").get("/jurnal").status_code == 403
    assert house.client("hana").get(f"/tanda-terima/{act.pk}/berkas").status_code == 200
    assert str(act.pk) in page(house, "hana", "/tanda-terima")


def test_a_receipt_says_what_it_lacks_and_proves_the_entry(house: House, act: Entry) -> None:
    path = f"/tanda-terima/{act.pk}"
    assert "dalam satu menit" in page(house, "hana", path)
    assert house.client("hana").get(f"{path}/berkas").status_code == 302
    sequence_once()
    assert "belum mensyaratkan saksi" in page(house, "hana", path)
    folders = add_witnesses(places.chosen().folder)
    lacking = page(house, "hana", path)
    assert "Belum lengkap disaksikan" in lacking
    assert all(f"<b><bdi>{name}</bdi></b>" in lacking for name in folders)
    sequence_once()
    answer = house.client("hana").get(f"{path}/berkas")
    assert answer.headers["Content-Disposition"].endswith('.pulau.json"')
    assert check_receipt(read_receipt(answer.content), places.policy(), verify).quorum
    witnessed = page(house, "hana", path)
    assert "menandatangani:" not in witnessed
    assert all(name in witnessed for name in folders)


def test_the_list_has_ones_own_acts_and_asks_as_often_for_many_as_for_one(house: House, act: Entry) -> None:
    client = house.client("hana")

    def asked() -> int:
        sequence_once()
        client.get("/tanda-terima")
        with CaptureQueriesContext(connection) as queries:
            assert f"/tanda-terima/{act.pk}" in client.get("/tanda-terima").content.decode()
        return len(queries)

    first = asked()
    for year in (2023, 2024, 2025):
        house.open("disdukcapil", year)
    assert asked() == first <= MOST_QUERIES
    assert f"/tanda-terima/{act.pk}" not in page(house, "indra", "/tanda-terima")
    assert "Belum ada tanda terima" in page(house, "eka", "/tanda-terima")


def test_after_an_act_that_binds_the_next_page_leads_to_its_receipt(house: House, log: Path) -> None:
    """Whoever hands in a worksheet learns of it at once; who only answers an item does not."""
    team = house.client("ayu")
    answered = team.post(house.address("area/1"), {f"versi:{ITEM}": "0", f"jawab:{ITEM}": "Ya"}, follow=True)
    entry_of(house, "worksheets.items_answered", "ayu")  # it is there
    assert b"/tanda-terima/" not in answered.content
    lay(house)
    seen = look(house, now=timezone.now())
    form = {"segel": seen.seal, "terima": sorted(seen.check.codes)}
    handed = house.confirmed("gita").post(house.address("ajukan"), form, follow=True)
    act = entry_of(house, "worksheets.submitted", "gita")
    assert f'href="/tanda-terima/{act.pk}"' in handed.content.decode()


def test_an_installation_without_a_log_offers_no_receipts(house: House) -> None:
    act = entry_of(house, "worksheets.worksheet_opened", "hana")
    assert "tidak memakai log publik" in page(house, "hana", "/tanda-terima")
    assert "tidak memakai log publik" in page(house, "hana", f"/tanda-terima/{act.pk}")
    assert house.client("hana").get(f"/tanda-terima/{act.pk}/berkas").status_code == 302
