"""`/angka`: figures with tables, files and SQL in both languages, and what is said where there are none."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pulau.apps.analytics.building import count_nation
from pulau.apps.analytics.figures.every import FIGURES
from pulau.apps.analytics.models import FiguresRun, NationalAnswer, Trouble
from pulau.exchange.national.questions import command, questions
from tests.many_published import MOMENT, many_published

pytestmark = pytest.mark.django_db
MOST_BYTES = 100 * 1024


@pytest.fixture
def counted() -> None:
    """A country was counted."""
    many_published(7, 150, 5)
    count_nation(MOMENT)


def page(path: str) -> str:
    """The page at an address."""
    return Client().get(path).content.decode()


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_figure_has_its_page_with_table_files_and_sql(language: str) -> None:
    index = page(f"/angka?bahasa={language}")
    for slug, figure in FIGURES.items():
        response = Client().get(f"/angka/{slug}?bahasa={language}")
        text = response.content.decode()
        title = figure.question.title[language == "en"]
        assert response.status_code == 200
        assert title in text
        assert title in index
        assert len(response.content) < MOST_BYTES
        assert "<table" in text
        assert f"/angka/{slug}.csv" in text
        assert "WITH " in text
        assert "27 November 2026" in text
        assert 'style="' not in text


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("slug", FIGURES)
def test_a_page_asks_the_database_twice_however_large_the_country_is(
    slug: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    with django_assert_num_queries(2):
        client.get(f"/angka/{slug}")
    with django_assert_num_queries(1):
        client.get(f"/angka/{slug}.csv")
    with django_assert_num_queries(2):
        client.get("/angka")


@pytest.mark.usefixtures("counted")
def test_the_trends_of_a_province_and_of_a_kind_can_be_chosen() -> None:
    assert '<h2 class="ds-heading" data-size="sm" id="h-tren">Seluruh negara</h2>' in page("/angka/tren")
    assert 'id="h-tren">Aceh</h2>' in page("/angka/tren?provinsi=11")
    assert 'id="h-tren">Rumah sakit</h2>' in page("/angka/tren?jenis=hospital")
    assert 'id="h-tren">Seluruh negara</h2>' in page("/angka/tren?provinsi=%00'--")


@pytest.mark.usefixtures("counted")
def test_the_areas_of_a_year_can_be_chosen_and_are_told_strongest_first() -> None:
    for year in ("2024", "2026"):
        text = page(f"/angka/kekuatan?tahun={year}")
        [sentence] = re.findall(r"Terkuat: (\d)\. .*?Terlemah: (\d)\. ", text)
        first_table = text[text.index("Bagian unit yang mencapai batas</caption>") :]
        areas = re.findall(r'<th scope="row">(\d)\. ', first_table)[:6]
        assert (areas[0], areas[-1]) == sentence
    assert "Seluruh negara, 2026" in page("/angka/kekuatan?tahun=1999")


@pytest.mark.usefixtures("counted")
def test_the_sql_is_shown_and_given_out_as_it_was_asked() -> None:
    NationalAnswer.objects.filter(code="tren").update(question="SELECT 'seperti ditanyakan'")
    assert "SELECT &#x27;seperti ditanyakan&#x27;" in page("/angka/tren")
    response = Client().get("/angka/tren.sql")
    assert response.content.decode() == "SELECT 'seperti ditanyakan'\n"
    assert 'filename="pulau-trends.sql"' in response["Content-Disposition"]
    assert command(questions()["trends"]).split('"')[1] in page("/angka/tren").replace("&#x27;", "'")


@pytest.mark.usefixtures("counted")
def test_a_file_holds_numbers_and_says_why_a_cell_is_empty() -> None:
    text = Client().get("/angka/kekuatan.csv").content.decode()
    head, *rows = text.strip().split("\r\n")
    assert head == "scope,place,year,area,units,met,share,median,mean,hidden"
    hidden = [row for row in rows if row.endswith((",few", ",beside"))]
    assert all(row.split(",")[4:9] == [""] * 5 for row in hidden)
    assert all(re.search(r",\d+,\d+,[01]\.\d{4},\d+\.\d{4},\d+\.\d{4},$", row) for row in rows if row not in hidden)


@pytest.mark.parametrize("path", ["/angka/tidak-ada", "/angka/tidak-ada.csv", "/angka/tidak-ada.sql", "/angka/trends"])
def test_an_unknown_figure_is_told_with_those_that_there_are(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert "/angka/tren" in response.content.decode()


def test_before_the_first_count_the_page_says_when_it_comes() -> None:
    for path in ("/angka", "/angka/tren"):
        assert "Hitungan pertama berjalan malam ini" in page(path)
    assert Client().get("/angka/tren.csv").status_code == 404
    assert "FROM unit_years" in page("/angka/tren.sql")


def test_where_nothing_could_be_counted_the_page_says_since_when_figures_are_awaited() -> None:
    FiguresRun.objects.create(tried_at=MOMENT, trouble=Trouble.DISK_FULL, waiting_since=MOMENT - timedelta(days=3))
    for path in ("/angka", "/angka/tren"):
        assert "Angka ditunggu sejak 24 November 2026 pukul 10.00" in page(path)


@pytest.mark.usefixtures("counted")
def test_older_figures_stay_with_their_moment_and_say_that_newer_ones_are_awaited() -> None:
    FiguresRun.objects.update(trouble=Trouble.QUESTION, waiting_since=MOMENT + timedelta(days=1))
    text = page("/angka/tren")
    assert "Data per 27 November 2026 pukul 10.00." in text
    assert "Angka yang lebih baru ditunggu sejak 28 November 2026" in text
    assert "Seluruh negara" in text


def test_a_country_in_which_nothing_happened_yet_has_pages_without_figures() -> None:
    count_nation(MOMENT)
    for slug in FIGURES:
        assert Client().get(f"/angka/{slug}").status_code == 200


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    many_published(2, 12, 4)
    call_command("analytics_build")
    call_command("analytics_build")
    told = capsys.readouterr().out
    assert "Potret baru" in told
    assert "Tidak ada yang baru" in told
    assert "9 angka dihitung." in told
