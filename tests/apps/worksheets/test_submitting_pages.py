"""The pages from readiness to the submission: whose they are, what they ask, what they say afterwards."""

from __future__ import annotations

import errno
import json

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pulau.apps.agencies.contract import Finding, Measure, record_readiness
from pulau.apps.worksheets.models import SheetState
from pulau.foundation import storage
from tests.apps.worksheets.api import Program, codes
from tests.apps.worksheets.conftest import text_of
from tests.apps.worksheets.handing import ITEM, fresh, hand_in, lay, look
from tests.cast import NOW
from tests.house import YEAR, House

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(house: House) -> House:
    house.answer("ayu", {ITEM: "Ya", "P1.i.b": "A"})
    lay(house)
    return house


def sent(house: House) -> dict[str, object]:
    found = look(house, now=timezone.now())
    return {"segel": found.seal, "terima": sorted(found.check.codes)}


def test_readiness_asks_the_same_whatever_the_evidence(
    answered: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = answered.client("ayu")
    with django_assert_max_num_queries(15) as before:
        page = text_of(client.get(answered.address("kesiapan")))
    assert "Bukti 1 dari 2" in page
    for item in ("P1.i.b", "P1.ii.a", "P1.ii.b"):
        lay(answered, item)
    with django_assert_max_num_queries(15) as after:
        client.get(answered.address("kesiapan"))
    assert len(after) == len(before)
    with django_assert_max_num_queries(15):
        assert client.get(answered.address("periksa")).status_code == 200


def test_the_team_is_not_offered_the_button_and_may_not_press_it(answered: House) -> None:
    team = answered.confirmed("ayu")
    assert "/ajukan" not in text_of(team.get(answered.address("periksa")))
    assert team.get(answered.address("ajukan")).status_code == 403
    assert team.post(answered.address("ajukan"), sent(answered)).status_code == 403
    assert answered.confirmed("hana").post(answered.address("ajukan"), sent(answered)).status_code == 403
    assert answered.confirmed("dewi").get(answered.address("kesiapan")).status_code == 404
    assert fresh(answered).state == SheetState.DRAFT


def test_the_head_is_asked_again_who_they_are(answered: House) -> None:
    answer = answered.client("gita").post(answered.address("ajukan"), sent(answered))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/akun/konfirmasi")
    assert fresh(answered).state == SheetState.DRAFT


def test_handing_in_and_pressing_twice_leads_to_one_submission(answered: House) -> None:
    client = answered.confirmed("gita")
    assert "Ajukan ke TPI" in text_of(client.get(answered.address("ajukan")))
    form = sent(answered)
    unaccepted = client.post(answered.address("ajukan"), {**form, "terima": []})
    assert unaccepted.status_code == 422
    assert "belum Anda tandai" in text_of(unaccepted)
    for _press in range(2):
        answer = client.post(answered.address("ajukan"), form)
        assert (answer.status_code, answer.headers["Location"]) == (303, answered.address("ajuan/1"))
    page = text_of(client.get(answered.address("ajuan/1?cocokkan=1")))
    assert "Isi sama dengan ajuan: 2 jawaban dan 1 bukti" in page
    manifest = json.loads(client.get(answered.address("ajuan/1/manifes")).content)
    assert manifest["format"] == "pulau-manifest-1"
    assert client.get(answered.address("ajuan/2")).status_code == 404


def test_pages_say_that_it_was_handed_in_and_take_nothing(answered: House) -> None:
    hand_in(answered)
    client = answered.client("ayu")
    page = text_of(client.get(answered.address("area/1")))
    assert "Diajukan 2 Maret 2026 oleh Gita Permata, tidak dapat diubah." in page
    assert "Simpan semua di halaman ini" not in page
    typed = {f"versi:{ITEM}": "1", f"jawab:{ITEM}": "Tidak", f"catatan:{ITEM}": "Catatan yang baru saya tulis"}
    refused = client.post(answered.address("area/1"), typed)
    assert refused.status_code == 409
    assert "Catatan yang baru saya tulis" in text_of(refused)
    piece = client.post(answered.address("area/1"), typed, headers={"HX-Request": "true"})
    assert piece.status_code == 409
    assert 'id="f-P1-i-a" hx-swap-oob="true"' in text_of(piece)
    assert client.get(answered.address("unggah")).status_code == 409
    assert client.post(answered.address("tim"), {}).status_code in {409, 422}


def test_it_is_taken_back_on_its_page_by_the_head(answered: House) -> None:
    hand_in(answered)
    team = answered.confirmed("ayu")
    assert "Tarik ajuan" not in text_of(team.get(answered.address("ajuan/1")))
    assert team.post(answered.address("ajuan/1/tarik"), {"alasan": "Salah"}).status_code == 403
    client = answered.confirmed("gita")
    assert client.post(answered.address("ajuan/1/tarik"), {"alasan": ""}).status_code == 422
    assert client.post(answered.address("ajuan/1/tarik"), {"alasan": "Bukti tertukar"}).status_code == 303
    assert client.post(answered.address("ajuan/1/tarik"), {"alasan": "Lagi"}).status_code == 409
    assert "Bukti tertukar" in text_of(client.get(answered.address("ajuan/1")))
    assert fresh(answered).state == SheetState.DRAFT


def test_the_api_tells_of_it_and_refuses_changes(answered: House) -> None:
    hand_in(answered)
    ask = Program.of(answered, "ayu")
    shown = ask.get("").json()
    assert (shown["state"], shown["submission"]["number"]) == ("submitted", 1)
    refused = ask.put(ITEM, value="Tidak", version=1)
    assert (refused.status_code, codes(refused)) == (409, ["worksheet-submitted"])


def test_the_year_before_is_remembered(answered: House) -> None:
    before = answered.open("disdukcapil", YEAR - 1)
    answered.answer("ayu", {"P1.ii.a": "Ya", "P1.i.b": "A"}, sheet=before)
    answered.answer("ayu", {"P1.i.b": "B"})
    found = {one.code: one.items for one in look(answered).check.warnings}
    assert (found["dropped"], found["lower"]) == (("P1.ii.a",), ("P1.i.b",))
    page = text_of(answered.client("ayu").get(answered.address("periksa")))
    assert "Dijawab tahun lalu, belum tahun ini: 1 butir" in page


def test_conditions_of_the_proposal_are_met_short_or_unknown(answered: House) -> None:
    for measure, value in ((Measure.BPK_OPINION, "WTP"), (Measure.SAKIP, "CC"), (Measure.SPIP_MATURITY, "3.02")):
        finding = Finding(measure=measure, year=YEAR - 1, value=value, document="LHP 7", document_date=NOW.date())
        record_readiness(actor=answered.actors["hana"], finding=finding, now=NOW)
    client = answered.client("ayu")
    context = client.get(answered.address("periksa")).context
    states = {(one.name, one.level): one.state for one in context["conditions"]}
    assert states["Opini BPK", "instansi"] == "met"
    assert states["Predikat SAKIP", "instansi"] == "short"
    assert states["Layanan utama", "unit"] == "unknown"
    assert any(one.known == "3,02 (LHP 7)" for one in context["conditions"])
    assert context["instrument"] == "Permenpan RB 5/2024"


def test_a_store_that_is_full_hands_nothing_in(answered: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_content: bytes) -> str:
        raise storage.StoreUnavailable(errno.ENOSPC, "no room")

    client = answered.confirmed("gita")
    form = sent(answered)
    monkeypatch.setattr(storage, "put", full)
    assert client.post(answered.address("ajukan"), form).status_code == 503
    assert fresh(answered).state == SheetState.DRAFT
    monkeypatch.undo()
    assert client.post(answered.address("ajukan"), form).status_code == 303


def test_a_record_that_is_missing_is_said_on_its_pages(answered: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(digest: str) -> bytes:
        raise storage.BlobMissing(digest)

    hand_in(answered)
    monkeypatch.setattr(storage, "get", missing)
    gita = answered.client("gita")
    for path in ("ajuan/1", "ajuan/1?cocokkan", "ajuan/1/manifes"):
        answer = gita.get(answered.address(path))
        assert answer.status_code == 503
        assert "hilang atau rusak" in text_of(answer)
    assert gita.post(answered.address("unduh/paket")).status_code == 503
    assert gita.get(answered.address("kesiapan")).status_code == 200
