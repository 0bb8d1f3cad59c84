"""Loading the wider country: each body all or nothing, and only once; year after year, as it would have happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import Case
from pulau.apps.declarations.contract import AgencyCoverage, recount
from pulau.apps.rehearsal.demo_country.courses import ACTIVE, COURSES, GRANTED, REVOKED
from pulau.apps.rehearsal.demo_country.days import Days
from pulau.apps.rehearsal.demo_country.declaring import declare_in
from pulau.apps.rehearsal.demo_country.endings import grant_in, monitor_in, revoke_title
from pulau.apps.rehearsal.demo_country.founding import begin_year, found, record_documents
from pulau.apps.rehearsal.demo_country.places import COUNTRY, YEARS
from pulau.apps.rehearsal.demo_country.records import Records
from pulau.apps.rehearsal.demo_country.repairs import publish_practices, repair
from pulau.apps.rehearsal.demo_country.seasons import evaluate, keep_active
from pulau.apps.rehearsal.demo_country.stage import Stage
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import GUARDS
from pulau.foundation.accounts.demo import TENANT_CODE
from pulau.foundation.accounts.services import open_tenant
from pulau.foundation.registry.process_cases import Fact, process_facts
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.place import zones_asked_once
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.rehearsal.demo_country.places import Country
    from pulau.foundation.accounts.models import User

MINISTRY: Final = ("citra", "hasan")
"""Who assesses, and who sits on the panel, for the ministry."""


def load_country(tenants: Mapping[str, UUID], people: Mapping[str, User], now: datetime) -> int:
    """Add the bodies that are missing with their years; returns how many, 0 on a second run.

    They stand around a demo that is told whole: where nothing was handed in there, they are left out too.
    """
    with behind_wall(tenants[TENANT_CODE]):
        if not Case.objects.for_tenant(tenants[TENANT_CODE]).exists():
            return 0
    added = tell_country(COUNTRY, people, now)
    if added:
        count_neighbours(tenants.values(), now)
    return added


def tell_country(bodies: Sequence[Country], people: Mapping[str, User], now: datetime) -> int:
    """Add those of the bodies that are missing; returns how many.

    What no document of theirs can show any more (letters, visits, votes) is taken as it is told: the guards of the
    process are answered yes while it is loaded.
    """
    ministry = {name: people[name].pk for name in MINISTRY}
    known = set(Tenant.objects.filter(code__in=[one.code for one in bodies]).values_list("code", flat=True))
    missing = [one for one in bodies if one.code not in known]
    with zones_asked_once(), _taken_as_told():
        for country in missing:
            _tell(country, ministry, Days(now))
    return len(missing)


def count_neighbours(tenant_ids: Iterable[UUID], now: datetime) -> None:
    """Count the demo's other bodies for the same years, so that shares of the whole country rest on the same units."""
    for tenant_id in tenant_ids:
        with behind_wall(tenant_id):
            counted = set(AgencyCoverage.objects.for_tenant(tenant_id).values_list("year", flat=True))
            if counted:
                for year in sorted(set(range(Days(now).year(0), min(counted))) - counted):
                    recount(actor=Actor.system(tenant_id), year=year, now=now)


@contextmanager
def _taken_as_told() -> Iterator[None]:
    with process_facts.standing_in(*(Fact(guard.code, lambda _tenant, _case, _at: True) for guard in GUARDS)):
        yield


@transaction.atomic
def _tell(country: Country, ministry: Mapping[str, UUID], days: Days) -> None:
    began = days.at(date(days.year(0), 1, 3), country.code)
    tenant_id = open_tenant(code=country.code, name=country.name, now=began).pk
    with behind_wall(tenant_id):
        assessor = found(country, Actor.system(tenant_id), days)
        stage = Stage(country, tenant_id, days, Records(tenant_id), {}, assessor, ministry)
        for place in range(YEARS):
            _year(stage, place)
        record_documents(stage)
        repair(stage)
        publish_practices(stage)
        for place in range(YEARS):
            recount(actor=stage.system, year=days.year(place), now=days.now)


def _year(stage: Stage, place: int) -> None:
    """Tell a year of a body: what its units became, who declared, who was evaluated, who got a title or lost one."""
    begin_year(stage, place)
    declare_in(stage, place)
    stage.records.write()
    monitor_in(stage, place)
    granted = []
    for spot in stage.body.spots:
        if spot.course[place] in COURSES:
            case = evaluate(stage, spot, place)
            granted += [case] if spot.course[place] in GRANTED else []
        elif spot.course[place] == REVOKED:
            revoke_title(stage, spot)
        elif spot.course[place] == ACTIVE:
            keep_active(stage, spot, place)
    grant_in(stage, place, granted)
