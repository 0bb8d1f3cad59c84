"""Whether a certificate counted at a moment, judged offline: by anchors, and by what is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathError,
    RevokedError,
    ValidationError,
)

from pulau.exchange.signatures.lists import RevocationLists, in_order
from pulau.exchange.signatures.signing import Trust
from pulau.exchange.signatures.verdicts import Unreadable

MOST_MATERIAL: Final = 1_000
"""Certificates, lists and answers of a file that are looked at; a paper of 200 signatures has fewer."""
_STAMPS: Final = "time_stamping"


class Standing(StrEnum):
    """What a certificate was at a moment."""

    GOOD = "good"  # from an anchor, in its time, shown not to be revoked
    UNSHOWN = "unshown"  # from an anchor, in its time; nothing tells whether it was revoked
    REVOKED = "revoked"
    ENDED = "ended"  # outside its time
    FOREIGN = "foreign"  # from no anchor, or not made for this use

    @property
    def counts(self) -> bool:
        """Whether it may be relied on."""
        return self in {Standing.GOOD, Standing.UNSHOWN}


@dataclass(frozen=True, slots=True)
class Material:
    """What shows that a certificate counts: anchors, certificates between, lists of revoked ones, answers (OCSP)."""

    anchors: tuple[x509.Certificate, ...]
    between: tuple[x509.Certificate, ...] = ()
    lists: RevocationLists = field(default_factory=RevocationLists)
    answers: tuple[ocsp.OCSPResponse, ...] = ()

    def context(self, moment: datetime, *, shown: bool) -> ValidationContext:
        """Return how pyHanko judges; `shown`: only what is shown not to be revoked counts."""
        return ValidationContext(
            trust_roots=list(self.anchors),
            other_certs=self.between,
            crls=self.lists.telling_of(moment) if shown else [],
            ocsps=list(self.answers) if shown else [],
            allow_fetching=False,
            # "soft-fail" looks at no list, since our certificates name none
            revocation_mode="require" if shown else "soft-fail",
            retroactive_revinfo=True,  # a list made after a moment tells also what held at it
            moment=moment,
        )


def material_inside(reader: PdfFileReader, trust: Trust) -> Material:
    """Return what the file itself brings along, beside the anchors. Raises Unreadable."""
    anchors = tuple(x509.Certificate.load(der) for der in trust.anchors)
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Material(anchors)
    if len(store.certs) + len(store.crls) + len(store.ocsps) > MOST_MATERIAL:
        raise Unreadable("too-large")
    held = store.as_validation_context({"trust_roots": list(anchors), "allow_fetching": False})
    between = tuple(store.load_certs())
    return Material(anchors, between, in_order(held.crls, (*anchors, *between)), tuple(held.ocsps))


def with_more(inside: Material, trust: Trust) -> Material:
    """Return what the file brings along and what whoever asks has, newer lists above all."""
    if not (trust.between or trust.lists):
        return inside
    between = (*inside.between, *(x509.Certificate.load(der) for der in trust.between))
    lists = (*inside.lists.every, *(crl.CertificateList.load(der) for der in trust.lists))
    return Material(inside.anchors, between, in_order(lists, (*inside.anchors, *between)), inside.answers)


async def standing(
    certificate: x509.Certificate,
    along: Iterable[x509.Certificate],
    material: Material,
    moment: datetime,
    *,
    stamps: bool = False,
) -> Standing:
    """Judge a certificate, with others that came along. `stamps`: it is used for timestamps."""
    if not material.anchors or _is_misused(certificate, stamps=stamps):
        return Standing.FOREIGN
    found = await _judged(certificate, along, material.context(moment, shown=True), stamps=stamps)
    if found is not None:
        return found
    found = await _judged(certificate, along, material.context(moment, shown=False), stamps=stamps)
    return Standing.UNSHOWN if found in {Standing.GOOD, None} else found


async def _judged(
    certificate: x509.Certificate, along: Iterable[x509.Certificate], context: ValidationContext, *, stamps: bool
) -> Standing | None:
    """Return what holds, or None where nothing tells whether it was revoked."""
    validator = CertificateValidator(certificate, along, context)
    try:
        if stamps:
            await validator.async_validate_usage(set(), {_STAMPS})
        else:
            await validator.async_validate_usage({"non_repudiation"})
    except RevokedError:
        return Standing.REVOKED
    except (ExpiredError, NotYetValidError):
        return Standing.ENDED
    except InsufficientRevinfoError:
        return None
    except (PathError, ValidationError):
        return Standing.FOREIGN
    return Standing.GOOD


def _is_misused(certificate: x509.Certificate, *, stamps: bool) -> bool:
    """Whether what is made for timestamps alone signs something else, as nobody's signature."""
    uses = certificate.extended_key_usage_value
    return not stamps and uses is not None and uses.native == [_STAMPS]
