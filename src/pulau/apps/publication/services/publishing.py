"""Publishing one body: only what changed is written, and the journal tells by which digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from pulau.apps.outcomes.contract import TITLE_STATED
from pulau.apps.publication.actions import PUBLISHED
from pulau.apps.publication.composing.asked import Asked
from pulau.apps.publication.composing.body import compose
from pulau.apps.publication.gathering.body import gather
from pulau.apps.publication.indexing import index_units
from pulau.apps.publication.models import (
    FormerAddress,
    PublishedAgency,
    PublishedEvent,
    PublishedPractice,
    PublishedUnit,
    PublishedYear,
)
from pulau.apps.transparency.contract import standings
from pulau.exchange.disclosing import disclosure
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.place import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import Model

    from pulau.apps.publication.composing.body import BodyComposed
    from pulau.core.shared.actor import Actor

BATCH: Final = 500
_OWN_COLUMNS: Final = ("id",)


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing a body did: how many of its units are told, how many of them otherwise than before."""

    units: int
    changed: int


@transaction.atomic
def publish_body(*, actor: Actor, now: datetime) -> Publication:
    """Make anew what is told of the actor's body, and write what differs. Twice at once: the later one waits.

    A journal entry tells the digest of everything that is told, where it changed.
    """
    tenant = Tenant.objects.select_for_update(no_key=True).get(pk=actor.tenant_id)
    gathered = gather(tenant.pk)
    asked = Asked(disclosure().table, today_of(actor, now), zone_of(actor))
    stated = {row.stated: TITLE_STATED.code for rows in gathered.judged.titles.values() for row in rows if row.stated}
    found = compose(tenant, gathered, asked, standings(stated), now)
    before = PublishedAgency.objects.filter(pk=tenant.pk).values_list("digest", flat=True).first() or ""
    if before == found.agency.digest:
        return Publication(len(found.units), 0)
    _upsert([found.agency])
    known = {row.pk: row for row in PublishedUnit.objects.filter(agency=tenant.pk).only("slug", "digest")}
    changed = [pk for pk, composed in found.units.items() if pk not in known or known[pk].digest != composed.row.digest]
    _let_codes_go(row for pk in changed if (row := known.get(pk)) and row.slug != found.units[pk].row.slug)
    for start in range(0, len(changed), BATCH):
        _write_units(found, changed[start : start + BATCH], now)
    _write_events(found.events.get(None, []), PublishedEvent.objects.filter(agency=tenant.pk, unit=None), now)
    _replace(PublishedPractice, found.practices, agency=tenant.pk)
    _replace(FormerAddress, found.former, unit__agency=tenant.pk)
    told = {"units": len(found.units), "changed": len(changed), "before": before, "after": found.agency.digest}
    journal.record(actor, PUBLISHED.code, tenant, told, now)
    return Publication(len(found.units), len(changed))


def _let_codes_go(rows: Iterable[PublishedUnit]) -> None:
    """Free the codes of units that get others: one that goes from unit to unit would stand twice for a moment."""
    for row in rows:
        PublishedUnit.objects.filter(pk=row.pk).update(slug=row.pk.hex)


def _write_units(found: BodyComposed, pks: list[UUID], now: datetime) -> None:
    rows = [found.units[pk].row for pk in pks]
    _upsert(rows)
    index_units(rows, found.agency.name)
    PublishedYear.objects.filter(unit__in=pks).delete()
    PublishedYear.objects.bulk_create([year for pk in pks for year in found.units[pk].years], batch_size=BATCH)
    events = [event for pk in pks for event in found.events.get(pk, ())]
    _write_events(events, PublishedEvent.objects.filter(unit__in=pks), now)


def _write_events(events: Iterable[PublishedEvent], before: Any, now: datetime) -> None:  # noqa: ANN401 - a queryset
    """Write events in place of those before. One that tells the same keeps its times: no reader sees it twice."""
    known = {event.pk: event for event in before}
    rows = {event.pk: event for event in events}
    for event in rows.values():
        old = known.get(event.pk)
        if old:
            event.published_at = old.published_at
            event.changed_at = old.changed_at if (old.day, old.told) == (event.day, event.told) else now
    gone = [pk for pk in known if pk not in rows]
    for start in range(0, len(gone), BATCH):
        PublishedEvent.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    _upsert(list(rows.values()))


def _replace(model: type[Any], rows: list[Any], **whose: object) -> None:
    model.objects.filter(**whose).delete()
    model.objects.bulk_create(rows, batch_size=BATCH)


def _upsert(rows: list[Any]) -> None:
    """Insert rows, or put them in place of those with their ids."""
    if not rows:
        return
    model: type[Model] = type(rows[0])
    columns = [field.name for field in model._meta.concrete_fields if field.name not in _OWN_COLUMNS]  # noqa: SLF001 - Django's documented door
    model._default_manager.bulk_create(  # noqa: SLF001 - the same
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )
