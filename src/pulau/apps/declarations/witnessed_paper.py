"""The document of a pact that was drawn by hand: who drew first, then the witness who saw it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import agency_of
from pulau.apps.declarations.pact_paper import LANGUAGE, pact_wish
from pulau.apps.people.contract import Role, employee_of_user, posts_on
from pulau.apps.signing.contract import SignatoryPart, SignatoryWish
from pulau.foundation.accounts.models import User

if TYPE_CHECKING:
    from pulau.apps.declarations.models import Pact
    from pulau.apps.signing.contract import DocumentWish
    from pulau.core.shared.actor import Actor


class TextGone(Exception):  # noqa: N818 - a fact, as every error of this project
    """A drawn pact without the version under which it was drawn: a mistake in the program."""


def witnessed_wish(actor: Actor, pact: Pact, day: date) -> DocumentWish:
    """Return the document of a drawn pact, in the version under which it was drawn; the actor is the witness.

    The first signatory has no account in it, whether the person has one or not: what they gave is a drawing.
    """
    if pact.template is None:
        raise TextGone(pact.pk)
    wish = pact_wish(actor, pact, pact.template)
    (signer,) = wish.signatories
    return replace(wish, signatories=(replace(signer, user_id=None), _witness(actor, day)))


def _witness(actor: Actor, day: date) -> SignatoryWish:
    """Return the witness as the document names them: by their post where they are employed here, else by their role."""
    employee = employee_of_user(actor, actor.person)
    agency = agency_of(actor)
    post = posts_on(actor, day).filter(employee=employee).select_related("unit").first() if employee else None
    with translation.override(LANGUAGE):
        position = (post.position if post else "") or str(Role(actor.role).label) if actor.role else _("pegawai")
    name = employee.full_name if employee else User.objects.values_list("full_name", flat=True).get(pk=actor.person)
    return SignatoryWish(
        name=name[:200],
        position=position,
        institution=post.unit.name if post else (agency.name if agency else ""),
        part=SignatoryPart.WITNESS,
        user_id=actor.person,
        employee_id=employee.pk if employee else None,
    )
