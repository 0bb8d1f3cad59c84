"""Declarations with who signed and witnessed, and how many employees pledged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.portal.addresses import check_path
from pulau.apps.portal.showing.words import count_text, day_text
from pulau.core.shared.codes import shown_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.apps.portal.showing.unit.seen import Seen
    from pulau.apps.publication.contract import DeclarationFacts, OfficialFacts


@dataclass(frozen=True, slots=True)
class Paper:
    """A signed document: what it is, its number as it is written, and where it is checked."""

    name: str
    number: str
    href: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration that was held."""

    title: str
    day: str
    place: str
    symbolic: bool
    signers: list[OfficialFacts]
    witnesses: list[OfficialFacts]
    papers: list[Paper]


@dataclass(frozen=True, slots=True)
class Pledges:
    """How many employees signed the pact: a sentence, and the share in percent to draw; None where it is not told."""

    words: str
    share: int | None


def declared_of(told: Iterable[DeclarationFacts]) -> list[Declared]:
    """Return declarations as they are shown."""
    return [_declared(one) for one in told]


def pledges_of(seen: Seen) -> Pledges | None:
    """Return the pledges of the year that is shown; None where there was no declaration yet."""
    year = seen.year
    if year is None or not (year.declared_on or year.symbolic):
        return None
    if year.staff == 0:
        return Pledges(_("Belum ada pegawai yang tercatat di unit ini pada %(year)s.") % {"year": year.year}, None)
    if year.staff is None or year.signed is None:
        words = _("Jumlah penanda tangan tidak ditampilkan: belum dihitung, atau pegawainya begitu sedikit sehingga "
                  "jumlah itu akan menunjuk orang tertentu.")  # fmt: skip
        return Pledges(words, None)
    told = {"signed": count_text(year.signed), "staff": count_text(year.staff), "year": year.year}
    words = _("%(signed)s dari %(staff)s pegawai menandatangani pakta integritas %(year)s.") % told
    return Pledges(words, 100 * year.signed // year.staff)


def paper(name: str, code: str) -> list[Paper]:
    """Return a document by its number; nothing without one."""
    return [Paper(name, shown_code(code), check_path(code))] if code else []


def _declared(told: DeclarationFacts) -> Declared:
    papers = [*paper(_("Piagam pencanangan"), told["deed"]), *paper(_("Berita acara"), told["record"])]
    return Declared(
        told["title"],
        day_text(told["day"]),
        told["place"],
        told["symbolic"],
        told["signers"],
        told["witnesses"],
        papers,
    )
