"""How far a document is by those who sign it: states as tables, and whose turn it is.

A document is complete only while each of its signatories has signed. What was signed stays signed: a signature that is
withdrawn, refused or replaced is told beside the others, and never taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """How far a signatory is."""

    WAITING = "waiting"
    DRAWN = "drawn"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Deed(StrEnum):
    """What may be done at a signatory's place."""

    SIGN = "sign"
    DRAW = "draw"
    ATTEST = "attest"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    REPLACE = "replace"


class Stage(StrEnum):
    """How far a document is; the last three are its ends."""

    PREPARED = "prepared"
    PARTLY = "partly"
    COMPLETE = "complete"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


STEPS: Final[Mapping[tuple[Step, Deed], Step]] = {
    (Step.WAITING, Deed.SIGN): Step.SIGNED,
    (Step.WAITING, Deed.DRAW): Step.DRAWN,
    (Step.DRAWN, Deed.DRAW): Step.DRAWN,
    (Step.DRAWN, Deed.ATTEST): Step.SIGNED,
    (Step.WAITING, Deed.REFUSE): Step.REFUSED,
    (Step.DRAWN, Deed.REFUSE): Step.REFUSED,
    (Step.SIGNED, Deed.WITHDRAW): Step.WITHDRAWN,
    (Step.WAITING, Deed.REPLACE): Step.REPLACED,
    (Step.DRAWN, Deed.REPLACE): Step.REPLACED,
    (Step.REFUSED, Deed.REPLACE): Step.REPLACED,
}
"""What becomes of a signatory; what does not stand here cannot be done. Who refused can only be replaced."""
ENDINGS: Final[Mapping[Stage, frozenset[Stage]]] = {
    Stage.PREPARED: frozenset({Stage.SUPERSEDED, Stage.CANCELLED}),
    Stage.PARTLY: frozenset({Stage.SUPERSEDED, Stage.CANCELLED, Stage.WITHDRAWN}),
    Stage.COMPLETE: frozenset({Stage.SUPERSEDED, Stage.WITHDRAWN}),
}
"""How a document may end: what nobody signed is cancelled, what all signed is withdrawn, either may be superseded."""
OVER: Final = frozenset({Stage.SUPERSEDED, Stage.WITHDRAWN, Stage.CANCELLED})
_PASSED: Final = frozenset({Step.SIGNED, Step.WITHDRAWN, Step.REPLACED})
"""Signatories on whom those after them wait no more."""


@dataclass(frozen=True, slots=True)
class Place:
    """A signatory's place: its order, how far it is, and whether a signer stands there (else a witness)."""

    order: int
    step: Step
    signer: bool = True


def step_after(step: Step, deed: Deed) -> Step | None:
    """Return what becomes of a signatory by a deed; None where it cannot be done."""
    return STEPS.get((step, deed))


def stage_of(places: Collection[Place]) -> Stage:
    """Return how far a document is that was not ended.

    Where every signer who is named took the signature back, nobody stands behind it any more: it is withdrawn.
    """
    named = [place for place in places if place.step is not Step.REPLACED]
    signers = [place.step for place in named if place.signer]
    if signers and all(step is Step.WITHDRAWN for step in signers):
        return Stage.WITHDRAWN
    if named and all(place.step is Step.SIGNED for place in named):
        return Stage.COMPLETE
    if any(place.step in {Step.SIGNED, Step.WITHDRAWN} for place in named):
        return Stage.PARTLY
    return Stage.PREPARED


def is_turn(places: Iterable[Place], order: int) -> bool:
    """Whether nobody before a place is still awaited, in a document that is signed in order."""
    return all(place.step in _PASSED for place in places if place.order < order)


def may_end(stage: Stage, wanted: Stage) -> bool:
    """Whether a document may end so."""
    return wanted in ENDINGS.get(stage, frozenset())
