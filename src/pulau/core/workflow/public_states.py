"""How the public is told where a unit's year stands: few states, each one of many stages of the process.

An outcome is told when it is final: a unit that may still object is before the ministry, and a title whose revocation
is only proposed stands.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.core.shared.public_state import PublicState
from pulau.core.workflow import assessment as stages

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLIC_STATES: Final[Mapping[str, PublicState]] = MappingProxyType(
    {
        stages.SUBMITTED: PublicState.HANDED_IN,
        stages.PRELIMINARY: PublicState.INTERNAL,
        stages.FORWARDED: PublicState.INTERNAL,
        stages.TPI_ROUND_1: PublicState.INTERNAL,
        stages.CLARIFICATION: PublicState.INTERNAL,
        stages.TPI_ROUND_2: PublicState.INTERNAL,
        stages.TPI_REPORT: PublicState.INTERNAL,
        stages.FIT: PublicState.INTERNAL,
        stages.PROPOSED: PublicState.NATIONAL,
        stages.SCREENING: PublicState.NATIONAL,
        stages.DESK: PublicState.NATIONAL,
        stages.FIELD: PublicState.NATIONAL,
        stages.CLEARANCE: PublicState.NATIONAL,
        stages.PANEL: PublicState.NATIONAL,
        stages.RECOMMENDED: PublicState.NATIONAL,
        stages.TO_BE_COACHED: PublicState.NATIONAL,
        stages.OBJECTED: PublicState.NATIONAL,
        stages.VERIFYING: PublicState.NATIONAL,
        stages.DETERMINED: PublicState.GRANTED,
        stages.MONITORING: PublicState.GRANTED,
        stages.REVOCATION_PROPOSED: PublicState.GRANTED,
        stages.RENEWED: PublicState.GRANTED,
        stages.REVOKED: PublicState.REVOKED,
        stages.COACHING: PublicState.NOT_PASSED,
        stages.WITHDRAWN: PublicState.ENDED,
        stages.VOID: PublicState.ENDED,
    }
)
"""Every stage of an assessment, and what the public is told of it, wherever the case came from."""
UNTOLD: Final = frozenset({"propose_revocation", "drop_revocation"})
"""Events of which the public learns nothing: what was only proposed, or found to be nothing."""


def public_state(stage: str, source: str = "") -> PublicState:
    """Return what the public is told of a stage that a case reached from another (`source`; "": its first).

    A revocation that is proposed while a title is evaluated anew leaves that evaluation unfinished: it is told as being
    before the ministry, and its score is not told.
    """
    if stage == stages.REVOCATION_PROPOSED and source == stages.VERIFYING:
        return PublicState.NATIONAL
    return PUBLIC_STATES[stage]
