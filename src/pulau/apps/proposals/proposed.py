"""A unit's conditions as its proposal says them: what the TPN goes through, whatever changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulau.apps.proposals.selectors import proposed_unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.assessments.contract import Case


@dataclass(frozen=True, slots=True)
class ProposedChecks:
    """The conditions that were signed with a unit: under which instrument, eased as what (empty: not), one by one."""

    instrument: str
    eased: str
    checks: Sequence[dict[str, Any]]
    digest: str


def proposed_checks(case: Case) -> ProposedChecks | None:
    """Return the conditions that a case was proposed with; None where it stands in no signed proposal."""
    unit = proposed_unit_of(case.tenant_id, case.pk)
    if unit is None or not unit.digest:
        return None
    return ProposedChecks(unit.proposal.rules, unit.eased, unit.checks, unit.digest)
