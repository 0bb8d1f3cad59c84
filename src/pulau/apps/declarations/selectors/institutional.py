"""Reading pacts between institutions: the body's own, and those of other bodies in which it is a party."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.declarations.models import Pact, PactParty, PledgeKind
from pulau.apps.declarations.policies import KEEP_INSTITUTIONAL
from pulau.apps.declarations.selectors.pacts import PactNotFound
from pulau.apps.signing.contract import Document
from pulau.core.pledging.texts import PledgeText
from pulau.core.shared.permissions import reach

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor


def institutional_pacts(actor: Actor, words: str = "") -> QuerySet[Pact]:
    """Return the body's own pacts with others, newest first, for who keeps them."""
    if not reach(actor, KEEP_INSTITUTIONAL):
        return Pact.objects.for_actor(actor).none()
    rows = Pact.objects.for_actor(actor).filter(kind=PledgeKind.INSTITUTIONAL).select_related("document")
    if words:
        rows = rows.filter(title__icontains=words) | rows.filter(name__icontains=words)
    return rows.order_by("-year", "-created_at", "pk")


def shared_documents(actor: Actor) -> QuerySet[Document]:
    """Return the documents of pacts that other bodies made with the actor's, newest first."""
    if not reach(actor, KEEP_INSTITUTIONAL):
        return Document.objects.for_actor(actor).none()
    rows = Document.objects.shared_with(actor.tenant_id).filter(kind="institutional-pact")
    return rows.order_by("-made_at", "pk")


def get_institutional_for(actor: Actor, pact_id: UUID, *, lock: bool = False) -> Pact:
    """Return one of the body's own pacts with others. Raises PactNotFound (404)."""
    rows = Pact.objects.for_actor(actor).filter(kind=PledgeKind.INSTITUTIONAL, pk=pact_id)
    row = (rows.select_for_update() if lock else rows.select_related("document")).first()
    if row is None or not reach(actor, KEEP_INSTITUTIONAL):
        raise PactNotFound(pact_id)
    return row


def parties_of(pact: Pact) -> list[PactParty]:
    """Return the parties of a pact in the order in which they sign, witnesses last."""
    return list(PactParty.objects.for_tenant(pact.tenant_id).filter(pact=pact).order_by("order"))


def text_of_pact(pact: Pact) -> PledgeText:
    """Return the words of a pact with others."""
    told = pact.text or {}
    return PledgeText(pact.title, told.get("opening", ""), tuple(told.get("points", ())), told.get("closing", ""))
