"""What the pages of an assessor's own sheet show: how far each part is, its items, and one item beside the unit's."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.item_views import part_names, points_of, short_words, text_words
from pulau.core.workflow.assigning import part_of
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.apps.assessments.judgement_selectors import LevelAnswer
    from pulau.apps.assessments.own_sheets import OwnSheet
    from pulau.apps.worksheets.contract import HandedAnswer

SAME, DIFFERS, OPEN, LEFT_OUT = "same", "differs", "open", "left-out"
SHOWN: Final = ("belum", "beda")
"""What a list of items can be narrowed to: not judged yet, and otherwise than the unit."""


@dataclass(frozen=True, slots=True)
class RowView:
    """An item in a list: both answers shortly, and how they stand to each other."""

    item: str
    number: str
    question: str
    href: str
    theirs: str
    mine: str
    state: str
    proofs: int
    remarked: bool


@dataclass(frozen=True, slots=True)
class PartProgress:
    """A part of the worksheet: how many of the items assigned in it are done."""

    key: str
    name: str
    done: int
    count: int
    current: bool
    href: str

    @property
    def title(self) -> str:
        """Its name without its number."""
        return self.name.partition(". ")[2]

    @property
    def percent(self) -> Fraction:
        """The share that is done."""
        return Fraction(100 * self.done, self.count) if self.count else Fraction(0)


@dataclass(frozen=True, slots=True)
class BothView:
    """An item's two answers: words and points of each, and the difference; a None has no answer."""

    theirs: str
    theirs_short: str
    theirs_points: Fraction | None
    note: str
    mine: str
    mine_short: str
    mine_points: Fraction | None

    @property
    def delta(self) -> Fraction | None:
        """How many points the assessor's answer gives more; None where one is missing."""
        if self.theirs_points is None or self.mine_points is None:
            return None
        return self.mine_points - self.theirs_points


def state_of(theirs: HandedAnswer | None, mine: LevelAnswer | None) -> str:
    """Return how an assessor's answer stands to the unit's."""
    if mine is None or mine.value is None:
        return LEFT_OUT if mine is not None and mine.reason else OPEN
    return SAME if theirs is not None and theirs.value == mine.value else DIFFERS


def row_views(
    sheet: OwnSheet,
    items: Sequence[str],
    handed: Mapping[str, HandedAnswer],
    mine: Mapping[str, LevelAnswer],
    proofs: Mapping[str, int],
) -> list[RowView]:
    """Return rows for a list; the address of each leads to its page."""
    case, regulation = sheet.case, sheet.case.regulation
    pack, wording = load_pack(regulation), load_wording(regulation)
    found = []
    for item in items:
        theirs, own = handed.get(item), mine.get(item)
        found.append(
            RowView(
                item=item,
                number=pack.items[item].number,
                question=wording.items[item].question[spoken_language()],
                href=reverse("assessments:judging_item", args=[case.unit.code, case.year, item]),
                theirs=short_words(regulation, item, theirs.value if theirs else None),
                mine=short_words(regulation, item, own.value if own else None),
                state=state_of(theirs, own),
                proofs=proofs.get(item, 0),
                remarked=own is not None and bool(own.finding or own.recommendation or own.strength),
            )
        )
    return found


def parts_progress(sheet: OwnSheet, mine: Mapping[str, LevelAnswer], current: str, here: str) -> list[PartProgress]:
    """Return how far each part is that has items assigned."""
    pack = load_pack(sheet.case.regulation)
    by_part: dict[str, list[str]] = {}
    for item in sheet.items:
        by_part.setdefault(part_of(pack, item), []).append(item)
    return [
        PartProgress(
            key, name, sum(done(mine.get(item)) for item in by_part[key]), len(by_part[key]), key == current,
            f"{here}?bagian={key}",
        )
        for key, name in part_names(sheet.case.regulation).items()
        if key in by_part
    ]  # fmt: skip


def done(answer: LevelAnswer | None) -> bool:
    """Whether an item is judged, or it is said why not."""
    return answer is not None and (answer.value is not None or bool(answer.reason))


def narrowed(
    sheet: OwnSheet, handed: Mapping[str, HandedAnswer], mine: Mapping[str, LevelAnswer], part: str, shown: str
) -> list[str]:
    """Return the items of a part (empty: of all), narrowed to what is asked for."""
    pack = load_pack(sheet.case.regulation)
    items = [item for item in sheet.items if not part or part_of(pack, item) == part]
    if shown == "belum":
        return [item for item in items if not done(mine.get(item))]
    if shown == "beda":
        return [item for item in items if state_of(handed.get(item), mine.get(item)) == DIFFERS]
    return items


def both_view(sheet: OwnSheet, item: str, theirs: HandedAnswer | None, mine: LevelAnswer | None) -> BothView:
    """Return an item's two answers."""
    regulation = sheet.case.regulation
    value, own = theirs.value if theirs else None, mine.value if mine else None
    return BothView(
        theirs=text_words(regulation, item, value),
        theirs_short=short_words(regulation, item, value),
        theirs_points=points_of(regulation, item, value),
        note=theirs.note if theirs else "",
        mine=text_words(regulation, item, own),
        mine_short=short_words(regulation, item, own),
        mine_points=points_of(regulation, item, own),
    )


def neighbours(sheet: OwnSheet, item: str) -> dict[str, str]:
    """Return the addresses of the items before and after among those assigned; empty at either end."""
    order = list(sheet.items)
    place = order.index(item)
    before = order[place - 1] if place else ""
    after = order[place + 1] if place + 1 < len(order) else ""
    case = sheet.case
    return {
        where: reverse("assessments:judging_item", args=[case.unit.code, case.year, near]) if near else ""
        for where, near in (("before", before), ("after", after))
    }
