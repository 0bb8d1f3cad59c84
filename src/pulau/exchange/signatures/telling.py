"""What is told of one signature, from what was found and from what its certificate says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.validation import EmbeddedPdfSignature

from pulau.exchange.signatures.integrity import Signed, end_of
from pulau.exchange.signatures.signing import Level
from pulau.exchange.signatures.verdicts import Checked, Problem, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its reason, and when it was signed: proved by a timestamp, or by the signer's own word."""

    verdict: Verdict
    problem: Problem
    moment: datetime | None
    timestamped: bool = False
    level: Level = Level.B_B


def told(pdf: bytes, signature: EmbeddedPdfSignature, signed: Signed, found: Finding) -> Checked:
    """Put together what is told."""
    certificate = signed.certificate
    return Checked(
        field=signature.field_name,
        verdict=found.verdict,
        name=_part(certificate.subject, "common_name"),
        organisation=_part(certificate.subject, "organization_name"),
        title=_part(certificate.subject, "title"),
        serial=f"{certificate.serial_number:x}",
        issuer=_part(certificate.issuer, "common_name"),
        moment=found.moment,
        timestamped=found.timestamped,
        level=found.level,
        reason=str(signature.sig_object.get("/Reason", "")),
        whole_file=end_of(signature) == len(pdf),
        problem=found.problem.value,
    )


def _part(name: x509.Name, part: str) -> str:
    """Return a part of a name; several values in one line."""
    value = name.native.get(part, "")
    return ", ".join(value) if isinstance(value, list) else str(value)
