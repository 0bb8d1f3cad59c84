"""Evidence is found by its words, in any of their forms, and nobody finds or counts what they may not see."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pulau.apps.evidence.indexing import index, index_text
from pulau.apps.evidence.models import Evidence, EvidenceVersion
from pulau.apps.evidence.selectors import search
from pulau.apps.evidence.selectors.search import PAGE, EvidenceSearch, FoundPage, Validity, find_evidence
from pulau.core.shared.codes import RANDOM_BYTES, code_of
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW
from tests.walls.application import as_application

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.house import House

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)


def put(
    house: House,
    title: str,
    *,
    text: str = "",
    unit: str = "disdukcapil",
    days: int = 0,
    **more: Any,  # noqa: ANN401 - fields
) -> Evidence:
    """Keep a piece as its rows stand, with the words of a file."""
    row = Evidence(
        tenant_id=house.units[unit].tenant_id,
        unit_id=house.units[unit].pk,
        code=code_of(secrets.token_bytes(RANDOM_BYTES)),
        title=title,
        made_at=NOW,
        changed_at=NOW + timedelta(days=days),
        **more,
    )
    row.save(force_insert=True)
    index_text(row, text, "a" * 64)
    return row


def found(house: House, words: str, who: str = "ayu", **more: Any) -> list[str]:  # noqa: ANN401 - a filter
    return [piece.row.title for piece in page(house, words, who, **more).pieces]


def page(house: House, words: str, who: str = "ayu", **more: Any) -> FoundPage:  # noqa: ANN401 - the same
    return find_evidence(house.actors[who], EvidenceSearch(words, **more), TODAY)


def test_every_form_of_a_word_is_found_and_every_word_is_wanted(house: House) -> None:
    put(house, "Standar pelayanan", text="Loket melayani warga.")
    put(house, "Rapat tim", text="Membahas anggaran pelayanan.")
    assert set(found(house, "layanan")) == {"Standar pelayanan", "Rapat tim"}
    assert found(house, "layanan anggaran") == ["Rapat tim"]
    assert found(house, "melayani warga ") == ["Standar pelayanan"]
    assert found(house, "pembayaran") == []


def test_the_last_word_may_be_a_beginning_and_no_other(house: House) -> None:
    put(house, "Notula rapat", text="evaluasi")
    assert found(house, "rapat not") == ["Notula rapat"]
    assert found(house, "not rapat") == []
    assert found(house, "evalu") == ["Notula rapat"]


def test_quotation_marks_ask_for_the_very_words_in_their_order(house: House) -> None:
    put(house, "A", text="maklumat pelayanan publik")
    put(house, "B", text="pelayanan publik dan maklumat")
    assert found(house, '"maklumat pelayanan"') == ["A"]
    assert set(found(house, '"pelayanan publik"  maklumat')) == {"A", "B"}
    assert found(house, '"layanan publik"') == []


def test_no_phrase_runs_from_one_text_into_the_next(house: House) -> None:
    put(house, "Laporan akhir", about="tahun berjalan", text="dinas kota")
    assert found(house, '"tahun berjalan"') == ["Laporan akhir"]
    assert found(house, '"berjalan dinas"') == []


def test_a_long_text_keeps_its_phrases_to_the_end(house: House) -> None:
    put(house, "Tebal", text="kata lain " * 7_000 + "di ujung halaman")
    assert found(house, '"ujung halaman"') == ["Tebal"]


@pytest.mark.parametrize("few", [0, 3_000])
def test_a_title_comes_before_a_description_before_a_file_and_then_the_newest(
    house: House, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_FEW", few)  # of SQLite: whether hits are sorted, or pieces walked by date
    put(house, "C", text="maklumat", days=9)
    put(house, "B", about="maklumat", days=5)
    put(house, "Maklumat lama", days=1)
    put(house, "Maklumat baru", days=2)
    put(house, "Maklumat lain", unit="disdukcapil-lain")
    assert found(house, "maklumat") == ["Maklumat baru", "Maklumat lama", "B", "C"]


def test_code_and_file_name_find_a_piece(house: House) -> None:
    row = put(house, "Notula", head=1)
    EvidenceVersion.objects.for_tenant(row.tenant_id).create(
        evidence_id=row.pk, number=1, digest="b" * 64, size=1, name="Rekap_absensi-2026.PDF", kind="pdf", at=NOW
    )
    index(row)
    for words in (row.code, row.shown_number.lower(), "absensi", "rekap 2026"):
        assert found(house, words) == ["Notula"], words
        assert found(house, words, kinds=("png",)) == []
    assert found(house, "", kinds=("png", "pdf")) == ["Notula"]


def test_the_index_follows_the_piece_and_keeps_the_text(house: House) -> None:
    row = put(house, "Lama", text="isi berkas")
    row.title = "Baru"
    row.save()
    index(row)
    assert found(house, "lama") == []
    assert found(house, "baru") == ["Baru"]
    assert found(house, "isi") == ["Baru"]


def test_nobody_finds_counts_or_reads_lines_of_what_they_may_not_see(house: House) -> None:
    put(house, "Terbuka", text="canaryword di sini")
    put(house, "Rahasia", text="canaryword di sana", confidential=True)
    put(house, "Lain", text="canaryword", unit="disdukcapil-lain")
    put(house, "Bersama", text="canaryword", shared=True)
    seen = {who: page(house, "canaryword", who) for who in house.actors}
    assert {who: each.total for who, each in seen.items()} == {
        "ayu": 3, "fajar": 3, "gita": 3, "indra": 3, "hana": 2, "joko": 1, "dewi": 1,
    }  # fmt: skip
    told = " ".join(str(piece.line.html) for who in ("hana", "joko") for piece in seen[who].pieces if piece.line)
    assert "sana" not in told
    assert "di sini" in told


def test_filters_narrow_what_is_found(house: House) -> None:
    put(house, "Habis", valid_until=TODAY - timedelta(1))
    put(house, "Segera", valid_until=TODAY + timedelta(5))
    put(house, "Nanti", valid_from=TODAY + timedelta(5))
    put(house, "Ditarik", withdrawn_at=NOW, head=1)
    assert found(house, "", validity=Validity.ENDED) == ["Habis"]
    assert found(house, "", validity=Validity.ENDS_SOON) == ["Segera"]
    assert found(house, "", validity=Validity.NOT_YET) == ["Nanti"]
    assert found(house, "", withdrawn=True) == ["Ditarik"]
    assert found(house, "", withdrawn=None, preserved=True) == ["Ditarik"]
    assert found(house, "", unit=house.units["rsud"].pk) == []
    assert set(found(house, "", validity=Validity.HOLDS)) == {"Segera"}


def test_what_is_shown_is_marked_and_no_part_of_it_is_markup(house: House) -> None:
    put(house, "<script>Maklumat</script>", text="x " * 300 + '<img src=x onerror="maklumat()"> ' + "y " * 300)
    piece = page(house, "maklumat").pieces[0]
    assert str(piece.title.html) == "&lt;script&gt;<mark>Maklumat</mark>&lt;/script&gt;"
    assert piece.line is not None
    assert str(piece.line.html).count("<mark>maklumat</mark>") == 1
    assert "<img" not in piece.line.html


def test_a_page_takes_a_fixed_number_of_queries(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(PAGE + 5):
        put(house, f"Notula {number:02}", text="rapat", days=number)
    with django_assert_max_num_queries(9):
        first = page(house, "rapat")
    with django_assert_max_num_queries(9):
        second = page(house, "rapat", page=2)
    with django_assert_max_num_queries(5):
        assert page(house, "").has_next
    assert (first.total, first.more, len(first.pieces), first.has_next) == (PAGE + 5, False, PAGE, True)
    assert [piece.row.title for piece in second.pieces] == [f"Notula {number:02}" for number in range(4, -1, -1)]
    assert not second.has_next


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone")
def test_the_second_wall_shows_the_words_that_were_asked_for_and_no_other_bodys(house: House) -> None:
    put(house, "Notula rapat", text="rapat")
    put(house, "Lain", text="rapat", unit="disdukcapil-lain")
    with as_application(), behind_wall(house.tenants["sagara"]):
        assert found(house, "rapat") == ["Notula rapat"]
        row = put(house, "Baru", text="rapat tim")
        index(row)
        assert found(house, "tim") == ["Baru"]


HOSTILE = ['"', '""', "'", "a' OR 1=1 --", "*", "^a", "a*b", "NEAR(a b)", "NOT", "AND", "-a", "a:b", "{head}: a", "(",
           "a & | ! b", "<->", "\\", "%", "_", "§t", "a:*", "\x00", "\ud800", "😀", "1e5", "’", "ﷺ", "ß İ"]  # fmt: skip


def test_hostile_words_are_words(house: House) -> None:
    put(house, "Notula")
    for words in HOSTILE:
        page(house, words)
        page(house, f'notula "{words}" {words}')
    assert found(house, "not*") == ["Notula"]
    assert found(house, "***") == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60))
def test_nothing_that_is_typed_is_an_error(house: House, words: str) -> None:
    assert page(house, words).total == 0
