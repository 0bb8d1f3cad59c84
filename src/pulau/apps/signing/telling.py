"""Who is told when a document changes: the app whose kind it is, and the people whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse

from pulau.apps.signing import notices
from pulau.apps.signing.keeping import places_of
from pulau.apps.signing.models import Document, DocumentState, Party, Signatory, SignatoryState
from pulau.core.pledging.completeness import is_turn
from pulau.foundation.notices.notifying import LONGEST_PARAM, News, notify
from pulau.foundation.registry.document_kinds import DocumentChange, document_kinds
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.apps.signing.taking import Taken
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.notice_kinds import NoticeKind

_STOOD_IN: Final = frozenset({SignatoryState.WAITING, SignatoryState.DRAWN, SignatoryState.SIGNED})


def announce(actor: Actor, document: Document, signatory: Signatory | None, now: datetime) -> None:
    """Let the app whose kind of document it is do what follows from a change of it."""
    kind = document_kinds.get(document.kind)
    if kind is None or kind.changed is None or document.subject_id is None:
        return
    named = signatory.pk if signatory else None
    state = str(signatory.state) if signatory else ""
    change = DocumentChange(document.pk, document.subject_id, str(document.state), named, state)
    kind.changed(actor, change, now)


def tell_asked(actor: Actor, document: Document, people: Iterable[Signatory], now: datetime) -> None:
    """Tell those who are to sign now."""
    asked = [one for one in _due(document, list(people)) if one.user_id != actor.user_id]
    _tell(document, asked, notices.ASKED, now)


def tell_turn(held: Taken, now: datetime) -> None:
    """Tell, in a document that is signed in order, whose turn it now is; each once."""
    if held.document.ordered and held.document.state in {DocumentState.PREPARED, DocumentState.PARTLY}:
        _tell(held.document, [one for one in _due(held.document, held.people) if one.order > 1], notices.TURN, now)


def tell_after(held: Taken, signatory: Signatory | None, now: datetime) -> None:
    """Tell the people of a document what became of it: complete, refused, withdrawn, ended; not who did it."""
    kind = _kind_after(held.document, signatory)
    if kind is None or len(held.people) == 1:
        return
    key = f"{kind.code}:{held.document.pk}:{signatory.pk if signatory else held.document.state}"
    name = signatory.name if signatory else ""
    others = [one for one in held.people if one.user_id != held.actor.user_id and one.state in _STOOD_IN]
    _tell(held.document, others, kind, now, key, name)
    maker = held.document.made_by_id
    if maker is not None and maker != held.actor.user_id and maker not in {one.user_id for one in held.people}:
        url = reverse("signing:document", args=[held.document.pk])
        _send(held.document.tenant_id, maker, _news(held.document, kind, url, key, name), now)


def _kind_after(document: Document, signatory: Signatory | None) -> NoticeKind | None:
    if signatory is None:
        return notices.ENDED
    if signatory.state == SignatoryState.REFUSED:
        return notices.REFUSED
    if signatory.state == SignatoryState.WITHDRAWN:
        return notices.WITHDRAWN
    return notices.COMPLETE if document.state == DocumentState.COMPLETE else None


def _due(document: Document, people: list[Signatory]) -> list[Signatory]:
    places = places_of(people)
    return [
        one
        for one in people
        if one.user_id is not None
        and one.state == SignatoryState.WAITING
        and (not document.ordered or is_turn(places, one.order))
    ]


def _tell(
    document: Document, people: list[Signatory], kind: NoticeKind, now: datetime, key: str = "", name: str = ""
) -> None:
    """Tell those who have an account, each where they read their notices; without a key each once of their place."""
    users = [(one.user_id, one.pk) for one in people if one.user_id is not None]
    bodies = _bodies(document) if users else []
    for user_id, pk in users:
        news = _news(document, kind, reverse("signing:sign", args=[pk]), key or f"{kind.code}:{pk}", name)
        _send(_home(bodies, user_id), user_id, news, now)


def _news(document: Document, kind: NoticeKind, url: str, key: str, name: str) -> News:
    params = {"title": document.title[:LONGEST_PARAM], "name": name[:LONGEST_PARAM]}
    return News(kind.code, document, url, params, key)


def _send(tenant_id: UUID, user_id: UUID, news: News, now: datetime) -> None:
    with behind_wall(tenant_id):
        notify(tenant_id=tenant_id, users=[user_id], news=news, now=now)


def _bodies(document: Document) -> list[UUID]:
    """Return the bodies that have a document: its own first, then the parties."""
    parties = Party.objects.for_tenant(document.tenant_id).filter(document=document)
    return [document.tenant_id, *parties.values_list("party_tenant_id", flat=True)]


def _home(bodies: list[UUID], user_id: UUID) -> UUID:
    """Return in which of a document's bodies a person reads their notices: its own, unless they act for another."""
    for tenant_id in bodies:
        with behind_wall(tenant_id, user_id):
            if actor_in(tenant_id, user_id) is not None:
                return tenant_id
    return bodies[0]
