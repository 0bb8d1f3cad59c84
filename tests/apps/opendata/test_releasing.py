"""A release is the published rows, in three forms that agree; it is whole or not there."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest
from django.conf import LazySettings

from pulau.apps.opendata.due import due_years
from pulau.apps.opendata.models import Building, DataRelease, ReleaseFile
from pulau.apps.opendata.releasing import NothingToRelease, ReleaseOvertaken, build_release
from pulau.apps.opendata.standing import health_lines
from pulau.apps.publication.models import PublishedEvent, PublishedUnit, PublishedYear
from pulau.apps.signing.contract import seal_beside
from pulau.apps.transparency.models import OperatorEntry
from pulau.exchange.opendata.model import tables
from pulau.exchange.opendata.writing import TableWriter
from pulau.foundation.storage import StoreUnavailable
from tests.apps.opendata.country import (
    NOW,
    UNITS,
    YEARS,
    content,
    csv_rows,
    json_rows,
    parquet_rows,
    publish_country,
    release,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country() -> None:
    publish_country()


def test_a_release_has_a_row_for_every_unit_and_year() -> None:
    made = release()
    rows = csv_rows(made, "unit-years")
    assert len(rows) == UNITS * YEARS == PublishedYear.objects.count()
    told = {(row["unit_id"], int(row["year"]), row["state"], row["total"]) for row in rows}
    expected = {
        (str(row.unit_id), row.year, row.state, "" if row.total is None else f"{row.total / 100:.2f}")
        for row in PublishedYear.objects.all()
    }
    assert told == expected
    assert len(csv_rows(made, "units")) == UNITS
    assert len(csv_rows(made, "events")) == PublishedEvent.objects.count()


@pytest.mark.parametrize("table", list(tables()))
def test_the_three_forms_of_every_table_agree(table: str) -> None:
    made = release()

    def text(value: object) -> str:
        if value is None:
            return ""
        return str(value).lower() if isinstance(value, bool) else str(value)

    def written(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
        scores = {column.name for column in tables()[table].columns if column.kind == "score"}
        return [
            {
                name: f"{value:.2f}" if name in scores and value is not None else text(value)
                for name, value in row.items()
            }
            for row in rows
        ]

    rows = csv_rows(made, table)
    plain = [{name: value.removeprefix("'") for name, value in row.items()} for row in rows]
    assert plain == written(json_rows(made, table)) == written(parquet_rows(made, table))
    assert made.files.get(name=f"{table}.csv").rows == len(rows)


def test_a_release_of_an_earlier_year_tells_nothing_later() -> None:
    made = release(2025)
    assert made.final
    assert {row["year"] for row in csv_rows(made, "unit-years")} == {"2024", "2025"}
    assert max(row["day"] for row in csv_rows(made, "events")) <= "2025-12-31"
    assert all(row["decree_day"] <= "2025-12-31" for row in csv_rows(made, "titles"))


def test_a_title_revoked_later_stands_in_the_release_of_a_year_before() -> None:
    row = PublishedUnit.objects.first()
    assert row is not None
    told = {
        **dict.fromkeys(("until", "how", "source", "entry", "certificate"), ""), "title": "WBK", "since": "2024-12-09",
        "decree": "971", "decree_day": "2024-12-09", "issuer": "minister", "closed_on": "2026-02-01",
        "revoked_by": "588", "revoked_day": "2026-02-01", "reasons": "Pungutan.", "index": 4, "witnesses": 2,
    }  # fmt: skip
    row.facts = {**row.facts, "titles": [told]}
    row.save()
    [before] = [one for one in csv_rows(release(2025), "titles") if one["unit_id"] == str(row.pk)]
    assert (before["closed_on"], before["revoked_by"], before["reasons"]) == ("", "", "")
    [after] = [one for one in csv_rows(release(2026), "titles") if one["unit_id"] == str(row.pk)]
    assert (after["closed_on"], after["revoked_by"], after["reasons"]) == ("2026-02-01", "588", "Pungutan.")


def test_the_list_names_every_file_by_its_digest_and_the_log_tells_the_lists() -> None:
    made = release()
    sums = content(made, "SHA256SUMS")
    listed = {name: digest for digest, _gap, name in (line.partition("  ") for line in sums.decode().splitlines())}
    assert set(listed) == set(made.files.values_list("name", flat=True)) - {"SHA256SUMS", "SHA256SUMS.p7s"}
    for name, digest in listed.items():
        assert sha256(content(made, name)).hexdigest() == digest
    assert made.manifest == sha256(sums).hexdigest()
    entry = OperatorEntry.objects.get(pk=made.entry_id)
    assert entry.action == "opendata.released"
    assert json.loads(entry.payload)["manifest"] == made.manifest


def test_equal_data_makes_no_new_version_and_other_data_does() -> None:
    first = build_release(year=2026, now=NOW)
    again = build_release(year=2026, now=NOW)
    assert (first.new, again.new, again.release) == (True, False, first.release)
    PublishedUnit.objects.filter(pk=PublishedUnit.objects.values("pk")[:1]).update(name="Lain")
    second = build_release(year=2026, now=NOW)
    assert (second.release.version, second.new) == (2, True)
    assert DataRelease.objects.filter(version=1).exists()


def test_rows_that_were_made_anew_give_the_same_release() -> None:
    first = release()
    rows = list(PublishedYear.objects.all())
    PublishedYear.objects.all().delete()
    for row in rows:
        row.pk = None
    PublishedYear.objects.bulk_create(reversed(rows))
    assert build_release(year=2026, now=NOW).release == first


def test_when_the_year_is_over_there_is_a_final_release_even_of_equal_data() -> None:
    running = release(2026)
    final = release(2026, datetime(2027, 1, 3, tzinfo=UTC))
    assert (running.final, final.final, final.version) == (False, True, 2)


def test_a_year_that_has_not_begun_and_one_without_data_have_no_release() -> None:
    for year in (2027, 2001):
        with pytest.raises(NothingToRelease):
            build_release(year=year, now=NOW)
    assert not DataRelease.objects.exists()
    assert not Building.objects.exists()


def test_a_release_that_is_broken_off_is_not_there(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    def fail(_self: TableWriter, _batch: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(TableWriter, "write", fail)
    with pytest.raises(OSError, match="no room"):
        release()
    monkeypatch.undo()
    assert not DataRelease.objects.exists()
    assert not OperatorEntry.objects.filter(action="opendata.released").exists()
    assert list(settings.UPLOADS_FOLDER.iterdir()) == []
    assert Building.objects.get(year=2026).trouble == "failed"
    assert any("2026" in line.words and line.kind == "short" for line in health_lines())
    assert release().version == 1
    assert Building.objects.get(year=2026).trouble == ""


def test_files_come_first_and_rows_last(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_path: object) -> str:
        assert not DataRelease.objects.exists()
        raise StoreUnavailable(5, "away")

    monkeypatch.setattr("pulau.foundation.storage.put_path", away)
    with pytest.raises(StoreUnavailable):
        release()
    assert not DataRelease.objects.exists()
    assert not ReleaseFile.objects.exists()


def test_of_two_that_are_finished_the_second_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    place = "pulau.apps.opendata.releasing.seal_beside"

    def meanwhile(sums: bytes, now: datetime) -> bytes:
        monkeypatch.setattr(place, seal_beside)
        release()
        return seal_beside(sums, now)

    monkeypatch.setattr(place, meanwhile)
    with pytest.raises(ReleaseOvertaken):
        release()
    assert DataRelease.objects.count() == 1


def test_a_release_is_due_each_month_and_a_final_one_in_january() -> None:
    assert due_years(NOW) == [2025, 2026]
    release(2025)
    release(2026)
    Building.objects.update(ended_at=NOW)
    assert due_years(NOW) == []
    assert due_years(datetime(2026, 12, 2, tzinfo=UTC)) == [2026]
    assert due_years(datetime(2027, 1, 2, tzinfo=UTC)) == [2026]


def test_a_month_in_which_nothing_changed_is_looked_at_once() -> None:
    release()
    december = datetime(2026, 12, 2, tzinfo=UTC)
    assert not build_release(year=2026, now=december).new
    Building.objects.update(ended_at=december)
    assert 2026 not in due_years(december)


def test_units_that_ended_later_stand_in_an_earlier_release() -> None:
    row = PublishedUnit.objects.first()
    assert row is not None
    row.until, row.since = date(2026, 5, 1), date(2020, 1, 1)
    row.save()
    [before] = [one for one in csv_rows(release(2025), "units") if one["unit_id"] == str(row.pk)]
    [after] = [one for one in csv_rows(release(2026), "units") if one["unit_id"] == str(row.pk)]
    assert (before["until"], after["until"]) == ("", "2026-05-01")
