"""Facts that a played season draws instead of making documents: signatures, letters, decrees, votes, visits.

Thousands of PDFs and signatures would tell nothing more of the process. What assessors do (assignments, judgements,
questions, figures, conflicts) is never drawn: the services and their own facts are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.foundation.registry.process_cases import Fact, process_facts

if TYPE_CHECKING:
    from datetime import datetime

DRAWN: Final = (
    *("tpi-report-signed", "proposal-signed", "conditions-met", "in-season", "screening-recorded"),
    *("presentation-held", "visit-closed", "survey-recorded", "clearances-answered"),
    *("votes-cast", "majority-for", "majority-against", "not-barred", "title-held", "decree-recorded"),
    *("objection-filed", "objection-in-time", "objection-over", "offence-recorded", "trigger-examined"),
    "revocation-decree",
)
"""Guards whose facts are drawn: those of the apps to the right of `assessments`."""


@dataclass
class Drawn:
    """Which drawn facts hold of which case now."""

    held: set[tuple[UUID, str]] = field(default_factory=set)

    def let(self, case_id: UUID, *codes: str) -> None:
        """Let facts hold from now on."""
        self.held.update((case_id, code) for code in codes)

    def end(self, case_id: UUID, *codes: str) -> None:
        """Let facts hold no longer."""
        self.held.difference_update((case_id, code) for code in codes)

    def of(self, case_id: UUID) -> frozenset[str]:
        """Return what holds of a case."""
        return frozenset(code for code in DRAWN if (case_id, code) in self.held)


@contextmanager
def drawing() -> Iterator[Drawn]:
    """Let the process ask for drawn facts instead of those of the apps, until the end."""
    drawn = Drawn()
    with process_facts.standing_in(*(_fact(drawn, code) for code in DRAWN)):
        yield drawn


def _fact(drawn: Drawn, code: str) -> Fact:
    def ask(_tenant_id: UUID, case_id: UUID, _at: datetime) -> bool:
        return (case_id, code) in drawn.held

    return Fact(code, ask)
