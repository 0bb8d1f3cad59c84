"""What evidence is called, for the parts below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.evidence.selectors.pieces import evidence_for
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor

MOST_FOUND: Final = 100


def _pieces(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = evidence_for(actor).filter(pk__in=ids).order_by()
    return {str(pk): title for pk, title in rows.values_list("pk", "title")}


def _found(actor: Actor, words: str) -> list[str]:
    rows = evidence_for(actor).filter(title__icontains=words)
    return [str(pk) for pk in rows.values_list("pk", flat=True)[:MOST_FOUND]]


SUBJECTS: Final = (Subjects("evidence.evidence", "Bukti", "Evidence", _pieces, _found, keys=frozenset({"evidence"})),)
