"""Filling a worksheet of the demo, day by day, as its unit would have done it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pulau.apps.worksheets.changes import Change, Provenance
from pulau.apps.worksheets.demo_house.inventing import answers_after, lean
from pulau.apps.worksheets.demo_house.pages import NOTES
from pulau.apps.worksheets.demo_house.stories import YEARS
from pulau.apps.worksheets.demos import demo_of
from pulau.apps.worksheets.models import Source
from pulau.apps.worksheets.services.answers import answer_items
from pulau.apps.worksheets.services.opening import open_worksheet
from pulau.core.scoring.revisions import UNTOUCHED
from pulau.exchange.packs import load_pack
from pulau.exchange.worksheet_files import read_worksheet
from pulau.foundation.accounts.demo import demo_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from pulau.apps.worksheets.demo_house.stories import Sheet, Step, Unit
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.shared.actor import Actor

DAYS_A_YEAR = 365
NOTED = 55
"""Of a hundred notes that could be there, how many a unit wrote."""
SATURDAY = 5
THIS_WEEK = 9


@dataclass(frozen=True, slots=True)
class Filled:
    """What was handed in on a day: values and notes by item, and where they came from."""

    values: Mapping[str, Any]
    notes: Mapping[str, str]
    provenance: Provenance


def moment(now: datetime, days: int, *words: str) -> datetime:
    """Return a working hour so many days before `now`; the same words give the same minute."""
    day = timezone.localdate(now) - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - SATURDAY + 1))
    minutes = 8 * 60 + lean(*words, str(days)) * 8 * 60 // 100
    local = datetime.combine(day, time(minutes // 60, minutes % 60), timezone.get_current_timezone())
    return local.astimezone(UTC)


def years_later(now: datetime) -> int:
    """Return by how many years the stories are later than they are written."""
    return demo_year(now) - YEARS[-1]


def fill_worksheet(unit_id: UUID, unit: Unit, year: int, fillers: Sequence[Actor], now: datetime) -> Worksheet:
    """Open a unit's worksheet of a year of its story, and let its people fill it, each day another of them."""
    sheet = unit.sheets[year]
    real = year + years_later(now)
    earlier = DAYS_A_YEAR * (YEARS[-1] - year)
    first = sheet.steps[0].days if sheet.steps else 1
    row = open_worksheet(
        actor=fillers[0],
        unit_id=unit_id,
        year=real,
        regulation=sheet.regulation,
        prior_title=sheet.prior_title,
        now=moment(now, earlier + first + 12, unit.code, "dibuka"),
    )
    standing: dict[str, Any] = {}
    versions: dict[str, int] = {}
    for turn, step in enumerate(sheet.steps):
        filled = _handed_in(unit, sheet, real, step)
        changes = [
            Change(item, versions.get(item, 0), value, filled.notes.get(item, UNTOUCHED))
            for item, value in filled.values.items()
            if standing.get(item) != value
        ]
        saved = answer_items(
            actor=fillers[turn % len(fillers)],
            worksheet_id=row.pk,
            changes=changes,
            provenance=filled.provenance,
            now=_day_of(unit, step, earlier, now),
        )
        standing |= filled.values
        versions = dict(saved.versions)
    return row


def _day_of(unit: Unit, step: Step, earlier: int, now: datetime) -> datetime:
    """Return when a step was taken: each unit keeps its own days, but for the newest, which all are of this week."""
    own = lean(unit.code, "hari") % 8 if step.days > THIS_WEEK else 0
    return moment(now, earlier + step.days + own, unit.code)


def _handed_in(unit: Unit, sheet: Sheet, year: int, step: Step) -> Filled:
    values = answers_after(load_pack(sheet.regulation), unit, sheet, step)
    notes = {
        item: text.format(year=year)
        for item, text in NOTES.items()
        if item in values and lean(unit.code, item, "catatan") < NOTED
    }
    if not sheet.file:
        return Filled(values, notes, Provenance())
    return _from_file(sheet, values, last=step is sheet.steps[-1])


def _from_file(sheet: Sheet, values: Mapping[str, Any], *, last: bool) -> Filled:
    """On the last day the file itself; before it only what the file answers, as it stood then."""
    demo = demo_of(sheet.file)
    if demo is None:
        raise LookupError(sheet.file)
    data = demo.read()
    found = read_worksheet(data, demo.file, regulation=sheet.regulation)
    if not last:
        return Filled({item: value for item, value in values.items() if item in found.answers}, {}, Provenance())
    origin = {"file": demo.file, "digest": hashlib.sha256(data).hexdigest()}
    source = Provenance(Source.IMPORTED, origin) if sheet.imported else Provenance()
    return Filled(found.answers, found.notes, source)
