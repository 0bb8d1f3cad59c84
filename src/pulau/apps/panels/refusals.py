"""What cannot be done with a clearance or a panel, as facts; pages put them into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.core.shared.conflicts import Conflict


class ClearanceNotFound(Http404):
    """There is no such clearance, or the actor may not know of it."""


class PanelRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """Something of a clearance or panel cannot be; `field` of the form is to be mended."""

    field = ""


class AskedAlready(PanelRefused):
    """The body was asked; a body is asked once."""

    field = "lembaga"


class BodyUnknown(PanelRefused):
    """No such body is asked before a panel."""

    field = "lembaga"


class AnsweredAlready(PanelRefused):
    """The body's answer is recorded, and stays."""


class AnswerUnfit(PanelRefused):
    """The answer is none of those that a body can give, or a note or objection without its text."""

    field = "isi"


class DayUnfit(PanelRefused):
    """The day of the letter lies before the asking, or has not come."""

    field = "tanggal"


class PanelStands(PanelRefused):
    """The panel was opened already."""


class NoPanel(PanelRefused):
    """No panel is open."""


class TooFewMembers(PanelRefused):
    """Fewer members than the panel needs: `least`."""

    field = "anggota"

    def __init__(self, least: int) -> None:
        """Keep it."""
        self.least = least
        super().__init__(str(least))


class NotOfThePanel(PanelRefused):
    """The person holds no duty in the ministry's panel that reaches this body."""

    field = "anggota"


class MemberBarred(PanelRefused):
    """The person has an interest in the unit: `conflicts`, of the one called `name`."""

    field = "anggota"

    def __init__(self, conflicts: Sequence[Conflict], name: str) -> None:
        """Keep both."""
        self.conflicts, self.name = tuple(conflicts), name
        super().__init__(name)


class SeatTaken(PanelRefused):
    """The person sits there, or sat there and left."""

    field = "anggota"


class NotSeated(PanelRefused):
    """The actor does not sit on the open panel."""


class VotesShown(PanelRefused):
    """All have voted and the votes were shown: nobody is seated any more, unless too few are left."""


class VoteStands(PanelRefused):
    """The member's vote was shown to all, and is changed no more."""


class ReasonMissing(PanelRefused):
    """A vote, or leaving, has its reason."""

    field = "alasan"


class VoteMissing(PanelRefused):
    """None of the three votes was chosen."""

    field = "suara"


class VotedMeanwhile(PanelRefused):
    """The member voted in another window since this one was opened."""
