"""A package that may be taken in: plain values between its reading and the service."""

from __future__ import annotations

from dataclasses import dataclass

from pulau.apps.evidence.contract import TakenPiece
from pulau.exchange.packages.checking import Content


@dataclass(frozen=True, slots=True)
class PackageWish:
    """A package that was checked and is good: what it holds, its evidence in the store, its record, its own digest."""

    content: Content
    pieces: tuple[TakenPiece, ...]
    record: bytes
    name: str
    sha256: str
