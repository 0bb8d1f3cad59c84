"""A fixed cast; each screen is tried by all of them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from pulau.core.shared.actor import Actor, Appointment

NOW = datetime(2026, 3, 2, 8, 30, 15, 123_456, tzinfo=UTC)

SAGARA = UUID("5a6a0000-0000-4000-8000-000000000001")
ELSEWHERE = UUID("5a6a0000-0000-4000-8000-000000000002")
UNIT = UUID("5a6a0000-0000-4000-8000-00000000000a")


def _person(last: int) -> UUID:
    return UUID(f"ca570000-0000-4000-8000-{last:012d}")


AYU = Actor(_person(1), SAGARA, "zone-team", (Appointment("zone-team", UNIT),))
BIMA = Actor(_person(2), SAGARA, "tpi", (Appointment("tpi"),))
CITRA = Actor(_person(3), SAGARA, "tpn", (Appointment("tpn"),))
DEWI = Actor(_person(4), ELSEWHERE, "zone-team", (Appointment("zone-team"),))
EKA: None = None
"""The public: nobody has signed in."""
