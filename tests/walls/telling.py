"""Which of the denied requests a run sends: those that tell more than others it has sent already."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.walls.places import A_FEW, Place

DEALT = 3
"""Odd against the number of people and methods, so that each of them comes to each."""


@dataclass
class Telling:
    """Those that tell by whoever sends them; of those whom the address alone refuses, one at the places of a name.

    Whoever has no duty there, or a method that is not taken, is refused before anybody looks for what lies at a place.
    A few people are asked everywhere; of the others' requests one in so many as are `dealt`, in turn.
    The night asks everywhere.
    """

    dealt: int = DEALT
    _asked: set[tuple[str, str | None, str]] = field(default_factory=set)
    _turn: int = 0

    def __call__(self, place: Place, who: str | None, method: str) -> bool:
        """Whether to send this one too."""
        asked = (place.name, who, method)
        again = asked in self._asked and (who not in place.duty or _untaken(place, method))
        if again or not place.tells_by(who, method):
            return False
        self._asked.add(asked)
        self._turn += who not in A_FEW
        return who in A_FEW or self._turn % self.dealt == 0


def _untaken(place: Place, method: str) -> bool:
    return (place.write if method == "POST" else place.read) is None
