"""Files that are zip archives inside: office files of today, OpenDocument, and zip archives of evidence."""

from __future__ import annotations

import mmap
import struct
import zipfile
from contextlib import closing
from itertools import pairwise
from typing import IO, BinaryIO, Final, cast

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.detecting import ZIP, is_program
from pulau.exchange.files.kinds import Group, extension_of, kind_of_name
from pulau.exchange.files.model import Findings, Subject
from pulau.exchange.files.office import check_office, check_opendocument
from pulau.exchange.safety.archive import Archive, Measure, open_archive

_LARGEST_TYPES: Final = 10_000_000
_TYPES: Final = "[content_types].xml"
_MIMETYPE: Final = "mimetype"
_OASIS: Final = b"application/vnd.oasis.opendocument."
_OASIS_KINDS: Final = {_OASIS + b"text": "odt", _OASIS + b"spreadsheet": "ods", _OASIS + b"presentation": "odp"}
_END: Final = b"PK\x05\x06"
_COMMENT: Final = struct.Struct("<20xH")
_PARTS_OF_MAIN: Final = {b"wordprocessingml": "docx", b"spreadsheetml": "xlsx", b"presentationml": "pptx"}


def check_container(subject: Subject) -> Findings:
    """Check an office file or a zip archive. Raises BadInput; nothing of it is written anywhere."""
    with closing(mmap.mmap(subject.file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
        archive = _opened(subject, data)
        try:
            found = _kind_of(archive)
            if found != subject.claimed.code:
                extension = f".{subject.claimed.code}"
                raise BadInput.because("file-kind-differs", subject.name, extension=extension, found=f".{found}")
            if found == ZIP:
                return _check_bundle(subject, archive)
            check = check_office if subject.claimed.group is Group.OFFICE else check_opendocument
            return check(subject, archive)
        except BadInput as error:
            raise in_words_of_files(error, subject.name) from None


def opened(data: mmap.mmap, place: str, measure: Measure) -> Archive:
    """Open a checked container for reading. Raises BadInput in the words of files."""
    try:
        return open_archive(data, place, measure)
    except BadInput as error:
        raise in_words_of_files(error, place) from None


def ends_as_zip(tail: bytes) -> bool:
    """Whether the end of a file is that of a zip archive, whatever it begins with."""
    return _behind_end(tail) is not None


def _behind_end(tail: bytes) -> bytes | None:
    """Return what stands behind the last end of a zip archive and its comment; None where there is no such end."""
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _COMMENT.size:
        return None
    (comment,) = _COMMENT.unpack_from(tail, at)
    end = at + _COMMENT.size + comment
    return tail[end:] if end <= len(tail) else None


def in_words_of_files(error: BadInput, place: str) -> BadInput:
    """Say a problem of a container as one of a file: what the checks of workbooks call a workbook is any file here."""
    problem = error.problems[0]
    values = dict(problem.params)
    match problem.code:
        case "workbook-bomb":
            code = "file-unpacks-too-big"
        case "workbook-encrypted":
            code = "file-encrypted"
        case "workbook-odd-part":
            code = "file-odd-part"
        case "workbook-too-many-parts":
            code = "file-too-many-parts"
        case "workbook-macro":
            code = "file-has-macros"
        case "workbook-doctype":
            code = "file-has-doctype"
        case "workbook-broken":
            code = "file-broken"
        case _:
            return error
    return BadInput.because(code, place, **(values | {"part": values.get("part", "")[:60]}))


def _opened(subject: Subject, data: mmap.mmap) -> Archive:
    if (_behind_end(subject.seen.tail) or b"").strip(b"\0"):
        raise BadInput.because("file-goes-on", subject.name)
    archive = opened(data, subject.name, Measure(subject.limits.parts, subject.limits.unpacked))
    places = sorted((part.start, part.start + part.packed) for part in archive.parts.values())
    if any(end > start for (_, end), (start, _) in pairwise(places)):
        raise subject.broken("zip")  # entries that share bytes: nothing that packs files does so
    return archive


def _kind_of(archive: Archive) -> str:
    if _TYPES in archive.parts and "_rels/.rels" in archive.parts:
        types = archive.read(_TYPES) if archive.parts[_TYPES].size < _LARGEST_TYPES else b""
        mains = {code for mark, code in _PARTS_OF_MAIN.items() if mark + b"." in types and b".main+xml" in types}
        folders = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
        held = {code for folder, code in folders.items() if any(name.startswith(folder) for name in archive.parts)}
        return next(iter(held & mains or held), ZIP)
    if _MIMETYPE in archive.parts:
        return _OASIS_KINDS.get(archive.head(_MIMETYPE, 100).strip(), ZIP)
    return ZIP


def _check_bundle(subject: Subject, archive: Archive) -> Findings:
    if not archive.parts:
        raise BadInput.because("file-empty", subject.name)
    names = _names_as_written(archive)
    for name in archive.parts:
        kind = kind_of_name(name)
        if is_program(archive.head(name, 128)) or (kind is None and not is_archive(name)):
            raise BadInput.because("file-part-refused", subject.name, part=name[:60])
        if kind is None or kind.group is Group.BUNDLE:
            raise BadInput.because("file-nested", subject.name, part=name[:60])
    return Findings(names=names)


def _names_as_written(archive: Archive) -> tuple[str, ...]:
    source = cast("IO[bytes]", archive.data)
    with zipfile.ZipFile(source) as opened_again:
        return tuple(entry.filename for entry in opened_again.infolist() if not entry.is_dir())


def is_archive(name: str) -> bool:
    """Whether a name is that of an archive of some kind."""
    return extension_of(name) in {"zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "jar", "iso", "cab"}


def unpack_part(subject: Subject, name: str, into: BinaryIO) -> None:
    """Write a part of a checked zip archive to a file. Raises BadInput where it is broken."""
    with closing(mmap.mmap(subject.file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
        archive = opened(data, subject.name, Measure(subject.limits.parts, subject.limits.unpacked))
        try:
            into.writelines(archive.chunks(name.lower()))
        except BadInput as error:
            raise in_words_of_files(error, subject.name) from None
