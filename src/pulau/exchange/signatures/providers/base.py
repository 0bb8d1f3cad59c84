"""What every way of signing offers, and what may go wrong in each of them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from pulau.exchange.pdf.paper import Spot
from pulau.exchange.signatures.signing import SignedPdf

EXPIRED: Final = "expired"
REVOKED: Final = "revoked"
NONE: Final = "none"
REASONS: Final = (EXPIRED, REVOKED, NONE)
"""Why a certificate is refused: it has ended (or not begun), it counts no more, or there is none for this person."""


class ProviderAway(Exception):  # noqa: N818 - a fact, as every error of this project
    """Whoever signs did not answer, or not so that it can be relied on. Nothing was kept; it may be tried again."""


class SecretRefused(Exception):  # noqa: N818 - a fact
    """What the signer typed (a passphrase) was wrong or is missing."""


class CertificateRefused(Exception):  # noqa: N818 - a fact
    """The person's certificate cannot be used; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. `key` is the stable id of the person, `label` the name of their key in a module of keys."""

    key: str
    name: str
    organisation: str
    title: str
    nik: str | None = dataclasses.field(default=None, repr=False)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One signature that is wanted.

    `appearance` is a PDF of one page that is placed into `box`; None makes a signature that is not seen. `secret` is
    what the signer typed for this one signature; it is never kept, logged or shown.
    """

    field: str
    signer: Signer
    moment: datetime
    appearance: bytes | None
    box: Spot
    reason: str | None = None
    location: str | None = None
    secret: str | None = dataclasses.field(default=None, repr=False)


class SignatureProvider(Protocol):
    """A way of signing. Each instance may be used by many threads at once."""

    code: str
    """`local`, `pkcs11` or `bsre`."""
    asks_secret: bool
    """Whether the signer types something of the provider's own at each signature."""
    makes_fields: bool
    """Whether it makes its own field at `Order.box`: then the PDF gets none before, and `SignedPdf.field` names it."""

    def sign(self, pdf: bytes, order: Order) -> SignedPdf:
        """Return the PDF with exactly one signature more, appended: the former bytes are its beginning.

        Raises ProviderAway, SecretRefused, CertificateRefused, TimestampsAway, FieldSigned; then nothing was signed.
        """
        ...
