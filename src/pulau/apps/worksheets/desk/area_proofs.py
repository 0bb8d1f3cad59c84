"""The evidence of an area: beside its questions when the page is drawn, and what of it moved when the page asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pulau.apps.worksheets.desk.area_view import items_of_area
from pulau.apps.worksheets.desk.proofs import ProofSum, ProofView, proofs_of, sums_of
from pulau.apps.worksheets.evidence_selectors import evidence_mark, items_moved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.worksheets.desk.area_view import AreaPage, HalfView, SubView
    from pulau.apps.worksheets.desk.frame import Desk

WHOLE = "area"
"""What the sum of the whole area is called among those of its sub-areas."""


def with_proofs(page: AreaPage, proofs: Mapping[str, ProofView]) -> AreaPage:
    """Put the evidence beside the questions, and its sums beside the sub-areas."""
    halves = tuple(_half(half, proofs) for half in page.halves)
    return replace(page, halves=halves, proof=sums_of(proofs, tuple(proofs)))


def _half(half: HalfView, proofs: Mapping[str, ProofView]) -> HalfView:
    return replace(half, subs=tuple(_sub(sub, proofs) for sub in half.subs))


def _sub(sub: SubView, proofs: Mapping[str, ProofView]) -> SubView:
    items = [question.item for question in sub.questions]
    questions = tuple(replace(question, proof=proofs.get(question.item)) for question in sub.questions)
    return replace(sub, questions=questions, proof=sums_of(proofs, items))


def moved_proofs(desk: Desk, area: str, since: int | None) -> dict[str, Any]:
    """Return what a page of an area that knows the mark `since` is to be told of evidence: one query if nothing moved.

    A page that knows no mark is told the present one.
    """
    mark = evidence_mark(desk.row)
    if since is None or since == mark:
        return {"proof_mark": mark}
    own = items_of_area(desk.evaluation.pack, area)
    moved = items_moved(desk.row, since, mark)
    proofs = proofs_of(desk, own)
    shown = [proof for item, proof in proofs.items() if moved is None or item in moved]
    return {"proof_mark": mark, "proofs": shown, "proof_sums": _sums(desk, proofs) if shown else {}}


def _sums(desk: Desk, proofs: Mapping[str, ProofView]) -> dict[str, ProofSum]:
    pack = desk.evaluation.pack
    subs: dict[str, list[str]] = {}
    for item in proofs:
        subs.setdefault(pack.items[item].sub_area.replace(".", "-"), []).append(item)
    return {sub: sums_of(proofs, items) for sub, items in subs.items()} | {WHOLE: sums_of(proofs, tuple(proofs))}
