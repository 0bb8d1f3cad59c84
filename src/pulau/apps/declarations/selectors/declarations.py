"""Reading declarations: drafts are for their planners, what is ready is for the body's members and its guests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.declarations.models import (
    Attachment,
    Declaration,
    DeclarationPart,
    DeclarationPerson,
    DeclarationState,
    DeclarationText,
    SymbolicUnit,
)
from pulau.apps.declarations.plans import DeclarationNotFound
from pulau.apps.declarations.policies import PLAN, SEE_DECLARATIONS
from pulau.core.shared.permissions import reach
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

SHOWN: Final = (DeclarationState.READY, DeclarationState.OPEN, DeclarationState.HELD, DeclarationState.CLOSED)
"""States in which members see a declaration; a cancelled one they see where it had been opened."""
DECLARED: Final = (DeclarationState.HELD, DeclarationState.CLOSED)


@dataclass(frozen=True, slots=True)
class DeclarationSearch:
    """What is looked for: part of a title, place or declarer; a year; a state."""

    words: str = ""
    year: int | None = None
    state: DeclarationState | None = None


def declarations_for(actor: Actor) -> ScopedQuerySet[Declaration]:
    """Return the declarations of the actor's body that they may see."""
    rows = Declaration.objects.for_actor(actor)
    seen, plans = reach(actor, SEE_DECLARATIONS), reach(actor, PLAN)
    if plans.everything:
        return rows
    shown = Q(state__in=SHOWN) | Q(state=DeclarationState.CANCELLED, opened_at__isnull=False)
    condition = Q(unit_id__in=plans.units)
    if seen.everything:
        condition |= shown
    elif seen.units:
        condition |= shown & (Q(unit_id__in=seen.units) | Q(unit__isnull=True))
    return rows.filter(condition)


def find_declarations(actor: Actor, wanted: DeclarationSearch) -> ScopedQuerySet[Declaration]:
    """Return those of the declarations the actor may see that fit, newest day first, each with its unit."""
    rows = declarations_for(actor).select_related("unit")
    if wanted.words:
        named = Q(title__icontains=wanted.words) | Q(place__icontains=wanted.words)
        rows = rows.filter(named | Q(declarer__icontains=wanted.words))
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state)
    return rows


def years_of(actor: Actor) -> list[int]:
    """Return the years of which the actor sees declarations, newest first."""
    return list(declarations_for(actor).order_by("-year").values_list("year", flat=True).distinct())


def get_declaration_for(actor: Actor, declaration_id: UUID) -> Declaration:
    """Return a declaration that the actor may see, with unit, template and documents. Raises DeclarationNotFound."""
    rows = declarations_for(actor).select_related("unit", "template", "document", "record")
    found: Declaration | None = rows.filter(pk=declaration_id).first()
    if found is None:
        raise DeclarationNotFound(declaration_id)
    return found


def get_plan_for(actor: Actor, declaration_id: UUID, *, lock: bool = False) -> Declaration:
    """Return a declaration that the actor may plan and lead. Raises DeclarationNotFound, also for who only sees it."""
    rows = Declaration.objects.for_actor(actor)
    rows = rows.select_for_update() if lock else rows.select_related("unit", "template", "document", "record")
    found: Declaration | None = rows.filter(pk=declaration_id).first()
    if found is None or not may_plan(actor, found):
        raise DeclarationNotFound(declaration_id)
    return found


def may_plan(actor: Actor, declaration: Declaration) -> bool:
    """Whether the actor plans and leads this declaration of their body."""
    return allowed(actor, PLAN, unit_id=declaration.unit_id)


@dataclass(frozen=True, slots=True)
class People:
    """Who reads, signs and witnesses, each in order."""

    readers: tuple[DeclarationPerson, ...]
    signers: tuple[DeclarationPerson, ...]
    witnesses: tuple[DeclarationPerson, ...]

    @property
    def signing(self) -> tuple[DeclarationPerson, ...]:
        """Those who sign the deed, in the order of its boxes."""
        return (*self.signers, *self.witnesses)

    def __bool__(self) -> bool:
        return bool(self.readers or self.signing)


def people_of(declaration: Declaration) -> People:
    """Return who reads, signs and witnesses a declaration that the actor was shown, in one query."""
    rows = list(DeclarationPerson.objects.for_tenant(declaration.tenant_id).filter(declaration=declaration))
    rows.sort(key=lambda one: one.order)
    parts = (tuple(one for one in rows if one.part == part) for part in DeclarationPart)
    return People(*parts)


def texts_of(declaration: Declaration) -> dict[str, list[DeclarationText]]:
    """Return the versions of a declaration's text by language, newest first, in one query."""
    found: dict[str, list[DeclarationText]] = {}
    for text in DeclarationText.objects.for_tenant(declaration.tenant_id).filter(declaration=declaration):
        found.setdefault(text.language, []).append(text)
    return found


def attachments_of(declaration: Declaration, *, removed: bool = False) -> list[Attachment]:
    """Return the files beside a declaration, with whoever added them; `removed`: also those that were taken off."""
    rows = Attachment.objects.for_tenant(declaration.tenant_id).filter(declaration=declaration)
    return list((rows if removed else rows.filter(removed_at__isnull=True)).select_related("added_by"))


def get_attachment_for(actor: Actor, declaration_id: UUID, attachment_id: UUID) -> tuple[Declaration, Attachment]:
    """Return a file beside a declaration that the actor may see. Raises DeclarationNotFound."""
    declaration = get_declaration_for(actor, declaration_id)
    rows = Attachment.objects.for_actor(actor).filter(declaration=declaration, pk=attachment_id)
    if not may_plan(actor, declaration):
        rows = rows.filter(removed_at__isnull=True)
    found: Attachment | None = rows.first()
    if found is None:
        raise DeclarationNotFound(attachment_id)
    return declaration, found


def symbolic_units_of(declaration: Declaration) -> list[SymbolicUnit]:
    """Return the units for which others sign, each with its unit, by name."""
    rows = SymbolicUnit.objects.for_tenant(declaration.tenant_id).filter(declaration=declaration)
    return list(rows.select_related("unit").order_by("unit__name", "unit__code"))
