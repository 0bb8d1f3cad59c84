"""Papers to sign, an authority of their own, and hands that sign them: what tests of signatures need, made once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.serialization import Encoding

from pulau.exchange.pdf.paper import (
    Appearance,
    BoxGroup,
    Paper,
    Paragraph,
    Points,
    SetPaper,
    SignatureBox,
    set_appearance,
    set_paper,
)
from pulau.exchange.signatures import authority as making
from pulau.exchange.signatures.authority import Credential, Revoked
from pulau.exchange.signatures.signing import Act, Trust, sign, signer_of, timestamp, with_fields
from pulau.exchange.signatures.timestamping import OwnTimeStamper

NOW = datetime(2026, 11, 26, 3, 15, tzinfo=UTC)
DAY = timedelta(days=1)
YEAR = timedelta(days=365.25)


def der(held: Credential) -> bytes:
    return held.certificate.public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Studio:
    """An authority that began at `began`, with its timestamper and one signer."""

    root: Credential
    issuer: Credential
    timestamper: Credential
    signer: Credential

    def trust(self, now: datetime, *revoked: Revoked, lists: bool = True) -> Trust:
        """What an installation judges by at a moment, with the lists of that moment."""
        held = (
            making.revocation_list(self.root, (), 1, now),
            making.revocation_list(self.issuer, revoked, 1, now),
        )
        return Trust((der(self.root),), (der(self.issuer),), held if lists else ())

    @property
    def anchor(self) -> Trust:
        """What a citizen has: the root, and nothing else."""
        return Trust((der(self.root),))

    def stamper(self, now: datetime) -> OwnTimeStamper:
        return OwnTimeStamper(self.timestamper, (der(self.issuer),), lambda: now)

    def sign(
        self,
        pdf: bytes,
        field: str,
        now: datetime = NOW,
        *,
        level: str = "B-LT",
        by: Credential | None = None,
        trust: Trust | None = None,
        stamper: OwnTimeStamper | None = None,
    ) -> bytes:
        """Sign a field; the level follows from what the signer is given."""
        act = Act(
            field,
            signer_of(by or self.signer, [der(self.issuer)]),
            "Ayu Larasati",
            now,
            None if level == "B-B" else stamper or self.stamper(now),
            (trust or self.trust(now)) if level == "B-LT" else None,
            appearance(),
            "Saya menandatangani pakta integritas",
        )
        return sign(pdf, act).pdf

    def stamp(self, pdf: bytes, now: datetime) -> bytes:
        return self.stamp_with(pdf, now, self.trust(now))

    def stamp_with(self, pdf: bytes, now: datetime, trust: Trust) -> bytes:
        return timestamp(pdf, self.stamper(now), trust, now)


def new_studio(began: datetime = NOW) -> Studio:
    root = making.make_root("Pulau Root Uji", began)
    issuer = making.make_issuer(root, "Pulau Issuing Uji", began)
    subject = making.Subject("Ayu Larasati", "Kabupaten Tanjung Sagara", "Disdukcapil", "Kepala Dinas")
    timestamper = making.issue_timestamper(issuer, "Pulau TSA Uji", began)
    return Studio(root, issuer, timestamper, making.issue_signer(issuer, subject, began))


@cache
def studio() -> Studio:
    return new_studio()


@cache
def stranger() -> Studio:
    """Another authority with the same names."""
    return new_studio()


@cache
def paper(boxes: int = 2) -> SetPaper:
    return set_paper(pact(boxes))


def pact(boxes: int = 2) -> Paper:
    numbers = range(1, boxes + 1)
    fields = tuple(SignatureBox(f"ttd-{n}", f"Penanda tangan {n}", f"Nama {n}", "Kepala Dinas") for n in numbers)
    text = (Paragraph("Kami yang bertanda tangan di bawah ini berjanji."), Points(("Jujur.", "Melayani.")))
    return Paper(
        "id",
        "Pakta integritas",
        "Pakta Integritas",
        "Kabupaten Tanjung Sagara",
        "4K7M-Q2XT-9RHB",
        "https://pulau.example/v/4K7MQ2XT9RHB",
        NOW,
        parts=text,
        groups=(BoxGroup("Penanda tangan", fields),),
    )


@cache
def appearance() -> bytes:
    return set_appearance(shown(), NOW)


def shown() -> Appearance:
    return Appearance(
        "id",
        "Ditandatangani secara elektronik",
        "Ayu Larasati",
        "Kepala Dinas",
        "26 November 2026, 10.15 WIB",
        "4K7M-Q2XT-9RHB",
        "https://pulau.example/v/4K7MQ2XT9RHB",
    )


@cache
def unsigned(boxes: int = 2) -> bytes:
    """A paper with empty fields `ttd-1`, `ttd-2` …"""
    made = paper(boxes)
    return with_fields(made.pdf, made.spots, {f"ttd-{n}": f"Tanda tangan Nama {n}" for n in range(1, boxes + 1)})


def signed(count: int = 1, boxes: int = 2, level: str = "B-LT") -> bytes:
    """A paper of which the first `count` fields are signed; more of them continue the same file."""
    return _signed(count, boxes, level)


@cache
def _signed(count: int, boxes: int, level: str) -> bytes:
    if not count:
        return unsigned(boxes)
    return studio().sign(_signed(count - 1, boxes, level), f"ttd-{count}", level=level)
