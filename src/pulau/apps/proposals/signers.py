"""Who signs a proposal: the head of the body, as documents name them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from pulau.apps.agencies.contract import agency_of
from pulau.apps.declarations.contract import head_title
from pulau.apps.people.contract import body_heads_on, employee_of_user
from pulau.apps.signing.contract import SignatoryWish
from pulau.foundation.calendar import today_of

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def signatory_of_head(actor: Actor, now: datetime) -> SignatoryWish:
    """Return the actor, who heads the body, as the letter names them; "Plt." or "Plh." where they stand in."""
    person = actor.person
    heads = {head.user_id: head for head in body_heads_on(actor, today_of(actor, now))}
    head = heads.get(person)
    name = head.name if head else get_user_model().objects.get(pk=person).full_name
    agency = agency_of(actor)
    employee = employee_of_user(actor, person) if head is None or head.employed else None
    return SignatoryWish(
        name=name,
        position=head_title(actor),
        institution=agency.name if agency else "",
        user_id=person,
        employee_id=employee.pk if employee else None,
        acting=head.acting if head else "",
    )
