"""Regulation packs from files: those that come with Pulau, and those a user tries out."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.parse import PackParser, parse_pack
from pulau.core.regulation.source import parse_source
from pulau.core.regulation.wording import Wording, parse_wording
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from pulau.core.regulation.model import Pack

MAX_PACK_BYTES: Final = 2_000_000
_PACK: Final = "pack.yaml"
_LOADING: Final = Lock()


@cache
def available() -> tuple[str, ...]:
    """List the ids of the packs that come with Pulau, newest regulation first."""
    found = [entry.name for entry in _root().iterdir() if entry.joinpath(_PACK).is_file()]
    return tuple(sorted(found, key=_year_and_number, reverse=True))


@cache
def load_pack(pack_id: str) -> Pack:
    """Load a pack that comes with Pulau, checked and frozen. Raises BadInput for an unknown id."""
    with _LOADING:
        return _parser().pack(pack_id)


@cache
def load_wording(pack_id: str) -> Wording:
    """Load the words of a pack in both languages; a pack that takes parts from others has their words too."""
    folders = [_root().joinpath(pack_id), *(_root().joinpath(source) for source in _sources(pack_id))]
    texts = [
        (entry.read_text("utf-8"), f"{folder.name}/wording/{entry.name}")
        for folder in folders
        for entry in _words(folder)
    ]
    return parse_wording(load_pack(pack_id), texts)


def load_file(path: Path) -> Pack:
    """Load a pack or an overlay from a user's file; what it refers to may be a pack that comes with Pulau.

    Raises BadInput for a file that cannot be read, is too large, or is no pack.
    """
    text = read_user_text(path)
    own_id = parse_source(text, path.name)["id"].text()
    return parse_pack(own_id, partial(_read_or, own_id, (text, path.name)))


def pack_file_digest(pack_id: str) -> str:
    """Return the SHA-256 (64 hex digits) of the file of a pack that comes with Pulau; it is not parsed."""
    return hashlib.sha256(_read(pack_id)[0].encode()).hexdigest()


def read_user_text(path: Path) -> str:
    """Read a user's pack file as UTF-8 text. Raises BadInput."""
    try:
        if path.stat().st_size > MAX_PACK_BYTES:
            raise BadInput.because("file-too-large", path.name, limit_mb=MAX_PACK_BYTES // 1_000_000)
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise BadInput.because("file-not-utf8", path.name) from None
    except OSError as error:
        raise BadInput.because("file-unreadable", str(path), reason=error.strerror or "") from None


def cases_of(pack_id: str) -> Iterator[tuple[str, str]]:
    """Go through the worked examples of a pack: file name and text."""
    folder = _root().joinpath(pack_id, "cases")
    if folder.is_dir():
        for entry in sorted(folder.iterdir(), key=lambda found: found.name):
            if entry.name.endswith(".yaml"):
                yield f"{pack_id}/cases/{entry.name}", entry.read_text("utf-8")


def _root() -> Traversable:
    return files("pulau.regulations")


@cache
def _parser() -> PackParser:
    """Share what packs take from each other; the lock keeps two threads from one chain."""
    return PackParser(_read)


def _read(pack_id: str) -> tuple[str, str]:
    if pack_id not in available():
        raise BadInput.because("unknown-regulation", pack_id, known=", ".join(available()))
    return _root().joinpath(pack_id, _PACK).read_text("utf-8"), f"{pack_id}/{_PACK}"


def _read_or(own_id: str, own: tuple[str, str], pack_id: str) -> tuple[str, str]:
    return own if pack_id == own_id else _read(pack_id)


def _words(folder: Traversable) -> list[Traversable]:
    wording = folder.joinpath("wording")
    if not wording.is_dir():
        return []
    return sorted((e for e in wording.iterdir() if e.name.endswith(".yaml")), key=lambda found: found.name)


def _sources(pack_id: str) -> tuple[str, ...]:
    """Find the packs whose parts a pack takes, so that their words are known."""
    top = parse_source(*_read(pack_id))
    return tuple(entry["pack"].text() for entry in top["takes"].sequence()) if "takes" in top else ()


def _year_and_number(pack_id: str) -> tuple[int, int]:
    *_, number, year = pack_id.split("-")
    return int(year), int(number)
