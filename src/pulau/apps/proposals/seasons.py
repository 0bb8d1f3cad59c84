"""The season of a year as it holds: the data, and over them what the ministry's TPN set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from pulau.apps.proposals.models import SeasonChange
from pulau.core.deadlines.zones import legal_day
from pulau.exchange.seasons import KINDS, STEPS, season_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.deadlines.calendar import Source
    from pulau.core.deadlines.zones import Zone

QUOTA: Final = "quota:"


@dataclass(frozen=True, slots=True)
class SeasonDay:
    """A day of a season: its step, and where it stands; `change` where the TPN set it."""

    step: str
    day: date
    source: Source
    change: SeasonChange | None


@dataclass(frozen=True, slots=True)
class KindQuota:
    """How many units an agency of a kind may propose; None: no quota is known."""

    kind: str
    quota: int | None
    change: SeasonChange | None


@dataclass(frozen=True, slots=True)
class SeasonOfYear:
    """The season of one year as it holds."""

    year: int
    days: Mapping[str, SeasonDay]
    quotas: Mapping[str, KindQuota]
    quota_source: Source
    zone: Zone
    zone_source: Source

    def open_on(self, day: date) -> bool:
        """Whether proposals are taken on a day of the season's zone; the last day is included."""
        return self.days["opening"].day <= day <= self.days["proposals"].day

    def open_at(self, moment: datetime) -> bool:
        """Whether proposals are taken at a moment: by the season's own clock, whatever the agency's."""
        return self.open_on(legal_day(moment, self.zone))


def season_now(year: int) -> SeasonOfYear:
    """Return the season of a year as it holds, in one query. Raises LookupError before the first year."""
    data = season_of(year)
    newest = {change.key: change for change in SeasonChange.objects.announced(year)}
    days = {}
    for step in STEPS:
        change = newest.get(step)
        day = change.day if change is not None and change.day is not None else data.days[step].day
        days[step] = SeasonDay(step, day, data.days[step].source, change)
    quotas = {}
    for kind in KINDS:
        change = newest.get(f"{QUOTA}{kind}")
        quotas[kind] = KindQuota(kind, change.quota if change else data.quotas.get(kind), change)
    return SeasonOfYear(year, days, quotas, data.quota_source, data.zone, data.zone_source)
