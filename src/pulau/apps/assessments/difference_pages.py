"""What the page of differences shows: each item with the unit's answer and those of the levels that the reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from pulau.apps.assessments.item_views import level_color, short_words, text_words
from pulau.apps.assessments.judged import standing_of, valued
from pulau.apps.assessments.judging_facts import reasoned
from pulau.apps.assessments.models import Level
from pulau.core.workflow.assigning import part_of
from pulau.core.workflow.comparing import Difference, differences
from pulau.core.workflow.levels import AssessorLevel, Body
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pulau.apps.assessments.judgement_selectors import LevelAnswer
    from pulau.apps.assessments.models import Case
    from pulau.apps.worksheets.contract import HandedAnswer

SHOWN: Final = ("", "alasan", "putus", "semua")
"""What the list is narrowed to: differences, those without a reason, those that nobody decided, or nothing left out."""


@dataclass(frozen=True, slots=True)
class CellView:
    """What one assessor gave: shortly and in words; `differs` from the level before, `own` is the reader's."""

    who: str
    short: str
    words: str
    differs: bool
    own: bool


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A level that the reader sees, in its colour."""

    level: AssessorLevel
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What an assessor wrote of an item: `kind` is the field it stands in."""

    who: str
    color: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """An item of the list. `version` and `reason` are of the reader's own answer; `asked`: they may give one."""

    item: str
    number: str
    question: str
    href: str
    theirs: str
    theirs_words: str
    cells: tuple[tuple[ColumnView, tuple[CellView, ...]], ...]
    standing: str
    standing_level: ColumnView | None
    undecided: bool
    remarks: tuple[RemarkView, ...]
    version: int
    reason: str
    asked: bool
    unreasoned: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What is there to compare: the unit's answers, the submitted ones that the reader sees, and their own sheet's."""

    case: Case
    handed: Mapping[str, HandedAnswer]
    given: Mapping[str, tuple[LevelAnswer, ...]]
    own: Mapping[str, LevelAnswer]
    own_sheet: str
    names: bool

    def found(self) -> dict[str, list[Difference]]:
        """Return the differences by item."""
        own = {item: answer.value for item, answer in self.handed.items()}
        by_item: dict[str, list[Difference]] = {}
        for one in differences(own, {item: valued(answers) for item, answers in self.given.items()}):
            by_item.setdefault(one.item, []).append(one)
        return by_item


def columns_of(given: Mapping[str, tuple[LevelAnswer, ...]]) -> list[ColumnView]:
    """Return the levels that somebody judged at, the first level first."""
    there = {one.level for answers in given.values() for one in answers}
    return [column(level) for level in AssessorLevel if level in there]


def column(level: AssessorLevel) -> ColumnView:
    """Return a level as a page names it."""
    return ColumnView(level, str(Level(level.value).label), level_color(level))


def items_shown(seen: Seen, found: Mapping[str, Collection[Difference]], part: str, shown: str) -> list[str]:
    """Return the items of the list, in the order of the law."""
    pack = load_pack(seen.case.regulation)
    items = [item for item in pack.items if not part or part_of(pack, item) == part]
    if shown == "semua":
        return items
    if shown == "putus":
        undecided = set(standing_of(Body.TPN, seen.given).undecided)
        return [item for item in items if item in undecided]
    if shown == "alasan":
        return [item for item in items if any(not _reasoned(seen, one) for one in found.get(item, ()))]
    return [item for item in items if found.get(item)]


def difference_rows(
    seen: Seen, items: Sequence[str], found: Mapping[str, Collection[Difference]], *, may_reason: bool
) -> list[DifferenceRow]:
    """Return the rows of a page of the list."""
    columns, who = columns_of(seen.given), _names(seen)
    stands = standing_of(Body.TPN, {item: seen.given.get(item, ()) for item in items})
    pack, wording = load_pack(seen.case.regulation), load_wording(seen.case.regulation)
    rows = []
    for item in items:
        mine = seen.own.get(item)
        here = tuple(found.get(item, ()))
        own = [one for one in here if one.assessor == seen.own_sheet]
        stand = stands.answers.get(item)
        rows.append(
            DifferenceRow(
                item=item,
                number=pack.items[item].number,
                question=wording.items[item].question[spoken_language()],
                href=reverse("assessments:judging_item", args=[seen.case.unit.code, seen.case.year, item]),
                **_theirs(seen, item),
                cells=tuple((each, _cells(seen, item, each, here, who)) for each in columns),
                standing=short_words(seen.case.regulation, item, stand.value) if stand else "",
                standing_level=column(stand.level) if stand else None,
                undecided=item in stands.undecided,
                remarks=_remarks(seen, item, who),
                version=mine.version if mine else 0,
                reason=mine.reason if mine else "",
                asked=may_reason and bool(own),
                unreasoned=any(not _reasoned(seen, one) for one in own),
            )
        )
    return rows


def _theirs(seen: Seen, item: str) -> dict[str, Any]:
    value = seen.handed[item].value if item in seen.handed else None
    regulation = seen.case.regulation
    return {"theirs": short_words(regulation, item, value), "theirs_words": text_words(regulation, item, value)}


def _cells(
    seen: Seen, item: str, column: ColumnView, found: Collection[Difference], who: Mapping[str, str]
) -> tuple[CellView, ...]:
    differing = {one.assessor for one in found}
    return tuple(
        CellView(
            who[str(one.judgement_id)],
            short_words(seen.case.regulation, item, one.value),
            text_words(seen.case.regulation, item, one.value) if one.value is not None else one.reason,
            str(one.judgement_id) in differing,
            str(one.judgement_id) == seen.own_sheet,
        )
        for one in seen.given.get(item, ())
        if one.level is column.level
    )


def _remarks(seen: Seen, item: str, who: Mapping[str, str]) -> tuple[RemarkView, ...]:
    return tuple(
        RemarkView(who[str(one.judgement_id)], level_color(one.level), kind, getattr(one, kind))
        for one in seen.given.get(item, ())
        for kind in ("finding", "recommendation", "strength", "reason")
        if getattr(one, kind) and not (kind == "reason" and str(one.judgement_id) == seen.own_sheet)
    )


def _reasoned(seen: Seen, difference: Difference) -> bool:
    answers = seen.given[difference.item]
    return reasoned(difference, next(one for one in answers if str(one.judgement_id) == difference.assessor))


def _names(seen: Seen) -> dict[str, str]:
    """Return what each sheet's assessor is called: by name to fellow assessors, to others by level and number."""
    sheets = {one.judgement_id: one for answers in seen.given.values() for one in answers}
    by_level: dict[AssessorLevel, list[LevelAnswer]] = {}
    for one in sorted(sheets.values(), key=lambda one: (one.name, str(one.judgement_id))):
        by_level.setdefault(one.level, []).append(one)
    found: dict[str, str] = {}
    for level, people in by_level.items():
        for number, one in enumerate(people, 1):
            title = str(Level(level.value).label)
            numbered = f"{title} {number}" if len(people) > 1 else title
            found[str(one.judgement_id)] = one.name if seen.names else numbered
    return found
