"""As a job makes it, outside of any transaction: a release tells of one moment, and how far it is meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from pulau.apps.opendata import progress
from pulau.apps.opendata.models import Building
from pulau.apps.opendata.moment import one_moment
from pulau.apps.opendata.releasing import build_release
from pulau.apps.publication.models import PublishedAgency, PublishedYear
from tests.apps.opendata.country import NOW, csv_rows, publish_country
from tests.walls.application import on_postgres

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_makes_a_release_and_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", timedelta())
    publish_country()
    told: list[tuple[str, int, int]] = []
    made = build_release(year=2026, now=NOW, told=lambda *step: told.append(step)).release
    row = Building.objects.get(year=2026)
    assert len(csv_rows(made, "unit-years")) == PublishedYear.objects.count()
    assert {table for table, _done, _total in told} == {"unit-years", "events"}
    assert (row.done, row.trouble) == (row.total, "")
    assert row.ended_at is not None
    assert not connection.in_atomic_block


@pytest.mark.skipif(not on_postgres(), reason="in the memory of SQLite, who writes waits for who reads")
def test_what_changes_while_it_is_read_is_not_seen() -> None:
    publish_country()

    def change() -> int:
        try:
            return PublishedAgency.objects.update(name="Lain")
        finally:
            connection.close()

    with one_moment():
        before = set(PublishedAgency.objects.values_list("name", flat=True).iterator(chunk_size=2))
        with ThreadPoolExecutor(1) as other:
            assert other.submit(change).result() > 0
        assert set(PublishedAgency.objects.values_list("name", flat=True).iterator(chunk_size=2)) == before
    assert set(PublishedAgency.objects.values_list("name", flat=True)) == {"Lain"}


def test_after_a_failure_the_connection_is_as_before() -> None:
    with pytest.raises(ZeroDivisionError), one_moment():
        _ = 1 // 0
    assert PublishedAgency.objects.count() == 0
