"""What a step of a plan is called, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.exchange.names import gate_name

if TYPE_CHECKING:
    from pulau.apps.remediation.models import RemediationStep

_LONGEST = 80


def step_title(step: RemediationStep, language: str) -> str:
    """Return what a step is about: the minimum that was missed, the item, or the first line of what the unit found."""
    if step.kind == "gate":
        return gate_name(step.key.partition(".")[2], language)
    return step.key if step.kind == "item" else step.finding.partition("\n")[0][:_LONGEST]
