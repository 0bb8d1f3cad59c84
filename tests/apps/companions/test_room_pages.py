"""The pages of companions: what they must not see, and how a dissent comes before everybody."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from pulau.apps.assessments.models import Case
from pulau.apps.companions import reading
from pulau.apps.companions.models import Room
from pulau.apps.companions.services.rooms import come_by_grant
from pulau.apps.worksheets.models import Answer
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import DETERMINED, FIT, PANEL, TPI_ROUND_1
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.ui.formats import number
from tests.apps.assessments.court import Court, court
from tests.apps.companions.test_rooms import HERE, watched
from tests.apps.worksheets.handing import lay
from tests.cast import NOW
from tests.days import today

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

__all__ = ["court", "watched"]
NOTE, SECRET, OPEN = "Catatan dapur unit", "Berita acara rahasia", "Daftar hadir rapat"


@pytest.fixture
def seen(watched: Court) -> Court:
    """Yuda's room is open today; there are a note, an open and a confidential piece, and figures of both bodies."""
    with behind_wall(watched.tenant):
        lay(watched, "P1.i.a", content=b"satu")
        pieces = [(OPEN, False), (SECRET, True)]
        for place, (title, confidential) in enumerate(pieces):
            piece = lay(watched, "P1.i.b", asked=place + 1, content=title.encode(), confidential=confidential)
            type(piece).objects.for_tenant(watched.tenant).filter(pk=piece.pk).update(title=title)
        from pulau.apps.worksheets.models import ItemEvidence  # noqa: PLC0415 - of this fixture alone

        ItemEvidence.objects.for_tenant(watched.tenant).update(pinned=1)
        newest = Answer.objects.for_tenant(watched.tenant).filter(item="P1.i.a").first()
        assert newest is not None
        type(newest).objects.for_tenant(watched.tenant).create(
            worksheet_id=newest.worksheet_id, item="P1.ii.a", level=newest.level, value="Ya", note=NOTE,
            version=9, revision=newest.revision, source=newest.source, user_id=newest.user_id, at=newest.at,
        )  # fmt: skip
        figures = {"tpi": {"total": 8123}, "tpn": {"total": 7912}}
        Case.objects.for_tenant(watched.tenant).filter(pk=watched.case_id).update(printed=figures)
        case, day = watched.case(), today()
        Room.objects.for_tenant(watched.tenant).create(
            user_id=watched.users["yuda"].pk, kind="university", scope="case", case_id=case.pk, unit_id=case.unit_id,
            unit_name=case.unit_name, agency_name=case.agency_name, year=case.year, since=day - timedelta(days=1),
            until=day + timedelta(days=9), opened_by_id=watched.users["rani"].pk, opened_at=timezone.now(),
        )  # fmt: skip
    return watched


def room_of(court: Court) -> Room:
    with behind_wall(court.tenant):
        row: Room = Room.objects.for_tenant(court.tenant).get(user_id=court.users["yuda"].pk)
        return row


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_companion_reads_answers_and_never_notes_secrets_or_blind_figures(
    seen: Court, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, room = seen.client("yuda"), room_of(seen)
    here = f"{HERE}/pendamping/{room.pk}"
    read(client, here)
    with django_assert_max_num_queries(15):
        page = read(client, here)
    with django_assert_max_num_queries(15):
        answers = read(client, f"{here}/jawaban-unit")
    assert OPEN in answers
    assert "1 bukti rahasia" in answers
    tpi, tpn = number("81.23"), number("79.12")
    for html in (page, answers):
        for hidden in (NOTE, SECRET, tpi, tpn):
            assert hidden not in html
    # Nothing else of the case opens: not its own page, its questions, its timeline, its worksheet, its evidence.
    for rest in ("", "tanya", "linimasa", "pendamping/undang"):
        assert client.get(f"{HERE}/{rest}").status_code in {403, 404}, rest
    for other in ("/lke/disdukcapil/2026/", "/bukti", "/penilaian/rsud/2026/pendamping"):
        assert client.get(other).status_code in {403, 404}, other
    with behind_wall(seen.tenant):
        seen.stand_at(FIT)
    assert tpi in (fit := read(client, here))
    assert tpn not in fit
    with behind_wall(seen.tenant):
        seen.stand_at(DETERMINED)
    assert tpn in read(client, here)


def test_after_its_last_day_nothing_opens(seen: Court) -> None:
    client, room = seen.client("yuda"), room_of(seen)
    assert seen.users["yuda"].pk == room.user_id
    with behind_wall(seen.tenant):
        day = today() - timedelta(days=2)
        Room.objects.for_tenant(seen.tenant).filter(pk=room.pk).update(since=day, until=day)
    here = f"{HERE}/pendamping"
    for path in (here, f"{here}/{room.pk}", f"{here}/{room.pk}/jawaban-unit"):
        assert client.get(path).status_code == 404, path
    assert client.post(f"{here}/{room.pk}/tulis", {"jenis": "advice", "isi": "x"}).status_code == 404
    assert "Selesai" in read(client, "/pendamping")  # that there was one is one's own to know


def test_a_dissent_is_on_the_cases_page_and_is_weighed_in_writing(seen: Court) -> None:
    client, room = seen.client("yuda"), room_of(seen)
    here = f"{HERE}/pendamping/{room.pk}"
    refused = client.post(f"{here}/tulis", {"jenis": "dissent", "isi": " "})
    assert refused.status_code == 422
    unchosen = client.post(f"{here}/tulis", {"jenis": "", "isi": "Tetap"}).content.decode()
    assert "Belum ada yang dipilih. Pilih salah satu." in unchosen
    assert "dissent." not in unchosen, "a list of codes tells nobody what to choose"
    said = {"jenis": "dissent", "isi": "Survei diambil dari pegawai sendiri.", "butir": "H1.a"}
    assert client.post(f"{here}/tulis", said).status_code == 303
    for who in ("gita", "hana", "nina"):
        page = read(seen.client(who), f"{HERE}/pendamping")
        assert "Survei diambil dari pegawai sendiri." in page
        assert "Belum ditimbang" in page
        assert "Survei diambil" in read(seen.client(who), f"{HERE}/linimasa?jenis=companion")
    rani = seen.client("rani")
    assert rani.post(f"{here}/jawab", {"entri": "1", "isi": "Survei diulang."}).status_code == 303
    assert seen.client("gita").post(f"{here}/jawab", {"entri": "1", "isi": "x"}).status_code == 403
    assert "Survei diulang." in read(client, here)
    assert seen.client("joko").get(here).status_code == 404
    assert rani.post(f"{here}/tutup", {"alasan": "Selesai bertugas"}).status_code == 303
    assert client.get(here).status_code == 404


def test_inviting_and_coming_by_hand(seen: Court) -> None:
    rani, path = seen.client("rani"), f"{HERE}/pendamping/undang"
    assert "Sekar Arum, Ombudsman" in read(rani, path)
    until = (today() + timedelta(days=30)).isoformat()
    sent = {"pendamping": str(seen.users["sekar"].pk), "lingkup": "unit", "sejak": "2026-01-02", "sampai": "2026-01-01"}
    assert rani.post(path, sent).status_code == 422
    day = today().isoformat()
    assert rani.post(path, {**sent, "sejak": day, "sampai": until}).status_code == 303
    assert "Sekar Arum" in read(rani, f"{HERE}/pendamping")
    with behind_wall(seen.tenant):
        seen.stand_at(TPI_ROUND_1)
        sekar = Actor(seen.users["sekar"].pk, seen.tenant, "companion", seen.actors["sekar"].appointments)
        assert come_by_grant(actor=sekar, case_id=seen.case_id, now=timezone.now()).by_grant


def test_a_companion_enters_a_room_of_another_body_with_one_press(seen: Court) -> None:
    with behind_wall(seen.tenant):
        seen.stand_at(TPI_ROUND_1)
        sekar = Actor(seen.users["sekar"].pk, seen.tenant, "companion", seen.actors["sekar"].appointments)
        room = come_by_grant(actor=sekar, case_id=seen.case_id, now=timezone.now())
    client, here = seen.client("sekar"), f"{HERE}/pendamping/{room.pk}"
    assert client.get(here).status_code == 404, "she works for her own body"
    assert f'value="{room.pk}"' in read(client, "/pendamping")
    entered = client.post("/pendamping", {"ruang": str(room.pk)})
    assert (entered.status_code, entered["Location"]) == (303, f"/pendamping?ruang={room.pk}")
    assert client.get(entered["Location"])["Location"] == here
    read(client, here)


def test_a_case_without_companions_says_so_to_who_may_invite(court: Court) -> None:
    assert "Belum ada pendamping" in read(court.client("rani"), f"{HERE}/")


def test_nobody_enters_by_the_room_of_another(seen: Court) -> None:
    for who, room in (("sekar", str(room_of(seen).pk)), ("yuda", "bukan-ruang"), ("yuda", "")):
        assert seen.client(who).post("/pendamping", {"ruang": room}).status_code == 404, who
    assert "Terbuka" in read(seen.client("yuda"), "/pendamping?ruang=bukan-ruang")


def test_a_signed_report_opens_when_its_stage_does(seen: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {kind: uuid4() for kind in ("tpi", "tpn")}
    signed = [
        SimpleNamespace(
            kind=kind, label=f"Laporan {kind}", signed_at=NOW, version=SimpleNamespace(pk=key), pdf=lambda: b"%PDF"
        )
        for kind, key in made.items()
    ]
    monkeypatch.setattr(reading, "signed_reports", lambda _case: signed)
    client, here = seen.client("yuda"), f"{HERE}/pendamping/{room_of(seen).pk}"
    for stage, open_ones in ((TPI_ROUND_1, set()), (FIT, {"tpi"}), (PANEL, {"tpi"}), (DETERMINED, {"tpi", "tpn"})):
        with behind_wall(seen.tenant):
            seen.stand_at(stage)
        page = read(client, here)
        assert {kind for kind in made if f"Laporan {kind}" in page} == open_ones, stage
        given = {kind for kind, key in made.items() if client.get(f"{here}/laporan/{key}").status_code == 200}
        assert given == open_ones, stage
    assert seen.client("gita").get(f"{here}/laporan/{made['tpi']}").status_code == 403
