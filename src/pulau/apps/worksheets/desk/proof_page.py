"""The page of an item's evidence: what stands around its list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.evidence.contract import evidence_for
from pulau.apps.worksheets.desk.area_view import area_of_item
from pulau.apps.worksheets.desk.proofs import judged_on, proofs_of, with_elsewhere
from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.apps.worksheets.last_year_selectors import worksheet_before
from pulau.apps.worksheets.relying import counted_items

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.desk.proofs import ProofView

_SHOWN: Final = 90
"""Letters of a thing that is asked for, in a list to choose from."""
_DIGITS: Final = 4


def proof_context(desk: Desk, item: str, query: Mapping[str, str]) -> dict[str, Any]:
    """Return an item's evidence with its question, what can be chosen, and what was just done."""
    proof = proofs_of(desk, [item])[item]
    seen = {UUID(piece.evidence) for piece in proof.pieces if not piece.hidden}
    proof = with_elsewhere(proof, counted_items(desk.actor, seen) if seen else {})
    return {
        "item": item,
        "proof": proof,
        "question": desk.calculation.wording.items[item].question[desk.language],
        "places": places_of(proof),
        "first": _wanted(proof, query.get("untuk", "")),
        "back": f"{desk.address('area', area_of_item(desk.evaluation.pack, item))}#b-{proof.id}",
        "own": desk.address("item", item),
        "here": proof.href,
        "done": _done(query),
    }


@dataclass(frozen=True, slots=True)
class Offered:
    """A kept piece that may be chosen: its id, title, day and kind, whether it is ticked."""

    evidence: str
    title: str
    about: str
    chosen: bool


def offered_of(desk: Desk, item: str, chosen: Collection[UUID]) -> dict[str, Any]:
    """Return what is offered to be used again: what was chosen, and last year's of this item that still holds.

    Two queries, and a third where something was chosen.
    """
    on = judged_on(desk)
    picked = evidence_for(desk.actor).filter(pk__in=list(chosen), withdrawn_at__isnull=True) if chosen else ()
    found = {str(row.pk): Offered(str(row.pk), row.title, "", chosen=True) for row in picked}
    before = worksheet_before(desk.actor, desk.row)
    old = evidence_by_item(desk.actor, before, [item]).get(item, ()) if before else ()
    for piece in old:
        if piece.seen and piece.usable(on) and str(piece.evidence_id) not in found:
            said = _("tahun lalu di butir ini")
            found[str(piece.evidence_id)] = Offered(str(piece.evidence_id), piece.title, said, chosen=False)
    return {"offered": list(found.values()), "chosen_any": bool(chosen)}


def places_of(proof: ProofView) -> list[tuple[int, str]]:
    """List what a piece can be for: the things that the item asks for, and something else."""
    asked = [(line.position, f"{line.position}. {shortened(line.text)}") for line in proof.asked]
    return [*asked, (0, _("Lainnya, untuk butir ini"))]


def shortened(text: str) -> str:
    """Cut a text for a list to choose from, at a word."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]}…"


def _wanted(proof: ProofView, asked: str) -> int:
    """Return what the form offers first: what the address asks for, otherwise the first thing that is missing."""
    known = {str(line.position): line.position for line in proof.asked}
    return known.get(asked, proof.missing)


def _done(query: Mapping[str, str]) -> str:
    added = query.get("ditambah", "")
    if added.isascii() and added.isdecimal() and len(added) <= _DIGITS:
        n = int(added)
        return ngettext("%(n)d bukti ditambahkan.", "%(n)d bukti ditambahkan.", n) % {"n": n}
    if query.get("dilepas"):
        return _("Bukti dilepas dari butir ini. Berkasnya tetap tersimpan.")
    return ""
