"""Lines that several people fill on phones without a network: what stands, and what has to be looked at by somebody.

Nothing is ever written over. Each version says which one its writer had before them; two that did not know of each
other are both kept, the later typed stands meanwhile, and the line waits until somebody who saw both says what holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """One version of a line. `version` counts arrivals from 1, `seen` is the newest that its writer knew (0: none).

    `by` names the writer, `typed_at` is when it was typed, which may be long before it arrived.
    """

    version: int
    seen: int
    by: str
    typed_at: datetime


@dataclass(frozen=True, slots=True)
class LineState:
    """Which version of a line stands, and those kept beside it that its writer did not know of, the newest first."""

    stands: int
    beside: tuple[int, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether somebody has to look: both are kept."""
        return bool(self.beside)


def state_of_line(versions: Iterable[Said]) -> LineState | None:
    """Return what stands of a line; None where nothing was said.

    A version gives way to a later one whose writer had it before them, or typed it themselves, earlier. The last that
    arrived gives way to none, so something always stands.
    """
    said = list(versions)
    heads = [one for one in said if not any(_gives_way(one, other) for other in said)]
    if not heads:
        return None
    stands, *beside = sorted(heads, key=lambda one: (one.typed_at, one.version), reverse=True)
    return LineState(stands.version, tuple(one.version for one in beside))


def _gives_way(one: Said, other: Said) -> bool:
    if other.version <= one.version:
        return False
    return other.seen >= one.version or (other.by == one.by and other.typed_at >= one.typed_at)
