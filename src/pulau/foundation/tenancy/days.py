"""Rows that hold from day to day: `since` and `until` (the last day, included; empty while they go on)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def not_over(day: date) -> Q:
    """Return the condition that a row had not ended before a day; it may begin later."""
    return Q(until__isnull=True) | Q(until__gte=day)


def covering(day: date) -> Q:
    """Return the condition that a row holds on a day."""
    return Q(since__lte=day) & not_over(day)
