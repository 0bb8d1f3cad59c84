"""Home, places, bodies and the table of what is open."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from pulau.apps.publication.models import EventKind
from pulau.core.shared.public_state import PublicState
from pulau.exchange.disclosing import disclosure
from tests.apps.portal.published import YEARS_TOLD, agency, event, figures, practice, telling_unit, unit, year
from tests.apps.portal.reading import ask, source, text
from tests.house import House

pytestmark = pytest.mark.django_db


def test_home_tells_the_country_as_of_a_moment_with_its_newest_decisions(client: Client) -> None:
    row = telling_unit()
    figures(number=2025, units=1_000, agencies=9, declared=3_412)
    figures(number=2026, units=1_200, agencies=9, declared=3_500, granted_wbk=12, silent=7, symbolic=4, revoked=2)
    figures("32", wbk=30, wbbm=2)
    event(row, EventKind.REVOKED, date(2026, 1, 5), title="WBBM")
    page = text(client, "/")
    assert "Keadaan 1 Februari 2026, 10.00 WIB" in page
    assert "Unit mencanangkan zona 3.500 pada 2026" in page
    assert "7 unit diam sesudah mencanangkan, dan 4 baru mencanangkan secara simbolis" in page
    assert "2 predikat dicabut" in page
    assert "Jawa Barat: 32 unit" in page
    assert "WBBM dicabut 5 Januari 2026" in page
    assert "2025 3.412 0 0" in page


def test_home_says_when_nothing_is_published_yet(client: Client) -> None:
    page = text(client, "/")
    assert "Belum ada angka" in page
    assert "Belum ada keputusan yang diumumkan." in page


def test_home_searches_units_and_checks_documents_without_scripts(client: Client) -> None:
    page = source(client, "/")
    assert 'role="search" action="/zona"' in page
    assert 'name="cari"' in page
    assert 'action="/periksa"' in page
    assert 'name="nomor"' in page


def test_who_has_signed_in_goes_to_their_worksheets(house: House) -> None:
    assert house.client("ayu").get("/")["Location"] == "/lke"
    assert house.client(None).get("/").status_code == 200


def test_provinces_are_told_for_each_year_with_those_of_no_province(client: Client) -> None:
    figures(number=2025)
    figures(number=2026)
    figures("32", 2025, units=7, declared=5, wbk=1)
    figures("32", 2026, units=8, declared=6, wbk=2, silent=3)
    figures("pusat", 2026, units=2)
    page = text(client, "/wilayah")
    assert "Jawa Barat 8 6 2 0 3" in page
    assert "Instansi pusat 2 0 0 0 0" in page
    assert "Nusa Bahari" not in page
    assert "Jawa Barat 7 5 1 0 0" in text(client, "/wilayah?tahun=2025")


@pytest.mark.parametrize("asked", ["1999", "x", "%00", "2026;drop"])
def test_a_year_without_figures_names_those_that_have_some(client: Client, asked: str) -> None:
    figures(number=2026)
    page = text(client, f"/wilayah?tahun={asked}", status=404)
    assert "Tahun ini tidak ada" in page
    assert "2026" in page


def test_a_province_leads_down_to_its_regencies_and_their_units(client: Client) -> None:
    of = agency()
    figures("97", 2026, declared=3)
    year(unit(of, title="WBK", title_since=date(2024, 12, 9)), 2026, title="WBK", title_since=date(2026, 1, 9))
    unit(of, "pasar", until=date(2025, 1, 1))
    page = text(client, "/wilayah/97")
    assert "Kabupaten Tanjung Sagara 1 unit" in page
    assert "Kabupaten Teluk Kencana belum ada unit" in page
    assert "Unit disdukcapil" in page
    assert "Unit pasar" not in page


def test_a_regency_adds_its_years_up_and_leads_up_to_its_province(client: Client) -> None:
    of = agency()
    first = unit(of, declared_on=date(2024, 1, 1))
    for number in (2025, 2026):
        year(first, number, declared_on=date(2024, 1, 1), title="WBK", title_since=date(2025, 1, 9))
    page = text(client, "/wilayah/97.01")
    assert "2025 1 1 0" in page
    assert "2026 1 1 0" in page
    assert 'href="/wilayah/97"' in source(client, "/wilayah/97.01")


def test_the_bodies_of_a_place_are_a_list_of_their_own(client: Client) -> None:
    agency("kementerian", "Kementerian Aparatur", kind="ministry", province="pusat", region_code="", units=4)
    assert "Kementerian Aparatur Kementerian 4" in text(client, "/wilayah/pusat?isi=instansi")
    assert "Belum ada instansi yang tercatat" in text(client, "/wilayah/lain?isi=instansi")


@pytest.mark.parametrize("code", ["00", "97.99", "x", "..", "%00", "%3Cb%3E", "9" * 300])
def test_a_place_that_is_none_says_so(client: Client, code: str) -> None:
    assert ask(client, f"/wilayah/{code}").status_code == 404


def test_a_body_shows_its_declaration_its_units_and_who_is_silent(client: Client) -> None:
    of = agency(
        facts=YEARS_TOLD, units=42, declared=3, symbolic=1, silent=1, wbk=1,
        wbbm=1, staff=100, signed=31,
    )  # fmt: skip
    row = unit(of, silent=True, state="declared", declared_on=date(2024, 1, 14))
    event(row, EventKind.DECLARED, date(2024, 1, 14), title="Pencanangan", place="Pendopo", starts="09:00")
    practice(row)
    page = text(client, "/zona/sagara")
    assert "1 unit mencanangkan zona, tetapi lama tidak ada kegiatan yang tercatat." in page
    assert "Menyaksikan Ratna Dewanti" in page
    assert "31 dari 100 pegawai menandatangani pakta integritas." in page
    assert "Dicanangkan Diam sesudah pencanangan" in page
    assert "2026 3 1 1" in page
    assert "Unit disdukcapil : Zona integritas dicanangkan: Pencanangan, di Pendopo" in page
    assert "diikuti 2 unit lain" in page


def test_units_are_narrowed_ordered_and_paged_and_unknown_wishes_are_passed_over(client: Client) -> None:
    of = agency()
    for number in range(25):
        unit(of, f"u-{number:02}", total=7000 + number, title="WBK" if number == 3 else "", silent=number == 4)
    assert "Unit u-03" in text(client, "/zona/sagara?predikat=wbk")
    assert "Unit u-04" not in text(client, "/zona/sagara?predikat=wbk")
    assert "Unit u-03" not in text(client, "/zona/sagara?diam=ya")
    assert "Unit u-24" in text(client, "/zona/sagara?urut=nilai")
    assert "Unit u-24" in text(client, "/zona/sagara?halaman=2")
    assert "Unit u-00" in text(client, "/zona/sagara?predikat=wtp&urut=;drop&halaman=x")
    assert "Tidak ada unit seperti itu" in text(client, "/zona/sagara?predikat=wbbm")
    assert 'href="?predikat=tanpa&amp;halaman=2"' in source(client, "/zona/sagara?predikat=tanpa")


def test_the_table_of_disclosure_shows_each_field_each_state_and_what_is_never_told(client: Client) -> None:
    table = disclosure().table
    page = source(client, "/apa-yang-terbuka")
    shown = page[page.index("<tbody>") : page.index("</tbody>")]
    told = sum(table.allows(field, state) for field in table.rules for state in PublicState)
    assert shown.count("<tr ") == len(table.rules)
    assert (shown.count(">ya<"), shown.count(">tidak<")) == (told, len(table.rules) * len(PublicState) - told)
    for one in table.never:
        assert one.words.id in page
        assert one.why.id in page
    for rule in table.rules.values():
        assert rule.why.en in source(client, "/apa-yang-terbuka", "en")


@pytest.mark.parametrize(
    "path", ["/", "/wilayah", "/wilayah/97", "/wilayah/97.01", "/zona/sagara", "/zona/sagara/disdukcapil",
             "/apa-yang-terbuka"],
)  # fmt: skip
def test_every_page_names_its_address_and_stays_without_cookies(client: Client, path: str) -> None:
    telling_unit()
    figures()
    answer = client.get(path)
    page = answer.content.decode()
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{path}">' in page
    assert '<meta name="description" content="' in page
    assert 'property="og:title"' in page
    assert "application/ld+json" in page
    assert "/umpan/negara.atom" in page
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in page
