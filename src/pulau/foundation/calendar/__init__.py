"""The calendar by which a body counts its days, the clocks that run by it, and the page that shows the count."""

from __future__ import annotations

from pulau.foundation.calendar.clocks import clock_for, count_address, legal_zone, today_of

__all__ = ["clock_for", "count_address", "legal_zone", "today_of"]
