"""What cannot be done with a plan or a practice, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from pulau.apps.remediation.models import RemediationStep


class PlanNotFound(Http404):
    """There is no such plan or step, or the actor may not know of it."""


class PracticeNotFound(Http404):
    """There is no such practice, or the actor may not know of it."""


class StepMoved(Exception):  # noqa: N818 - a fact, as every error of this project
    """Somebody changed the step since the actor saw it; `step` is it as it stands."""

    def __init__(self, step: RemediationStep) -> None:
        """Keep it."""
        self.step = step
        super().__init__(f"step {step.number} is at version {step.version}")


class StepNotReady(Exception):  # noqa: N818 - a fact
    """The step is not where this can be done: it was checked already, is not planned, or is not done yet."""


class AlreadyFollowed(Exception):  # noqa: N818 - a fact
    """The unit follows this practice already."""
