"""Talking about an item: comments, whom they name, and what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.worksheets.actions import COMMENT_ADDED, MENTIONS_READ
from pulau.apps.worksheets.models import LONGEST_COMMENT, Comment, Mention, Worksheet
from pulau.apps.worksheets.policies import COMMENT
from pulau.apps.worksheets.readers import named_in, readers_of
from pulau.apps.worksheets.selectors import lock_worksheet
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wants to say about an item.

    `notify` are people's ids besides those that the text names with `@`. `key` is the form it was sent from: the same
    remark of the same form is one comment, however often it arrives.
    """

    item: str
    body: str
    notify: tuple[str, ...] = ()
    key: str = ""


@transaction.atomic
def add_comment(*, actor: Actor, worksheet_id: UUID, remark: Remark, now: datetime) -> Comment:
    """Add a comment to the thread of an item, and name people in it; a second arrival returns the first one's comment.

    Raises WorksheetNotFound, PermissionDenied, and BadInput for an item of another form, an empty or overlong text,
    and for naming somebody who may not read the worksheet.
    """
    row, _listened = lock_worksheet(actor, worksheet_id)  # one at a time, so that a double submit meets the first
    actor = require(actor, COMMENT, unit_id=row.unit_id)
    if remark.item not in load_pack(row.regulation).items:
        raise BadInput.because("unknown-item", remark.item[:40], regulation=row.regulation)
    body = _text(remark)
    named = _named(actor, row, remark, now)
    comment_id = _id_of(actor, row, remark, named)
    rows = Comment.objects.for_actor(actor)
    there: Comment | None = rows.filter(pk=comment_id).first()
    if there is not None:
        return there
    comment: Comment = rows.create(
        id=comment_id, worksheet_id=row.pk, item=remark.item, author_id=actor.person, body=body, at=now
    )
    Mention.objects.for_actor(actor).bulk_create(
        Mention(tenant_id=row.tenant_id, comment_id=comment.pk, user_id=user_id) for user_id in named
    )
    payload = {"worksheet": row.pk, "item": remark.item, "digest": fingerprint("comment", body), "mentions": named}
    journal.record(actor, COMMENT_ADDED.code, comment, payload, now, unit_id=row.unit_id)
    return comment


@transaction.atomic
def mark_mentions_read(*, actor: Actor, mention_ids: Sequence[UUID], now: datetime) -> int:
    """Mark mentions of the actor as read, and return how many were not yet; those of others are passed over."""
    own = Mention.objects.for_actor(actor).filter(pk__in=list(mention_ids), user_id=actor.person, read_at__isnull=True)
    unread = list(own.select_for_update())
    if not unread:
        return 0
    ids = [mention.pk for mention in unread]
    Mention.objects.for_actor(actor).filter(pk__in=ids).update(read_at=now)
    journal.record(actor, MENTIONS_READ.code, unread[0], {"mentions": ids}, now)
    return len(ids)


def _text(remark: Remark) -> str:
    """Take a comment as typed, line ends as browsers on other systems would send them. Raises BadInput."""
    body = remark.body.replace("\r\n", "\n").replace("\r", "\n").rstrip().lstrip("\n")
    if "\x00" in body or body.encode("utf-8", "replace").decode() != body:
        raise BadInput.because("text-unreadable", remark.item)
    # Spaces, joiners and marks of direction alone are nothing that anybody could read.
    if not any(sign.isprintable() and not sign.isspace() for sign in body):
        raise BadInput.because("comment-empty", remark.item)
    if len(body) > LONGEST_COMMENT:
        raise BadInput.because("comment-too-long", remark.item, length=len(body), most=LONGEST_COMMENT)
    return body


def _named(actor: Actor, row: Worksheet, remark: Remark, now: datetime) -> list[UUID]:
    """Return whom a remark names, its author left out. Raises BadInput for who may not read the worksheet."""
    readers = readers_of(actor, row, now)
    asked = set(remark.notify)
    if asked - {str(reader.id) for reader in readers}:
        raise BadInput.because("mention-unknown", remark.item)
    named = named_in(remark.body, readers)
    chosen = (reader.id for reader in readers if str(reader.id) in asked or reader.id in named)
    return [user_id for user_id in chosen if user_id != actor.user_id]


def _id_of(actor: Actor, row: Worksheet, remark: Remark, named: Sequence[UUID]) -> UUID:
    """Derive the comment's id from who says what from which form, so that its second arrival finds it.

    The text is part of it: a form that the browser brought back, sent with another text, is another comment. So is the
    author: a key that somebody made up meets nobody else's comment.
    """
    parts = [str(actor.person), str(row.pk), remark.item, remark.key, remark.body, *map(str, named)]
    return UUID(hex=canonical_digest(parts)[:32], version=4)
