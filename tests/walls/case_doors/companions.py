"""Addresses of companions below a case: each has a room of somebody who accompanies it, with a question in it."""

from __future__ import annotations

from typing import Final

from tests.walls.case_groups import (
    ADMINISTRATOR,
    AGENCY_HEAD,
    PANEL,
    SEERS,
    TEAM,
    TPI_CONTROLLER,
    TPI_LEADER,
    TPN,
    Door,
    Group,
)

_BY_GRANT: Final = Group(guests=frozenset({"companion@region", "companion@country"}))
_INVITING: Final = ADMINISTRATOR | AGENCY_HEAD | TPI_LEADER
_IN_A_ROOM: Final = Group()
"""Who holds the duty has no room here yet: their own tests let them in."""
_ROOM: Final = (("{room}",),)
DOORS: Final[dict[str, Door]] = {
    "companions:rooms": Door(read=SEERS | _BY_GRANT),
    "companions:room": Door(rests=_ROOM),
    "companions:invite": Door(read=_INVITING, write=_INVITING, body={"lingkup": "case"}),
    "companions:come": Door(read=None, write=_BY_GRANT),
    "companions:answers": Door(read=_IN_A_ROOM, rests=_ROOM),
    "companions:report": Door(read=_IN_A_ROOM, rests=(("{room}", "{room}"),)),
    "companions:say": Door(read=None, write=_IN_A_ROOM, rests=_ROOM, body={"jenis": "advice", "isi": "x"}),
    "companions:answer": Door(
        read=None,
        write=TEAM | TPI_LEADER | TPI_CONTROLLER | TPN | PANEL,
        rests=_ROOM,
        body={"entri": "1", "isi": "disusupkan"},
    ),
    "companions:end": Door(read=None, write=_INVITING, rests=_ROOM, body={"alasan": "disusupkan"}),
}
BY_GUESTS: Final[frozenset[str]] = frozenset(
    {"companions:come", "companions:answers", "companions:report", "companions:say", "companions:mine"}
)
"""Those that open to none of the house's people: only to companions, whom the app's own tests let in."""
GUESTS_ALONE: Final[dict[str, frozenset[str]]] = {
    "companions:mine": frozenset(f"companion@{where}" for where in (
        *("own-unit", "other-unit", "foreign-unit", "own-body", "foreign-body"), *("region", "other-region", "country")
    ))
}  # fmt: skip
"""Addresses without a case that only guests open, to read."""
