"""How pyHanko writes our updates: as PDF 1.7, which PDF/A-2 is made of, without a warning that is not for us."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

VERSION: Final = (1, 7)
_OF_PDF_2: Final = "/2.0"


class Update(IncrementalPdfFileWriter):
    """One update of a PDF.

    pyHanko raises the version to 2.0 for keys on elliptic curves (ISO/TS 32002). PAdES allows them in PDF 1.7 with the
    extension `ESIC`, which it then writes; so the version stays, and the extensions of PDF 2.0 are left out.
    """

    def __init__(self, pdf: bytes) -> None:
        super().__init__(BytesIO(pdf))

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Raise the version, at most to 1.7."""
        super().ensure_output_version(min(version, VERSION))  # type: ignore[no-untyped-call] # pyHanko's, in part typed

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Name an extension of PDF 1.7 in the catalogue."""
        if ext.base_version != _OF_PDF_2:
            super().register_extension(ext)

    def updated(self) -> bytes:
        """Return the PDF with this update."""
        out = BytesIO()
        self.write(out)  # type: ignore[no-untyped-call] # the same
        return out.getvalue()


def reader_of(pdf: bytes) -> PdfFileReader:
    """Open a PDF of our own making."""
    return PdfFileReader(BytesIO(pdf))


def _wanted(record: logging.LogRecord) -> bool:
    """Whether pyHanko's message is for us. That nothing is fetched is what we want; it warns at each signature."""
    return not str(record.msg).startswith("Validation/revocation info will be embedded, but fetching is not allowed")


logging.getLogger("pyhanko.sign.signers.pdf_signer").addFilter(_wanted)
