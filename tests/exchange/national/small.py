"""A small snapshot of a few rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from pulau.exchange.national.questions import SOURCES
from pulau.exchange.national.snapshots import Batches, Snapshot, write_snapshot
from pulau.exchange.opendata.model import Row, tables

MOMENT: Final = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
AGENCY: Final = UUID(int=1)


def unit_year(unit: int, year: int = 2025, **told: object) -> Row:
    """Return a row of unit-years with these values; nothing else is known."""
    known: dict[str, object] = {"unit_id": UUID(int=unit), "agency_id": AGENCY, "year": year, "state": "none"}
    known |= {"name": f"Unit {unit}", "kind": "office", "province": "32", "symbolic": False, "silent": False, **told}
    return [known.get(column.name) for column in tables()["unit-years"].columns]  # type: ignore[misc]


def sources(*years: Row) -> dict[str, Batches]:
    """Return the tables of a snapshot, those rows of unit-years among them."""
    return {name: [years] if name == "unit-years" and years else [] for name in SOURCES}


def taken(folder: Path, *years: Row, hours: int = 0) -> Snapshot:
    """Take a snapshot so many hours after MOMENT."""
    return write_snapshot(folder, MOMENT + timedelta(hours=hours), sources(*years))


DECLARED: Final = date(2024, 5, 2)
