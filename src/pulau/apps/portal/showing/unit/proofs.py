"""What proves a title: its decree, its certificate with the code to scan, and its entry in the public log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import whole
from pulau.apps.portal.addresses import check_path
from pulau.apps.portal.showing.unit.declared import Paper, paper
from pulau.apps.portal.showing.unit.seen import ended_on, standing_of
from pulau.apps.portal.showing.words import count_text, day_text, issuer_words
from pulau.exchange.pdf.paper import qr_svg

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.portal.showing.unit.seen import Seen
    from pulau.apps.publication.contract import TitleFacts


@dataclass(frozen=True, slots=True)
class Proofs:
    """The proofs of a title; `code` is a picture of the certificate's address, empty without a certificate."""

    title: str
    ended: str
    decree: str
    decided: str
    issuer: str
    source: str
    certificate: Paper | None
    code: SafeString
    log: str


def proofs_of(seen: Seen) -> Proofs | None:
    """Return the proofs of the title that stands, or of the one that was taken last; None where there was none."""
    told = seen.held or (seen.titles[-1] if seen.titles else None)
    if told is None:
        return None
    certificate = next(iter(paper(_("Piagam"), told["certificate"])), None)
    drawn = qr_svg(whole(check_path(told["certificate"]))) if certificate else ""
    return Proofs(
        title=told["title"],
        ended="" if seen.held else _ended(told, seen.day),
        decree=told["decree"],
        decided=day_text(told["decree_day"]),
        issuer=issuer_words(told["issuer"]),
        source=told["source"],
        certificate=certificate,
        code=mark_safe(drawn),  # noqa: S308 - drawn by segno from our own address
        log=_log(told["index"], told["witnesses"]),
    )


def _ended(told: TitleFacts, day: date) -> str:
    """Say what became of a title that does not stand."""
    how = standing_of(told, day)
    closed = day_text(ended_on(told))
    if how == "revoked":
        by = _("dicabut %(day)s, Keputusan %(decree)s") if told["revoked_by"] else _("dicabut %(day)s")
        return by % {"day": closed, "decree": told["revoked_by"]}
    if how == "coming":
        return _("berlaku mulai %(day)s") % {"day": day_text(told["since"])}
    return _("berakhir %(day)s") % {"day": closed}


def _log(index: int | None, witnesses: int) -> str:
    if index is None:
        return _("belum masuk log publik")
    if not witnesses:
        return _("entri %(index)s, belum disaksikan") % {"index": count_text(index)}
    return _("entri %(index)s, disaksikan %(witnesses)s pihak") % {
        "index": count_text(index), "witnesses": count_text(witnesses),
    }  # fmt: skip
