"""Why a change of an agency's units was not taken: facts, which pages and imports put into words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from pulau.apps.agencies.models import WorkUnit


class UnitNotFound(Http404):
    """The agency has no such unit."""


class AgencyNotDescribed(Http404):
    """Nothing is told yet of the body that the actor acts for."""


class UnitCodeTaken(Exception):  # noqa: N818 - a fact, as every error of this project
    """Another unit of the agency has this code, or had it before: addresses in letters lead there."""


class UnitRefusal(Exception):  # noqa: N818 - a fact, as every error of this project
    """The change of a unit cannot be; `unit` is the one in the way."""

    def __init__(self, unit: WorkUnit) -> None:
        super().__init__(unit.code)
        self.unit = unit


class CyclicTree(UnitRefusal):
    """A unit would stand below itself."""


class TreeTooDeep(UnitRefusal):
    """The tree would have more levels than MOST_LEVELS."""


class UnitEnded(UnitRefusal):
    """The unit does not exist any more, or not at that time."""


class UnitNotEnded(UnitRefusal):
    """The unit exists: there is nothing to open again."""


class NothingChanged(UnitRefusal):
    """The unit is so already."""


class UnitHasParts(UnitRefusal):
    """Units stand below it; `parts` of them. They are moved or closed first."""

    def __init__(self, unit: WorkUnit, parts: int) -> None:
        super().__init__(unit)
        self.parts = parts


class DayRefused(UnitRefusal):
    """The day of a change cannot be; `limit` is the day that it collides with."""

    def __init__(self, unit: WorkUnit, limit: date) -> None:
        super().__init__(unit)
        self.limit = limit


class DayNotReached(DayRefused):
    """The day is later than `limit`, today."""


class DayBeforeUnit(DayRefused):
    """The day is not after `limit`, on which the unit began."""


class DayBeforeNewest(DayRefused):
    """The day is before `limit`, that of a change already recorded: history is told in its order."""
