"""Where a person was named, as values for the page that lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import BooleanField, Case, Value, When

from pulau.apps.worksheets.models import Mention
from pulau.apps.worksheets.readers import initials, pieces_of
from pulau.apps.worksheets.selectors import worksheets_for
from pulau.exchange.packs import load_pack, load_wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pulau.apps.worksheets.readers import Piece, Reader
    from pulau.core.shared.actor import Actor

MOST_MENTIONS = 100


@dataclass(frozen=True, slots=True)
class MentionView:
    """Where somebody was named: by whom, when, at which item of which worksheet."""

    id: UUID
    unread: bool
    author: str
    initials: str
    at: datetime
    pieces: tuple[Piece, ...]
    unit: str
    unit_code: str
    year: int
    item: str
    number: str
    question: str
    comment: UUID


def mentions_for(actor: Actor) -> list[Mention]:
    """Return where the actor was named in worksheets they may still read: unread first, then the newest; one query."""
    read = Case(When(read_at__isnull=True, then=Value(False)), default=Value(True), output_field=BooleanField())  # noqa: FBT003 - values of the database
    rows = Mention.objects.for_actor(actor).filter(
        user_id=actor.person, comment__worksheet__in=worksheets_for(actor).order_by().values("pk")
    )
    joined = rows.select_related("comment__author", "comment__worksheet__unit")
    return list(joined.order_by(read, "-comment__at", "-id")[: MOST_MENTIONS + 1])


def mention_views(mentions: Iterable[Mention], own: Reader, language: str) -> list[MentionView]:
    """Return mentions as values; the form of each worksheet gives the item's number and question."""
    return [_mention(mention, own, language) for mention in mentions]


def _mention(mention: Mention, own: Reader, language: str) -> MentionView:
    comment, worksheet = mention.comment, mention.comment.worksheet
    item = load_pack(worksheet.regulation).items.get(comment.item)
    wording = load_wording(worksheet.regulation)
    return MentionView(
        id=mention.pk,
        unread=mention.read_at is None,
        author=comment.author.full_name,
        initials=initials(comment.author.full_name),
        at=comment.at,
        pieces=tuple(pieces_of(comment.body, [own])),
        unit=worksheet.unit.name,
        unit_code=worksheet.unit.code,
        year=worksheet.year,
        item=comment.item,
        number=item.number if item else comment.item,
        question=wording.items[item.id].question[language] if item else "",
        comment=comment.pk,
    )
