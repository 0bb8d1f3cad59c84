"""What can be said of a signed PDF: a verdict for each signature, and for the file the worst of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from pulau.exchange.signatures.signing import Level


class Verdict(StrEnum):
    """What can be said of one signature, or (the worst of them) of a file."""

    INTACT = "intact"  # what was signed is unchanged, and the signer's certificate comes from an anchor
    UNTRUSTED = "untrusted"  # unchanged, but signed with a certificate from elsewhere
    REVOKED = "revoked"  # unchanged, but the certificate did not count any more when it was used
    EXPIRED = "expired"  # unchanged, but the certificate had ended, or nothing shows when it was used
    ALTERED = "altered"  # changed after it was signed
    UNSIGNED = "unsigned"  # no signature at all


WORST_FIRST: Final = (Verdict.ALTERED, Verdict.REVOKED, Verdict.UNTRUSTED, Verdict.EXPIRED, Verdict.INTACT)


class Problem(StrEnum):
    """Why a verdict is as it is, or what it leaves open."""

    NONE = ""
    NO_ANCHOR = "no-anchor"  # nobody was named whose certificates count, so only the bytes were judged
    NO_TIMESTAMP = "no-timestamp"  # the moment is the signer's own word
    TIMESTAMP_UNTRUSTED = "timestamp-untrusted"  # there is a timestamp, but no proof: from elsewhere, ended, or revoked
    REVOCATION_UNKNOWN = "revocation-unknown"  # nothing in the file or beside it tells whether it was revoked
    WEAK = "weak-digest"  # a digest that can be forged today
    UPDATED = "updated-after"  # the update that changed it follows the last signature


class Unreadable(Exception):  # noqa: N818 - a fact, as every error of this project
    """The file is no PDF that can be checked; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


REASONS: Final = ("not-pdf", "too-large", "encrypted", "damaged", "too-many-signatures", "empty")
"""`too-large` is also said of what unpacks to far more than its size, or would take too long."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One signature: its field, who the certificate names, when (and whether a timestamp shows it), what holds."""

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
