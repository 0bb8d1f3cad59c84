"""What kind of workbook a file is, and whether it may be opened at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.core.shared.problems import BadInput
from pulau.exchange.safety.archive import Archive, open_archive
from pulau.exchange.safety.cells import WORKSHEET, Limits, check_sheets, parse
from pulau.exchange.safety.opendocument import CONTENT, check_opendocument, refuse_encrypted

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_WORKBOOK_BYTES: Final = 12_000_000
MAX_PART: Final = 25_000_000
"""Most bytes of a part that is no sheet (texts, styles): a parser keeps them whole."""
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BOOKS: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_ZIP: Final = b"PK"
_TYPES: Final = "[content_types].xml"
_BOOK: Final = "xl/workbook.xml"
_WHOLE: Final = ""
"""The name under which the relations of the container itself are asked for."""
_ROOT: Final = re.compile(rb"<[A-Za-z_]")
_MARKUP: Final = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0")
_TEXTS_ROOT: Final = re.compile(rb"<(?:[^<>\s/!?:]*:)?sst[\s/>]")
_SHEET_ROOT: Final = re.compile(rb"<(?:[^<>\s/!?:]*:)?(?:worksheet|dialogsheet|chartsheet|macrosheet)[\s>/]")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was checked: its container, the part that lists its sheets (of an .ods its content).

    `links` tells for an .ods where links stand in its sheets.
    """

    archive: Archive
    opendocument: bool
    book: str
    links: Mapping[str, list[tuple[int, int, str]]] = field(default_factory=dict)


def is_workbook(data: bytes) -> bool:
    """Whether a file looks like a workbook of any kind, readable or not."""
    return data.startswith((_ZIP, _COMPOUND, *_OLD_BOOKS))


def check_workbook(data: bytes, place: str, most: Limits = WORKSHEET) -> Workbook:
    """Check a workbook before it is parsed; `place` is its name for messages, `most` what a sheet of it may take.

    Raises BadInput for one that is too large, encrypted, old (.xls, .xlsb), with macros, broken, a bomb, or none.
    """
    if len(data) > MAX_WORKBOOK_BYTES:
        raise BadInput.because("file-too-large", place, limit_mb=MAX_WORKBOOK_BYTES // 1_000_000)
    _refuse_old(data, place)
    archive = open_archive(data, place)
    if place.lower().endswith((".xlsm", ".xltm", ".xlam")):
        raise BadInput.because("workbook-macro", place)
    for name in archive.parts:
        refuse_prolog(archive, name)
    if _TYPES in archive.parts:
        return _check_office(archive, most)
    if CONTENT in archive.parts:
        _refuse_large_parts(archive, frozenset({CONTENT}))
        refuse_encrypted(archive)
        return Workbook(archive, opendocument=True, book=CONTENT, links=check_opendocument(archive, most))
    raise BadInput.because("unknown-file-kind", place)


def _refuse_old(data: bytes, place: str) -> None:
    if data.startswith(_COMPOUND):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise BadInput.because("workbook-encrypted" if encrypted else "workbook-old", place)
    if data.startswith(_OLD_BOOKS):
        raise BadInput.because("workbook-old", place)


def _check_office(archive: Archive, most: Limits) -> Workbook:
    types = archive.read(_TYPES).lower()
    binary = any(name.endswith("workbook.bin") for name in archive.parts)
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in archive.parts):
        raise BadInput.because("workbook-macro", archive.place)
    if binary:
        raise BadInput.because("workbook-old", archive.place)
    if b"macroenabled" in types:
        raise BadInput.because("workbook-macro", archive.place)
    book = _book_of(archive)
    related = relations(archive, book).values()
    sheets = _parts_of(archive, _SHEET_ROOT, {target for kind, target in related if kind.lower().endswith("sheet")})
    texts = _parts_of(archive, _TEXTS_ROOT, {target for kind, target in related if kind.lower() == "sharedstrings"})
    _refuse_large_parts(archive, sheets)
    check_sheets(archive, sorted(sheets), sorted(texts), most)
    return Workbook(archive, opendocument=False, book=book)


def _book_of(archive: Archive) -> str:
    """Find the part that lists the sheets, as a parser does: by the relations of the container."""
    books = {target for kind, target in relations(archive, _WHOLE).values() if kind.lower() == "officedocument"}
    book = books.pop() if books else _BOOK
    if books:
        raise archive.broken("_rels/.rels")
    if book not in archive.parts:
        raise BadInput.because("unknown-file-kind", archive.place)
    return book


def _parts_of(archive: Archive, root: re.Pattern[bytes], related: set[str]) -> frozenset[str]:
    """Find every part that a parser could take for a sheet, or for the shared texts: by its root and by relation."""
    by_root = {name for name in archive.parts if root.search(archive.head(name))}
    return frozenset(by_root | (related & archive.parts.keys()))


def relations(archive: Archive, name: str) -> dict[str, tuple[str, str]]:
    """Read the relations of a part: id to (last word of its type, target as a part's name or an address)."""
    folder, _, file = name.rpartition("/")
    source = f"{folder}/_rels/{file}.rels".removeprefix("/")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == "Relationship":
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External":
                target = _resolve(folder, target)
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

    if source in archive.parts:
        parse(archive, source, start=start)
    return found


def _resolve(folder: str, target: str) -> str:
    steps: list[str] = [] if target.startswith("/") or not folder else folder.split("/")
    for step in target.strip("/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps).lower()


def refuse_prolog(archive: Archive, name: str) -> None:
    """Refuse a document type, the only place where XML can define entities that unfold without end."""
    head = archive.head(name)
    if not head.lstrip()[:3].startswith(_MARKUP) or name.startswith(("xl/media/", "pictures/")):
        return
    if b"\0" in head[:64] and name.endswith((".xml", ".rels")):
        raise archive.broken(name)  # UTF-16: no spreadsheet program writes it, and it would hide from what follows
    root = _ROOT.search(head)
    if root is None or b"<!" in head[: root.start()]:
        _refuse_prolog_slowly(archive, name)


def _refuse_prolog_slowly(archive: Archive, name: str) -> None:
    if name.endswith((".xml", ".rels", ".vml", ".rdf")):
        parse(archive, name)


def _refuse_large_parts(archive: Archive, sheets: frozenset[str]) -> None:
    for name, part in archive.parts.items():
        if part.size > MAX_PART and name not in sheets and name.endswith((".xml", ".rels")):
            raise BadInput.because("workbook-bomb", archive.place, part=name, limit_mb=MAX_PART // 1_000_000)
