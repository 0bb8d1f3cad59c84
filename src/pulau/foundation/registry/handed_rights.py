"""Who else may open a file of evidence: those to whom it was handed in, in the version that was handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class HandedPiece:
    """One version of a piece of evidence, and whether it is confidential."""

    evidence_id: UUID
    number: int
    confidential: bool


@dataclass(frozen=True, slots=True)
class HandedRight:
    """One way by which evidence comes before others than its unit. `opens` says whether an actor may open it."""

    code: str
    opens: Callable[[Actor, HandedPiece], bool]


handed_rights: Hook[HandedRight] = Hook("handed rights")
