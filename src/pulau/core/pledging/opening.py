"""Whether a declaration (pencanangan) may be opened: the head and enough of the staff have signed their pacts.

Permenpan RB 90/2021 asks it of the head and of "all or most" staff; the share that counts as most is data.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """What is asked before a declaration: of how many of the staff (a share), and of the head.

    `exceeding`: more than the share is asked, so that half of them is not "most" where the share is one half.
    """

    share: Fraction
    head: bool = True
    exceeding: bool = False

    def __post_init__(self) -> None:
        """Refuse a share that is none: a mistake in the data."""
        if not 0 <= self.share <= 1 or (self.exceeding and self.share == 1):
            raise ValueError(f"{self.share}: a share of the staff is between 0 and 1")

    def needed(self, staff: int) -> int:
        """Return how many of `staff` have to have signed, exactly."""
        if self.exceeding:
            return self.share.numerator * staff // self.share.denominator + 1 if staff else 0
        return -(-self.share.numerator * staff // self.share.denominator)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who has signed so far: employees, those of them with a signed pact, and whether the head is one of these.

    `head` is None where the unit has no head, which is itself something that is missing.
    """

    staff: int
    signed: int
    head: bool | None


class Missing(StrEnum):
    """What stands against the opening."""

    NO_HEAD = "no-head"
    HEAD = "head"
    STAFF = "staff"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class OpeningVerdict:
    """Whether it may be opened; what is missing, and how many signatures more would do."""

    met: bool
    missing: tuple[Missing, ...]
    needed: int
    lacking: int


def judge_opening(rule: OpeningRule, found: Signed) -> OpeningVerdict:
    """Judge it exactly: the share is compared as a fraction, nothing is rounded in favour of anybody."""
    needed = rule.needed(found.staff)
    lacking = max(0, needed - found.signed)
    missing = []
    if rule.head and found.head is not True:
        missing.append(Missing.NO_HEAD if found.head is None else Missing.HEAD)
    if found.staff == 0:
        missing.append(Missing.NOBODY)
    elif lacking:
        missing.append(Missing.STAFF)
    return OpeningVerdict(not missing, tuple(missing), needed, lacking)
