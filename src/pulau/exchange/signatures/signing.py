"""Signing a PDF: empty fields first, then one signature after another, each an update that leaves the former alone.

Levels are those of PAdES (ETSI EN 319 142): B-B without a timestamp, B-T with one, B-LT with what shows that no
certificate was revoked. A document is first certified by whoever signs first: from then on only signing may change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Final

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    SigDSSPlacementPreference,
    TimestampDSSContentSettings,
)
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from pulau.exchange.signatures.apart import outside_loop
from pulau.exchange.signatures.definite import mend
from pulau.exchange.signatures.tagging import tag_widget
from pulau.exchange.signatures.updating import Update, reader_of

if TYPE_CHECKING:
    from pulau.exchange.pdf.paper import Spot
    from pulau.exchange.signatures.authority import Credential

mend()
DIGEST: Final = "sha256"
_WITH_THE_SIGNATURE: Final = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)
"""What shows that nothing was revoked stands in the update that is signed: no byte of a file stays uncovered."""
_BEFORE_THE_TIMESTAMP: Final = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)


class Level(StrEnum):
    """How long a signature can be checked without asking anybody."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"


class TimestampsAway(Exception):  # noqa: N818 - a fact, as every error of this project
    """The timestamp authority did not answer, or not with a token."""


class FieldSigned(Exception):  # noqa: N818 - a fact
    """The field has a signature already."""


class CertificateRefused(Exception):  # noqa: N818 - a fact
    """The certificate does not count at this moment: it ended, was revoked, or comes from no anchor."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What shows that a certificate counts: anchors, certificates between, lists of revoked ones (all DER)."""

    anchors: tuple[bytes, ...]
    between: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """One act of signing. Without `stamper` it gets level B-B, without lists in `trust` B-T."""

    field: str
    signer: signers.Signer
    name: str
    moment: datetime
    stamper: TimeStamper | None = None
    trust: Trust | None = None
    appearance: bytes | None = None
    reason: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """The PDF with one signature more, and its level; `field` where another field was signed than the one asked for.

    `serial` is that of the certificate (lower-case hexadecimal digits), where the way of signing knows it.
    """

    pdf: bytes
    level: Level
    field: str | None = None
    serial: str = ""


def signer_of(held: Credential, between: Iterable[bytes]) -> signers.Signer:
    """Return what signs with a certificate and its key that we hold ourselves."""
    store = SimpleCertificateStore()
    store.register_multiple(x509.Certificate.load(der) for der in between)
    pkcs8 = held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = x509.Certificate.load(held.certificate.public_bytes(Encoding.DER))
    return signers.SimpleSigner(certificate, keys.PrivateKeyInfo.load(pkcs8), store, embed_roots=False)


def has_field(pdf: bytes, name: str) -> bool:
    """Whether a PDF has a signature field of this name, signed or empty."""
    return any(True for _field in fields.enumerate_sig_fields(reader_of(pdf), with_name=name))


def with_fields(pdf: bytes, spots: Iterable[Spot], names: dict[str, str]) -> bytes:
    """Add an empty signature field at each spot. `names` says, by field, for whom it is (screen readers say it)."""
    writer = Update(pdf)
    for spot in spots:
        spec = fields.SigFieldSpec(
            spot.field, on_page=spot.page, box=spot.box, readable_field_name=names.get(spot.field, spot.field)
        )
        fields.append_signature_field(writer, spec)
        _, _, field = next(fields.enumerate_sig_fields(writer, with_name=spot.field))
        tag_widget(writer, field)
    return writer.updated()


def sign(pdf: bytes, act: Act) -> SignedPdf:
    """Sign one field. Raises TimestampsAway, FieldSigned, CertificateRefused (known where `trust` has lists)."""
    taken = {signature.field_name for signature in reader_of(pdf).embedded_signatures}
    if act.field in taken:
        raise FieldSigned(act.field)
    lasting = act.stamper is not None and act.trust is not None and bool(act.trust.lists)
    metadata = signers.PdfSignatureMetadata(
        field_name=act.field,
        md_algorithm=DIGEST,
        name=act.name,
        reason=act.reason,
        location=act.location,
        certify=not taken,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=lasting,
        validation_context=context(act.trust, act.moment) if lasting and act.trust else None,
        dss_settings=_WITH_THE_SIGNATURE,
    )
    signer = signers.PdfSigner(metadata, act.signer, timestamper=act.stamper, stamp_style=style_of(act.appearance))
    out = BytesIO()
    try:
        outside_loop(lambda: signer.sign_pdf(Update(pdf), output=out, existing_fields_only=True))
    except (TimestampRequestError, OSError) as problem:
        raise TimestampsAway(str(problem)) from problem
    except SigningError as problem:
        if isinstance(problem.__cause__, PathBuildingError | PathValidationError):
            raise CertificateRefused(str(problem.__cause__)) from problem
        raise
    level = Level.B_B if act.stamper is None else Level.B_LT if lasting else Level.B_T
    own = act.signer.signing_cert
    return SignedPdf(out.getvalue(), level, serial="" if own is None else f"{own.serial_number:x}")


def timestamp(pdf: bytes, stamper: TimeStamper, trust: Trust | None, moment: datetime) -> bytes:
    """Add a timestamp over the whole document, with what shows that nothing in it was revoked. Raises TimestampsAway.

    Without `trust` nothing is added that shows it: lists and anchors of our own do not cover an authority elsewhere.

    It completes signatures that were made while no timestamps were to be had, and renews old ones before they end.
    """
    out = BytesIO()
    try:
        outside_loop(
            lambda: signers.PdfTimeStamper(stamper).timestamp_pdf(
                Update(pdf),
                DIGEST,
                context(trust, moment) if trust is not None else None,
                output=out,
                dss_settings=_BEFORE_THE_TIMESTAMP,
            )
        )
    except (TimestampRequestError, OSError) as problem:
        raise TimestampsAway(str(problem)) from problem
    return out.getvalue()


def context(trust: Trust, moment: datetime | None = None) -> ValidationContext:
    """Return how certificates are judged: by these anchors and lists alone, nothing is fetched."""
    return ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in trust.anchors],
        other_certs=[x509.Certificate.load(der) for der in trust.between],
        crls=list(trust.lists),
        allow_fetching=False,
        # "hard-fail" would ask for lists only where a certificate names where to get them; ours name no address.
        revocation_mode="require" if trust.lists else "soft-fail",
        retroactive_revinfo=True,
        moment=moment,
    )


class _PageInMemory(PdfContent):
    """The one page of a PDF in memory, placed as it is; pyHanko's own class wants a path."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        """Import the page, and return what draws it."""
        page = self._ensure_writer.import_page_as_xobject(reader_of(self._pdf))
        self.resources.xobject["/Appearance"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Appearance Do"


_FILLS: Final = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID,
    y_align=AxisAlignment.ALIGN_MID,
    margins=Margins.uniform(0),
    inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
)


def style_of(appearance: bytes | None) -> StaticStampStyle | None:
    """Return how pyHanko draws what a signature looks like: one page of a PDF, over the whole box."""
    if appearance is None:
        return None
    return StaticStampStyle(
        background=_PageInMemory(appearance), background_layout=_FILLS, background_opacity=1.0, border_width=0
    )
