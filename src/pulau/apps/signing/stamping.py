"""Timestamps over whole documents, for those in which a signature has none yet."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from pulau.apps.signing import authority
from pulau.apps.signing.provider import stamper
from pulau.exchange.signatures.signing import Level, timestamp
from pulau.foundation.jobs.queue import enqueue, waiting

if TYPE_CHECKING:
    from pulau.apps.signing.models import Signatory

COMPLETE_TIMESTAMPS: Final = "pulau.apps.signing.tasks.complete_timestamps"


def stamped_pdf(pdf: bytes, now: datetime) -> tuple[bytes, Level]:
    """Return the document with a timestamp over all of it, and the level that its signatures then have.

    Our lists do not cover the certificates of a timestamp authority elsewhere: then it is B-T. Raises TimestampsAway.
    """
    held = authority.house(now)
    trust = authority.trust(held, now)
    try:
        return timestamp(pdf, stamper(held), trust, now), Level.B_LT
    except (PathBuildingError, PathValidationError):
        return timestamp(pdf, stamper(held), None, now), Level.B_T


def complete_soon(*signatories: Signatory) -> None:
    """Have a job add the timestamp that one of these signatures lacks; one that waits already adds it too."""
    if any(one.level == Level.B_B for one in signatories) and not waiting(COMPLETE_TIMESTAMPS):
        enqueue(COMPLETE_TIMESTAMPS)
