"""What a page asks of the database stays the same, however many units there are; a test for both databases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.publication.models import PublishedUnit, PublishedYear
from tests.apps.portal.published import AT, FACTS, figures, telling_unit

if TYPE_CHECKING:
    from pulau.apps.publication.models import PublishedAgency

pytestmark = pytest.mark.django_db
MOST = 10
NOT_OURS = ("SAVEPOINT", "RELEASE", "SELECT set_config")
"""What tests and the wall ask besides."""
PAGES = (
    "/", "/wilayah", "/wilayah/97", "/wilayah/97?isi=instansi", "/wilayah/97.01", "/zona/sagara",
    "/zona/sagara/disdukcapil", "/zona/sagara/disdukcapil?tahun=2025",
)  # fmt: skip


def many(of: PublishedAgency, count: int) -> None:
    rows = [
        PublishedUnit(
            id=uuid4(), agency=of, slug=f"u-{number}", name=f"Unit {number}", kind="office", province="97",
            region_code="97.01", digest="x", published_at=AT, facts=FACTS, title="WBK" if number % 9 == 0 else "",
            title_since=date(2025, 1, 1), total=7000 + number, silent=number % 7 == 0, declared_on=date(2024, 1, 1),
        )
        for number in range(count)
    ]  # fmt: skip
    PublishedUnit.objects.bulk_create(rows)
    PublishedYear.objects.bulk_create(
        PublishedYear(unit=row, agency=of, year=year, name=row.name, kind="office", province="97", region_code="97.01",
                      state="building")
        for row in rows
        for year in (2025, 2026)
    )  # fmt: skip


def asked(client: Client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in caught if not query["sql"].startswith(NOT_OURS)]


@pytest.mark.parametrize("path", [*PAGES, "/zona", "/agenda", "/praktik"])
def test_what_is_told_of_a_unit_and_a_body_is_read_once_for_its_own_page_and_for_no_line_of_a_list(
    client: Client, path: str
) -> None:
    row = telling_unit()
    figures()
    read = "".join(asked(client, path))
    own = path.partition("?")[0].split("/")[3:]
    assert read.count('"publication_publishedunit"."facts"') == (1 if row.slug in own else 0)
    assert read.count('"publication_publishedagency"."facts"') == (1 if "/zona/" in path else 0)


@pytest.mark.parametrize("path", PAGES)
def test_the_queries_of_a_page_do_not_grow_with_the_units(client: Client, path: str) -> None:
    of = telling_unit().agency
    figures(number=2025)
    figures(number=2026)
    figures("97", 2026, wbk=1)
    client.get(path)
    few = asked(client, path)
    many(of, 300)
    assert len(asked(client, path)) == len(few) <= MOST
