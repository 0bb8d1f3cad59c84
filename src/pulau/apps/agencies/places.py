"""Whether a region code names a region, and whether a body of a kind can govern it."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from pulau.apps.agencies.models import AgencyKind
from pulau.exchange.regions import regions


def check_region(code: str) -> None:
    """Raise ValidationError where a code is given that is no region's."""
    if code and code not in regions():
        raise ValidationError({"region_code": "no such region"})


def check_region_of(kind: AgencyKind, code: str) -> None:
    """Raise ValidationError where a region is none, or not of the kind that the body governs. Empty fits all."""
    check_region(code)
    if not code:
        return
    region = regions()[code]
    fits = {
        AgencyKind.PROVINCE: region.is_province,
        AgencyKind.REGENCY: not region.is_province and not region.is_city,
        AgencyKind.CITY: region.is_city,
    }
    if not fits.get(kind, True):
        raise ValidationError({"region_code": "another kind of region"})
