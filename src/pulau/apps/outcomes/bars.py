"""The bar after a revocation: who may not be proposed until when, by its own title or that of a unit it took over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.agencies.contract import mergers_on
from pulau.apps.outcomes.models import TitleHeld, TitleState
from pulau.core.shared.actor import Actor
from pulau.core.workflow.keeping import bar_on, bars_with_heirs
from pulau.exchange.keeping import bar_law

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@dataclass(frozen=True, slots=True)
class RunningBar:
    """A bar that runs against a unit: its last day, and the decree (its first version) that revoked the title.

    `merged` names the unit that went into this one and whose title was revoked; empty where it was the unit's own.
    """

    last: date
    decree_id: UUID | None
    merged: str = ""


def running_bars(tenant_id: UUID, units: Collection[UUID], day: date) -> dict[UUID, RunningBar]:
    """Return the bars that run against units on a day, in two queries at most, however many units."""
    rows = TitleHeld.objects.for_tenant(tenant_id).filter(state=TitleState.REVOKED, unit__isnull=False)
    revoked: dict[UUID, list[TitleHeld]] = {}
    for row in rows:
        if row.unit_id is not None:
            revoked.setdefault(row.unit_id, []).append(row)
    longest = {unit: longest_bar([row.closed_on for row in held], day) for unit, held in revoked.items()}
    own = {unit: last for unit, last in longest.items() if last is not None}
    if not own:
        return {}
    bars = bars_with_heirs(own, mergers_on(Actor.system(tenant_id), day))
    found: dict[UUID, RunningBar] = {}
    for unit in units:
        if (bar := bars.get(unit)) is not None:
            last = next(row for row in revoked[bar.of] if longest_bar([row.closed_on], day) == bar.last)
            found[unit] = RunningBar(bar.last, last.closed_by_id, "" if bar.of == unit else last.name)
    return found


def running_bar(tenant_id: UUID, unit_id: UUID, day: date) -> RunningBar | None:
    """Return the bar that runs against a unit on a day, or None."""
    return running_bars(tenant_id, [unit_id], day).get(unit_id)


def bar_of(tenant_id: UUID, unit_id: UUID, day: date) -> date | None:
    """Return the last day on which a unit may not be proposed, where a bar runs on a day; else None."""
    bar = running_bar(tenant_id, unit_id, day)
    return bar.last if bar else None


def longest_bar(decrees: Iterable[date | None], day: date) -> date | None:
    """Return the last day of the longest bar that runs on a day; each decree by the rule of its own day."""
    known = [(decree, _months(decree)) for decree in decrees if decree is not None]
    return bar_on([(decree, months) for decree, months in known if months is not None], day)


def _months(decree: date) -> int | None:
    try:
        return bar_law(decree).months
    except LookupError:
        return None  # of a time before any rule
