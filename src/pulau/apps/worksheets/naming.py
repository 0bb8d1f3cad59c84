"""What worksheets are called, for the parts below (the journal)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.selectors import worksheets_for
from pulau.foundation.registry.subjects import Subjects
from pulau.foundation.registry.unit_links import UnitLink, UnitLinks
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.core.shared.actor import Actor


def _worksheets(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Worksheet.objects.for_actor(actor).filter(pk__in=ids).order_by().select_related("unit")
    return {str(row.pk): f"{row.unit.name} {row.year}" for row in rows}


def links_of_unit(actor: Actor, unit_id: UUID) -> list[UnitLink]:
    """Return the worksheets of a unit that the actor may read, newest first, with their totals; in one query."""
    rows = worksheets_for(actor).filter(unit_id=unit_id).order_by("-year")
    return [
        UnitLink(
            reverse("worksheets:overview", args=[row.unit.code, row.year]),
            _("Lembar kerja %(year)s") % {"year": row.year},
            number(Decimal(row.printed.get("total", 0)).scaleb(-2)) if row.revision else _("belum diisi"),
        )
        for row in rows
    ]


UNIT_LINKS: Final = UnitLinks("worksheets", pgettext_lazy("daftar", "Lembar kerja"), links_of_unit)
SUBJECTS: Final = (
    Subjects("worksheets.worksheet", "Lembar kerja", "Worksheet", _worksheets, keys=frozenset({"worksheet"})),
    Subjects("worksheets.comment", "Komentar", "Comment"),
    Subjects("worksheets.mention", "Sebutan", "Mention"),
    Subjects("worksheets.itemevidence", "Bukti pada butir", "Evidence of an item"),
    Subjects("worksheets.webhook", "Webhook", "Webhook"),
)
