"""The pages of signing: what waits, reading and answering, the body's documents, one's own certificate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pulau.apps.signing import tasks
from pulau.apps.signing.contract import DocumentState, ProviderAway, SignatoryState, prepare_document
from pulau.apps.signing.models import RunState, Signatory, SigningRun
from pulau.apps.signing.views.coming_back import way_back
from pulau.exchange.signatures.providers.local import LocalProvider
from pulau.foundation.accounts import step_up
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.signing.desk import application, as_requested, fresh, people, place_of, prepared, signed, versions, wish
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody have shown a moment ago who they are."""
    monkeypatch.setattr(step_up, "confirmed_recently", lambda _request: True)


def test_what_waits_is_listed_read_and_signed_once_however_often_it_is_tapped(house: House, confirmed: None) -> None:
    document = prepared(house, "indra", "dewi", title="Piagam <b>bersama</b>")
    dewi, place = house.client("dewi"), place_of(house, "dewi", document)
    listed = dewi.get("/tanda-tangan").content.decode()
    assert "Piagam &lt;b&gt;bersama&lt;/b&gt;" in listed
    assert f"/tanda-tangan/{place}" in listed
    page = dewi.get(f"/tanda-tangan/{place}?kembali=/kelola").content.decode()
    assert "Nama indra" in page
    assert "Kabupaten Tanjung Sagara" in page
    for _tap in range(2):
        answer = dewi.post(f"/tanda-tangan/{place}/tandatangani", {"kembali": "/kelola"})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/kelola")
    assert versions(document) == 2
    assert "Menandatangani" in dewi.get("/tanda-tangan").content.decode()


def test_documents_of_one_title_are_told_apart_by_their_unit(house: House, confirmed: None) -> None:
    for code in ("disdukcapil", "rsud"):
        asked = replace(wish(house, "hana", "dewi", title="Piagam"), unit_id=house.units[code].pk)
        with as_requested(house.actors["hana"]):
            prepare_document(actor=house.actors["hana"], wish=asked, now=NOW)
    for path in ("/tanda-tangan", "/tanda-tangan/banyak"):
        page = house.client("hana").get(path).content.decode()
        assert all(house.units[code].name in page for code in ("disdukcapil", "rsud")), path


@pytest.mark.parametrize(
    "back", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "javascript:alert(1)", "/a\nb", "/" * 999]
)
def test_nobody_is_led_elsewhere_after_signing(back: str) -> None:
    assert way_back(RequestFactory().post("/", {"kembali": back})) == ""
    assert way_back(RequestFactory().get("/", {"kembali": "/pakta?tahun=2026"})) == "/pakta?tahun=2026"


def test_who_holds_no_duty_finds_reads_and_signs_what_names_them_and_nothing_else(
    house: House, confirmed: None
) -> None:
    first = prepared(house, "indra", "eka", title="Piagam dengan saksi dari luar")
    second, foreign = prepared(house, "eka", title="Piagam kedua"), prepared(house, "indra", title="Bukan untuk Eka")
    eka = house.client("eka")
    with behind_wall(first.tenant_id, house.users["eka"].pk):
        place = Signatory.objects.of_user(house.users["eka"].pk).get(document=first).pk
    listed = eka.get("/tanda-tangan").content.decode()
    assert first.title in listed
    assert second.title in listed
    assert foreign.title not in listed
    assert "/tanda-tangan/banyak" not in listed, "a run needs a body to act for"
    assert first.title in eka.get(f"/tanda-tangan/{place}").content.decode()
    assert eka.get(f"/dokumen/{first.pk}/versi/1.pdf").status_code == 200
    assert eka.post(f"/tanda-tangan/{place}/tandatangani").status_code == 303
    assert [one.state for one in people(first)] == [SignatoryState.WAITING, SignatoryState.SIGNED]
    assert eka.get(f"/dokumen/{first.pk}").status_code == 200
    for other in (f"/dokumen/{foreign.pk}", f"/dokumen/{foreign.pk}/versi/1.pdf"):
        assert eka.get(other).status_code == 404
    assert house.client("ayu").get(f"/tanda-tangan/{place}").status_code == 404
    assert eka.post(f"/tanda-tangan/{place}/tarik", {"alasan": "Keliru"}).status_code == 303


def test_signing_asks_again_who_it_is(house: House) -> None:
    document = prepared(house, "indra")
    place = place_of(house, "indra", document)
    client = house.client("indra")
    for deed in ("tandatangani", "tolak"):
        answer = client.post(f"/tanda-tangan/{place}/{deed}", {"alasan": "x"})
        assert answer.headers["Location"].startswith("/akun/konfirmasi")
    assert people(document)[0].state == SignatoryState.WAITING


@pytest.mark.parametrize("who", ["ayu", "hana", "dewi"])
def test_where_somebody_else_is_named_nobody_reads_or_answers(house: House, confirmed: None, who: str) -> None:
    document = prepared(house, "indra")
    place, client = place_of(house, "indra", document), house.client(who)
    assert client.get(f"/tanda-tangan/{place}").status_code == 404
    for deed in ("tandatangani", "tolak", "tarik"):
        assert client.post(f"/tanda-tangan/{place}/{deed}", {"alasan": "x"}).status_code == 404
    assert people(document)[0].state == SignatoryState.WAITING


def test_a_refusal_without_a_reason_keeps_the_page_and_one_with_it_is_kept(house: House, confirmed: None) -> None:
    document = prepared(house, "indra", "gita")
    place, client = place_of(house, "gita", document), house.client("gita")
    answer = client.post(f"/tanda-tangan/{place}/tolak", {"alasan": " "})
    assert answer.status_code == 422
    assert "Tulis alasannya." in answer.content.decode()
    long = client.post(f"/tanda-tangan/{place}/tolak", {"alasan": "x" * 1001}).content.decode()
    assert ("Paling panjang 1000 huruf; yang ditulis 1001." in long, "x" * 1001 in long) == (True, True)
    assert client.post(f"/tanda-tangan/{place}/tolak", {"alasan": "Bukan tugas saya"}).status_code == 303
    assert "Bukan tugas saya" in house.client("hana").get(f"/dokumen/{document.pk}").content.decode()


def test_where_the_provider_is_away_the_page_says_so_and_nothing_is_kept(
    house: House, confirmed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = prepared(house, "indra")

    def away(*_given: object) -> None:
        raise ProviderAway("out")

    monkeypatch.setattr(LocalProvider, "sign", away)
    place = place_of(house, "indra", document)
    answer = house.client("indra").post(f"/tanda-tangan/{place}/tandatangani")
    assert answer.status_code == 422
    assert "tidak menjawab" in answer.content.decode()
    assert (versions(document), fresh(document).state) == (1, DocumentState.PREPARED)


def test_documents_are_searched_and_read_by_who_oversees_them_alone(house: House) -> None:
    document = prepared(house, "indra", title="Piagam laut")
    prepared(house, "gita", title="Piagam darat")
    hana = house.client("hana")
    found = hana.get("/dokumen", {"cari": "laut", "keadaan": "prepared"}).content.decode()
    assert ("Piagam laut" in found, "Piagam darat" in found) == (True, False)
    assert "Piagam laut" in hana.get("/dokumen", {"cari": document.shown_number.lower()}).content.decode()
    assert "Piagam laut" not in house.client("gita").get("/dokumen").content.decode()  # of the body, not of her unit
    for who in ("ayu", "dewi"):
        assert house.client(who).get("/dokumen").status_code == 403
        assert house.client(who).get(f"/dokumen/{document.pk}").status_code == 404
        assert house.client(who).get(f"/dokumen/{document.pk}/versi/1.pdf").status_code == 404


def test_the_public_page_is_linked_once_it_knows_the_document(house: House) -> None:
    document = prepared(house, "indra", "dewi")
    hana, page, address = house.client("hana"), f"/dokumen/{document.pk}", f"/v/{document.code}"
    assert (address in hana.get(page).content.decode(), hana.get(address).status_code) == (False, 404)
    signed(house, "indra", document)
    assert (address in hana.get(page).content.decode(), hana.get(address).status_code) == (True, 200)


def test_a_version_is_given_out_as_it_lies_there(house: House) -> None:
    document = prepared(house, "indra", "dewi")
    signed(house, "indra", document)
    for who in ("hana", "indra", "dewi"):  # dewi signs it, in another body
        answer = house.client(who).get(f"/dokumen/{document.pk}/versi/2.pdf")
        assert answer.content.startswith(b"%PDF-1.7")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert "no-store" in answer.headers["Cache-Control"]
        assert f"pulau-{document.code.lower()}-v2.pdf" in answer.headers["Content-Disposition"]
    assert house.client("hana").get(f"/dokumen/{document.pk}/versi/9.pdf").status_code == 404


def test_a_keeper_names_somebody_else_and_ends_a_document(house: House, confirmed: None) -> None:
    document = prepared(house, "indra", "gita")
    place = place_of(house, "gita", document)
    hana = house.client("hana")
    form = {"nama": "Fajar", "jabatan": "Kepala", "sebagai": "Plt.", "surel": "FAJAR@uji.example.id", "alasan": "Cuti"}
    wrong = hana.post(f"/dokumen/{document.pk}/ganti/{place}", {**form, "surel": "tidak-ada@uji.example.id"})
    assert (wrong.status_code, "Tidak ada akun" in wrong.content.decode()) == (422, True)
    empty = hana.post(f"/dokumen/{document.pk}/ganti/{place}", {"nama": ""}).context["summary"]
    assert [field for field, _words in empty] == ["nama", "jabatan", "alasan"]  # as they stand on the page
    assert hana.get(f"/dokumen/{document.pk}/ganti/{place}").status_code == 200
    assert hana.post(f"/dokumen/{document.pk}/ganti/{place}", form).status_code == 303
    assert "Plt. Kepala" in hana.get(f"/dokumen/{document.pk}").content.decode()
    assert hana.get(f"/dokumen/{document.pk}/akhiri").status_code == 200
    assert hana.post(f"/dokumen/{document.pk}/akhiri", {"keadaan": "superseded", "alasan": "x"}).status_code == 422
    assert house.client("gita").get(f"/dokumen/{document.pk}/akhiri").status_code == 404
    ended = hana.post(f"/dokumen/{document.pk}/akhiri", {"keadaan": "cancelled", "alasan": "Salah"})
    assert (ended.status_code, fresh(document).state) == (303, DocumentState.CANCELLED)
    assert hana.get(f"/dokumen/{document.pk}/akhiri").status_code == 404


def test_ones_own_certificate_is_shown_revoked_and_asked_for_anew(house: House, confirmed: None) -> None:
    client = house.client("ayu")
    assert "Belum ada" in client.get("/akun/sertifikat").content.decode()
    signed(house, "ayu", prepared(house, "ayu"), timezone.now())
    assert "Nama ayu" in client.get("/akun/sertifikat").content.decode()
    assert client.post("/akun/sertifikat/cabut", {"alasan": ""}).status_code == 422
    assert client.post("/akun/sertifikat/cabut", {"alasan": "Telepon hilang"}).status_code == 303
    document = prepared(house, "ayu", now=timezone.now())
    answer = client.post(f"/tanda-tangan/{place_of(house, 'ayu', document)}/tandatangani")
    assert (answer.status_code, "Sertifikat Anda dicabut" in answer.content.decode()) == (422, True)
    assert "Minta sertifikat baru" in client.get("/akun/sertifikat").content.decode()
    assert client.post("/akun/sertifikat/minta").status_code == 303
    assert client.post(f"/tanda-tangan/{place_of(house, 'ayu', document)}/tandatangani").status_code == 303
    assert versions(document) == 2


def test_who_signs_without_any_duty_can_still_revoke_what_they_sign_with(house: House, confirmed: None) -> None:
    client = house.client("eka")
    assert "Belum ada" in client.get("/akun/sertifikat").content.decode()
    assert client.post("/akun/sertifikat/cabut", {"alasan": "Belum ada apa-apa"}).status_code == 303
    document = prepared(house, "eka")
    place = people(document)[0].pk
    assert client.post(f"/tanda-tangan/{place}/tandatangani").status_code == 303
    assert client.post("/akun/sertifikat/cabut", {"alasan": "Telepon hilang"}).status_code == 303
    assert "Minta sertifikat baru" in client.get("/akun/sertifikat").content.decode()
    assert client.post("/akun/sertifikat/minta").status_code == 303
    told = Entry.objects.for_tenant(document.tenant_id).filter(action__startswith="signing.certificate")
    with behind_wall(document.tenant_id):
        assert told.filter(actor_id=house.users["eka"].pk).count() == 3  # issued, revoked, issued


def test_many_are_confirmed_once_and_their_progress_is_seen(house: House, confirmed: None) -> None:
    documents = [prepared(house, "indra", title=f"Piagam {n}") for n in range(3)]
    client = house.client("indra")
    page = client.get("/tanda-tangan/banyak").content.decode()
    assert page.count('name="pilih"') == 3
    assert client.post("/tanda-tangan/banyak", {}).status_code == 422
    chosen = [str(place_of(house, "indra", one)) for one in documents[:2]]
    other = str(place_of(house, "gita", prepared(house, "gita")))
    assert client.post("/tanda-tangan/banyak", {"pilih": [*chosen, other]}).status_code == 422
    answer = client.post("/tanda-tangan/banyak", {"pilih": chosen})
    assert answer.status_code == 303
    where = answer.headers["Location"]
    assert "0 dari 2 dokumen" in client.get(where).content.decode()
    assert house.client("hana").get(where).status_code == 404
    with behind_wall(house.tenants["sagara"]):
        run = SigningRun.objects.for_tenant(house.tenants["sagara"]).get()
    with application():
        tasks.sign_many.call(str(run.tenant_id), str(run.pk))
    assert "2 dari 2 dokumen" in client.get(where).content.decode()
    assert [fresh(one).state for one in documents] == ["complete", "complete", "prepared"]
    assert client.post(f"{where}/lanjutkan").status_code == 303
    run.refresh_from_db()
    assert run.state == RunState.DONE


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_page_asks_the_database_as_often_for_many_as_for_few(house: House) -> None:
    document = prepared(house, "indra", "gita")
    place = place_of(house, "indra", document)
    clients = {who: house.client(who) for who in ("indra", "hana")}
    pages = (
        *(("indra", path) for path in ("/tanda-tangan", f"/tanda-tangan/{place}", "/akun/sertifikat")),
        *(("hana", path) for path in ("/dokumen", f"/dokumen/{document.pk}")),
    )
    few = {path: queries(clients[who], path) for who, path in pages}
    for n in range(3):
        prepared(house, "indra", "ayu", title=f"Lagi {n}")
    signed(house, "gita", document)
    assert {path: queries(clients[who], path) for who, path in pages} == few
    assert max(few.values()) <= 12
