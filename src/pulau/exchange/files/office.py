"""Office files of today and OpenDocument: no macros, nothing that fetches or starts something when it is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.files.model import Findings, Subject
from pulau.exchange.safety.archive import Archive
from pulau.exchange.safety.cells import parse
from pulau.exchange.safety.opendocument import CONTENT, refuse_encrypted
from pulau.exchange.safety.workbooks import refuse_prolog

_MACROS: Final = re.compile(r"(?:^|/)(?:vbaproject|vbadata|vbaprojectsignature)[^/]*$|/macrosheets/|/activex/")
_MACRO_TYPES: Final = (b"macroenabled", b"vbaproject")
_BOOK: Final = "[content_types].xml"
_OUTSIDE: Final = re.compile(r"(?:https?|ftp|smb|file|mhtml|ms-[a-z]+):|\\\\|//", re.IGNORECASE)
_FETCHED: Final = frozenset({"attachedtemplate", "oleobject", "frame", "subdocument", "package", "control"})
"""Relations that a program follows by itself when it opens the file."""
_LINKED: Final = frozenset({"hyperlink"})
_DDE: Final = re.compile(r"\bDDE(?:AUTO)?\b\s*[\"A-Za-z\\]")
_LARGEST_TEXT: Final = 60_000_000
_OLE_PACKAGE: Final = "\x01Ole10Native".encode("utf-16-le")
_SCRIPT_EVENTS: Final = "script:event-listener"


@dataclass(slots=True)
class _Links:
    """What the relations of an office file point to outside of it."""

    subject: Subject
    outside: bool = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Look at one relation. Raises BadInput for one that would be fetched when the file is opened."""
        if element.rpartition(":")[2] != "Relationship" or attributes.get("TargetMode", "").lower() != "external":
            return
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        target = attributes.get("Target", "")
        if kind in _LINKED or not target:
            return
        if kind in _FETCHED and _OUTSIDE.match(target) and not _is_own_disk(target):
            raise BadInput.because("file-fetches", self.subject.name, part=target[:60])
        self.outside = True


@dataclass(slots=True)
class _Fields:
    """The instructions of fields of a text, and links of a table to other programs."""

    subject: Subject
    inside: bool = False
    words: list[str] = field(default_factory=list)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Note where an instruction begins. Raises BadInput for one that starts a program."""
        name = element.rpartition(":")[2]
        if name == "instrText":
            self.inside = True
        elif name == "fldSimple":
            self._judge("".join(value for key, value in attributes.items() if key.rpartition(":")[2] == "instr"))
        elif name == "ddeLink":
            raise BadInput.because("file-starts-program", self.subject.name, part="DDE")

    def end(self, element: str) -> None:
        """Judge the instruction, which may be written in pieces."""
        if element.rpartition(":")[2] == "instrText":
            self.inside = False
        elif element.rpartition(":")[2] == "p":
            self._judge("".join(self.words))
            self.words.clear()

    def text(self, data: str) -> None:
        """Keep the words of an instruction."""
        if self.inside:
            self.words.append(data)

    def _judge(self, instruction: str) -> None:
        if _DDE.search(instruction):
            raise BadInput.because("file-starts-program", self.subject.name, part="DDE")


def check_office(subject: Subject, archive: Archive) -> Findings:
    """Check a .docx, .xlsx or .pptx. Raises BadInput in the words of workbooks or of files."""
    types = archive.read(_BOOK).lower() if archive.parts[_BOOK].size < _LARGEST_TEXT else b""
    if any(mark in types for mark in _MACRO_TYPES) or any(_MACROS.search(name) for name in archive.parts):
        raise BadInput.because("file-has-macros", subject.name)
    links = _Links(subject)
    embedded = False
    for name in archive.parts:
        refuse_prolog(archive, name)
        if name.endswith(".rels"):
            parse(archive, name, start=links.start)
        elif "/embeddings/" in name:
            embedded = True
            _refuse_package(subject, archive, name)
        elif _may_start(name):
            fields = _Fields(subject)
            parse(archive, name, start=fields.start, end=fields.end, text=fields.text)
    notes = [Problem.of("note-outside-links")] if links.outside else []
    return Findings(notes=(*notes, *([Problem.of("note-embedded")] if embedded else [])))


def check_opendocument(subject: Subject, archive: Archive) -> Findings:
    """Check an .odt, .ods or .odp. Raises BadInput in the words of workbooks or of files."""
    if CONTENT not in archive.parts:
        raise subject.broken(CONTENT)
    refuse_encrypted(archive)
    outside: set[str] = set()

    def start(element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(":")[2]
        if element == _SCRIPT_EVENTS:
            raise BadInput.because("file-has-macros", subject.name)
        if name.startswith("dde-"):
            raise BadInput.because("file-starts-program", subject.name, part="DDE")
        target = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "href"), "")
        if name != "a" and _OUTSIDE.match(target):
            if name in {"object", "object-ole", "plugin", "floating-frame", "applet"}:
                raise BadInput.because("file-fetches", subject.name, part=target[:60])
            outside.add(target)

    for name in archive.parts:
        refuse_prolog(archive, name)
        if name in {CONTENT, "styles.xml", "settings.xml", "meta.xml"}:
            parse(archive, name, start=start)
    return Findings(notes=(Problem.of("note-outside-links"),) if outside else ())


def _is_own_disk(target: str) -> bool:
    """Whether an address is of the writer's own disk, as Word keeps for its templates; nobody else can be asked."""
    return bool(re.match(r"file:///[A-Za-z]:|file:///(?!/)[^/\\]", target, re.IGNORECASE))


def _may_start(name: str) -> bool:
    if not name.endswith(".xml"):
        return False
    return name.startswith("xl/externallinks/") or (name.startswith("word/") and name.count("/") == 1)


def _refuse_package(subject: Subject, archive: Archive, name: str) -> None:
    """Refuse an embedded object that is a file of any kind, a program among them. Raises BadInput."""
    kept = b""
    for chunk in archive.chunks(name):
        if _OLE_PACKAGE in kept + chunk:
            raise BadInput.because("file-has-embedded", subject.name, part=name[:60])
        kept = chunk[-64:]
    if name.endswith((".docm", ".xlsm", ".pptm", ".exe", ".xlsb")):
        raise BadInput.because("file-has-embedded", subject.name, part=name[:60])
