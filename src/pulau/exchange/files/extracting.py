"""The words of a file, for finding it again: at most a million bytes, without what is no letter."""

from __future__ import annotations

import codecs
import mmap
import re
import unicodedata
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pypdfium2

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.containers import opened
from pulau.exchange.files.drawing import PDF_FAULTS
from pulau.exchange.files.kinds import KINDS, Group, Kind
from pulau.exchange.files.passing import HEAD
from pulau.exchange.files.texts import encoding_of
from pulau.exchange.safety.archive import Archive, Measure
from pulau.exchange.safety.cells import parse

MOST: Final = 1_000_000
"""Bytes of text in UTF-8."""
_MOST_PAGES: Final = 1_000
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES: Final = re.compile(r"[ \t\u00a0]+")
_LINES: Final = re.compile(r"\s*\n\s*")
_PARTS: Final = {
    "docx": re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"),
    "xlsx": re.compile(r"xl/(?:sharedstrings|worksheets/[^/]+|comments\d*)\.xml"),
    "pptx": re.compile(r"ppt/(?:slides|notesslides)/[^/]+\.xml"),
}
_ODF_PART: Final = re.compile(r"content\.xml")
_WORDS: Final = frozenset({"t"})
_BREAKS: Final = frozenset({"p", "h", "si", "is", "row", "br", "tab", "c", "table-cell", "line-break", "s"})


class _Enough(Exception):  # noqa: N818 - a fact, as every error of this project
    """There is as much text as is kept."""


@dataclass(slots=True)
class _Words:
    """Gathers what stands in the elements that hold words; `everywhere` where all of them do."""

    everywhere: bool
    found: list[str] = field(default_factory=list)
    size: int = 0
    inside: int = 0

    def start(self, element: str, _: dict[str, str]) -> None:
        self.inside += element.rpartition(":")[2] in _WORDS

    def end(self, element: str) -> None:
        name = element.rpartition(":")[2]
        self.inside -= name in _WORDS
        if name in _BREAKS:
            self.found.append("\n")

    def text(self, data: str) -> None:
        if not (self.everywhere or self.inside):
            return
        self.found.append(data)
        self.size += len(data)
        if self.size > MOST:
            raise _Enough


def text_of(path: Path, kind: Kind, unpacked: int, parts: int) -> str:
    """Return the words of a file, tidied and cut; nothing for kinds without words. Raises BadInput or PDF_FAULTS."""
    if kind.group is Group.PDF:
        return tidy(_of_pdf(path))
    if kind.group is Group.TEXT:
        return tidy(_of_text(path))
    if kind.group in {Group.OFFICE, Group.OPENDOCUMENT, Group.BUNDLE}:
        with path.open("rb") as file, closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
            archive = opened(data, path.name, Measure(parts, unpacked))
            return tidy("\n".join(archive.parts) if kind is KINDS["zip"] else _of_parts(archive, kind))
    return ""


def tidy(text: str) -> str:
    """Return a text in NFC with single spaces, without unseen signs, of at most MOST bytes."""
    plain = _UNSEEN.sub("", text.replace("\r", "\n").replace("\f", "\n"))
    plain = _LINES.sub("\n", _SPACES.sub(" ", unicodedata.normalize("NFC", plain))).strip()
    return plain.encode("utf-8", "ignore")[:MOST].decode("utf-8", "ignore")


def _of_pdf(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    found, size = list[str](), 0
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            text = document[number].get_textpage().get_text_bounded()
        except PDF_FAULTS:
            continue
        found.append(text)
        size += len(text)
        if size > MOST:
            break
    return "\n".join(found)


def _of_text(path: Path) -> str:
    with path.open("rb") as file:
        encoding = encoding_of(file, file.read(HEAD))
        file.seek(0)
        return codecs.getincrementaldecoder(encoding)(errors="replace").decode(file.read(4 * MOST))


def _of_parts(archive: Archive, kind: Kind) -> str:
    wanted = _PARTS.get(kind.code, _ODF_PART)
    words = _Words(everywhere=kind.group is Group.OPENDOCUMENT)
    try:
        for name in sorted(name for name in archive.parts if wanted.fullmatch(name)):
            parse(archive, name, start=words.start, end=words.end, text=words.text)
            words.found.append("\n")
    except _Enough:
        pass
    except BadInput:
        words.found.append("\n")  # what was read before the break is worth finding
    return "".join(words.found)
