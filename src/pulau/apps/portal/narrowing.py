"""What an address narrows units down to: words, a place, a kind, a title, a body, only silent ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from django.db.models import Q

from pulau.apps.agencies.contract import UnitKind
from pulau.apps.portal.showing.places import is_place
from pulau.apps.publication.contract import Narrowed, find_units, in_region, standing_on, units
from pulau.exchange.typed_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from pulau.apps.publication.contract import PublishedUnit

LONGEST: Final = 80
"""Signs of each thing asked for that are looked at."""
TITLES: Final[Mapping[str, str]] = {"wbk": "WBK", "wbbm": "WBBM"}
"""What `?predikat=` may ask for."""
YES: Final = "ya"
ASKS: Final = ("cari", "wilayah", "jenis", "predikat", "diam", "instansi")
"""The names of an address."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which units are wanted; what is empty narrows nothing. `agency` is the short name of a body in its address."""

    typed: str = ""
    place: str = ""
    kind: str = ""
    title: str = ""
    silent: bool = False
    agency: str = ""

    @classmethod
    def read(cls, ask: Callable[[str], str]) -> Self:
        """Read it from an address (`ask` gives the value of a name, empty without); unknown codes ask for nothing."""
        typed, place, kind, title, silent, agency = (_clean(ask(name)) for name in ASKS)
        return cls(
            typed,
            place if is_place(place) else "",
            kind if kind in UnitKind.values else "",
            title if title in TITLES else "",
            silent == YES,
            agency,
        )

    @property
    def asked(self) -> dict[str, str]:
        """The wish as an address has it, without what is empty; always in the same order."""
        values = (self.typed, self.place, self.kind, self.title, YES if self.silent else "", self.agency)
        return {name: value for name, value in zip(ASKS, values, strict=True) if value}


def units_wished(wish: Wish, today: date) -> tuple[QuerySet[PublishedUnit], bool]:
    """Return the units that stand today as wished, by name, and whether there are more than were looked at.

    One query is made where words were typed: of all others the rows are not asked for yet.
    """
    rows = units().filter(_condition(wish), standing_on(today)).defer("facts", "agency__facts")
    words = plain_words(wish.typed)
    if not wish.typed:
        return rows, False
    if wish.agency and words:
        for word in words:
            rows = rows.filter(name__icontains=word)
        return rows, False
    hits = find_units(wish.typed, narrowed(wish, today))
    return rows.filter(pk__in=hits.ids), hits.more


def narrowed(wish: Wish, today: date) -> Narrowed:
    """Return the wish as the index of words takes it."""
    return Narrowed(wish.place, wish.kind, TITLES.get(wish.title, ""), wish.silent, today)


def _condition(wish: Wish) -> Q:
    found = in_region(wish.place) if wish.place else Q()
    if wish.kind:
        found &= Q(kind=wish.kind)
    if wish.title:
        found &= Q(title=TITLES[wish.title])
    if wish.silent:
        found &= Q(silent=True)
    if wish.agency:
        found &= Q(agency__slug=wish.agency)
    return found


def _clean(text: str) -> str:
    """Return one line of a bounded length, without what no database takes."""
    return " ".join(text[: 2 * LONGEST].replace("\x00", " ").split())[:LONGEST].encode("utf-8", "ignore").decode()
