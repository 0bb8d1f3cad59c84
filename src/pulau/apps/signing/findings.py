"""What a check of a document can find, as plain values: what the page, the JSON and the tests speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pulau.apps.transparency.contract import Standing
    from pulau.exchange.signatures.checking import Report
    from pulau.foundation.registry.proofs import Proof


class Result(StrEnum):
    """What was found. The words for each are in `views.periksa_words`, with a shape and a colour."""

    VALID = "valid"  # signed by all, in force
    PARTLY = "partly"  # somebody has still to sign
    TAKEN_BACK = "taken-back"  # somebody withdrew their signature
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    OLDER = "older"  # an earlier version of a document: genuine, but somebody has signed since
    CHANGED = "changed"
    FOREIGN = "foreign"  # signed with certificates that nobody here knows
    UNLISTED = "unlisted"  # signed with certificates from here, but of no document that is kept here
    UNSIGNED = "unsigned"
    PROOF = "proof"  # the number is of something else than a document
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """One signatory as whoever asks may see them: `name` is in full or as initials, empty places are not told."""

    name: str
    position: str
    institution: str
    part: str  # SignatoryPart
    state: str  # SignatoryState
    means: str  # Means
    level: str  # B-B, B-T, B-LT
    at: datetime | None
    witness: str
    serial: str
    reason: str
    after_this: bool = False  # signed after the version that was sent


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One version of a document."""

    number: int
    digest: str
    size: int
    cause: str  # VersionCause
    at: datetime


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document as whoever asks may see it; `veiled`: of an ordinary employee, so names are initials."""

    code: str
    kind: dict[str, str]  # by language
    title: str
    agency: str
    unit: str
    made_at: datetime
    completed_at: datetime | None
    valid_until: date | None
    ended_at: datetime | None
    end_reason: str
    successor: str
    signers: tuple[SignerFacts, ...]
    versions: tuple[VersionFacts, ...]
    facts: tuple[tuple[str, str], ...]
    zone: ZoneInfo
    zone_name: str
    veiled: bool
    open: bool  # whether the file is given to anybody with the number
    standing: Standing | None = None  # how far the newest signature has come into the public log

    @property
    def signed(self) -> int:
        """How many have signed."""
        return sum(one.state == "signed" for one in self.signers)

    @property
    def newest(self) -> VersionFacts:
        """The version that counts."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `held` is the version that was sent, or with which what was sent begins."""

    result: Result
    document: DocumentFacts | None = None
    number: str = ""  # as it was typed or read
    reason: str = ""  # of MISTYPED ("length", "sign", "check") and UNREADABLE
    digest: str = ""  # of the file that was sent
    held: int | None = None
    report: Report | None = None
    proof: Proof | None = None
    given: str = ""  # the code of a proof in print: what it proves is for the public log to say
    elsewhere: str = ""  # the host to which a link led, where that is not this site
