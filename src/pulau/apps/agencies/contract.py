"""What other apps may use of agencies."""

from __future__ import annotations

from pulau.apps.agencies.models import Agency, AgencyKind, UnitKind, WorkUnit
from pulau.apps.agencies.selectors import agency_of, find_units, units_of
from pulau.apps.agencies.services import UnitCodeTaken, add_unit, describe_agency

__all__ = [
    "Agency",
    "AgencyKind",
    "UnitCodeTaken",
    "UnitKind",
    "WorkUnit",
    "add_unit",
    "agency_of",
    "describe_agency",
    "find_units",
    "units_of",
]
