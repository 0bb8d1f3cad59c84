"""What cannot be done with a proposal, as facts; pages put them into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID


class ProposalNotFound(Http404):
    """There is no such proposal, or the actor may not know of it."""


class ProposalRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """Something of a proposal cannot be; `field` of the form is to be mended."""

    field = ""


class DraftStands(ProposalRefused):
    """There is a draft of the year already."""


class NotADraft(ProposalRefused):
    """The proposal was signed or withdrawn: its units do not change any more."""


class NothingProposed(ProposalRefused):
    """A letter names at least one unit."""


class UnitNotFit(ProposalRefused):
    """The unit is not at the stage in which it can be proposed, or of another year."""


class UnitProposedAlready(ProposalRefused):
    """The unit stands in a proposal of the year."""


class LetterNumberMissing(ProposalRefused):
    """The agency's letter has a number of its own."""

    field = "nomor"


class ReasonMissing(ProposalRefused):
    """Who takes a unit back says why."""

    field = "alasan"


class ProposalChanged(ProposalRefused):
    """Units or their conditions are no longer what the head was shown."""


class OverQuota(ProposalRefused):
    """More units than the agency may propose in the year: `quota` is how many, `count` how many there would be."""

    def __init__(self, quota: int, count: int) -> None:
        """Keep both."""
        self.quota, self.count = quota, count
        super().__init__(f"{count} of {quota}")


@dataclass(frozen=True, slots=True)
class Unready:
    """A unit that cannot be proposed now: its case, name, and the guards (codes) that do not hold.

    Without guards its stage has moved on.
    """

    case_id: UUID
    name: str
    unmet: tuple[str, ...]


class UnitsUnready(ProposalRefused):
    """Units that cannot be proposed now; nothing was signed, none was proposed."""

    def __init__(self, units: Sequence[Unready]) -> None:
        """Keep them."""
        self.units = tuple(units)
        super().__init__(", ".join(f"{each.name}: {', '.join(each.unmet)}" for each in units))


class WrongSeason(ProposalRefused):
    """A day or quota that a year cannot have; `field` says which."""

    def __init__(self, field: str) -> None:
        """Keep the field."""
        self.field = field
        super().__init__(field)
