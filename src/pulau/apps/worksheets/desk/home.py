"""The worksheets of a person: each unit with its years side by side, and what happened last in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.worksheets.desk.area_view import area_of_item
from pulau.apps.worksheets.desk.questions import words_of
from pulau.apps.worksheets.desk.tabs import RESULT
from pulau.apps.worksheets.models import SheetState
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.models import Answer, AreaDuty, Worksheet


@dataclass(frozen=True, slots=True)
class YearView:
    """A worksheet in a line: its figures as text, `width` of its bar, which title it meets, how far it is filled."""

    href: str
    year: int
    form: str
    total: str
    width: str
    title: str
    answered: int
    items: int
    changed: datetime
    started: bool
    submitted: bool

    @property
    def complete(self) -> bool:
        """Whether every question is answered."""
        return self.answered == self.items


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit with its years, the newest first."""

    name: str
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True)
class RecentView:
    """A change in a line: who, which item, what it became, when; and the address of the item."""

    href: str
    number: str
    by: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NextView:
    """Where to go on: an area that has unanswered questions."""

    href: str
    name: str
    blank: int
    key: str


@dataclass(frozen=True, slots=True)
class DutyView:
    """An area that the person answers for: where it is filled, what it is called, until when."""

    href: str
    name: str
    place: str
    due: date | None
    late: bool


def duty_views(duties: Iterable[AreaDuty], today: date, language: str) -> list[DutyView]:
    """Put what somebody answers for into words."""
    return [_duty(duty, today, language) for duty in duties]


def _duty(duty: AreaDuty, today: date, language: str) -> DutyView:
    row, names = duty.worksheet, load_wording(duty.worksheet.regulation).areas
    return DutyView(
        href=reverse("worksheets:area", args=[row.unit.code, row.year, duty.area]),
        name=_("Area %(no)s. %(name)s") % {"no": duty.area, "name": names[duty.area][language]}
        if duty.area in names
        else _("Hasil"),
        place=f"{row.unit.name}, {row.year}",
        due=duty.due_on,
        late=duty.due_on is not None and duty.due_on < today,
    )


def unit_views(sheets: Iterable[Worksheet]) -> list[UnitView]:
    """Group worksheets by unit, in the order they come; each unit's years newest first."""
    units: dict[UUID, list[Worksheet]] = {}
    for sheet in sheets:
        units.setdefault(sheet.unit_id, []).append(sheet)
    return [
        UnitView(rows[0].unit.name, tuple(_year(sheet) for sheet in sorted(rows, key=lambda row: -row.year)))
        for rows in units.values()
    ]


def _year(sheet: Worksheet) -> YearView:
    hundredths = sheet.printed.get("total", 0)
    met = [title for title, is_met in sheet.titles.items() if is_met]
    return YearView(
        href=reverse("worksheets:overview", args=[sheet.unit.code, sheet.year]),
        year=sheet.year,
        form=load_pack(sheet.regulation).instrument,
        total=number(sheet.exact.get("total", "0")),
        width=f"{min(hundredths, 10_000) / 100:.2f}%",
        title=met[-1] if met else "",
        answered=sheet.answered,
        items=sheet.items,
        changed=sheet.scored_at,
        started=sheet.revision > 0,
        submitted=sheet.state == SheetState.SUBMITTED,
    )


def recent_views(desk: Desk, changes: Sequence[Answer]) -> list[RecentView]:
    """Put the last changes of a worksheet into words."""
    items = desk.evaluation.pack.items
    return [
        RecentView(
            href=f"{desk.items}{change.item}",
            number=items[change.item].number,
            by=change.user.get_full_name() if change.user else "Pulau",
            words=words_of(desk.calculation, change.item, change.value, desk.language),
            at=change.at,
        )
        for change in changes
        if change.item in items
    ]


def next_views(desk: Desk) -> list[NextView]:
    """List the areas that have unanswered questions, in the order of the law."""
    evaluation = desk.evaluation
    blank: dict[str, int] = {}
    for item in evaluation.pack.items:
        if item not in evaluation.answers.values:
            area = area_of_item(evaluation.pack, item)
            blank[area] = blank.get(area, 0) + 1
    return [
        NextView(desk.address("area", area), _area_name(desk, area), blank[area], area)
        for area in (*evaluation.pack.areas, RESULT)
        if area in blank
    ]


def _area_name(desk: Desk, area: str) -> str:
    names = desk.calculation.wording.areas
    return f"{area}. {names[area][desk.language]}" if area in names else _("Hasil")
