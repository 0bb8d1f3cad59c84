"""Reading worksheets and their answers, always in the actor's own agency and only what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Q, TextField, Value, When
from django.db.models.expressions import RawSQL
from django.http import Http404

from pulau.apps.agencies.contract import code_now, name_before
from pulau.apps.worksheets.models import Answer, Comment, Level, Mention, Webhook, WebhookDelivery, Worksheet
from pulau.apps.worksheets.policies import own_units, sees_all
from pulau.core.scoring.revisions import Revision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


NOT_THERE = "no worksheet that you may open is at this address"


class WorksheetNotFound(Http404):
    """There is no such worksheet, or the actor may not know of it: the same to whoever asks."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer as it stands: its newest version, who wrote it (None: the system) and when."""

    item: str
    version: int
    value: Any
    note: str
    source: str
    user_id: UUID | None
    user_name: str
    at: datetime

    @property
    def revision(self) -> Revision:
        """The answer as the rule of concurrent changes sees it."""
        return Revision(self.version, self.value, self.note)


WorksheetRef = UUID | tuple[str, int]
"""A worksheet by its id, or by its unit's code and its year."""

_STANDING = ("item", "version", "value", "note", "source", "user_id", "user__full_name", "at")


# Two conditions written out, since building them anew takes longer than asking, and every save asks both. They name the
# tables' columns and take no values.
_NEWEST = RawSQL(
    "NOT EXISTS (SELECT 1 FROM worksheets_answer later WHERE later.tenant_id = worksheets_answer.tenant_id"
    " AND later.worksheet_id = worksheets_answer.worksheet_id AND later.level = worksheets_answer.level"
    " AND later.item = worksheets_answer.item AND later.version > worksheets_answer.version)",
    (),
    output_field=BooleanField(),
)
_LISTENED = RawSQL(
    "EXISTS (SELECT 1 FROM worksheets_webhook hook"
    " WHERE hook.tenant_id = worksheets_worksheet.tenant_id AND hook.active)",
    (),
    output_field=BooleanField(),
)


def worksheets_for(actor: Actor) -> ScopedQuerySet[Worksheet]:
    """Return the worksheets the actor may read, with their units; the condition does not grow with their number."""
    rows = Worksheet.objects.for_actor(actor).select_related("unit")
    return rows if sees_all(actor) else rows.filter(unit_id__in=own_units(actor))


def named_then(rows: ScopedQuerySet[Worksheet]) -> ScopedQuerySet[Any]:  # rows with an annotation have their own type
    """Return the rows with `unit_name` as it was in their years: a score of 2024 stays with the unit as it was."""
    return rows.annotate(then=name_before("unit", "year"))


def get_worksheet_for(actor: Actor, unit: str, year: int) -> Worksheet:
    """Return a worksheet, named as in its year, by its unit's code and its year. Raises WorksheetNotFound (404).

    A code that the unit had before is good too: links in letters outlive it.
    """
    rows = named_then(worksheets_for(actor).filter(year=year))
    row: Worksheet | None = rows.filter(unit__code=unit).first()
    if row is None and (newer := code_now(actor, unit)) is not None:
        return _one(rows.filter(unit__code=newer))
    if row is None:
        raise WorksheetNotFound(NOT_THERE)
    return row


def get_worksheet_by_id(actor: Actor, worksheet_id: UUID) -> Worksheet:
    """Return a worksheet by its id. Raises WorksheetNotFound (404)."""
    return _one(worksheets_for(actor).filter(pk=worksheet_id))


def lock_worksheet(actor: Actor, which: WorksheetRef) -> tuple[Worksheet, bool]:
    """Return a worksheet, locked until the transaction ends, and whether anybody's system wants to be told.

    One change at a time: the score that is stored is that of all answers. Raises WorksheetNotFound (404).
    """
    by = {"pk": which} if isinstance(which, UUID) else {"unit__code": which[0], "year": which[1]}
    rows = worksheets_for(actor).filter(**by).annotate(listened=_LISTENED)
    # At most one fits, so no order is asked for: this stands in the path of every save.
    for row in rows.order_by().select_for_update(of=("self",)):
        return row, bool(row.listened)
    raise WorksheetNotFound(NOT_THERE)


def _one(rows: ScopedQuerySet[Worksheet]) -> Worksheet:
    row = rows.first()
    if row is None:
        raise WorksheetNotFound(NOT_THERE)
    return row


def newest(row: Worksheet, level: str = Level.SELF) -> ScopedQuerySet[Answer]:
    """Return the newest version of each answer of a worksheet."""
    return newest_of(Answer.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, level=level))


def newest_of(rows: ScopedQuerySet[Answer]) -> ScopedQuerySet[Answer]:
    """Narrow rows of answers to the newest version of each."""
    return rows.filter(_NEWEST).order_by()


def values_of(row: Worksheet, touched: Collection[str] = (), level: str = Level.SELF) -> dict[str, Revision]:
    """Return each answer as it stands: what scoring needs, and no more; notes only of the items that are `touched`."""
    note = Case(When(item__in=list(touched), then="note"), default=Value(""), output_field=TextField())
    rows = newest(row, level).values_list("item", "version", "value", note)
    return {item: Revision(version, value, text) for item, version, value, text in rows}


def answers_of(row: Worksheet, items: Iterable[str] | None = None, level: str = Level.SELF) -> dict[str, Standing]:
    """Return each answer as it stands, with its note and who wrote it; of some items only where they are named."""
    rows = newest(row, level)
    if items is not None:
        rows = rows.filter(item__in=list(items))
    return {found["item"]: _standing(found) for found in rows.values(*_STANDING)}


def _standing(found: Mapping[str, Any]) -> Standing:
    known: dict[str, Any] = {key: value for key, value in found.items() if key != "user__full_name"}
    return Standing(**known, user_name=found["user__full_name"] or "")


def history_of(
    row: Worksheet, item: str, level: str = Level.SELF, *, below: int | None = None, most: int | None = None
) -> list[Answer]:
    """Return the versions of an answer, newest first, each with its writer; only those `below` one, `most` of them."""
    rows = Answer.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, level=level, item=item)
    if below is not None:
        rows = rows.filter(version__lt=below)
    return list(rows.select_related("user").order_by("-version")[:most])


def revisions_of(row: Worksheet, seen: Mapping[str, int], level: str = Level.SELF) -> dict[str, Revision]:
    """Return the versions that were seen, by item; version 0, and a version that never was, is the beginning."""
    wanted = {item: version for item, version in seen.items() if version > 0}
    if not wanted:
        return {}
    which = Q()
    for item, version in wanted.items():
        which |= Q(item=item, version=version)
    rows = Answer.objects.for_tenant(row.tenant_id).filter(which, worksheet_id=row.pk, level=level)
    found = rows.values_list("item", "version", "value", "note")
    return {item: Revision(version, value, note) for item, version, value, note in found}


def changed_since(row: Worksheet, revision: int, level: str = Level.SELF) -> dict[str, Standing]:
    """Return the answers that changed after a revision of the worksheet, as they stand."""
    rows = newest(row, level).filter(revision__gt=revision)
    return {found["item"]: _standing(found) for found in rows.values(*_STANDING)}


def comment_counts(row: Worksheet) -> dict[str, int]:
    """Return how many comments each item's thread has."""
    rows = Comment.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk).order_by()
    return dict(rows.values_list("item").annotate(n=Count("id")))


def changes_before(
    row: Worksheet, *, before: int | None, revisions: int, item: str = "", level: str = Level.SELF
) -> tuple[list[Answer], int | None]:
    """Return the versions of answers of so many revisions, newest first, each with its writer.

    `before` leaves out that revision and later ones. The second value is the `before` of the next page, or None.
    """
    rows = Answer.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, level=level)
    rows = rows.filter(item=item) if item else rows
    rows = rows.filter(revision__lt=before) if before is not None else rows
    found = list(rows.order_by("-revision").values_list("revision", flat=True).distinct()[: revisions + 1])
    if not found:
        return [], None
    page = found[:revisions]
    wanted = rows.filter(revision__gte=page[-1]).select_related("user").order_by("-revision", "item")
    return list(wanted), page[-1] if len(found) > revisions else None


class WebhookNotFound(Http404):
    """There is no such webhook in the actor's agency."""


def webhooks_for(actor: Actor) -> ScopedQuerySet[Webhook]:
    """Return the webhooks of the actor's agency, oldest first."""
    return Webhook.objects.for_actor(actor)


def get_webhook_for(actor: Actor, webhook_id: UUID) -> Webhook:
    """Return a webhook of the actor's agency. Raises WebhookNotFound (404)."""
    row = webhooks_for(actor).filter(pk=webhook_id).first()
    if row is None:
        raise WebhookNotFound
    return row


def recent_deliveries(hook: Webhook, most: int) -> list[WebhookDelivery]:
    """Return the newest deliveries of a webhook, newest first."""
    rows = WebhookDelivery.objects.for_tenant(hook.tenant_id).filter(webhook_id=hook.pk)
    return list(rows.order_by("-created_at", "event")[:most])


def latest_changes(row: Worksheet, most: int) -> list[Answer]:
    """Return the last versions of answers of a worksheet, newest first, each with its writer."""
    rows = Answer.objects.for_tenant(row.tenant_id).filter(worksheet_id=row.pk, level=Level.SELF)
    return list(rows.select_related("user").order_by("-revision", "item")[:most])


def unread_mentions(actor: Actor) -> int:
    """Count the comments that name the actor, in worksheets they may still read, not yet marked as read."""
    readable = worksheets_for(actor).order_by().values("pk")
    rows = Mention.objects.for_actor(actor).filter(user_id=actor.person, read_at__isnull=True)
    return rows.filter(comment__worksheet__in=readable).count()
