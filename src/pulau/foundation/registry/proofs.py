"""What `/periksa` can check: each app adds the kinds of proof that it keeps; signed documents come with `signing`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found under a number: where it is told in full, and what it is called there."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class ProofSource:
    """One kind of proof. `find` gets a public number as it is kept, and returns None for one that is not its own."""

    code: str
    find: Callable[[str], Proof | None]


proof_sources: Hook[ProofSource] = Hook("proof sources")
