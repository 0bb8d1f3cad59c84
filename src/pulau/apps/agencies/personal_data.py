"""Agencies and units are bodies: nothing here tells of a person."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import impersonal

_BODY: Final = "About a body or a place, not a person."

FIELDS: Final = (
    *impersonal("agencies.Agency", _BODY, "kind", "name", "region", "region_code", "zone"),
    *impersonal("agencies.WorkUnit", _BODY, "code", "name", "kind", "region_code"),
    *impersonal("agencies.UnitChange", _BODY, "event", "name_before", "code_before", "kind_before", "document"),
    *impersonal("agencies.ReadinessFact", _BODY, "measure", "value", "document"),
)
