"""Days as tests need them: asked when a test runs, for the night may pass while all of them do.

`tests/architecture/test_code_rules.py` holds that no module of tests asks the clock while it is imported.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone


def today() -> date:
    """Today where Pulau stands (`TIME_ZONE`), not in Greenwich."""
    return timezone.localdate()


def written(fields: dict[str, str | int]) -> dict[str, str]:
    """What is typed into a form, where a number is a day: so many from today, as `2026-11-28`."""
    return {
        name: value if isinstance(value, str) else (today() + timedelta(days=value)).isoformat()
        for name, value in fields.items()
    }
