"""Which files are taken in beside a declaration, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from pulau.apps.declarations.plans import FILE_EMPTY, FILE_KIND, FILE_LARGE, LARGEST_ATTACHMENT, DeclarationRefused

LONGEST_FILE_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken in: how it begins, and how its name may end."""

    media_type: str
    begins: bytes
    endings: frozenset[str]


KINDS: Final = (
    FileKind("application/pdf", b"%PDF-", frozenset({".pdf"})),
    FileKind("image/jpeg", b"\xff\xd8\xff", frozenset({".jpg", ".jpeg"})),
    FileKind("image/png", b"\x89PNG\r\n\x1a\n", frozenset({".png"})),
)


def kind_of(name: str, content: bytes) -> FileKind:
    """Return what a file is, by its bytes and its name. Raises DeclarationRefused."""
    if not content:
        raise DeclarationRefused(FILE_EMPTY, "file")
    if len(content) > LARGEST_ATTACHMENT:
        raise DeclarationRefused(FILE_LARGE, "file")
    ending = PurePath(name).suffix.lower()
    found = next((kind for kind in KINDS if content.startswith(kind.begins) and ending in kind.endings), None)
    if found is None:
        raise DeclarationRefused(FILE_KIND, "file")
    return found


def plain_name(name: str) -> str:
    """Return a file's own name without its folders and without signs that no name needs, its ending kept."""
    own = PurePath(name.replace("\\", "/")).name
    clean = "".join(sign for sign in own if sign.isprintable() and sign not in '<>:"/|?*')
    path = PurePath(clean)
    return f"{path.stem[: LONGEST_FILE_NAME - len(path.suffix)]}{path.suffix}"
