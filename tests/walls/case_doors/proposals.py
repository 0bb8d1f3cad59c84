"""Addresses of proposals below a case."""

from __future__ import annotations

from typing import Final

from tests.walls.case_groups import Door

DOORS: Final[dict[str, Door]] = {}
BY_GUESTS: Final[frozenset[str]] = frozenset()
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""
