"""The editors' desk by hand: write, look, publish, compare, restore, take back, announce; and who finds no door."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pulau.apps.editorial import board
from pulau.apps.editorial.forms import moment_typed
from pulau.apps.editorial.models import Announcement, Page, PageKind, PageVersion
from pulau.apps.editorial.services.announcing import announce
from pulau.apps.editorial.services.pages import save_draft
from pulau.apps.editorial.wishes import Draft
from tests.apps.editorial.press import BOTH, INDONESIAN, begun, press, published, wish
from tests.cast import NOW
from tests.house import House

__all__ = ["press"]
TYPED = {
    "judul_id": "Judul ketikan", "pengantar_id": "", "isi_id": "Isi **tebal**.", "judul_en": "", "pengantar_en": "",
    "isi_en": "", "catatan": "Pertama",
}  # fmt: skip


@pytest.fixture
def tika(press: House) -> Client:
    return press.client("tika")


def text(client: Client, path: str, status: int = 200, **sent: Any) -> str:  # noqa: ANN401 - what a form sends
    answer = client.post(path, sent) if sent else client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def lead(client: Client, path: str, **sent: Any) -> str:  # noqa: ANN401 - what a form sends
    answer = client.post(path, sent)
    assert answer.status_code == 303, path
    return answer["Location"]


def test_from_the_first_word_to_the_public(press: House, tika: Client) -> None:
    here = lead(tika, "/redaksi/tulis/news", alamat="kabar-pertama", **TYPED)
    assert here == "/redaksi/halaman/kabar-pertama/versi/1"
    preview = text(tika, here)
    assert "Pratinjau versi 1" in preview
    assert "<p>Isi <strong>tebal</strong>.</p>" in preview
    assert Client().get("/kabar/kabar-pertama").status_code == 404
    assert lead(tika, "/redaksi/halaman/kabar-pertama/terbitkan", terlihat="1").endswith("/riwayat")
    public = Client().get("/kabar/kabar-pertama").content.decode()
    article = re.compile(r'<article class="reader">.*?</article>', re.DOTALL)
    assert re.sub("<time.*?</time>", "", article.findall(public)[0]) == re.sub(
        "<time.*?</time>", "", article.findall(preview)[0]
    ), "the editor saw what the public reads"
    lead(tika, "/redaksi/halaman/kabar-pertama/tarik", terlihat="2")
    assert Client().get("/kabar/kabar-pertama").status_code == 404


def test_a_text_of_the_software_is_edited_into_a_first_version(press: House, tika: Client) -> None:
    assert "Apa itu zona integritas" in text(tika, "/redaksi/halaman/tentang")
    assert "Teks bawaan" in text(tika, "/redaksi")
    assert lead(tika, "/redaksi/halaman/tentang", terlihat="0", **TYPED).endswith("/tentang/versi/1")
    assert "Apa itu zona integritas" in Client().get("/tentang").content.decode(), "a draft alone changes nothing"


def test_what_was_typed_stays_where_somebody_else_saved_meanwhile(press: House, tika: Client) -> None:
    first = begun(press)
    theirs = Draft(INDONESIAN, seen=first.number)
    save_draft(actor=press.actors["uli"], slug="halaman", draft=theirs, now=NOW)
    page = text(tika, "/redaksi/halaman/halaman", 409, terlihat="1", **TYPED)
    assert "Uli Siregar menyimpan versi 2 selagi Anda menulis." in page
    assert "Isi **tebal**." in page
    assert 'value="Judul ketikan"' in page
    assert "<del>" in page
    assert 'name="terlihat" value="2"' in page, "saving again is then a decision"
    assert PageVersion.objects.count() == 2
    lead(tika, "/redaksi/halaman/halaman", terlihat="2", **TYPED)
    assert PageVersion.objects.count() == 3


def test_a_form_that_cannot_be_kept_keeps_what_was_typed(press: House, tika: Client) -> None:
    begun(press)
    half = {**TYPED, "judul_en": "Only a title"}
    page = text(tika, "/redaksi/halaman/halaman", 422, terlihat="1", **half)
    assert "baru terisi sebagian" in page
    assert 'value="Only a title"' in page
    assert "sudah dipakai" in text(tika, "/redaksi/tulis/page", 422, alamat="halaman", **TYPED)
    assert "Alamat hanya memuat" in text(tika, "/redaksi/tulis/page", 422, alamat="Bukan Alamat", **TYPED)
    assert tika.get("/redaksi/tulis/lain").status_code == 404
    assert tika.get("/redaksi/halaman/tidak-ada").status_code == 404
    assert Page.objects.count() == 1


def test_two_versions_are_compared_and_the_old_one_restored(press: House, tika: Client) -> None:
    live = published(press)
    save_draft(actor=press.actors["tika"], slug="halaman", draft=Draft(INDONESIAN, seen=live.number), now=NOW)
    page = text(tika, "/redaksi/halaman/halaman/riwayat?dari=1&ke=3")
    assert "Dari versi 1 ke versi 3" in page
    assert re.search(r"<del>.*?Judul</del>", page)
    assert re.search(r"<ins>.*?Judul saja</ins>", page)
    lead(tika, "/redaksi/halaman/halaman/versi/1/pulihkan", terlihat="3")
    assert PageVersion.objects.get(number=4).title_id == "Judul"
    assert tika.get("/redaksi/halaman/halaman/riwayat?dari=1&ke=99").status_code == 404
    assert "Riwayat" in text(tika, "/redaksi/halaman/halaman/riwayat?dari=x&ke=-1")
    assert tika.get("/redaksi/halaman/halaman/versi/9").status_code == 404


def test_an_act_on_what_has_changed_is_told_and_does_nothing(press: House, tika: Client) -> None:
    begun(press)
    answer = tika.post("/redaksi/halaman/halaman/terbitkan", {"terlihat": "7"}, follow=True)
    assert "Orang lain menyimpan halaman ini" in answer.content.decode()
    assert Page.objects.get().live_id is None


def test_a_preview_speaks_the_language_that_is_asked_for(press: House, tika: Client) -> None:
    begun(press)
    page = text(tika, "/redaksi/halaman/halaman/versi/1?bahasa=en")
    assert '<h1 class="ds-heading" data-size="lg">Title</h1>' in page


def test_a_page_is_placed_in_the_footer_and_taken_from_it(press: House, tika: Client) -> None:
    published(press)
    lead(tika, "/redaksi/halaman/halaman/tempat", urutan="2")
    board.forget()
    assert '<a href="/halaman/halaman">Judul</a>' in Client().get("/istilah").content.decode()
    lead(tika, "/redaksi/halaman/halaman/tempat", urutan=" ")
    board.forget()
    assert "/halaman/halaman" not in Client().get("/istilah").content.decode()


def test_announcing_by_hand(press: House, tika: Client) -> None:
    now = timezone.now()
    since, until = moment_typed(now - timedelta(hours=1)), moment_typed(now + timedelta(hours=5))
    sent = {"teks_id": "Tutup", "teks_en": "Closed", "tautan": "javascript:1", "nada": "info",
            "sejak": since, "sampai": until}  # fmt: skip
    assert "Tautan dimulai dengan" in text(tika, "/redaksi/pengumuman/baru", 422, **sent)
    assert lead(tika, "/redaksi/pengumuman/baru", **{**sent, "tautan": ""}) == "/redaksi"
    row = Announcement.objects.get()
    here = f"/redaksi/pengumuman/{row.pk}"
    assert "Tampak sekarang" in text(tika, "/redaksi")
    board.forget()
    assert "Tutup" in Client().get("/istilah").content.decode()
    lead(tika, here, **{**sent, "tautan": "/kabar", "terlihat": "1"})
    page = text(tika, here, 409, **{**sent, "teks_id": "Punya saya", "tautan": "", "terlihat": "1"})
    assert "Punya saya" in page
    assert 'name="terlihat" value="2"' in page
    lead(tika, f"{here}/akhiri")
    assert "Sudah berakhir" in text(tika, "/redaksi")
    assert tika.get(f"{here[:-4]}0000").status_code == 404


def test_the_desk_asks_as_much_for_many_pages_as_for_one(
    press: House, tika: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        published(press, f"kabar-{number}", BOTH, PageKind.NEWS, days=number)
        announce(actor=press.actors["tika"], wish=wish(), now=NOW)
    text(tika, "/redaksi")
    with django_assert_max_num_queries(12):
        text(tika, "/redaksi")
    with django_assert_max_num_queries(14):
        text(tika, "/redaksi/halaman/kabar-3/riwayat?dari=1&ke=2")


@pytest.mark.parametrize("who", ["ayu", "gita", "hana", "indra", "dewi", "eka", None])
def test_nobody_else_finds_a_door(press: House, who: str | None) -> None:
    begun(press)
    client, refused = press.client(who), {302} if who is None else {403}
    for path in ("/redaksi", "/redaksi/tulis/news", "/redaksi/halaman/halaman", "/redaksi/halaman/halaman/versi/1",
                 "/redaksi/halaman/halaman/riwayat", "/redaksi/pengumuman/baru"):  # fmt: skip
        assert client.get(path).status_code in refused, path
    for deed in ("terbitkan", "tarik", "tempat", "versi/1/pulihkan"):
        path = f"/redaksi/halaman/halaman/{deed}"
        assert client.post(path, {"terlihat": "1"}).status_code in {401, 403}, path
    assert PageVersion.objects.count() == 1
    if who not in {None, "eka"}:
        assert "/redaksi" not in client.get("/kelola").content.decode()


def test_an_editor_finds_the_desk_among_what_they_manage(press: House, tika: Client) -> None:
    assert 'href="/redaksi"' in text(tika, "/kelola")
