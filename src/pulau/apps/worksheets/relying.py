"""Items as what relies on evidence: where a piece stands, pinned to the version with which it was handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.worksheets.models import AreaDuty, ItemEvidence, SheetState
from pulau.apps.worksheets.policies import can_see
from pulau.core.scoring.areas import area_of
from pulau.exchange.packs import load_pack
from pulau.foundation.registry.reliances import Reliance, ReliesOn

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def _standing(actor: Actor, pieces: Collection[UUID]) -> ScopedQuerySet[ItemEvidence]:
    return ItemEvidence.objects.for_actor(actor).filter(evidence_id__in=list(pieces), removed_at__isnull=True)


def relying_items(actor: Actor, pieces: Collection[UUID]) -> dict[UUID, list[ReliesOn]]:
    """Return the items beside which pieces stand, newest year first: one query."""
    named = _standing(actor, pieces).select_related("worksheet__unit")
    rows = list(named.order_by("-worksheet__year", "worksheet__unit__name", "item", "asked"))
    found: dict[UUID, list[ReliesOn]] = {}
    for row in rows:
        place = _place(actor, row)
        if place not in found.setdefault(row.evidence_id, []):
            found[row.evidence_id].append(place)
    return found


def _place(actor: Actor, row: ItemEvidence) -> ReliesOn:
    sheet = row.worksheet
    opens = can_see(actor, sheet.unit_id)
    item = load_pack(sheet.regulation).items[row.item]
    facts = {"year": sheet.year, "unit": sheet.unit.name, "no": item.number}
    return ReliesOn(
        text=_("LKE %(year)s %(unit)s, butir %(no)s") % facts,
        href=reverse("worksheets:item_evidence", args=[sheet.unit.code, sheet.year, row.item]) if opens else "",
        note=row.remark if opens else "",
        version=row.pinned or None,
        locked=sheet.state != SheetState.DRAFT,
    )


def counted_items(actor: Actor, pieces: Collection[UUID]) -> dict[UUID, int]:
    """Return beside how many items each piece stands: one query."""
    rows = _standing(actor, pieces).order_by().values_list("evidence_id")
    return dict(rows.annotate(n=Count("pk")))


def answering_people(system: Actor, pieces: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Return who answers for the areas in which pieces stand, of worksheets that are not handed in: two queries."""
    rows = list(_standing(system, pieces).filter(worksheet__state=SheetState.DRAFT).select_related("worksheet"))
    duties = AreaDuty.objects.for_actor(system).filter(
        worksheet_id__in={row.worksheet_id for row in rows}, ended_at__isnull=True, user__is_active=True
    )
    by_area: dict[tuple[UUID, str], set[UUID]] = {}
    for duty in duties:
        by_area.setdefault((duty.worksheet_id, duty.area), set()).add(duty.user_id)
    found: dict[UUID, set[UUID]] = {}
    for row in rows:
        area = area_of(load_pack(row.worksheet.regulation), row.item)
        found.setdefault(row.evidence_id, set()).update(by_area.get((row.worksheet_id, area), ()))
    return found


ITEMS: Final = Reliance("worksheets.items", relying_items, counted_items, answering_people)
