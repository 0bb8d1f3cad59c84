"""A country of any size, published: bodies, units, years and events, the same ones each time, on both databases.

Values are plausible and hang together (a title has its grant, a score its areas and gates), but nothing of them is
computed by the rules: it is for lists, releases and measurements, not for scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID, uuid5

from pulau.apps.publication.counting import count_country
from pulau.apps.publication.models import EventKind, PublishedAgency, PublishedEvent, PublishedUnit, PublishedYear
from pulau.exchange.regions import regions

SPACE: Final = UUID("0d0e9a52-2c55-5d0e-8a8c-4f4b8e1b7f10")
LAST_YEAR: Final = 2026
MOMENT: Final = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
BATCH: Final = 2_000
KINDS: Final = ("office", "district", "school", "hospital", "health-centre", "secretariat", "inspectorate")
AREAS: Final = (("1", 800), ("2", 700), ("3", 1000), ("4", 1000), ("5", 1500), ("6", 1000))
STATES: Final = (
    "none",
    "declared",
    "building",
    "handed-in",
    "internal",
    "national",
    "not-passed",
    "granted",
    "revoked",
)
_FINAL: Final = frozenset({"not-passed", "granted", "revoked"})
_REGULATION: Final = "permenpan-rb-90-2021"


@dataclass(frozen=True, slots=True)
class Made:
    """How many rows were made."""

    agencies: int
    units: int
    years: int
    events: int


def many_published(agencies: int, units: int, years: int, *, count: bool = True) -> Made:
    """Publish so many bodies with so many units in all, over the last `years` years; with `count` the country's sums.

    Nothing may be published yet.
    """
    bodies = [_agency(number, agencies, units, years) for number in range(agencies)]
    PublishedAgency.objects.bulk_create(bodies, batch_size=BATCH)
    chance = Random(9)  # noqa: S311 - invented
    made = [0, 0]
    for start in range(0, units, BATCH):
        numbers = range(start, min(start + BATCH, units))
        rows = [_unit(number, bodies[number % agencies], LAST_YEAR - years + 1, chance) for number in numbers]
        told = [year for row in rows for year in _years(row, years, chance)]
        newest = {year.unit_id: year for year in told}
        for row in rows:
            _settle(row, newest[row.pk])
        happened = [event for row in rows for event in _events(row)]
        PublishedUnit.objects.bulk_create(rows, batch_size=BATCH)
        PublishedYear.objects.bulk_create(told, batch_size=BATCH)
        PublishedEvent.objects.bulk_create(happened, batch_size=BATCH)
        made = [made[0] + len(told), made[1] + len(happened)]
    if count:
        count_country(MOMENT)
    return Made(agencies, units, *made)


def agency_id(number: int) -> UUID:
    """Return the id of a body, from 0."""
    return uuid5(SPACE, f"agency {number}")


def unit_id(number: int) -> UUID:
    """Return the id of a unit, from 0."""
    return uuid5(SPACE, f"unit {number}")


def _place(number: int) -> tuple[str, str]:
    """Return province and region of a body: the regencies in turn; one body in twenty is of the centre."""
    if number % 20 == 0:
        return "pusat", ""
    codes = [region.code for region in regions().values() if not region.is_province and not region.invented]
    code = codes[number * 7 % len(codes)]
    return code[:2], code


def _agency(number: int, agencies: int, units: int, years: int) -> PublishedAgency:
    province, region = _place(number)
    own = units // agencies + (number < units % agencies)
    counts = {"units": own, "declared": own // 2, "symbolic": own // 10, "silent": own // 8, "wbk": own // 9}
    told = [
        {"year": year, **counts, "staff": own * 20, "signed": own * 15, "wbbm": own // 30}
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1)
    ]
    return PublishedAgency(
        id=agency_id(number),
        slug=f"instansi-{number:04d}",
        name=f"Instansi Rekaan {number:04d}",
        kind="ministry" if province == "pusat" else "regency",
        region_code=region,
        province=province,
        staff=own * 20,
        signed=own * 15,
        wbbm=own // 30,
        facts={"declarations": [], "years": told},
        digest=f"{number:064x}",
        published_at=MOMENT,
        **counts,
    )


def _unit(number: int, agency: PublishedAgency, first: int, chance: Random) -> PublishedUnit:
    kind = KINDS[number % len(KINDS)]
    declared = chance.random() < 0.7
    return PublishedUnit(
        id=unit_id(number),
        agency=agency,
        slug=f"unit-{number:05d}",
        name=f"{kind.replace('-', ' ').title()} Rekaan {number:05d}, “{agency.name}”",
        kind=kind,
        region_code=agency.region_code,
        province=agency.province,
        declared_on=date(first, 1 + number % 12, 1 + number % 28) if declared else None,
        symbolic=declared and number % 9 == 0,
        silent=declared and number % 6 == 0,
        digest=f"{number:064x}",
        published_at=MOMENT - timedelta(minutes=number % 10_000),
    )


def _years(row: PublishedUnit, years: int, chance: Random) -> Iterator[PublishedYear]:
    stage = chance.randrange(6)
    for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
        stage = min(len(STATES) - 1, stage + chance.choice((0, 0, 1, 1, 2, 3))) if row.declared_on else 0
        yield _year(row, year, STATES[stage], chance)
        stage = 1 if STATES[stage] in _FINAL else stage


def _year(row: PublishedUnit, year: int, state: str, chance: Random) -> PublishedYear:
    final = state in _FINAL
    percents = [chance.randrange(5_500, 9_600) for _area in AREAS] if final else []
    areas = [_area(code, weight, percent) for (code, weight), percent in zip(AREAS, percents, strict=final)]
    total = 2_500 + sum(area["points"] for area in areas) if final else None
    granted = state == "granted"
    judged = STATES.index(state) if state in STATES else 0
    return PublishedYear(
        unit=row,
        agency_id=row.agency_id,
        year=year,
        name=row.name,
        kind=row.kind,
        province=row.province,
        region_code=row.region_code,
        state=state,
        declared_on=row.declared_on if state != "none" else None,
        symbolic=row.symbolic and state != "none",
        silent=row.silent and state != "none",
        staff=20 if state != "none" else None,
        signed=15 if state != "none" else None,
        regulation=_REGULATION if judged > 2 else "",
        aim="WBK" if judged > 2 else "",
        level="tpn" if final else "",
        total=total,
        internal_total=total + chance.randrange(-300, 700) if total is not None else None,
        areas=areas,
        gates=[_gate(percent, code) for (code, _weight), percent in zip(AREAS, percents, strict=final)],
        days={name: date(year, 3 + at, 10).isoformat() for at, name in enumerate(STATES[3 : judged + 1])},
        title="WBK" if granted else "",
        title_since=date(year, 12, 9) if granted and year < LAST_YEAR else date(year, 11, 1) if granted else None,
    )


def _area(code: str, weight: int, percent: int) -> dict[str, Any]:
    points = weight * percent // 10_000
    return {"area": code, "weight": weight, "points": points, "percent": percent, "internal_percent": percent + 40}


def _gate(percent: int, code: str) -> dict[str, Any]:
    facts = {"title": "WBK", "gate": f"area-{code}", "measure": f"areas.{code}", "unit": "percent"}
    return {**facts, "required": 6_000, "actual": percent, "met": percent >= 6_000}


def _settle(row: PublishedUnit, newest: PublishedYear) -> None:
    """Let the unit say what its newest year says."""
    row.state, row.year, row.total = newest.state, newest.year, newest.total
    row.title, row.title_since = newest.title, newest.title_since
    titles = []
    if newest.title and newest.title_since:
        day = newest.title_since.isoformat()
        empty = dict.fromkeys(("until", "closed_on", "revoked_by", "revoked_day", "reasons", "source", "entry"), "")
        decree = {"decree": f"{row.slug}/{newest.year}", "decree_day": day, "issuer": "minister"}
        proof = {"certificate": f"S{row.slug[-5:]}", "index": None, "witnesses": 0}
        titles = [{"title": newest.title, "since": day, "how": "in-force", **empty, **decree, **proof}]
    row.facts = {"declarations": [], "titles": titles, "decisions": [], "repair": None, "names": [], "merged_from": []}


def _events(row: PublishedUnit) -> Iterator[PublishedEvent]:
    if row.declared_on:
        told = {"title": f"Pencanangan {row.name}", "place": "Aula", "starts": "09:00", "zone": "WIB"}
        yield _event(row, EventKind.DECLARED, row.declared_on, {**told, "symbolic": row.symbolic, "stream": ""})
    if row.title and row.title_since:
        told = {"title": row.title, "decree": row.facts["titles"][0]["decree"], "since": row.title_since.isoformat()}
        yield _event(row, EventKind.GRANTED, row.title_since, {**told, "until": ""})


def _event(row: PublishedUnit, kind: EventKind, day: date, told: dict[str, Any]) -> PublishedEvent:
    return PublishedEvent(
        id=uuid5(row.pk, kind),
        agency_id=row.agency_id,
        unit_id=row.pk,
        province=row.province,
        region_code=row.region_code,
        kind=kind,
        day=day,
        told=told,
        published_at=MOMENT,
        changed_at=MOMENT,
    )
