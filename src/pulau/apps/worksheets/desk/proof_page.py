"""The page of an item's evidence: what stands around its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.worksheets.desk.area_view import area_of_item
from pulau.apps.worksheets.desk.proofs import proofs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.desk.proofs import ProofView

_SHOWN: Final = 90
"""Letters of a thing that is asked for, in a list to choose from."""
_DIGITS: Final = 4


def proof_context(desk: Desk, item: str, query: Mapping[str, str]) -> dict[str, Any]:
    """Return an item's evidence with its question, what can be chosen, and what was just done."""
    proof = proofs_of(desk, [item])[item]
    return {
        "item": item,
        "proof": proof,
        "question": desk.calculation.wording.items[item].question[desk.language],
        "places": places_of(proof),
        "first": proof.missing or (1 if proof.count and not proof.there else 0),
        "back": f"{desk.address('area', area_of_item(desk.evaluation.pack, item))}#b-{proof.id}",
        "own": desk.address("item", item),
        "here": proof.href,
        "done": _done(query),
    }


def places_of(proof: ProofView) -> list[tuple[int, str]]:
    """List what a piece can be for: the things that the item asks for, and something else."""
    asked = [(line.position, f"{line.position}. {shortened(line.text)}") for line in proof.asked]
    return [*asked, (0, _("Lainnya, untuk butir ini"))]


def shortened(text: str) -> str:
    """Cut a text for a list to choose from, at a word."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]}…"


def _done(query: Mapping[str, str]) -> str:
    added = query.get("ditambah", "")
    if added.isascii() and added.isdecimal() and len(added) <= _DIGITS:
        n = int(added)
        return ngettext("%(n)d bukti ditambahkan.", "%(n)d bukti ditambahkan.", n) % {"n": n}
    if query.get("dilepas"):
        return _("Bukti dilepas dari butir ini. Berkasnya tetap tersimpan.")
    return ""
