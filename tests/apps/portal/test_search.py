"""The search: what fits is found with its place and state, what does not says what to do; nothing typed is an error."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pulau.apps.portal.searching.nearest import nearest
from pulau.apps.portal.views import search
from pulau.apps.publication.contract import Hits
from pulau.apps.publication.models import PublishedUnit
from tests.apps.portal.finding import findable, town
from tests.apps.portal.published import agency
from tests.apps.portal.reading import ask, source, text

pytestmark = pytest.mark.django_db
HOSTILE = (
    "' OR 1=1 --", '" OR ""="', "NEAR(a b)", "a AND NOT b", "*", "%", "_", "x:*", "!&|()", "\x00\x00", "a\x00b",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc", "\N{ZERO WIDTH JOINER}", "<script>alert(1)</script>", "{{ 7*7 }}", "x" * 5_000,
    "a " * 2_000, "../../etc/passwd", "%00", "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
)  # fmt: skip


def found(client: Client, **asked: str) -> str:
    return text(client, f"/zona?{urlencode(asked)}")


def test_a_citizen_finds_the_office_with_its_body_place_title_and_state(client: Client) -> None:
    town()
    page = found(client, cari="pencatatan sipil")
    for told in ("Dinas Kependudukan dan Pencatatan Sipil", "Kabupaten Tanjung Sagara", "Nusa Bahari", "WBK", "1 unit"):
        assert told in page
    assert "Dinas Penanaman Modal" not in page
    assert 'href="/zona/sagara/disdukcapil"' in source(client, "/zona?cari=pencatatan")


def test_place_kind_title_and_silence_narrow_it_down(client: Client) -> None:
    town()
    assert "2 unit" in found(client, cari="rsud")
    assert "1 unit" in found(client, cari="rsud", wilayah="97.01")
    assert "2 unit" in found(client, jenis="hospital")
    assert "RSUD" not in found(client, predikat="wbk").partition("Di dekat")[0]
    page = found(client, diam="ya")
    assert "Dinas Penanaman Modal" in page
    assert "1 unit" in page


def test_without_words_everything_stands_in_order_and_near_you_leads_to_a_town(client: Client) -> None:
    town()
    page = found(client)
    names = ["Dinas Kependudukan", "Dinas Penanaman", "RSUD Muara", "RSUD Tanjung"]
    assert sorted(names, key=page.index) == names
    near = source(client, "/zona?wilayah=97")
    assert '<option value="97.71">Kota Muara Lain</option>' in near
    page = text(client, "/zona?wilayah=97.71")
    assert "RSUD Muara Lain" in page
    assert "RSUD Tanjung" not in page


def test_bodies_and_places_that_fit_stand_beside_the_units(client: Client) -> None:
    town()
    page = source(client, "/zona?cari=muara+lain")
    assert 'href="/zona/muara"' in page
    assert 'href="/wilayah/97.71"' in page
    assert 'href="/wilayah/32"' in source(client, "/zona?cari=jawa+barat")


def test_an_invented_place_is_named_only_where_it_has_a_body(client: Client) -> None:
    agency(region_code="32.04", province="32")
    assert "/wilayah/97" not in source(client, "/zona?cari=nusa+bahari")


def test_a_word_that_is_misspelt_leads_to_the_nearest_one(client: Client) -> None:
    town()
    page = found(client, cari="rumha skit")
    assert "Tidak ada unit yang cocok" in page
    assert "rumah sakit" in page
    assert 'href="/zona?cari=rumah+sakit"' in source(client, "/zona?cari=rumha+skit")
    assert 'href="/wilayah"' in source(client, "/zona?cari=rumha+skit")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bandng", "bandung"), ("puskemas", "puskesmas"), ("kab bogr", "kab bogor"), ("qqqqqq", ""), ("", ""), ("a", "")],
)
def test_the_nearest_words_come_from_places_bodies_and_kinds(typed: str, meant: str) -> None:
    assert nearest(typed) == meant


def test_what_is_a_word_already_stays_and_at_most_three_are_mended() -> None:
    agency(name="Balai Zirkonia")
    assert nearest("zirkona balai") == "zirkonia balai"
    assert nearest("bandng bogr cirebn malag").split()[3] == "malag"


def test_more_hits_than_are_kept_are_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    of = town()
    ids = tuple(PublishedUnit.objects.filter(agency=of).values_list("pk", flat=True))
    monkeypatch.setattr("pulau.apps.portal.searching.found.find_units", lambda *_asked: Hits(ids, more=True))
    assert "Lebih dari 500 unit cocok" in found(client, cari="dinas")
    assert "3+ unit" in found(client, cari="dinas")


def test_another_order_keeps_what_was_found(client: Client) -> None:
    of = town()
    findable(of, "nol", "Dinas Arsip", total=9000)
    page = found(client, cari="dinas", urut="nilai")
    assert page.index("Dinas Arsip") < page.index("Dinas Kependudukan")
    assert "3 unit" in page


def test_many_units_are_led_through_page_by_page(client: Client) -> None:
    of = agency()
    for number in range(35):
        findable(of, f"u{number}", f"Puskesmas Nomor {number:02}")
    first, second = found(client, cari="puskesmas"), found(client, cari="puskesmas", halaman="2")
    assert first.count("Puskesmas Nomor") == 30
    assert second.count("Puskesmas Nomor") == 5
    assert found(client, cari="puskesmas", halaman="x").count("Puskesmas Nomor") == 30


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_get_a_page_and_stand_in_it_as_text(client: Client, typed: str) -> None:
    town()
    for path in ("/zona", "/zona/saran", "/praktik", "/pantau"):
        answer = client.get(path, {"cari": typed})
        assert answer.status_code == 200, path
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("name", ["wilayah", "jenis", "predikat", "urut", "instansi", "diam", "halaman"])
@pytest.mark.parametrize("value", HOSTILE[:8])
def test_a_choice_that_is_none_asks_for_nothing(client: Client, name: str, value: str) -> None:
    town()
    assert client.get("/zona", {name: value}).status_code == 200
    assert client.get("/pantau", {name: value}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120))
def test_whatever_is_typed_there_is_a_page_and_suggestions(client: Client, typed: str) -> None:
    for path in ("/zona", "/zona/saran"):
        assert client.get(path, {"cari": typed}).status_code == 200


def test_suggestions_are_eight_at_most_and_lead_to_pages_of_ours(client: Client) -> None:
    of = town()
    for number in range(9):
        findable(of, f"d{number}", f"Dinas Nomor {number}")
    page = client.get("/zona/saran", {"cari": "dinas"}).content.decode()
    assert page.count('role="option"') == 8
    assert page.count('data-href="/') == 8
    assert "8 saran" in page
    mixed = client.get("/zona/saran", {"cari": "muara"}).content.decode()
    assert 'data-href="/zona/muara/rsud-muara"' in mixed
    assert 'data-href="/zona/muara"' in mixed
    assert 'data-href="/wilayah/97.71"' in mixed


def test_before_two_letters_there_is_no_suggestion_and_a_name_stays_text(client: Client) -> None:
    findable(agency(), "x", "<b>Dinas</b>")
    assert "option" not in client.get("/zona/saran", {"cari": "d"}).content.decode()
    page = client.get("/zona/saran", {"cari": "dinas"}).content.decode()
    assert "&lt;b&gt;Dinas&lt;/b&gt;" in page


def test_suggestions_may_be_kept_by_the_browser_a_while_and_are_for_no_index(client: Client) -> None:
    answer = client.get("/zona/saran", {"cari": "dinas"})
    assert answer.headers["Cache-Control"] == f"public, max-age={search.BROWSER_SECONDS}"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert client.post("/zona/saran").status_code == 405


def test_the_search_speaks_english(client: Client) -> None:
    town()
    assert "Near you" in text(client, "/zona?cari=rsud", "en")
    assert ask(client, "/zona?cari=zzz", "en").status_code == 200
