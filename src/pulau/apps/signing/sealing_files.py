"""The installation's seal beside a file of its own: what everybody can check by /periksa/jangkar.pem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.signing.authority import house
from pulau.exchange.signatures.detached import detached

if TYPE_CHECKING:
    from datetime import datetime


def seal_beside(content: bytes, now: datetime) -> bytes:
    """Return the seal's signature of some bytes, to lie beside them (CMS, DER); makes the authority where it lacks."""
    held = house(now)
    return detached(content, held.seal, held.between)
