"""What cannot be done with a report, as facts."""

from __future__ import annotations

from django.http import Http404


class ReportNotFound(Http404):
    """There is no such report or version, or the actor may not know of it."""


class ReportChanged(Exception):  # noqa: N818 - a fact, as every error of this project
    """The data say something else than the version that was to be signed: a new version is to be made."""


class DataMoving(Exception):  # noqa: N818 - a fact
    """The data changed each time while they were read: nothing was made. Somebody is writing; try again."""


class NobodySigns(Exception):  # noqa: N818 - a fact
    """Nobody is assigned who would sign: `lacking` are the levels (codes)."""

    def __init__(self, lacking: tuple[str, ...]) -> None:
        """Keep which levels lack."""
        super().__init__(", ".join(lacking))
        self.lacking = lacking


class NothingNew(Exception):  # noqa: N818 - a fact
    """The newest version says the same as the data: there is nothing to make anew."""


class NotNow(Exception):  # noqa: N818 - a fact
    """A report of this kind is not made at the case's stage."""


class RunGoesOn(Exception):  # noqa: N818 - a fact
    """The reports of this year are being made already."""


class NothingToMake(Exception):  # noqa: N818 - a fact
    """No case of this year has come to its report."""
