"""What worksheets are called, for the parts below (the journal)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.worksheets.models import Worksheet
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _worksheets(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Worksheet.objects.for_actor(actor).filter(pk__in=ids).order_by().select_related("unit")
    return {str(row.pk): f"{row.unit.name} {row.year}" for row in rows}


SUBJECTS: Final = (
    Subjects("worksheets.worksheet", "Lembar kerja", "Worksheet", _worksheets, keys=frozenset({"worksheet"})),
    Subjects("worksheets.comment", "Komentar", "Comment"),
    Subjects("worksheets.mention", "Sebutan", "Mention"),
    Subjects("worksheets.webhook", "Webhook", "Webhook"),
)
