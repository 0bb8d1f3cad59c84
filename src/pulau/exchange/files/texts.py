"""Plain text and tables of text: which letters they are in, whether they are text at all, formulas in them."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, Final

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.files.model import Findings, Subject, pieces

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHERS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
"""Control signs that no text has; kept apart from tabs, ends of lines and pages, and escape."""
_FORMULA: Final = re.compile(
    r"(?:^|[,;\t\"\n]) {0,8}(?:[=@][A-Za-z0-9@|('+-]|[+-][A-Za-z@]{1,40}[(|!]|(?:cmd|powershell|mshta|rundll32)[|(])",
    re.IGNORECASE | re.MULTILINE,
)
"""Cells that a spreadsheet would calculate, not show; bounded, so that no text can make the search long."""


def check_text(subject: Subject) -> Findings:
    """Check that a file is text throughout; marks a table whose cells a spreadsheet would take for formulas."""
    encoding = encoding_of(subject.file, subject.seen.head)
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    formulas, kept = False, ""
    try:
        for piece in pieces(subject.file):
            text = decoder.decode(piece)
            if _OTHERS.search(text):
                raise BadInput.because("file-not-text", subject.name)
            formulas = formulas or bool(_FORMULA.search(kept + text))
            kept = text[-64:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise BadInput.because("file-not-text", subject.name) from None
    return Findings(notes=(Problem.of("note-formulas"),) if formulas and subject.claimed.code == "csv" else ())


def encoding_of(file: BinaryIO, head: bytes) -> str:
    """Return the encoding of a text: by its mark, else UTF-8 where all of it is, else that of Windows in the West."""
    if head.startswith(_UTF16):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        for piece in pieces(file):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"  # cp1252 lacks five bytes, which old files use
    return "utf-8-sig"
