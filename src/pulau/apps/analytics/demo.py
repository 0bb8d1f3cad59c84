"""The demo's part: its country is counted, so that `/angka` has figures at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.analytics.building import count_nation
from pulau.foundation.registry.demo_parts import DemoPart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from pulau.foundation.accounts.models import User


def load_figures(_tenants: Mapping[str, UUID], _people: Mapping[str, User], now: datetime) -> int:
    """Count the country; 0 where nothing was published anew."""
    counted = count_nation(now)
    return counted.figures if counted.new else 0


PART = DemoPart("analytics", load_figures)
