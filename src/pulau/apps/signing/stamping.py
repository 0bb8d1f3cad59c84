"""Timestamps over whole documents, for those in which a signature has none yet."""

from __future__ import annotations

from datetime import datetime

from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from pulau.apps.signing import authority
from pulau.apps.signing.provider import stamper
from pulau.exchange.signatures.signing import Level, timestamp


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
