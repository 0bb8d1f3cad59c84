"""What cannot be done with a case, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
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


class WithAssessors(Exception):  # noqa: N818 - a fact
    """The assessors have begun: the submission is not taken back any more."""
