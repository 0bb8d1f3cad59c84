"""Who gets through at addresses below a case: groups of the house's people and of guests, and what a door is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

People = frozenset[str | None]
NOBODY: Final[People] = frozenset()


@dataclass(frozen=True)
class Group:
    """Who gets through: `duty` passes the address's policy, `here` and `there` reach the case of each body.

    `guests` are names of `tests.walls.guests` in relation to the first body; those of the second follow from them.
    """

    duty: People = NOBODY
    here: People = NOBODY
    there: People = NOBODY
    guests: frozenset[str] = field(default_factory=frozenset)

    def __or__(self, other: Group) -> Group:
        return Group(
            self.duty | other.duty, self.here | other.here, self.there | other.there, self.guests | other.guests
        )

    def lets_guest(self, name: str, sphere: str) -> bool:
        """Whether a guest gets through at the case of a body; grants are used in the first one."""
        if sphere == "dukcapil":
            return name in self.guests
        role, _at, where = name.partition("@")
        near = {"foreign-unit": "own-unit", "foreign-body": "own-body"}.get(where)
        return near is not None and f"{role}@{near}" in self.guests


def _of(*people: str) -> People:
    return frozenset(people)


def _guests(*names: str) -> frozenset[str]:
    return frozenset(names)


TEAM: Final = Group(_of("ayu", "gita", "joko", "dewi"), _of("ayu", "gita"), _of("dewi"),
                    _guests("unit-head@own-unit", "zone-team@own-unit", "area-owner@own-unit"))  # fmt: skip
HEAD: Final = Group(_of("gita"), _of("gita"), NOBODY, _guests("unit-head@own-unit"))
ADMINISTRATOR: Final = Group(_of("hana", "vera"), _of("hana"), _of("vera"), _guests("agency-administrator@own-body"))
AGENCY_HEAD: Final = Group(_of("indra"), _of("indra"), NOBODY, _guests("agency-head@own-body"))
TPI_MEMBER: Final = Group(guests=_guests("tpi-member@own-unit", "tpi-member@own-body"))
TPI_LEADER: Final = Group(guests=_guests("tpi-leader@own-body"))
TPI_CONTROLLER: Final = Group(guests=_guests("tpi-controller@own-body"))
TPI: Final = TPI_MEMBER | TPI_LEADER | TPI_CONTROLLER
TPN: Final = Group(guests=_guests("tpn-assessor@region", "tpn-assessor@country"))
PANEL: Final = Group(guests=_guests("tpn-panel@region", "tpn-panel@country"))
COMPANION: Final = Group(guests=_guests("companion@own-unit", "companion@own-body", "companion@region",
                                        "companion@country"))  # fmt: skip
SEERS: Final = TEAM | ADMINISTRATOR | AGENCY_HEAD | TPI | TPN | PANEL


@dataclass(frozen=True)
class Door:
    """An address below a case: the rests of it, who reads, who writes (None: the method is not taken), what is sent.

    `duty` are the house's people who pass its policy, where that is not the readers' (or, without, the writers').
    """

    read: Group | None = SEERS
    write: Group | None = None
    rests: tuple[tuple[object, ...], ...] = ((),)
    body: Mapping[str, Any] = field(default_factory=dict)
    duty: People | None = None

    @property
    def passing(self) -> People:
        """The house's people who pass the address's policy."""
        if self.duty is not None:
            return self.duty
        one = self.read or self.write
        return one.duty if one else NOBODY
