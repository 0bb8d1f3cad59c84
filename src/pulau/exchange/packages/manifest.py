"""The manifest of a submission: what was answered and shown when a self-assessment was handed in, by digest.

Canonical JSON (RFC 8785), form `pulau-manifest-1`: kept under its SHA-256, packed as it is, and checked by anybody who
has the answers and the files. It names codes and digests alone, never rows of an installation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final, TypeVar

from pulau.core.shared.digest import canonical_bytes, canonical_digest
from pulau.core.shared.problems import BadInput
from pulau.exchange.packages.described import MANIFEST, load

FORMAT: Final = "pulau-manifest-1"
_DIGITS: Final = 15


@dataclass(frozen=True, slots=True, order=True)
class ManifestAnswer:
    """An answer as it stood: `digest` is `answer_digest` of its value and note."""

    item: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True, order=True)
class ManifestEvidence:
    """A piece of evidence beside an item, pinned to a version; version 0, no digest: an address not preserved."""

    item: str
    asked: int
    code: str
    version: int
    digest: str = ""
    name: str = ""
    size: int = 0


Row = TypeVar("Row", ManifestAnswer, ManifestEvidence)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a submission locks. Lists are put in order when it is written."""

    agency: str
    unit: str
    year: int
    regulation: str
    rules_digest: str
    replay_digest: str
    total: str
    number: int
    submitted_at: datetime
    submitted_on: date
    prior_title: str = ""
    gates: Mapping[str, bool] = field(default_factory=dict)
    titles: Mapping[str, bool] = field(default_factory=dict)
    answers: tuple[ManifestAnswer, ...] = ()
    evidence: tuple[ManifestEvidence, ...] = ()

    @property
    def answers_digest(self) -> str:
        """The digest of the answers alone."""
        return answers_digest(self.answers)

    @property
    def evidence_digest(self) -> str:
        """The digest of the evidence alone."""
        return canonical_digest(_rows(self.evidence))


def answers_digest(answers: Iterable[ManifestAnswer]) -> str:
    """Return the digest of answers as a submission pins them, in whatever order they are given."""
    return canonical_digest(_rows(answers))


def answer_digest(value: object, note: str) -> str:
    """Return the digest of an answer's plain value and its note."""
    return canonical_digest([value, note])


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest's bytes: the same content, the same bytes. Their SHA-256 is the submission's digest."""
    return canonical_bytes(
        {
            "format": FORMAT,
            "agency": manifest.agency,
            "unit": manifest.unit,
            "year": str(manifest.year),
            "regulation": manifest.regulation,
            "rules_digest": manifest.rules_digest,
            "replay_digest": manifest.replay_digest,
            "prior_title": manifest.prior_title,
            "total": manifest.total,
            "gates": dict(manifest.gates),
            "titles": dict(manifest.titles),
            "number": str(manifest.number),
            "submitted_at": manifest.submitted_at.isoformat(timespec="milliseconds"),
            "submitted_on": manifest.submitted_on.isoformat(),
            "answers": _rows(manifest.answers),
            "evidence": _rows(manifest.evidence),
            "answers_digest": manifest.answers_digest,
            "evidence_digest": manifest.evidence_digest,
        }
    )


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest's bytes. Raises BadInput; the digests of its parts are computed anew by who asks for them."""
    root = load(data, MANIFEST)
    if root.any("format") != FORMAT:
        raise BadInput.because("package-format", MANIFEST, known=FORMAT)
    day = root.day("submitted_on")
    if day is None:
        raise root.wrong("submitted_on")
    return Manifest(
        **{key: root.text(key) for key in ("agency", "unit", "regulation", "rules_digest", "replay_digest", "total")},
        year=_number(root.text("year")),
        number=_number(root.text("number")),
        submitted_at=root.moment("submitted_at"),
        submitted_on=day,
        prior_title=root.text("prior_title", blank=True),
        gates=_flags(root.any("gates")),
        titles=_flags(root.any("titles")),
        answers=tuple(
            ManifestAnswer(row.text("item"), _number(row.text("version")), row.text("digest"))
            for row in root.rows("answers")
        ),
        evidence=tuple(
            ManifestEvidence(
                item=row.text("item"),
                asked=_number(row.text("asked")),
                code=row.text("code"),
                version=_number(row.text("version")),
                digest=row.text("digest", blank=True),
                name=row.text("name", blank=True),
                size=_number(row.text("size")),
            )
            for row in root.rows("evidence")
        ),
    )


def _rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return rows in order, numbers as text, as digests of the house have it."""
    return [
        {key: value if isinstance(value, str) else str(value) for key, value in asdict(row).items()}
        for row in sorted(rows)
    ]


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > _DIGITS:
        raise BadInput.because("package-value", MANIFEST)
    return int(text)


def _flags(value: object) -> dict[str, bool]:
    if not isinstance(value, dict) or not all(isinstance(each, bool) for each in value.values()):
        raise BadInput.because("package-value", MANIFEST)
    return dict(value)
