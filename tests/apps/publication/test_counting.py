"""Figures of the country are sums that anybody can add up from the published years."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pulau.apps.publication.counting import count_country
from pulau.apps.publication.models import COUNTRY, KindFigures, PublishedFigures, PublishedYear
from pulau.apps.publication.selectors.kin import kin_of, percent_below
from tests.apps.publication.publishing import publish_all
from tests.cast import NOW
from tests.house import House


def by_hand(rows: list[PublishedYear]) -> dict[str, int]:
    """Count one by one what the sums say."""
    found: Counter[str] = Counter()
    for row in rows:
        found["units"] += 1
        found["declared"] += row.declared_on is not None and not row.symbolic
        found["silent"] += row.silent
        found["wbk"] += row.title == "WBK"
        found["granted_wbk"] += row.title == "WBK" and row.title_since is not None and row.title_since.year == row.year
        found["staff"] += row.staff or 0
    return dict(found)


@pytest.mark.django_db
def test_the_sums_are_those_of_the_rows(house: House) -> None:
    house.open("rsud", 2025)
    publish_all()
    PublishedYear.objects.filter(unit=house.units["rsud"].pk, year=2026).update(
        title="WBK", title_since="2026-02-01", declared_on="2025-05-05", silent=True, staff=7
    )
    count_country(NOW)
    for figures in PublishedFigures.objects.all():
        rows = PublishedYear.objects.filter(year=figures.year)
        rows = rows if figures.place == COUNTRY else rows.filter(province=figures.place)
        expected = by_hand(list(rows))
        assert {name: getattr(figures, name) for name in expected} == expected
    newest = PublishedFigures.objects.get(place=COUNTRY, year=2026)
    assert (newest.units, newest.wbk, newest.granted_wbk, newest.declared, newest.silent) == (3, 1, 1, 1, 1)


@pytest.mark.django_db
def test_a_kind_with_few_scores_has_no_distribution(house: House) -> None:
    publish_all()
    PublishedYear.objects.filter(year=2026).update(total=7000)
    count_country(NOW)
    [office] = kin_of("office", [2026]).values()
    assert (office.units, office.scores, percent_below(office, 7500)) == (3, 3, 100)
    PublishedYear.objects.filter(unit=house.units["rsud"].pk).update(total=None)
    count_country(NOW)
    [office] = kin_of("office", [2026]).values()
    assert (office.scores, office.percentiles, percent_below(office, 7500)) == (2, [], None)


@pytest.mark.django_db
def test_the_queries_of_counting_do_not_grow_with_kinds_and_years(house: House) -> None:
    publish_all()
    with CaptureQueriesContext(connection) as few:
        count_country(NOW)
    for number in range(2015, 2025):
        told = {"agency_id": house.tenants["sagara"], "unit_id": house.units["rsud"].pk, "state": "granted"}
        PublishedYear.objects.create(**told, year=number, kind=f"kind-{number % 3}", province="lain", total=7000)
    with CaptureQueriesContext(connection) as many:
        count_country(NOW)
    assert KindFigures.objects.filter(scores=1).count() == 10
    assert len(many) == len(few)
