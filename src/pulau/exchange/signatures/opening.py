"""Opening a PDF from a stranger: bounded in size, time and memory, and every fault of the libraries named.

Nothing in a file is run, and nothing is fetched. What it would have a viewer run is told (`has_active_content`).
"""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from time import monotonic
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DocumentDecodeBudget,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko_certvalidator.errors import CRLValidationError, OCSPValidationError, PathError, ValidationError

from pulau.exchange.signatures.verdicts import Unreadable

LARGEST: Final = 25 * 2**20
"""Bytes of a PDF that is checked at all."""
MOST_SIGNATURES: Final = 200
MOST_OBJECTS: Final = 100_000
LONGEST: Final = 20.0
"""Seconds after which a check gives up; it looks at the clock between signatures, and as it reads."""
FAULTS: Final = (
    PdfError,
    CMSExtractionError,
    CMSStructuralError,
    PathError,
    ValidationError,
    CRLValidationError,
    OCSPValidationError,
    InvalidSignature,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,  # also what Python says of a structure nested too deep, and of what is not implemented
    EOFError,
    struct.error,
    zlib.error,
)
"""What pyHanko, asn1crypto and cryptography raise over broken input; found by trying hostile files."""
_MIB: Final = 2**20
_LIMITS: Final = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=32 * _MIB),
    per_purpose=DEFAULT_PURPOSE_LIMITS,
    document_budget=DocumentDecodeBudget(base_allowance=128 * _MIB, max_ratio=5),
)
_HEAD: Final = 1024
_MOVES_BETWEEN_LOOKS: Final = 256
_ACTIVE_KEYS: Final = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"})
_ACTIVE_ACTIONS: Final = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/GoToR",
        "/Rendition",
        "/Sound",
        "/Movie",
        "/RichMediaExecute",
    }
)


class Deadline:
    """When a check gives up."""

    def __init__(self) -> None:
        self._end = monotonic() + LONGEST
        self.over = False

    def look(self) -> None:
        """Raise Unreadable where the time is over; a reader that makes a fault of its own of that finds `over` set."""
        if monotonic() > self._end:
            self.over = True
            raise Unreadable("too-large")


class _Watched(BytesIO):
    """A file whose reader gives up in time: whatever it is at, a reader goes from place to place."""

    def __init__(self, content: bytes, deadline: Deadline) -> None:
        super().__init__(content)
        self._deadline, self._moves = deadline, 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place, and look at the clock now and then."""
        self._moves += 1
        if self._moves % _MOVES_BETWEEN_LOOKS == 0:
            self._deadline.look()
        return super().seek(offset, whence)


def opened(pdf: bytes, deadline: Deadline) -> PdfFileReader:
    """Open a PDF. Raises Unreadable."""
    if not pdf:
        raise Unreadable("empty")
    if len(pdf) > LARGEST:
        raise Unreadable("too-large")
    if b"%PDF-" not in pdf[:_HEAD]:
        raise Unreadable("not-pdf")
    try:
        reader = PdfFileReader(_Watched(pdf, deadline), strict=True, decode_limits=_LIMITS)
        encrypted = "/Encrypt" in reader.trailer
    except FAULTS as fault:
        raise (Unreadable("too-large") if deadline.over else unreadable(fault)) from None
    if encrypted:
        raise Unreadable("encrypted")
    return reader


def unreadable(fault: BaseException) -> Unreadable:
    """Return what to say of a fault."""
    if isinstance(fault, Unreadable):
        return fault
    return Unreadable("too-large" if isinstance(fault, PdfDecodeLimitError) else "damaged")


def has_active_content(reader: PdfFileReader, deadline: Deadline) -> bool:
    """Whether anything in the file would run, start or fetch something, or carries a file along."""
    return any(_is_active(each) for each in _dictionaries(reader, deadline))


def _dictionaries(reader: PdfFileReader, deadline: Deadline) -> Iterator[generic.DictionaryObject]:
    revisions = range(reader.xrefs.total_revisions)
    references = set().union(*(reader.xrefs.explicit_refs_in_revision(each) for each in revisions))
    if len(references) > MOST_OBJECTS:
        raise Unreadable("too-large")
    for position, reference in enumerate(references):
        if position % 100 == 0:
            deadline.look()
        waiting = [reader.get_object(reference)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, generic.DictionaryObject):
                yield one
                waiting.extend(one.values())
            elif isinstance(one, generic.ArrayObject):
                waiting.extend(list.__iter__(one))


def _is_active(one: generic.DictionaryObject) -> bool:
    if not _ACTIVE_KEYS.isdisjoint(one.keys()):
        return True
    # a structure element has its kind under the same key; `[]` follows a reference where `get` does not
    return "/S" in one and one.get("/Type") != "/StructElem" and str(one["/S"]) in _ACTIVE_ACTIONS


# What they would say is in the verdict. A stranger's file must not fill an operator's log, nor a terminal, with traces.
for _name in (
    "pyhanko.sign.general",
    "pyhanko.sign.validation",
    "pyhanko.sign.diff_analysis",
    "pyhanko.pdf_utils",
    "pyhanko_certvalidator",
):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
