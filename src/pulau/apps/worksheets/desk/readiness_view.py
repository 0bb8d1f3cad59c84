"""The readiness of a worksheet as values for its page: totals, areas, and under each the items that lack something."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.worksheets.desk.questions import html_id
from pulau.apps.worksheets.desk.signs import SIGN_WORDS, Chip, chips
from pulau.core.evidencing.handing import Sign, tally
from pulau.core.scoring.areas import RESULT, area_of
from pulau.exchange.names import WHOLES, pick

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.worksheets.assessing import Assessment
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.core.evidencing.handing import Tally


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a line: where it is answered, what it lacks."""

    href: str
    number: str
    question: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class AreaReady:
    """An area with its counts, its people, and its items that are shown; `width` is the length of its bar."""

    key: str
    name: str
    href: str
    ready: int
    items: int
    width: str
    people: tuple[str, ...]
    mine: bool
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown: only areas of one's own, only items with a sign; without a sign all that are not ready."""

    mine: bool = False
    sign: Sign | None = None


def asked_filters(request: HttpRequest) -> Filters:
    """Read the filters out of an address."""
    typed = request.GET.get("tanda", "")
    return Filters(request.GET.get("saya") == "1", next((sign for sign in Sign if sign.value == typed), None))


def area_name(desk: Desk, key: str) -> str:
    """Return the name of an area of change, or of the result."""
    if key == RESULT:
        return pick(WHOLES["result"], desk.language)
    return f"{key}. {desk.calculation.wording.areas[key][desk.language]}"


def areas_ready(
    desk: Desk, found: Assessment, filters: Filters, people: Mapping[str, Sequence[str]], own: Collection[str]
) -> list[AreaReady]:
    """Return the areas in the order of the law; one's own stand first."""
    areas: dict[str, list[str]] = {key: [] for key in (*desk.evaluation.pack.areas, RESULT)}
    for item in found.found:
        areas[area_of(desk.evaluation.pack, item)].append(item)
    rows = [
        _area(desk, found, filters, (key, items), tuple(people.get(key, ())), mine=key in own)
        for key, items in areas.items()
        if items and (not filters.mine or key in own)
    ]
    return sorted(rows, key=lambda row: not row.mine)


def _area(
    desk: Desk, found: Assessment, filters: Filters, part: tuple[str, list[str]], people: tuple[str, ...], *, mine: bool
) -> AreaReady:
    key, items = part
    counts = tally(found.found[item] for item in items)
    return AreaReady(
        key=key,
        name=area_name(desk, key),
        href=desk.address("area", key),
        ready=counts.ready,
        items=counts.items,
        width=f"{100 * counts.ready / counts.items:.1f}%",
        people=people,
        mine=mine,
        lines=tuple(_line(desk, found, item) for item in items if _shown(found, item, filters)),
    )


def _shown(found: Assessment, item: str, filters: Filters) -> bool:
    ready = found.found[item]
    return filters.sign in ready.signs if filters.sign else bool(ready.signs)


def _line(desk: Desk, found: Assessment, item: str) -> ItemLine:
    return ItemLine(
        href=f"{desk.address('item', item)}#q-{html_id(item)}",
        number=desk.evaluation.pack.items[item].number,
        question=desk.calculation.wording.items[item].question[desk.language],
        chips=tuple(chips(found.found[item])),
    )


def sign_counts(found: Assessment) -> list[tuple[str, str, int]]:
    """Return the signs that some item bears: code, words, how many items."""
    counts: Tally = tally(found.found.values())
    return [(sign.value, str(SIGN_WORDS[sign]), counts.signs[sign]) for sign in Sign if counts.signs[sign]]
