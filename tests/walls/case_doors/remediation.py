"""Addresses of remediation below a case: each has a plan with one step."""

from __future__ import annotations

from typing import Final

from tests.walls.case_groups import ADMINISTRATOR, AGENCY_HEAD, TEAM, TPI, Door

_SEERS: Final = TEAM | ADMINISTRATOR | AGENCY_HEAD | TPI
DOORS: Final[dict[str, Door]] = {
    "remediation:plan": Door(read=_SEERS),
    "remediation:add": Door(read=None, write=TEAM, body={"temuan": "disusupkan"}),
    "remediation:step": Door(read=_SEERS, write=TEAM, rests=((1,),), body={"versi": "1"}),
    "remediation:finish": Door(read=None, write=TEAM, rests=((1,),), body={"versi": "1"}),
    "remediation:check": Door(read=None, write=TPI, rests=((1,),), body={"versi": "1"}),
}
BY_GUESTS: Final[frozenset[str]] = frozenset({"remediation:check"})
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""
