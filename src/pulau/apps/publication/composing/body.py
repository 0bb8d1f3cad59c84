"""A body as it is told: its row, all rows of its units, events, practices and former addresses. Nothing is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.apps.publication.composing.declarations import told_declarations
from pulau.apps.publication.composing.events import Maker
from pulau.apps.publication.composing.units import UnitComposer
from pulau.apps.publication.facts import AgencyFacts, AgencyYearFacts
from pulau.apps.publication.models import FormerAddress, PublishedAgency, PublishedPractice
from pulau.core.pledging.coverage import is_few
from pulau.core.publishing.disclosure import PublicField
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.public_state import PublicState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import Model

    from pulau.apps.publication.composing.asked import Asked
    from pulau.apps.publication.composing.units import UnitComposed
    from pulau.apps.publication.gathering.body import BodyGathered
    from pulau.apps.publication.models import PublishedEvent, PublishedYear
    from pulau.apps.remediation.contract import Practice
    from pulau.apps.transparency.contract import Standing
    from pulau.foundation.tenancy.models import Tenant

_TIMES: Final = frozenset({"id", "published_at", "changed_at", "digest"})
"""Columns that say nothing of the body: when a row was written, and its key."""


@dataclass(slots=True)
class BodyComposed:
    """All rows of a body, not saved; events by unit (None: the body's own)."""

    agency: PublishedAgency
    units: dict[UUID, UnitComposed]
    events: dict[UUID | None, list[PublishedEvent]]
    practices: list[PublishedPractice]
    former: list[FormerAddress]


def compose(
    tenant: Tenant, gathered: BodyGathered, asked: Asked, logged: Mapping[UUID, Standing], now: datetime
) -> BodyComposed:
    """Make every row of a body; units carry the digest of all that is told of them, the body that of everything."""
    composer = UnitComposer(gathered, asked, logged, now)
    maker = Maker(gathered, asked, now)
    units: dict[UUID, UnitComposed] = {}
    events: dict[UUID | None, list[PublishedEvent]] = {}
    for unit in gathered.units.units.values():
        composed = composer.compose(unit)
        units[unit.pk] = composed
        told = asked.table.allows(PublicField.HISTORY, PublicState(composed.row.state))
        events[unit.pk] = list(maker.of_unit(unit, composed.years, composed.facts["titles"])) if told else []
    shown = [(row, followers) for row, followers in gathered.practices if _is_shown(row, units, asked)]
    practices = [_practice(row, n, asked.day_of(row.published_at)) for row, n in shown if row.published_at]
    for event in (*maker.of_body(), *(found for row, _n in shown if (found := maker.of_practice(row)))):
        events.setdefault(event.unit_id, []).append(event)
    agency = _agency(tenant, gathered, units, now)
    for pk, composed in units.items():
        # By the name of its body a unit is found too.
        composed.row.digest = canonical_digest([agency.name, _digest([composed.row, *composed.years, *events[pk]])])
    former = list(_former(tenant.code, units))
    own = [agency, *events.get(None, ()), *practices, *former]
    agency.digest = canonical_digest([_digest(own), *sorted(one.row.digest for one in units.values())])
    return BodyComposed(agency, units, events, practices, former)


def _is_shown(row: Practice, units: Mapping[UUID, UnitComposed], asked: Asked) -> bool:
    unit = units.get(row.unit_id)
    return unit is not None and asked.table.allows(PublicField.PRACTICES, PublicState(unit.row.state))


def _agency(
    tenant: Tenant, gathered: BodyGathered, units: Mapping[UUID, UnitComposed], now: datetime
) -> PublishedAgency:
    found = gathered.units.agency
    declarations = told_declarations(gathered.declared, None)
    years = _years(gathered, units)
    newest = years[-1] if years else None
    facts: AgencyFacts = {"declarations": declarations, "years": years}
    row = PublishedAgency(
        pk=tenant.pk,
        slug=tenant.code,
        name=found.name if found else tenant.name,
        kind=found.kind if found else "",
        region_code=gathered.body_region,
        province=gathered.province,
        declared_on=next((row.day for row in gathered.declared.held.get(None, ()) if not row.symbolic), None),
        facts=dict(facts),
        published_at=now,
    )
    if newest:
        for name in ("units", "declared", "symbolic", "silent", "staff", "signed", "wbk", "wbbm"):
            setattr(row, name, newest[name])
    return row


def _years(gathered: BodyGathered, units: Mapping[UUID, UnitComposed]) -> list[AgencyYearFacts]:
    """Return the sums of the body's units by year, as anybody can add them up from the rows."""
    by_year: dict[int, list[PublishedYear]] = {}
    for composed in units.values():
        for year in composed.years:
            by_year.setdefault(year.year, []).append(year)
    return [_sums(gathered, year, rows) for year, rows in sorted(by_year.items())]


def _sums(gathered: BodyGathered, year: int, rows: list[PublishedYear]) -> AgencyYearFacts:
    counted = gathered.declared.years.get(year)
    told = counted is not None and not is_few(counted.staff)
    return {
        "year": year,
        "units": len(rows),
        "declared": sum(bool(row.declared_on) and not row.symbolic for row in rows),
        "symbolic": sum(row.symbolic for row in rows),
        "silent": sum(row.silent for row in rows),
        "staff": counted.staff if counted and told else None,
        "signed": counted.signed if counted and told else None,
        "wbk": sum(row.title == "WBK" for row in rows),
        "wbbm": sum(row.title == "WBBM" for row in rows),
    }


def _practice(row: Practice, followers: int, day: date) -> PublishedPractice:
    return PublishedPractice(
        pk=row.pk,
        code=row.code,
        unit_id=row.unit_id,
        agency_id=row.tenant_id,
        area=row.area,
        title=row.title,
        told={"problem": row.problem, "steps": row.steps, "outcome": row.outcome, "cost": row.cost, "item": row.item},
        followers=followers,
        day=day,
    )


def _former(agency: str, units: Mapping[UUID, UnitComposed]) -> Iterator[FormerAddress]:
    """Go through addresses that units had and that no other has now; of two that had one, the later keeps it."""
    taken = {composed.row.slug for composed in units.values()}
    found: dict[str, tuple[str, UUID]] = {}
    for pk, composed in units.items():
        for name in composed.facts["names"]:
            if name["slug"] not in taken and (name["slug"] not in found or found[name["slug"]][0] < name["until"]):
                found[name["slug"]] = (name["until"], pk)
    for slug, (_until, pk) in sorted(found.items()):
        yield FormerAddress(agency_slug=agency, slug=slug, unit_id=pk)


def _digest(rows: list[Model]) -> str:
    return canonical_digest([{"row": type(row).__name__, **_columns(row)} for row in rows])


def _columns(row: Model) -> dict[str, object]:
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django's documented door
    return {field.attname: getattr(row, field.attname) for field in fields if field.attname not in _TIMES}
