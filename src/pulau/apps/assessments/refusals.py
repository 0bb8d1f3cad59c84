"""What cannot be done with a case, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from pulau.core.shared.conflicts import Conflict
    from pulau.core.workflow.model import Step


class CaseNotFound(Http404):
    """There is no such case, or the actor may not know of it."""


class GuardsUnmet(Exception):  # noqa: N818 - a fact, as every error of this project
    """Guards of the process table that do not hold; `step.unmet` has their codes."""

    def __init__(self, step: Step) -> None:
        """Keep the step."""
        self.step = step
        super().__init__(f"{step.way.event}: {', '.join(step.unmet)}")


class StageMoved(Exception):  # noqa: N818 - a fact
    """The case is no longer at the stage that the actor saw, or the event leads nowhere from there; `stage` is its."""

    def __init__(self, stage: str) -> None:
        """Keep where it stands."""
        self.stage = stage
        super().__init__(stage)


class QuestionNotFound(Http404):
    """The case has no such question."""


class QuestionOver(Exception):  # noqa: N818 - a fact
    """Nothing more is said to the question: it is closed or withdrawn, or its level has finished with the case."""


class TeamRefusal(Exception):  # noqa: N818 - a fact
    """An assignment, draw or aim that cannot be; `str` names why, `team_words` has the sentence."""


class LevelClosed(TeamRefusal):
    """At this stage nobody is assigned at the level."""


class NotAnAssessor(TeamRefusal):
    """The person does not hold a role that judges at the level, towards this unit and today."""


class AlreadyAssigned(TeamRefusal):
    """The person judges the case at this level already."""


class SeatElsewhere(TeamRefusal):
    """The person judges the case at another level, which is not held beside this one; `level` is its."""

    def __init__(self, level: str) -> None:
        """Keep the level."""
        self.level = level
        super().__init__(level)


class AssessorBarred(TeamRefusal):
    """Interests or service keep the person from assessing the unit; `conflicts` says which."""

    def __init__(self, conflicts: tuple[Conflict, ...], name: str) -> None:
        """Keep them."""
        self.conflicts, self.name = conflicts, name
        super().__init__(", ".join(found.ground for found in conflicts))


class PartsUnknown(TeamRefusal):
    """Parts that the worksheet does not have, or a level whose work is not parted."""


class LotRefused(TeamRefusal):
    """Fewer can be drawn than are asked for: `able` of them can."""

    def __init__(self, able: int) -> None:
        """Keep how many can be drawn."""
        self.able = able
        super().__init__(str(able))


class AimUnknown(TeamRefusal):
    """No title of the case's regulation, or no kind of evaluation."""


class AssignmentGone(Http404):
    """There is no such assignment of the case that has not ended."""
