"""The thread of an item as values for its template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db.models import Subquery
from django.utils import timezone

from pulau.apps.worksheets.models import Comment, Mention
from pulau.apps.worksheets.readers import Reader, initials, pieces_of, readers_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.models import Worksheet
    from pulau.apps.worksheets.readers import Piece
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

NEWEST = 50


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment: its text in pieces, whom it names; `own_mention` is the id of the reader's unread mention in it."""

    id: UUID
    author: str
    initials: str
    own: bool
    at: datetime
    pieces: tuple[Piece, ...]
    notified: tuple[str, ...]
    own_mention: UUID | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who can be told of a comment, and whether they are ticked."""

    reader: Reader
    ticked: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form of a comment: empty, or as it was sent, with what is wrong with it."""

    body: str = ""
    notify: tuple[str, ...] = ()
    key: str = field(default_factory=lambda: str(uuid4()))
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread, oldest first; `earlier` tells that older comments were left out."""

    comments: tuple[CommentView, ...]
    earlier: bool
    choices: tuple[Choice, ...]
    draft: Draft


def thread_view(desk: Desk, item: str, draft: Draft | None = None, *, whole: bool = False) -> ThreadView:
    """Return the thread of an item: three queries. Unless `whole`, the newest comments only."""
    ordered = _comments(desk.row, item)
    found = list(ordered if whole else ordered[: NEWEST + 1])
    shown = found if whole else found[:NEWEST]
    draft = draft or Draft()
    readers = readers_of(desk.actor, desk.row, timezone.now())
    choices = (Choice(reader, str(reader.id) in draft.notify) for reader in readers if reader.id != desk.actor.user_id)
    views = _views(desk.actor, desk.row, item, shown)
    return ThreadView(views, len(found) > len(shown), tuple(choices), draft)


def comments_after(actor: Actor, row: Worksheet, item: str, last: UUID | None) -> tuple[CommentView, ...]:
    """Return what was said in an item's thread after a comment of it (None: from the beginning), oldest first."""
    rows = _comments(row, item)
    if last is not None:
        rows = rows.filter(at__gt=Subquery(_comments(row, item).filter(pk=last).order_by().values("at")))
    return _views(actor, row, item, list(rows[:NEWEST]))


def _comments(row: Worksheet, item: str) -> ScopedQuerySet[Comment]:
    rows: ScopedQuerySet[Comment] = Comment.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, item=item)
    return rows.select_related("author").order_by("-at", "-id")


def _views(actor: Actor, row: Worksheet, item: str, newest_first: Sequence[Comment]) -> tuple[CommentView, ...]:
    mentions = _mentions(row, item) if newest_first else {}
    return tuple(_comment(actor, found, mentions.get(found.pk, ())) for found in reversed(newest_first))


def _mentions(row: Worksheet, item: str) -> dict[UUID, list[Mention]]:
    rows = Mention.objects.for_tenant(row.tenant_id).filter(comment__worksheet_id=row.pk, comment__item=item)
    found: dict[UUID, list[Mention]] = {}
    for mention in rows.select_related("user").order_by("user__full_name", "id"):
        found.setdefault(mention.comment_id, []).append(mention)
    return found


def _comment(actor: Actor, row: Comment, mentions: Sequence[Mention]) -> CommentView:
    people = [Reader(mention.user_id, mention.user.full_name) for mention in mentions]
    own = (mention.pk for mention in mentions if mention.user_id == actor.user_id and mention.read_at is None)
    return CommentView(
        id=row.pk,
        author=row.author.full_name,
        initials=initials(row.author.full_name),
        own=row.author_id == actor.user_id,
        at=row.at,
        pieces=tuple(pieces_of(row.body, people)),
        notified=tuple(person.name for person in people),
        own_mention=next(own, None),
    )
