"""The page that counts days: open to all, asks no database, shows every day and what the count rests on."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from pulau.core.deadlines.periods import Period, Unit
from pulau.foundation.calendar import count_address

PAGE = "/hari-kerja"
pytestmark = pytest.mark.django_db  # on PostgreSQL each request of a test is made as the application's own role


def page(query: str = "", language: str = "id", status: int = 200) -> str:
    client = Client()
    client.cookies["pulau_language"] = language
    response = client.get(f"{PAGE}{query}")
    assert response.status_code == status
    return response.content.decode()


def test_every_day_is_shown_with_its_reason_and_its_decree(django_assert_num_queries: Any) -> None:  # noqa: ANN401
    with django_assert_num_queries(0):
        text = page("?mulai=2026-03-16&lama=5&satuan=working-days")
    assert "Berakhir 30 Maret 2026" in text
    assert text.count('<th scope="row">') == 15
    assert "Selasa, 17 Maret 2026" in text
    assert "Cuti Bersama Hari Suci Nyepi" in text
    assert "Nomor 1497 Tahun 2025" in text
    assert "Sementara" not in text


def test_it_speaks_english_where_the_calendar_does() -> None:
    assert "Day of Silence Joint Holiday" in page("?mulai=2026-03-16&lama=5", language="en")


def test_an_end_that_moved_says_so() -> None:
    text = page("?mulai=2026-03-15&lama=3&satuan=calendar-days")
    assert "Berakhir 25 Maret 2026" in text
    assert "Digeser" in text


def test_a_year_without_a_decree_is_called_provisional() -> None:
    assert "belum ada keputusan bersama tentang hari libur 2027" in page("?mulai=2026-12-30&lama=3")


def test_nothing_asked_nothing_counted() -> None:
    assert "Belum ada yang dihitung" in page()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?mulai=2026-02-30&lama=5", "Tulis tanggal seperti"),
        ("?mulai=<b>&lama=5", "Tulis tanggal seperti"),
        ("?mulai=2026-03-16&lama=0", "bilangan bulat dari 1 sampai 250"),
        ("?mulai=2026-03-16&lama=251", "bilangan bulat dari 1 sampai 250"),
        ("?mulai=2026-03-16&lama=13&satuan=months", "bilangan bulat dari 1 sampai 12"),
        ("?mulai=2026-03-16&lama=²", "bilangan bulat"),
        ("?mulai=2036-12-30&lama=5", "Hari libur tahun 2037 belum diketahui"),
        ("?mulai=1999-12-30&lama=5", "Hari libur tahun 1999 belum diketahui"),
        ("?mulai=9999-12-30&lama=5", "Hari libur tahun 9999 belum diketahui"),
    ],
)
def test_what_cannot_be_counted_is_told(query: str, told: str) -> None:
    text = page(query, status=422)
    assert told in text
    assert "<b>&" not in text


def test_a_count_has_an_address_of_its_own() -> None:
    address = count_address(date(2026, 3, 16), Period(5, Unit.WORKING_DAYS))
    assert urlsplit(address).path == PAGE
    assert parse_qs(urlsplit(address).query) == {"mulai": ["2026-03-16"], "lama": ["5"], "satuan": ["working-days"]}
