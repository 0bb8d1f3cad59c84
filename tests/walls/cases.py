"""Addresses below a case: who of the house, and which guests, read and write there.

Each body has a case that stands at the field evaluation, so before the ministry too: the civil registries' of 2025. Who
judges by assignment is none of the house's people; the tests of `assessments` and its neighbours let them in. Each app
adds its addresses in its own module of `tests.walls.case_doors`, with the groups of `tests.walls.case_groups`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.models import Case
from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.apps.worksheets.services.handing import Handing, submit_worksheet
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import FIELD
from tests.cast import NOW
from tests.walls.case_doors import (
    casework,
    companions,
    judging,
    outcomes,
    panels,
    proposals,
    remediation,
    reports,
    talk,
    visits,
)
from tests.walls.case_groups import SEERS, Door, Group, People
from tests.walls.desks import BY_ASSESSORS

if TYPE_CHECKING:
    from uuid import UUID

    from tests.house import House
    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

YEAR: Final = 2025
UNITS: Final = {"dukcapil": ("sagara", "disdukcapil"), "lain": ("lain", "disdukcapil-lain")}


_OWNERS: Final = (casework, judging, talk, proposals, visits, panels, reports, outcomes, remediation, companions)
CASES: Final[dict[str, Door]] = {name: door for owner in _OWNERS for name, door in owner.DOORS.items()}
"""Every address below a case by its name; a rest that begins with "{" stands for an id in `Furnished.cases`."""
BY_GUESTS: Final[frozenset[str]] = BY_ASSESSORS.union(*(owner.BY_GUESTS for owner in _OWNERS))
"""Addresses that open to none of the house's people: only to assessors, whose own tests let them in."""


def lay_cases(house: House) -> dict[str, UUID]:
    """Let each body have a case that stands at the field evaluation; returns the ids by sphere."""
    made: dict[str, UUID] = {}
    for sphere, (whose, unit) in UNITS.items():
        system = Actor.system(house.tenants[whose])
        sheet = house.existing(unit, YEAR) or house.open(unit, YEAR, who="hana" if whose == "sagara" else "vera")
        house.answer("ayu" if whose == "sagara" else "dewi", {"P1.i.b": "A"}, sheet=sheet)
        found = assess(system, get_worksheet_by_id(system, sheet.pk), NOW)
        handing = Handing(found.seal, found.check.codes)
        handed = submit_worksheet(actor=system, worksheet_id=sheet.pk, handing=handing, now=NOW)
        rows = Case.objects.for_actor(system)
        rows.filter(submission_id=handed.pk).update(stage=FIELD, national=True)
        made[sphere] = rows.get(submission_id=handed.pk).pk
    return made


def of_cases(place: type[Place], made: Furnished, name: str) -> Iterator[Place]:
    """Return the places of an address below a case."""
    door = CASES[name]
    for sphere, (_whose, unit) in UNITS.items():
        for rest in door.rests:
            parts = (made.cases.get((sphere, part), part) if isinstance(part, str) else part for part in rest)
            seers = _reaching(door, sphere)
            yield place(
                name,
                reverse(name, args=[unit, YEAR, *parts]),
                door.passing,
                door.passing - seers,
                _through(door.read, sphere),
                _through(door.write, sphere),
                door.body,
            )


def _reaching(door: Door, sphere: str) -> People:
    """Return who passes the policy and finds the case: whether or not they may do there what they ask for."""
    return door.passing & (SEERS.here if sphere == "dukcapil" else SEERS.there)


def _through(group: Group | None, sphere: str) -> People | None:
    if group is None:
        return None
    return group.here if sphere == "dukcapil" else group.there


def guest_gets_in(name: str, path: str, guest: str, method: str) -> bool:
    """Whether a guest gets through at an address below a case."""
    door = CASES[name]
    group = door.write if method == "POST" else door.read
    sphere = "lain" if "/disdukcapil-lain/" in path else "dukcapil"
    return group is not None and group.lets_guest(guest, sphere)


Filler = Callable[["Furnished"], Iterator["Place"]]
