"""Whether what somebody else gives back is our PDF with one signature more, and nothing else.

Nothing is believed: the bytes that we sent must be its beginning, what was added may only be a signature with what
belongs to it, and the signature must hold and come from a certificate that we trust.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import CMSStructuralError
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from pulau.exchange.pdf.paper import Spot
from pulau.exchange.signatures.apart import outside_loop
from pulau.exchange.signatures.signing import Level, SignedPdf, Trust, context
from pulau.exchange.signatures.updating import Update, reader_of

_HALF: Final = 0.5
_FOR_THE_FIRST: Final = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    FormUpdatingRule(
        [SigFieldCreationRule(), SigFieldModificationRule()], ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"}
    ),
)
"""The first signature may say of the form that it is signed."""
_RUBBISH: Final = (PdfError, SignatureValidationError, CMSStructuralError, ValueError, TypeError, KeyError, IndexError)
"""What pyHanko and asn1crypto raise for a PDF or a signature that is not well formed."""


class NotSigned(Exception):  # noqa: N818 - a fact
    """What came back is not what was sent with one good signature more; the text says why."""


def accepted(sent: bytes, came: bytes, anchors: tuple[bytes, ...], moment: datetime, spot: Spot | None) -> SignedPdf:
    """Return what came back if it can be kept; with `spot`, the signature must stand there. Raises NotSigned."""
    if not came.startswith(sent):
        raise NotSigned("the answer does not begin with the document that was sent")
    try:
        before, after = reader_of(sent), reader_of(came)
        _refuse_other_changes(before, after)
        new = _new_signature(before, after)
        status = outside_loop(lambda: validate_pdf_signature(new, context(Trust(anchors), moment)))
        _refuse_weak(status, later=after.xrefs.total_revisions > new.signed_revision + 1 and _ends(came))
        if spot is not None and _at(after, spot) != new.field_name:
            raise NotSigned("the signature does not stand where it was asked for")
        level = _level(status, after)
    except _RUBBISH as problem:
        raise NotSigned("the answer cannot be read") from problem
    return SignedPdf(came, level, new.field_name, f"{status.signing_cert.serial_number:x}")


def comparable(pdf: bytes) -> bytes:
    """Return the PDF with an empty form, in an update: what a signature adds to a form is compared to one before."""
    update = Update(pdf)
    if "/AcroForm" in update.root:
        return pdf
    form = generic.DictionaryObject({generic.pdf_name("/Fields"): generic.ArrayObject()})
    update.root["/AcroForm"] = update.add_object(form)
    update.update_root()  # type: ignore[no-untyped-call] # pyHanko types it in part
    return update.updated()


def taken(pdf: bytes, spot: Spot) -> bool:
    """Whether a signature has this field's name, or stands at the same place already."""
    reader = reader_of(pdf)
    return any(one.field_name == spot.field for one in reader.embedded_signatures) or bool(_at(reader, spot))


def certified(pdf: bytes) -> bool:
    """Whether a signature says what may still be changed: then no field that is seen may be added any more."""
    return _strictest(reader_of(pdf)) is not None


def _refuse_other_changes(before: PdfFileReader, after: PdfFileReader) -> None:
    """Compare with the last revision that we sent; this also keeps every earlier signature as it was."""
    last = before.xrefs.total_revisions - 1
    policy = DEFAULT_DIFF_POLICY if before.embedded_signatures else _FOR_THE_FIRST
    found = policy.review_file(after, last, doc_mdp=_strictest(before))
    if isinstance(found, SuspiciousModification) or found.modification_level > ModificationLevel.FORM_FILLING:
        raise NotSigned("more was changed than a signature needs")


def _strictest(reader: PdfFileReader) -> MDPPerm | None:
    told = [one.docmdp_level for one in reader.embedded_signatures]
    return min((level for level in told if level is not None), key=lambda level: level.value, default=None)


def _new_signature(before: PdfFileReader, after: PdfFileReader) -> EmbeddedPdfSignature:
    known = {one.field_name for one in before.embedded_signatures}
    new: list[EmbeddedPdfSignature] = [one for one in after.embedded_regular_signatures if one.field_name not in known]
    if len(new) != 1:
        raise NotSigned(f"there are {len(new)} new signatures instead of one")
    return new[0]


def _refuse_weak(status: PdfSignatureStatus, *, later: bool) -> None:
    """Refuse what does not hold; after the signature there may be `later` updates (what shows that it counts) alone."""
    if not (status.intact and status.valid):
        raise NotSigned("the signature does not hold")
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (whole or (later and status.coverage == SignatureCoverageLevel.ENTIRE_REVISION)) or not status.docmdp_ok:
        raise NotSigned("the signature does not cover the document")
    if not status.trusted:
        raise NotSigned("the signature's certificate does not come from an anchor that is trusted")


def _ends(pdf: bytes) -> bool:
    return pdf.rstrip().endswith(b"%%EOF")


def _level(status: PdfSignatureStatus, after: PdfFileReader) -> Level:
    stamped = status.timestamp_validity
    if stamped is None or not (stamped.intact and stamped.valid):
        return Level.B_B
    if "/DSS" not in after.root:
        return Level.B_T
    store = DocumentSecurityStore.read_dss(after)
    return Level.B_LT if store.crls or store.ocsps else Level.B_T


def _at(reader: PdfFileReader, spot: Spot) -> str:
    """Return the name of the signed field that covers half of a spot or more; empty where none does."""
    for field, box in _signed_boxes(reader, spot.page):
        if _shared(box, spot.box) >= _HALF * _shared(spot.box, spot.box):
            return field
    return ""


def _signed_boxes(reader: PdfFileReader, number: int) -> Iterator[tuple[str, tuple[float, ...]]]:
    page = reader.find_page_for_modification(number)[0].get_object()
    annotations = page.get("/Annots", ())
    shown = {one.reference for one in annotations if isinstance(one, generic.IndirectObject)}
    for one in reader.embedded_signatures:
        field = one.sig_field
        for widget in [each.get_object() for each in field["/Kids"]] if "/Kids" in field else [field]:
            if widget.container_ref in shown and "/Rect" in widget:
                yield one.field_name, tuple(float(value) for value in widget["/Rect"])


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the area that two boxes share, in square points."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)
