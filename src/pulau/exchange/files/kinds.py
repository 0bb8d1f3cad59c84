"""The kinds of files that evidence may have; a file is of a kind only where its name and its first bytes say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Group(StrEnum):
    """What kinds have in common: how they are checked and shown."""

    PDF = "pdf"
    IMAGE = "image"
    OFFICE = "office"
    OPENDOCUMENT = "opendocument"
    OLD_OFFICE = "old-office"
    TEXT = "text"
    MEDIA = "media"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its code (`pdf`), the media type it is served with, the extensions it goes by, its group."""

    code: str
    media: str
    extensions: tuple[str, ...]
    group: Group

    @property
    def viewed(self) -> bool:
        """Whether pages of it can be drawn (of office files where LibreOffice is there)."""
        return self.group not in {Group.TEXT, Group.MEDIA, Group.BUNDLE}


_OPEN: Final = "application/vnd.openxmlformats-officedocument"
_OASIS: Final = "application/vnd.oasis.opendocument"
_ALL: Final = (
    Kind("pdf", "application/pdf", ("pdf",), Group.PDF),
    Kind("jpeg", "image/jpeg", ("jpg", "jpeg", "jfif"), Group.IMAGE),
    Kind("png", "image/png", ("png",), Group.IMAGE),
    Kind("webp", "image/webp", ("webp",), Group.IMAGE),
    Kind("gif", "image/gif", ("gif",), Group.IMAGE),
    Kind("tiff", "image/tiff", ("tif", "tiff"), Group.IMAGE),
    Kind("docx", f"{_OPEN}.wordprocessingml.document", ("docx",), Group.OFFICE),
    Kind("xlsx", f"{_OPEN}.spreadsheetml.sheet", ("xlsx",), Group.OFFICE),
    Kind("pptx", f"{_OPEN}.presentationml.presentation", ("pptx",), Group.OFFICE),
    Kind("odt", f"{_OASIS}.text", ("odt",), Group.OPENDOCUMENT),
    Kind("ods", f"{_OASIS}.spreadsheet", ("ods",), Group.OPENDOCUMENT),
    Kind("odp", f"{_OASIS}.presentation", ("odp",), Group.OPENDOCUMENT),
    Kind("doc", "application/msword", ("doc",), Group.OLD_OFFICE),
    Kind("xls", "application/vnd.ms-excel", ("xls",), Group.OLD_OFFICE),
    Kind("ppt", "application/vnd.ms-powerpoint", ("ppt",), Group.OLD_OFFICE),
    Kind("csv", "text/csv", ("csv",), Group.TEXT),
    Kind("txt", "text/plain", ("txt",), Group.TEXT),
    Kind("mp4", "video/mp4", ("mp4", "m4v"), Group.MEDIA),
    Kind("mov", "video/quicktime", ("mov",), Group.MEDIA),
    Kind("webm", "video/webm", ("webm",), Group.MEDIA),
    Kind("mp3", "audio/mpeg", ("mp3",), Group.MEDIA),
    Kind("m4a", "audio/mp4", ("m4a",), Group.MEDIA),
    Kind("zip", "application/zip", ("zip",), Group.BUNDLE),
)
KINDS: Final[Mapping[str, Kind]] = MappingProxyType({kind.code: kind for kind in _ALL})
"""The kinds by their code, in the order in which people are told of them."""
_BY_EXTENSION: Final = {extension: kind for kind in _ALL for extension in kind.extensions}
ACCEPT: Final = ",".join(f".{extension}" for extension in _BY_EXTENSION)
"""For `<input accept>`: every extension with its dot."""


def extension_of(name: str) -> str:
    """Return what stands after the last dot of a name, in lower case; nothing where there is no dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind_of_name(name: str) -> Kind | None:
    """Return the kind that a file's name claims; None where its extension is none that is taken."""
    return _BY_EXTENSION.get(extension_of(name))


def known_extensions() -> str:
    """Return the extensions for a sentence: `.pdf, .jpg, …`, one a kind."""
    return ", ".join(f".{kind.extensions[0]}" for kind in _ALL)
