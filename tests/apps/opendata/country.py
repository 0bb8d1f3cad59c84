"""A small published country, and short ways to read releases of it."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import UTC, datetime
from typing import Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]

from pulau.apps.opendata.models import DataRelease
from pulau.apps.opendata.releasing import build_release
from pulau.apps.publication.models import FormerAddress, PublishedUnit
from pulau.foundation import storage
from tests.many_published import many_published, unit_id

NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
AGENCIES, UNITS, YEARS = 3, 40, 3
FIRST = "unit-00001"


def publish_country() -> None:
    """Publish three bodies with forty units over three years."""
    many_published(AGENCIES, UNITS, YEARS)


def release(year: int = 2026, now: datetime = NOW) -> DataRelease:
    """Make the release of a year."""
    return build_release(year=year, now=now).release


def content(made: DataRelease, name: str) -> bytes:
    """Return a file of a release as a reader has it."""
    file = made.files.get(name=name)
    found = storage.get(file.stored)
    return gzip.decompress(found) if file.packed else found


def csv_rows(made: DataRelease, table: str) -> list[dict[str, str]]:
    """Return the rows of a table, from its CSV."""
    return list(csv.DictReader(io.StringIO(content(made, f"{table}.csv").decode(), newline="")))


def json_rows(made: DataRelease, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, from its JSON Lines."""
    return [json.loads(line) for line in content(made, f"{table}.jsonl").decode().splitlines()]


def parquet_rows(made: DataRelease, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, from its Parquet."""
    found: list[dict[str, Any]] = pq.read_table(io.BytesIO(content(made, f"{table}.parquet"))).to_pylist()
    return found


def unit(number: int = 1) -> PublishedUnit:
    """Return a unit with its body."""
    return PublishedUnit.objects.select_related("agency").get(pk=unit_id(number))


def rename(row: PublishedUnit, slug: str) -> None:
    """Give a unit another address; the one before leads to it."""
    FormerAddress.objects.create(agency_slug=row.agency.slug, slug=row.slug, unit=row)
    row.slug, row.name = slug, f"{row.name} (baru)"
    row.save()
