"""Addresses of judging below a case: nobody of the house is assigned; who may judge at all is told so there."""

from __future__ import annotations

from typing import Final

from tests.walls.case_groups import ADMINISTRATOR, SEERS, TPI, TPN, Door, Group

_ASSIGNED: Final = Group()
"""Who judges does so by assignment, which nobody of the house has; administrators may be assigned, so they pass."""
DOORS: Final[dict[str, Door]] = {
    "assessments:judging": Door(read=TPI | TPN | ADMINISTRATOR),
    "assessments:judging_item": Door(
        read=_ASSIGNED,
        write=_ASSIGNED,
        rests=(("P1.i.b",),),
        body={"versi": "0", "jawab": "A"},
        duty=ADMINISTRATOR.duty,
    ),
    "assessments:judging_submit": Door(
        read=_ASSIGNED, write=_ASSIGNED, body={"revisi": "0", "alasan": "x"}, duty=ADMINISTRATOR.duty
    ),
    "assessments:judging_reopen": Door(read=None, write=_ASSIGNED, duty=ADMINISTRATOR.duty),
    "assessments:differences": Door(write=_ASSIGNED, body={"alasan:P1.i.b": "x"}, duty=SEERS.duty),
}
BY_GUESTS: Final[frozenset[str]] = frozenset(
    {"assessments:judging_item", "assessments:judging_submit", "assessments:judging_reopen"}
)
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""
