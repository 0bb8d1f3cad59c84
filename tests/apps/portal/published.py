"""Published rows for tests of pages, made directly: two bodies, and a unit for each thing that a page has to say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from pulau.apps.publication.models import (
    COUNTRY,
    EventKind,
    FormerAddress,
    KindFigures,
    PublishedAgency,
    PublishedEvent,
    PublishedFigures,
    PublishedPractice,
    PublishedUnit,
    PublishedYear,
)

AT = datetime(2026, 2, 1, 3, 0, tzinfo=UTC)
REGULATION = "permenpan-rb-90-2021"
OFFICIAL = {"name": "Indra Kusuma", "position": "Bupati", "institution": "Kabupaten Tanjung Sagara"}
DECLARATION = {
    "title": "Pencanangan Zona Integritas", "day": "2024-01-14", "place": "Pendopo", "symbolic": False,
    "signers": [OFFICIAL], "witnesses": [{**OFFICIAL, "name": "Ratna Dewanti"}], "deed": "86RPY8BHQ9VT", "record": "",
}  # fmt: skip
TITLE = {
    "title": "WBK", "since": "2024-12-09", "until": "", "closed_on": "", "how": "in-force", "decree": "971 Tahun 2024",
    "decree_day": "2024-12-09", "issuer": "minister", "revoked_by": "", "revoked_day": "", "reasons": "", "source": "",
    "certificate": "STJ4TRC99NK9", "entry": "x", "index": 48_213, "witnesses": 3,
}  # fmt: skip
REVOKED = {
    **TITLE, "how": "revoked", "closed_on": "2025-11-21", "revoked_by": "588 Tahun 2025", "revoked_day": "2025-11-21",
    "reasons": "Pungutan di loket terbukti.",
}  # fmt: skip
FACTS: dict[str, Any] = {
    "declarations": [], "titles": [], "decisions": [], "repair": None, "names": [], "merged_from": [],
}  # fmt: skip
AREAS = [
    {"area": str(n), "weight": weight, "points": weight * percent // 10_000, "percent": percent, "internal_percent": of}
    for n, (weight, percent, of) in enumerate(
        [(800, 8600, 8700), (700, 8014, None), (1000, 7920, None), (1000, 8130, None), (1500, 5776, None),
         (1000, 8550, None)], 1
    )
]  # fmt: skip
GATES = [
    {"title": "WBK", "gate": "total", "measure": "total", "unit": "points", "required": 7500, "actual": 8320,
     "met": True},
    {"title": "WBK", "gate": "area-5", "measure": "areas.5", "unit": "percent", "required": 6000, "actual": 5776,
     "met": False},
    {"title": "WBK", "gate": "corruption-perception", "measure": "items.H1.a", "unit": "points", "required": 1575,
     "actual": None, "met": False},
]  # fmt: skip


YEARS_TOLD: dict[str, Any] = {
    "declarations": [DECLARATION],
    "years": [
        {"year": 2025, "units": 40, "declared": 1, "symbolic": 0, "silent": 0, "staff": 100, "signed": 9, "wbk": 2,
         "wbbm": 0},
        {"year": 2026, "units": 42, "declared": 3, "symbolic": 1, "silent": 1, "staff": 100, "signed": 31, "wbk": 1,
         "wbbm": 1},
    ],
}  # fmt: skip
"""What is told of a body: its declaration, and two years."""


def agency(slug: str = "sagara", name: str = "Kabupaten Tanjung Sagara", **changed: Any) -> PublishedAgency:  # noqa: ANN401 - columns
    """Publish a body."""
    usual: dict[str, Any] = {
        "kind": "regency", "region_code": "97.01", "province": "97", "published_at": AT,
        "facts": {"declarations": [], "years": []},
    }  # fmt: skip
    return PublishedAgency.objects.create(id=uuid4(), slug=slug, name=name, **{**usual, **changed})


def unit(
    of: PublishedAgency,
    slug: str = "disdukcapil",
    facts: dict[str, Any] | None = None,
    **changed: Any,  # noqa: ANN401 - columns
) -> PublishedUnit:
    """Publish a unit of a body; `facts` beside those of a unit of which nothing is told."""
    usual: dict[str, Any] = {
        "name": f"Unit {slug}", "kind": "office", "region_code": of.region_code, "province": of.province,
        "digest": "x", "published_at": AT,
    }  # fmt: skip
    return PublishedUnit.objects.create(
        id=uuid4(), agency=of, slug=slug, facts={**FACTS, **(facts or {})}, **{**usual, **changed}
    )


def year(of: PublishedUnit, number: int = 2026, state: str = "building", **changed: Any) -> PublishedYear:  # noqa: ANN401 - columns
    """Publish a year of a unit."""
    usual: dict[str, Any] = {
        "name": of.name, "kind": of.kind, "province": of.province, "region_code": of.region_code,
    }  # fmt: skip
    return PublishedYear.objects.create(
        unit=of, agency_id=of.agency_id, year=number, state=state, **{**usual, **changed}
    )


def scored(of: PublishedUnit, number: int = 2025, state: str = "granted", **changed: Any) -> PublishedYear:  # noqa: ANN401 - columns
    """Publish a year with its final score."""
    usual: dict[str, Any] = {
        "regulation": REGULATION, "aim": "WBK", "level": "tpn", "total": 8320, "internal_total": 8400,
        "areas": AREAS, "gates": GATES, "days": {"handed-in": "2025-04-30", "internal": "2025-06-26",
        "national": "2025-09-19", state: "2025-12-09"},
    }  # fmt: skip
    return year(of, number, state, **{**usual, **changed})


def event(of: PublishedUnit, kind: EventKind, day: date, **told: Any) -> PublishedEvent:  # noqa: ANN401 - what is told
    """Publish something that happened to a unit."""
    return PublishedEvent.objects.create(
        id=uuid4(), agency_id=of.agency_id, unit=of, province=of.province, region_code=of.region_code, kind=kind,
        day=day, told=told, published_at=AT, changed_at=AT,
    )  # fmt: skip


def practice(of: PublishedUnit, title: str = "Nomor antrean dari rumah") -> PublishedPractice:
    """Publish a good practice of a unit."""
    told = {"problem": "Antre", "steps": "", "outcome": "Waktu tunggu turun.", "cost": "", "item": ""}
    return PublishedPractice.objects.create(
        id=uuid4(), code=uuid4().hex[:12], unit=of, agency_id=of.agency_id, area="6", title=title, told=told,
        followers=2, day=date(2026, 1, 5),
    )  # fmt: skip


def figures(place: str = COUNTRY, number: int = 2026, **counts: int) -> PublishedFigures:
    """Publish sums of a place."""
    return PublishedFigures.objects.create(place=place, year=number, counted_at=AT, **counts)


def kind_figures(number: int = 2025, percentiles: list[int] | None = None) -> KindFigures:
    """Publish the figures of offices."""
    return KindFigures.objects.create(
        kind="office", year=number, units=1_250, declared=80, wbk=12, wbbm=3, silent=9, scores=41,
        percentiles=percentiles if percentiles is not None else list(range(7000, 9020, 20)),
    )  # fmt: skip


def former(of: PublishedUnit, slug: str) -> FormerAddress:
    """Let a unit have had another address."""
    return FormerAddress.objects.create(agency_slug=of.agency.slug, slug=slug, unit=of)


def telling_unit() -> PublishedUnit:
    """Publish a unit of which everything is told: WBK, scored, with its declaration, events and a practice."""
    of = agency()
    row = unit(
        of,
        facts={
            "declarations": [DECLARATION],
            "titles": [TITLE],
            "decisions": [{"year": 2025, "state": "granted", "day": "2025-12-09", "event": "determine", "reason": "",
                           "objection": "", "objection_reasons": ""}],
            "names": [{"name": "Kantor Catatan Sipil", "slug": "capil", "until": "2024-06-30"}],
            "merged_from": ["Dinas Pasar"],
        },
        title="WBK", title_since=date(2024, 12, 9), declared_on=date(2024, 1, 14), total=8320, state="national",
        year=2026,
    )  # fmt: skip
    year(row, 2024, "declared", declared_on=date(2024, 1, 14), title="WBK", title_since=date(2024, 12, 9),
         name="Dinas Lama", staff=46, signed=45)  # fmt: skip
    scored(row, 2025, declared_on=date(2024, 1, 14), title="WBK", title_since=date(2024, 12, 9), staff=46, signed=46)
    year(row, 2026, "national", declared_on=date(2024, 1, 14), aim="WBBM", title="WBK", staff=46, signed=44,
         title_since=date(2024, 12, 9),
         days={"handed-in": "2026-01-10", "internal": "2026-01-15", "national": "2026-01-28"})  # fmt: skip
    event(row, EventKind.DECLARED, date(2024, 1, 14), place="Pendopo", symbolic=False)
    event(row, EventKind.GRANTED, date(2024, 12, 9), title="WBK", decree="971 Tahun 2024")
    event(row, EventKind.NATIONAL, date(2026, 1, 28), year=2026, aim="WBBM")
    practice(row)
    kind_figures(2025)
    kind_figures(2026, [])
    return row
