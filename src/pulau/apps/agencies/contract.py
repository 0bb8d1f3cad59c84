"""What other apps may use of agencies."""

from __future__ import annotations

from pulau.apps.agencies.as_of import UnitAsOf, name_before, names_as_of, unit_as_of, units_as_of
from pulau.apps.agencies.models import (
    Agency,
    AgencyKind,
    Measure,
    ReadinessFact,
    TimeZone,
    UnitChange,
    UnitEvent,
    UnitKind,
    WorkUnit,
)
from pulau.apps.agencies.refusals import (
    AgencyNotDescribed,
    CyclicTree,
    DayBeforeNewest,
    DayBeforeUnit,
    DayNotReached,
    DayRefused,
    NothingChanged,
    TreeTooDeep,
    UnitCodeTaken,
    UnitEnded,
    UnitHasParts,
    UnitNotEnded,
    UnitNotFound,
    UnitRefusal,
)
from pulau.apps.agencies.selectors import (
    agency_of,
    code_now,
    find_units,
    mergers_on,
    readiness_between,
    readiness_of,
    units_of,
)
from pulau.apps.agencies.services.agency import change_agency, describe_agency, make_national
from pulau.apps.agencies.services.bulk import NewUnit, add_units
from pulau.apps.agencies.services.history import close_unit, merge_unit, move_unit, rename_unit, reopen_unit
from pulau.apps.agencies.services.readiness import Finding, record_readiness
from pulau.apps.agencies.services.units import add_unit, correct_unit
from pulau.apps.agencies.tree import MOST_LEVELS, path_of
from pulau.apps.agencies.wording import value_words

__all__ = [
    "MOST_LEVELS",
    "Agency",
    "AgencyKind",
    "AgencyNotDescribed",
    "CyclicTree",
    "DayBeforeNewest",
    "DayBeforeUnit",
    "DayNotReached",
    "DayRefused",
    "Finding",
    "Measure",
    "NewUnit",
    "NothingChanged",
    "ReadinessFact",
    "TimeZone",
    "TreeTooDeep",
    "UnitAsOf",
    "UnitChange",
    "UnitCodeTaken",
    "UnitEnded",
    "UnitEvent",
    "UnitHasParts",
    "UnitKind",
    "UnitNotEnded",
    "UnitNotFound",
    "UnitRefusal",
    "WorkUnit",
    "add_unit",
    "add_units",
    "agency_of",
    "change_agency",
    "close_unit",
    "code_now",
    "correct_unit",
    "describe_agency",
    "find_units",
    "make_national",
    "merge_unit",
    "mergers_on",
    "move_unit",
    "name_before",
    "names_as_of",
    "path_of",
    "readiness_between",
    "readiness_of",
    "record_readiness",
    "rename_unit",
    "reopen_unit",
    "unit_as_of",
    "units_as_of",
    "units_of",
    "value_words",
]
