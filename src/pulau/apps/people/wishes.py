"""What an appointment is to be, and what cannot be whoever the person is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.people.areas import area_codes
from pulau.apps.people.models import Basis, Role
from pulau.core.shared.conflicts import Duty, Span
from pulau.core.shared.roles import NOT_BY_ONESELF, SCOPES, Scope

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class SelfAppointed(Exception):  # noqa: N818 - a fact, as every error of this project
    """Nobody gives themselves a role that assesses, reads the journal or receives confidential reports.

    Whoever only stands in for an administrator gives themselves nothing: it would outlast what was handed to them.
    """


class GrantBeyondReach(Exception):  # noqa: N818 - a fact, as every error of this project
    """Only a national body gives duties for a region or the country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an appointment is to be: the role, how far it reaches, from when to when, and on what ground."""

    role: Role
    since: date
    unit_id: UUID | None = None
    scope: Scope | None = None
    """None: one unit where `unit_id` is given, else the whole body."""
    region_code: str = ""
    until: date | None = None
    document: str = ""
    area: str = ""
    companion_kind: str = ""
    basis: Basis = Basis.DEFINITIVE
    on_behalf_of: UUID | None = None

    @property
    def reach(self) -> Scope:
        """How far it reaches."""
        return self.scope or (Scope.UNIT if self.unit_id else Scope.AGENCY)

    @property
    def duty(self) -> Duty:
        """It as the rules about conflicts see it."""
        part = self.area or self.region_code or (self.reach if self.reach is Scope.COUNTRY else "")
        return Duty(self.role, self.unit_id, Span(self.since, self.until), part)


def refuse_self(actor: Actor, user_id: UUID, wish: Wish) -> None:
    """Raise SelfAppointed where the actor would give themselves what is not theirs to take."""
    if user_id == actor.user_id and (wish.role in NOT_BY_ONESELF or actor.on_behalf_of is not None):
        raise SelfAppointed(wish.role)


def check_wish(actor: Actor, wish: Wish) -> None:
    """Raise ValidationError or GrantBeyondReach for what cannot be, whoever the person is."""
    _check_place(actor, wish)
    _check_details(wish)


def _check_place(actor: Actor, wish: Wish) -> None:
    """Raise what is wrong with role, scope, unit and region taken together."""
    if wish.reach not in SCOPES[wish.role]:
        raise ValidationError({"scope": "this role is not held there"})
    if (wish.reach is Scope.UNIT) != (wish.unit_id is not None):
        raise ValidationError({"unit": "a unit is named exactly for a role in one unit"})
    if (wish.reach is Scope.REGION) != bool(wish.region_code):
        raise ValidationError({"region_code": "a region is named exactly for a role in one region"})
    if wish.unit_id is not None and not units_of(actor).filter(pk=wish.unit_id).exists():
        raise ValidationError({"unit": "no such unit"})
    if wish.reach in {Scope.REGION, Scope.COUNTRY} and not _gives_grants(actor, wish):
        raise GrantBeyondReach


def _gives_grants(actor: Actor, wish: Wish) -> bool:
    """Whether the body gives such a duty. Who runs the installation makes operators by command, from any body."""
    agency = agency_of(actor)
    return (agency is not None and agency.national) or (actor.user_id is None and wish.role == Role.OPERATOR)


def _check_details(wish: Wish) -> None:
    """Raise what is wrong with area, kind of companion and basis."""
    if bool(wish.area) != (wish.role == Role.AREA_OWNER) or (wish.area and wish.area not in area_codes()):
        raise ValidationError({"area": "an area of the law is named exactly for an area owner"})
    if bool(wish.companion_kind) != (wish.role == Role.COMPANION):
        raise ValidationError({"companion_kind": "a kind is named exactly for a companion"})
    if wish.basis is not Basis.DEFINITIVE and wish.until is None:
        raise ValidationError({"until": "who stands in does so until a day"})
    if wish.basis is Basis.DELEGATION and wish.on_behalf_of is None:
        raise ValidationError({"on_behalf_of": "a delegation names whose duty it is"})
