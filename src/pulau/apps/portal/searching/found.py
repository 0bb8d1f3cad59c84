"""What the search finds: units page by page, and the bodies and places that fit the words too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from pulau.apps.portal.narrowing import narrowed, units_wished
from pulau.apps.portal.selectors import ORDERS, body_rows
from pulau.apps.publication.contract import agencies, find_units, in_region, units_in_order
from pulau.exchange.regions import regions
from pulau.exchange.typed_words import plain_words, typed_words
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from django.http import HttpRequest

    from pulau.apps.portal.narrowing import Wish
    from pulau.apps.publication.contract import PublishedAgency, PublishedUnit
    from pulau.exchange.regions import Region

A_PAGE: Final = 30
BODIES: Final = 5
PLACES: Final = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A page of units, as `ui/pages.html` shows pages; how many there are, and whether only the best were counted."""

    rows: Sequence[PublishedUnit]
    pages: dict[str, Any]
    count: int
    more: bool


def find(request: HttpRequest, wish: Wish, order: str, today: date) -> Found:
    """Find units: the best first where words were typed and no other order is asked for, else in order."""
    asked = {**wish.asked, "urut": order}
    if wish.typed and not order and not wish.agency:
        hits = find_units(wish.typed, narrowed(wish, today))
        pages = paged(request, hits.ids, A_PAGE, **asked)
        return Found(units_in_order(tuple(pages["page"])), pages, len(hits.ids), hits.more)
    rows, more = units_wished(wish, today)
    pages = paged(request, rows.order_by(*ORDERS[order or "nama"]), A_PAGE, **asked)
    return Found(list(pages["page"]), pages, pages["page"].paginator.count, more)


def bodies_found(typed: str, place: str = "") -> list[PublishedAgency]:
    """Return bodies whose name holds every word; one query, none where nothing was typed."""
    words = typed_words(typed)
    if not words:
        return []
    wanted = Q()
    for word in words:
        wanted &= Q(name__icontains=word) | Q(slug__startswith=word)
    rows = body_rows().filter(wanted, in_region(place) if place else Q())
    return list(rows[:BODIES])


def places_found(typed: str, is_told: Callable[[Region], bool]) -> list[Region]:
    """Return places whose name holds every word as a beginning, short names first; `is_told` leaves out others."""
    words = typed_words(typed)
    found = (region for region in regions().values() if words and _fits(region, words) and is_told(region))
    return sorted(found, key=lambda region: (len(region.name), region.code))[:PLACES]


def _fits(region: Region, words: Sequence[str]) -> bool:
    held = plain_words(region.name)
    return all(any(one.startswith(word) for one in held) for word in words)


def invented_told() -> bool:
    """Whether bodies of the invented places are published, so that these are worth naming; one query."""
    invented = {region.province for region in regions().values() if region.invented}
    return agencies().filter(province__in=invented).exists()
