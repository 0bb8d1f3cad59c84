"""The evidence of items as values for templates: what is asked for, what of it is there, and how each piece stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.worksheets.desk.questions import html_id
from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.core.evidencing.asked import Asked, Holding, asked_for, day_of
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.evidence_selectors import ItemPieces, Piece

_NOTHING: Final = UUID(int=0)
_MOST_SAID: Final = 2
"""So many things are said of an item's evidence beside how much of it is there."""


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece beside an item. `href` is empty where there is nothing to look at, or nothing that the reader may.

    `badge` says what is wrong with it or soon will be, in `color`; empty where nothing is. `elsewhere` counts the other
    items that it stands beside, where that was asked.
    """

    id: str
    evidence: str
    asked: int
    title: str
    about: str
    href: str
    outside: str
    badge: str
    color: str
    remark: str
    hidden: bool
    counts: bool
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class AskedView:
    """A thing that an item asks for, by its position, with the pieces that are there for it."""

    position: int
    text: str
    there: bool
    pieces: tuple[PieceView, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """The evidence of an item. `summary` is its line while folded; `worry` says whether that tells of trouble."""

    item: str
    id: str
    number: str
    href: str
    asked: tuple[AskedView, ...]
    others: tuple[PieceView, ...]
    there: int
    count: int
    summary: str
    worry: bool

    @property
    def pieces(self) -> tuple[PieceView, ...]:
        """Every piece beside the item."""
        return (*(piece for line in self.asked for piece in line.pieces), *self.others)

    @property
    def any(self) -> bool:
        """Whether anything is laid beside the item."""
        return bool(self.pieces)

    @property
    def complete(self) -> bool:
        """Whether all that is asked for is there."""
        return 0 < self.count == self.there

    @property
    def missing(self) -> int:
        """The first position of which nothing is there; 0: none."""
        return next((line.position for line in self.asked if not line.there), 0)


@dataclass(frozen=True, slots=True)
class ProofSum:
    """How much of what is asked for is there, of several items."""

    there: int
    count: int


def judged_on(desk: Desk) -> date:
    """Return the day on which the evidence of a worksheet is judged."""
    return day_of(desk.row.year, today_of(desk.actor, timezone.now()))


def proofs_of(desk: Desk, items: Collection[str], pieces: ItemPieces | None = None) -> dict[str, ProofView]:
    """Return the evidence of items of a worksheet: two queries, whatever their number."""
    found = evidence_by_item(desk.actor, desk.row, items) if pieces is None else pieces
    on = judged_on(desk)
    return {item: proof_view(desk, item, found.get(item, ()), on) for item in items}


def proof_view(desk: Desk, item: str, pieces: Sequence[Piece], on: date) -> ProofView:
    """Return the evidence of an item, judged on a day."""
    lines = desk.calculation.wording.items[item].evidence[desk.language]
    asked = asked_for(len(lines), (piece.shown for piece in pieces), on)
    views = [piece_view(piece, on) for piece in pieces]
    return ProofView(
        item=item,
        id=html_id(item),
        number=desk.evaluation.pack.items[item].number,
        href=desk.address("item_evidence", item),
        asked=tuple(
            AskedView(place, text, place in asked.there, tuple(view for view in views if view.asked == place))
            for place, text in enumerate(lines, start=1)
        ),
        others=tuple(view for view in views if not 1 <= view.asked <= len(lines)),
        there=len(asked.there),
        count=asked.count,
        summary=_summary(asked, pieces, on),
        worry=any(not piece.counts(on) for piece in pieces),
    )


def sums_of(proofs: Mapping[str, ProofView], items: Collection[str]) -> ProofSum:
    """Return how much of what these items ask for is there."""
    own = [proofs[item] for item in items if item in proofs]
    return ProofSum(sum(proof.there for proof in own), sum(proof.count for proof in own))


def piece_view(piece: Piece, on: date) -> PieceView:
    """Return a piece beside an item, judged on a day."""
    badge, color = _badge(piece, on)
    return PieceView(
        id=str(piece.id),
        evidence=str(piece.evidence_id),
        asked=piece.asked,
        title=piece.title if piece.seen else hidden_words(confidential=piece.confidential),
        about=_about(piece) if piece.seen else "",
        href=_address(piece.evidence_id) if piece.seen else "",
        outside=piece.address if not piece.number else "",
        badge=badge,
        color=color,
        remark=piece.remark,
        hidden=not piece.seen,
        counts=piece.counts(on),
    )


def _address(evidence_id: UUID) -> str:
    """Return the address of a piece: of hundreds, so it is not looked up for each."""
    return _address_of_nothing().replace(str(_NOTHING), str(evidence_id))


@cache
def _address_of_nothing() -> str:
    return reverse("evidence:piece", args=[_NOTHING])


def with_elsewhere(proof: ProofView, counted: Mapping[UUID, int]) -> ProofView:
    """Tell of each piece beside how many other items it stands."""

    def told(pieces: tuple[PieceView, ...]) -> tuple[PieceView, ...]:
        return tuple(replace(each, elsewhere=max(counted.get(UUID(each.evidence), 1) - 1, 0)) for each in pieces)

    asked = tuple(replace(line, pieces=told(line.pieces)) for line in proof.asked)
    return replace(proof, asked=asked, others=told(proof.others))


def hidden_words(*, confidential: bool) -> str:
    """Say that there is a piece, to who may not know what it is."""
    return _("Bukti rahasia") if confidential else _("Bukti unit lain yang tidak dibagikan")


def _about(piece: Piece) -> str:
    said = [_("rahasia")] if piece.confidential else []
    if piece.dated_on:
        said.append(long_date(piece.dated_on))
    if piece.number:
        said.append(f"{piece.kind.upper()}, {filesizeformat(piece.size)}")
    elif piece.seen_on:
        said.append(_("tautan, dilihat %(day)s") % {"day": long_date(piece.seen_on)})
    return " · ".join(said)


def _badge(piece: Piece, on: date) -> tuple[str, str]:
    """Return what is wrong with a piece, or soon will be, the worst first, with its colour."""
    held, until, since = piece.holding(on), long_date(piece.valid_until), long_date(piece.valid_from)
    states = (
        (piece.withdrawn, _("Ditarik"), "danger"),
        (piece.blocked, _("Ditahan: berkas berbahaya"), "danger"),
        (held is Holding.ENDED, _("Habis %(day)s") % {"day": until}, "danger"),
        (held is Holding.NOT_YET, _("Berlaku mulai %(day)s") % {"day": since}, "warning"),
        (not piece.number, _("Tidak tersimpan di sini"), "warning"),
        (held is Holding.ENDS_SOON, _("Akan habis %(day)s") % {"day": until}, "warning"),
    )
    return next(((words, color) for true, words, color in states if true), ("", ""))


def _summary(asked: Asked, pieces: Sequence[Piece], on: date) -> str:
    facts = {"n": len(asked.there), "all": asked.count}
    there = _("%(n)d dari %(all)d bukti ada") % facts if asked.count else _said(len(pieces))
    return " · ".join((there, *_worries(pieces, on)[:_MOST_SAID]))


def _said(count: int) -> str:
    return ngettext("%(n)d bukti", "%(n)d bukti", count) % {"n": count}


def _worries(pieces: Sequence[Piece], on: date) -> list[str]:
    """Say what is wrong with pieces, the worst first, and which will end soon."""
    blocked = sum(piece.blocked or piece.withdrawn for piece in pieces)
    ended = sum(piece.holding(on) is Holding.ENDED for piece in pieces)
    outside = sum(not piece.number for piece in pieces)
    soon = sorted(p.valid_until for p in pieces if p.holding(on) is Holding.ENDS_SOON and p.valid_until)
    said = []
    if blocked:
        said.append(ngettext("%(n)d tidak dapat dipakai", "%(n)d tidak dapat dipakai", blocked) % {"n": blocked})
    if ended:
        said.append(ngettext("%(n)d sudah habis", "%(n)d sudah habis", ended) % {"n": ended})
    if soon:
        facts = {"n": len(soon), "day": long_date(soon[0])}
        said.append(ngettext("%(n)d akan habis %(day)s", "%(n)d akan habis mulai %(day)s", len(soon)) % facts)
    if outside:
        said.append(ngettext("%(n)d hanya tautan", "%(n)d hanya tautan", outside) % {"n": outside})
    return said
