"""Good practices: by area and words, those that most follow first, each with its own page."""

from __future__ import annotations

import pytest
from django.test import Client

from pulau.apps.publication.models import PublishedPractice
from tests.apps.portal.published import agency, practice, unit
from tests.apps.portal.reading import source, text

pytestmark = pytest.mark.django_db


def change(row: PublishedPractice, **columns: object) -> PublishedPractice:
    PublishedPractice.objects.filter(pk=row.pk).update(**columns)
    row.refresh_from_db()
    return row


def test_those_that_most_follow_come_first_with_how_many(client: Client) -> None:
    of = unit(agency())
    change(practice(of, "Jarang diikuti"), followers=0)
    change(practice(of, "Sering diikuti"), followers=17)
    page = text(client, "/praktik")
    assert page.index("Sering diikuti") < page.index("Jarang diikuti")
    assert "diikuti 17 unit lain" in page
    assert "belum ada yang mengikuti" in page


def test_an_area_and_words_narrow_it_down_and_areas_are_counted(client: Client) -> None:
    of = unit(agency())
    change(practice(of, "Antrean dari rumah"), area="6")
    change(practice(of, "Rotasi pegawai loket"), area="3")
    page = text(client, "/praktik?area=3")
    assert "Rotasi pegawai" in page
    assert "Antrean" not in page
    assert "Antrean" in text(client, "/praktik?cari=antrean")
    assert "Rotasi" not in text(client, "/praktik?cari=antrean")
    assert "Antrean" in text(client, "/praktik?cari=tanjung+sagara")
    assert "Tidak ada praktik baik yang cocok" in text(client, "/praktik?cari=zzz")
    assert "Rotasi" in text(client, "/praktik?area=99")


def test_its_page_tells_all_as_text_and_leads_to_the_unit(client: Client) -> None:
    row = practice(unit(agency()), "<b>Antrean</b>")
    told = {"problem": "Antre lama", "steps": "Satu\nDua", "outcome": "Turun 40%", "cost": "Rp2 juta"}
    change(row, told=told, code="K3M7Q2XT9RHB")
    page = text(client, "/praktik/K3M7Q2XT9RHB")
    for part in ("Antre lama", "Satu Dua", "Turun 40%", "Rp2 juta", "2 unit lain"):
        assert part in page
    assert 'href="/zona/sagara/disdukcapil"' in source(client, "/praktik/K3M7Q2XT9RHB")
    assert "<b>Antrean</b>" not in source(client, "/praktik/K3M7Q2XT9RHB")


@pytest.mark.parametrize("code", ["TIDAKADA", "x" * 300, "' OR 1=1", "%F0%9F%98%80"])
def test_one_that_is_not_there_says_so_and_leads_on(client: Client, code: str) -> None:
    assert "Semua praktik baik" in text(client, f"/praktik/{code}", status=404)


def test_where_nothing_is_published_the_page_says_so(client: Client) -> None:
    assert "Belum ada praktik baik yang diterbitkan" in text(client, "/praktik")
    assert "No good practice has been published yet" in text(client, "/praktik", "en")


def test_many_are_led_through_page_by_page(client: Client) -> None:
    of = unit(agency())
    for number in range(22):
        practice(of, f"Cara {number:02}")
    assert text(client, "/praktik").count("Cara ") == 20
    assert text(client, "/praktik?halaman=2").count("Cara ") == 2
