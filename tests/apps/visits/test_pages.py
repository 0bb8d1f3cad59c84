"""Pages of visits: a phone's posts by HTTP, what each reader sees, and how many queries a page asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.visits import pages
from pulau.apps.visits.models import Finding, Interview, LateFinding, Photo, ShopperVisit, SurveyResult, Visit
from pulau.apps.visits.preparing import prepare
from pulau.apps.worksheets.contract import HandedEvidence
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import CLEARANCE, DESK
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.files.viewing import View, prepare_here
from pulau.exchange.messages import reasons
from pulau.foundation import storage
from pulau.foundation.live.outbox import HEADER
from pulau.foundation.uploads.models import Upload
from tests.apps.assessments.court import Court, court
from tests.apps.visits.test_noting import close
from tests.apps.visits.visiting import BASE, assign, jpeg, line, picture, planned, say, visited
from tests.cast import NOW

__all__ = ["court", "visited"]

Visited = tuple[Court, Visit]


def the_key(page: str) -> str:
    """The key of the form on a page that is sent without a script."""
    return page.split('name="formulir" value="')[1].split('"', maxsplit=1)[0]


def post(client: Client, visit: Visit, **said: object) -> str | None:
    """Send a line as a phone does; returns the key that the answer names."""
    body = {"baris": "1a", "terlihat": "yes", "catatan": "", "versi": "0", **said}
    answer = client.post(f"{BASE}/{visit.pk}/catat", body)
    assert answer.status_code in {204, 303}
    return answer.headers.get(HEADER)


def test_a_phone_that_was_away_for_a_day_is_heard_after_the_visit_was_closed(visited: Visited) -> None:
    court, visit = visited
    say(court, visit, "tia", line())
    close(court, visit)
    court.stand_at(CLEARANCE)
    client, key = court.at_work("umar"), str(uuid4())
    for _ in range(2):  # the first answer was lost
        told = post(client, visit, kunci=key, umur="86400", terlihat="no", catatan="Loket kosong")
        assert told == key
    late = LateFinding.objects.for_tenant(court.tenant).get()
    assert (late.at - late.typed_at).total_seconds() == 86_400
    leader = court.at_work("tia")
    shown = leader.get(f"{BASE}/{visit.pk}").content.decode()
    assert "Loket kosong" in shown
    assert "Ambil alih" in shown
    assert "Ambil alih" not in client.get(f"{BASE}/{visit.pk}").content.decode()
    decide = f"{BASE}/{visit.pk}/susulan/{late.pk}"
    assert client.post(decide, {"putusan": "ambil", "versi": "1"}).status_code == 403
    assert leader.post(decide, {"putusan": "ambil", "versi": "0"}).status_code == 409
    assert leader.post(decide, {"putusan": "ambil", "versi": "1"}).status_code == 303
    assert Finding.objects.for_tenant(court.tenant).count() == 2


@pytest.mark.once
def test_without_a_script_a_line_is_saved_by_its_button_and_what_is_refused_stays(visited: Visited) -> None:
    court, visit = visited
    client = court.at_work("umar")
    assert post(client, visit) is None
    refused = client.post(f"{BASE}/{visit.pk}/catat", {"baris": "1b", "terlihat": "", "catatan": "sudah ditulis"})
    assert refused.status_code == 422
    assert "sudah ditulis" in refused.content.decode()


def test_the_checklist_asks_a_fixed_number_of_queries_and_may_ask_where_the_phone_is(visited: Visited) -> None:
    court, visit = visited
    client = court.at_work("umar")
    for name in ("1a", "1b", "2a", "6a"):
        say(court, visit, "tia", line(name=name))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{BASE}/{visit.pk}/catat")
    assert answer.status_code == 200
    assert len(asked) <= 15
    assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in client.get(BASE).headers["Permissions-Policy"]
    worker = client.get(f"{BASE}/{visit.pk}/luring.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")


def test_lines_name_the_evidence_of_their_items_but_no_title_that_is_confidential(
    visited: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    court, visit = visited
    piece = HandedEvidence(
        uuid4(), "K0D3", "SK Tim", "sk.pdf", 1, "pdf", 1, "ready", copy=True, asked=0, remark="", address="",
        confidential=False, withdrawn=False,
    )  # fmt: skip
    hidden = replace(piece, title="Rahasia Negara", confidential=True)
    monkeypatch.setattr(pages, "handed_evidence", lambda *_args: {"P1.i.a": (piece, hidden)})
    page = court.at_work("umar").get(f"{BASE}/{visit.pk}/catat").content.decode()
    assert "SK Tim" in page
    assert "Bukti rahasia" in page
    assert "Rahasia Negara" not in page


def test_the_field_page_asks_a_fixed_number_of_queries(visited: Visited) -> None:
    court, visit = visited
    client = court.at_work("umar")
    say(court, visit, "tia", line())
    for path in (BASE, f"{BASE}/{visit.pk}"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= 15, path


def test_a_photo_is_kept_once_with_consent_and_shown_without_what_it_tells(visited: Visited) -> None:
    court, visit = visited
    client, key, url = court.at_work("umar"), str(uuid4()), f"{BASE}/{visit.pk}/foto"
    said = {"kunci": key, "umur": "60", "tempat": "Loket 2", "lintang": "-5.123456", "bujur": "119.4"}
    assert client.post(url, {**said, "foto": jpeg()}).status_code == 422  # nobody said whether there are faces
    assert client.post(url, {**said, "wajah": "ya", "foto": jpeg()}).status_code == 422  # and whose consent
    whole = {**said, "wajah": "ya", "persetujuan": "Petugas loket"}
    for _ in range(2):
        assert client.post(url, {**whole, "foto": jpeg()}).headers[HEADER] == key
    photo = Photo.objects.for_tenant(court.tenant).get()
    assert (str(photo.latitude), photo.consent, photo.late) == ("-5.123", "Petugas loket", False)
    assert storage.get(photo.digest) == picture()
    look = f"{url}/{photo.pk}"
    assert client.get(look).status_code == 404
    prepare(court.tenant, photo.pk, prepare_here)
    shown = client.get(look)
    content = b"".join(shown.streaming_content)  # type: ignore[attr-defined]
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert b"rahasia-exif" in picture()
    assert b"rahasia-exif" not in content
    for who in ("gita", "hana", "joko", "sekar"):
        assert court.at_work(who).get(look).status_code in {403, 404}


def test_a_photo_that_came_by_tus_is_taken_from_its_upload(visited: Visited) -> None:
    court, visit = visited
    client, content = court.at_work("umar"), picture(30)
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(content)), "Upload-Metadata": "filename Zm90by5qcGc="}
    begun = client.post("/unggahan", content, content_type="application/offset+octet-stream", headers=headers)
    upload = begun.headers["Location"].rsplit("/", 1)[1]
    key = str(uuid4())
    said = {"kunci": key, "wajah": "tidak", "unggahan": upload}
    assert client.post(f"{BASE}/{visit.pk}/foto", said).headers[HEADER] == key
    assert Photo.objects.for_tenant(court.tenant).get().digest == storage.digest_of(content)
    assert not Upload.objects.for_tenant(court.tenant).exists()


@pytest.mark.once
def test_what_is_wrong_with_a_file_is_told_in_the_readers_language(visited: Visited) -> None:
    court, visit = visited
    said = {"wajah": "tidak", "foto": SimpleUploadedFile("foto.jpg", b"")}
    client, url = court.at_work("umar"), f"{BASE}/{visit.pk}/foto"
    client.cookies["pulau_language"] = "en"
    refused = client.post(url, said)
    assert refused.status_code == 422
    told = reasons(BadInput.because("file-empty"), "en")[0]
    assert told in refused.content.decode()


def test_a_photo_whose_copy_fails_three_times_is_given_up(visited: Visited) -> None:
    court, visit = visited
    court.at_work("umar").post(f"{BASE}/{visit.pk}/foto", {"wajah": "tidak", "foto": jpeg()})
    photo = Photo.objects.for_tenant(court.tenant).get()

    def nothing(_path: Path, _kind: object, _folder: Path) -> View:
        return View()

    for _ in range(3):
        prepare(court.tenant, photo.pk, nothing)
    photo.refresh_from_db()
    assert photo.state == "failed"
    assert KINDS[photo.kind].code == "jpeg"


def test_the_unit_sees_the_plan_and_after_the_stage_what_was_found_but_not_who_told(visited: Visited) -> None:
    court, visit = visited
    mystery = planned(court, announced=False)
    say(court, visit, "tia", line(seen="no", note="Tim tidak dikenal"))
    unit = court.at_work("gita")
    plan = unit.get(f"{BASE}/{visit.pk}").content.decode()
    assert "Kantor layanan" in plan
    assert "Tim tidak dikenal" not in plan
    assert unit.get(f"{BASE}/{mystery.pk}").status_code == 404
    assert str(mystery.pk) not in unit.get(BASE).content.decode()
    for rest in ("pembeli-misterius", "wawancara", "survei", f"{visit.pk}/catat", f"{visit.pk}/tutup"):
        assert unit.get(f"{BASE}/{rest}").status_code == 403
    court.stand_at(CLEARANCE)
    after = unit.get(f"{BASE}/{visit.pk}").content.decode()
    assert "Tim tidak dikenal" in after
    assert unit.get(f"{BASE}/pembeli-misterius").status_code == 403


@pytest.mark.parametrize(("who", "status"), [("sekar", 403), ("joko", 404), ("dewi", 404), ("eka", 403)])
def test_companions_and_strangers_find_nothing(visited: Visited, who: str, status: int) -> None:
    court, visit = visited
    if who not in court.users:
        pytest.skip("no such person in this house")
    client = court.at_work(who) if who == "sekar" else court.client(who)
    for path in (BASE, f"{BASE}/{visit.pk}"):
        assert client.get(path).status_code == status


@pytest.mark.once
def test_shoppers_interviews_and_the_survey_are_recorded_on_their_pages(visited: Visited) -> None:
    court, _visit = visited
    client = court.at_work("tia")
    shopper = {
        "pembeli": "Rahmat Samaran", "layanan": "KTP-el", "hari": "2026-03-01", "menunggu": "35", "diminta": "50000",
        "dibayar": "", "sikap": "poor", "tawaran": "ya", "tanda": "tidak", "informasi": "tidak", "cerita": "Lama",
    }  # fmt: skip
    refused = client.post(f"{BASE}/pembeli-misterius", {**shopper, "menunggu": "lama"})
    assert refused.status_code == 422
    assert "Rahmat Samaran" in refused.content.decode()
    assert client.post(f"{BASE}/pembeli-misterius", shopper).status_code == 303
    assert ShopperVisit.objects.for_tenant(court.tenant).get().offered_faster
    assert "Rahmat Samaran" in court.at_work("vino").get(f"{BASE}/pembeli-misterius").content.decode()
    assert court.at_work("vino").post(f"{BASE}/pembeli-misterius", shopper).status_code == 403
    talk = {"peran": "Petugas loket", "area": "6", "ringkasan": "Tahu tarif"}
    unasked = client.post(f"{BASE}/wawancara", talk)
    assert unasked.status_code == 422
    assert 'href="#setuju"' in unasked.content.decode()
    agreed = {**talk, "setuju": "on", "formulir": the_key(unasked.content.decode())}
    for _press in range(2):  # its button, where no script sends the form
        assert client.post(f"{BASE}/wawancara", agreed).status_code == 303
    assert Interview.objects.for_tenant(court.tenant).count() == 1
    another = {**agreed, "formulir": the_key(client.get(f"{BASE}/wawancara").content.decode())}
    assert client.post(f"{BASE}/wawancara", another).status_code == 303
    assert Interview.objects.for_tenant(court.tenant).count() == 2
    survey = {"jenis": "bps", "pelaksana": "BPS", "mulai": "2026-02-01", "selesai": "2026-02-20", "responden": "32",
              "spak": "3,62", "spkp": "4,5"}  # fmt: skip
    refused = client.post(f"{BASE}/survei", survey)
    assert refused.status_code == 422
    assert 'href="#laporan"' in refused.content.decode()
    assert "Pilih berkasnya." in refused.content.decode()
    assert not SurveyResult.objects.for_tenant(court.tenant).exists()


@pytest.mark.once
def test_the_desk_calls_records_and_cancels_on_its_pages(court: Court) -> None:
    court.stand_at(DESK)
    client = court.at_work("tia")
    wish = {"kapan": "2030-01-05T09:30", "tempat": "Ruang rapat", "permintaan": ""}
    assert client.post(f"{BASE}/paparan", {**wish, "kapan": "2020-01-05T09:30"}).status_code == 422
    assert client.post(f"{BASE}/paparan", wish).status_code == 303
    page = court.at_work("gita").get(BASE).content.decode()
    assert "09.30 WIB" in page
    assert client.post(f"{BASE}/paparan", wish).status_code == 422
    href = next(part.split('"')[0] for part in client.get(BASE).content.decode().split('href="') if "/paparan/" in part)
    assert client.get(href).status_code == 200
    assert client.post(href, {"hari": "2026-03-01", "hadir": "", "catatan": "x"}).status_code == 422
    assert client.post(href, {"batal": "1", "alasan": "Jaringan"}).status_code == 303


@pytest.mark.once
def test_a_visit_is_planned_and_closed_on_its_pages(court: Court) -> None:
    court.stand_at("field")
    assign(court, "tpn-field", "tia", "umar")
    client = court.at_work("tia")
    team = [str(court.users[name].pk) for name in ("tia", "umar")]
    wish = {"mulai": "2031-01-06", "selesai": "2031-01-07", "tempat": "Kantor", "sifat": "rahasia", "tim": team,
            "ketua": team[0]}  # fmt: skip
    for wrong, field in (({"tim": []}, "tim"), ({"ketua": str(court.users["vino"].pk)}, "ketua")):
        refused = client.post(f"{BASE}/rencana", {**wish, **wrong})
        assert refused.status_code == 422
        told = refused.content.decode()
        assert f'href="#{field}"' in told
        assert 'id="mulai-galat"' not in told, "what is wrong stands at its own field"
    assert client.post(f"{BASE}/rencana", wish).status_code == 303
    visit = Visit.objects.for_tenant(court.tenant).get()
    assert not visit.announced
    assert court.at_work("umar").get(f"{BASE}/{visit.pk}/tutup").status_code == 403
    say(court, visit, "umar", line(), now=NOW)
    summary = {f"area-{area}": "Cukup" for area in (*"123456", "hasil")}
    refused = client.post(f"{BASE}/{visit.pk}/tutup", {**summary, "area-4": ""})
    assert refused.status_code == 422
    assert refused.content.decode().count("Cukup") == 6
    assert client.post(f"{BASE}/{visit.pk}/tutup", summary).status_code == 303
