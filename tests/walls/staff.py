"""Employees and people from outside in the furnished house: each text in them names who may read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.people.models import Basis, EmployeeStatus, OutsideKind
from pulau.apps.people.services.outsiders import add_outsider
from pulau.apps.people.services.staff import add_employee, give_acting_post, link_account
from pulau.apps.people.staffing import ActingPost, OutsiderFacts, StaffAddition, StaffDetails, StaffPost
from tests.cast import NOW
from tests.house import FIRST_DAY

if TYPE_CHECKING:
    from tests.walls.furnished import Furnished

LAST_DAY = date(2026, 12, 31)


def employ(made: Furnished, canary: dict[str, str]) -> None:
    """Let somebody work in each unit, and stand in there; note somebody from outside in each agency."""
    for number, (sphere, code, who) in enumerate(
        (("dukcapil", "disdukcapil", "hana"), ("rsud", "rsud", "hana"), ("lain", "disdukcapil-lain", "vera"))
    ):
        actor, text, unit = made.house.actors[who], canary[f"staf-{sphere}"], made.house.units[code].pk
        details = StaffDetails(
            nip=f"7000000{number}",
            nik=f"320401010185000{number}",
            name=text,
            status=EmployeeStatus.PNS,
            title_after=text,
        )
        post = StaffPost(unit_id=unit, since=FIRST_DAY, position=text, echelon="III.a", document=text)
        employee = add_employee(actor=actor, addition=StaffAddition(details, post), now=NOW)
        acting = ActingPost(
            basis=Basis.PLT, since=NOW.date(), until=LAST_DAY, unit_id=unit, position=f"Plt {text}", document=text
        )
        made.staff[sphere] = employee.pk
        if sphere == "dukcapil":  # Fajar asks for nothing in the matrix, so that his sessions may be ended in it
            link_account(actor=actor, employee_id=employee.pk, user_id=made.house.users["fajar"].pk, now=NOW)
        made.acting[sphere] = give_acting_post(actor=actor, employee_id=employee.pk, acting=acting, now=NOW).pk
    for sphere, who in (("kelola", "hana"), ("kelola-lain", "vera")):
        text = canary[sphere]
        facts = OutsiderFacts(
            kind=OutsideKind.PRESS, institution=text, name=text, position=text, document=text, since=FIRST_DAY
        )
        made.outsiders[sphere] = add_outsider(actor=made.house.actors[who], facts=facts, now=NOW).pk
