"""Checking the signatures inside a PDF, offline: against anchors that whoever checks chose to trust.

The verdict is about the file alone. Whether a document was withdrawn or replaced since is told by who keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from pulau.exchange.signatures.signing import Level

LARGEST: Final = 25 * 2**20
"""Bytes of a PDF that is checked at all."""
MOST_SIGNATURES: Final = 200


class Verdict(StrEnum):
    """What can be said of one signature, or (the worst of them) of a file."""

    INTACT = "intact"  # what was signed is unchanged, and the signer's certificate comes from an anchor
    UNTRUSTED = "untrusted"  # unchanged, but signed with a certificate from elsewhere
    REVOKED = "revoked"  # unchanged, but the certificate did not count any more when it was used
    EXPIRED = "expired"  # unchanged, but the certificate had ended, or nothing shows when it was used
    ALTERED = "altered"  # changed after it was signed
    UNSIGNED = "unsigned"  # no signature at all


class Unreadable(Exception):  # noqa: N818 - a fact, as every error of this project
    """The file is no PDF that can be checked; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


REASONS: Final = ("not-pdf", "too-large", "encrypted", "damaged", "too-many-signatures", "empty")


@dataclass(frozen=True, slots=True)
class Checked:
    """One signature: its field, who is named in the certificate, when (and whether a timestamp shows it), what holds."""

    field: str
    verdict: Verdict
    name: str
    organisation: str
    title: str
    serial: str
    issuer: str
    moment: datetime | None
    timestamped: bool
    level: Level
    reason: str
    whole_file: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file: its signatures in order, timestamps over the whole document, scripts and the like."""

    verdict: Verdict
    signatures: tuple[Checked, ...]
    document_timestamps: tuple[datetime, ...]
    active_content: bool
