"""Whom a body can name at a declaration: who leads its units, who holds a post, whom it knows from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import units_of
from pulau.apps.declarations.policies import PLAN
from pulau.apps.people.contract import Role, employees_of_unit, employees_on, holders_on, outsiders_on
from pulau.core.shared.permissions import reach
from pulau.core.shared.roles import AGENCY_ADMINISTRATOR

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

MOST: Final = 300
_ROLES: Final = (Role.AGENCY_HEAD, Role.UNIT_HEAD)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be named: `key` in a form, and how the deed would name them."""

    key: str
    name: str
    position: str
    institution: str = ""
    acting: str = ""
    user_id: UUID | None = None
    employee_id: UUID | None = None

    @property
    def words(self) -> str:
        """Name, position and institution in one line."""
        return ", ".join(part for part in (self.name, self.position, self.institution) if part)


def candidates_for(actor: Actor, day: date, unit_id: UUID | None = None) -> list[Candidate]:
    """Return who can be named: heads by role, employees with a structural post, outside persons; in six queries.

    Those of the unit that declares stand first; of each kind `MOST`, the higher before the lower: a body may have
    thousands of heads, and the others are named by their address or name. Who plans for one unit is shown the employees
    of that unit alone, and only who keeps the people from outside is shown them: others write names down.
    """
    outside = _outsiders(actor, day) if actor.holds(AGENCY_ADMINISTRATOR) else ()
    found = [*_employees(actor, day, unit_id), *outside]
    known = {one.user_id for one in found if one.user_id}
    return [*_heads(actor, day, known, unit_id), *found]


def _heads(actor: Actor, day: date, known: set[UUID], own: UUID | None) -> Iterator[Candidate]:
    rows = (row for row in dict.fromkeys(holders_on(actor, _ROLES, day)) if row[0] not in known)
    held = sorted(rows, key=lambda row: (row[2] is None or row[2] != own, row[1] != Role.AGENCY_HEAD))[:MOST]
    names = dict(
        get_user_model().objects.filter(pk__in=[user for user, _role, _unit in held]).values_list("pk", "full_name")
    )
    units = dict(units_of(actor).filter(pk__in=[unit for _user, _role, unit in held if unit]).values_list("pk", "name"))
    for user, role, unit in held:
        position = _("Kepala %(unit)s") % {"unit": units[unit]} if unit in units else str(Role(role).label)
        yield Candidate(f"u-{user}-{unit or 0}", names.get(user, ""), position, user_id=user)


def _employees(actor: Actor, day: date, own: UUID | None) -> Iterator[Candidate]:
    there = employees_of_unit(actor, own, day).exclude(echelon="").order_by("echelon", "name")[:MOST] if own else ()
    whole = reach(actor, PLAN).everything
    rows = employees_on(actor, day).exclude(echelon="").order_by("echelon", "name")[:MOST] if whole else ()
    for row in {row.pk: row for row in (*there, *rows)}.values():
        yield Candidate(f"p-{row.pk}", row.full_name, row.position, user_id=row.user_id, employee_id=row.pk)


def _outsiders(actor: Actor, day: date) -> Iterator[Candidate]:
    for row in outsiders_on(actor, day).order_by("institution", "name")[:MOST]:
        yield Candidate(
            f"l-{row.pk}", row.name, row.position or row.get_kind_display(), row.institution, user_id=row.user_id
        )
