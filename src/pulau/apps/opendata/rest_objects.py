"""Published rows as the read API gives them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.opendata.addresses import agency_path, unit_path, whole
from pulau.apps.opendata.reading import COUNTS, FIGURES
from pulau.apps.publication.contract import words
from pulau.exchange.table_files import hundredths_text

if TYPE_CHECKING:
    from pulau.apps.opendata.models import DataRelease
    from pulau.apps.publication.contract import (
        PublishedAgency,
        PublishedEvent,
        PublishedFigures,
        PublishedPractice,
        PublishedUnit,
        PublishedYear,
    )

Data = dict[str, Any]
_AREA: Final = ("weight", "points", "percent", "internal_percent")
_GATE: Final = ("title", "gate", "measure", "unit", "met")


def agency_object(row: PublishedAgency) -> Data:
    """Return a body."""
    return {
        **_place(row),
        **{name: getattr(row, name) for name in COUNTS},
        "declared_on": _day(row.declared_on),
        "page": whole(agency_path(row.slug)),
    }


def unit_object(row: PublishedUnit) -> Data:
    """Return a unit; its body is read."""
    return {
        **_place(row),
        "agency": {"id": str(row.agency_id), "slug": row.agency.slug, "name": row.agency.name},
        "state": row.state,
        "year": row.year,
        "title": row.title or None,
        "title_since": _day(row.title_since),
        "title_until": _day(row.title_until),
        "declared_on": _day(row.declared_on),
        "symbolic": row.symbolic,
        "silent": row.silent,
        "active_on": _day(row.active_on),
        "total": _score(row.total),
        "since": _day(row.since),
        "until": _day(row.until),
        "into": str(row.into) if row.into else None,
        "changed_at": _moment(row.published_at),
        "page": whole(unit_path(row.agency.slug, row.slug)),
    }


def year_object(row: PublishedYear) -> Data:
    """Return a unit's year."""
    return {
        "year": row.year,
        "name": row.name,
        "kind": row.kind,
        "state": row.state,
        "declared_on": _day(row.declared_on),
        "symbolic": row.symbolic,
        "silent": row.silent,
        "staff": row.staff,
        "signed": row.signed,
        "regulation": row.regulation or None,
        "aim": row.aim or None,
        "level": row.level or None,
        "total": _score(row.total),
        "internal_total": _score(row.internal_total),
        "areas": [{"area": one["area"], **{name: _score(one[name]) for name in _AREA}} for one in row.areas],
        "gates": [_gate(one) for one in row.gates],
        "days": row.days,
        "title": row.title or None,
        "title_since": _day(row.title_since),
    }


def event_object(row: PublishedEvent, language: str) -> Data:
    """Return an event in words of a language; its unit and body are read."""
    told = words(row, language)
    return {
        "id": str(row.pk),
        "agency": str(row.agency_id),
        "unit": str(row.unit_id) if row.unit_id else None,
        "kind": row.kind,
        "day": row.day.isoformat(),
        "title": told.title,
        "sentence": told.sentence,
        "published_at": _moment(row.published_at),
        "changed_at": _moment(row.changed_at),
    }


def practice_object(row: PublishedPractice) -> Data:
    """Return a good practice."""
    return {
        "id": str(row.pk),
        "code": row.code,
        "unit": str(row.unit_id),
        "agency": str(row.agency_id),
        "area": row.area,
        "title": row.title,
        **{name: str(row.told.get(name) or "") for name in ("problem", "steps", "outcome", "cost")},
        "followers": row.followers,
        "day": row.day.isoformat(),
    }


def figures_object(row: PublishedFigures) -> Data:
    """Return the sums of a place in a year."""
    return {name: getattr(row, name) for name in FIGURES}


def release_object(row: DataRelease) -> Data:
    """Return a release with its files."""
    page = whole(f"/data/{row}")
    return {
        "year": row.year,
        "version": row.version,
        "final": row.final,
        "made_at": _moment(row.made_at),
        "manifest": row.manifest,
        "page": page,
        "files": [
            {
                "name": file.name,
                "url": f"{page}/{file.name}",
                "media_type": file.media_type,
                "bytes": file.size,
                "sha256": file.digest,
                "rows": file.rows,
            }
            for file in row.files.all()
        ],
    }


def _place(row: PublishedAgency | PublishedUnit) -> Data:
    return {
        "id": str(row.pk),
        "slug": row.slug,
        "name": row.name,
        "kind": row.kind,
        "province": row.province,
        "region_code": row.region_code,
    }


def _gate(told: Data) -> Data:
    return {
        **{name: told[name] for name in _GATE},
        "required": _score(told["required"]),
        "actual": _score(told["actual"]),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _score(hundredths: int | None) -> str | None:
    return None if hundredths is None else hundredths_text(hundredths)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
