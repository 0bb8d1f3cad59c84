"""Names of files from strangers, made so that they can do no harm in a folder, a header, an archive or a page."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MOST: Final = 150
"""Most characters of a name, its extension included."""
MOST_BYTES: Final = 240
"""Most bytes of it in UTF-8: file systems take 255, and archives add a mark of their own."""
NAMELESS: Final = "berkas"
_LONGEST_EXTENSION: Final = 10
_FORBIDDEN: Final = re.compile(r'[<>:"|?*%;`$\\/]')
"""What some file system, shell, address or header would read as more than a letter."""
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
"""Devices, not files, on Windows, with any extension."""
_SPACES: Final = re.compile(r"\s+")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control and direction marks, halves of pairs, private and unassigned signs, separators of lines."""


def safe_name(name: str) -> str:
    """Return a name of at most 150 characters in NFC without a path, unseen signs, leading dots or device names.

    It keeps letters of any script, digits, spaces and common punctuation, and its extension; what is nothing without
    the rest becomes `berkas`. A safe name stays as it is.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8")))[-1]
    shown = "".join(sign for sign in _SPACES.sub(" ", last) if unicodedata.category(sign) not in _UNSEEN)
    plain = _tidy(unicodedata.normalize("NFC", _FORBIDDEN.sub("_", shown)))
    if not plain.strip("_"):
        return NAMELESS
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def _tidy(name: str) -> str:
    return _SPACES.sub(" ", name).strip(" .")


def _shortened(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > _LONGEST_EXTENSION or not stem:
        stem, dot, extension = name, "", ""
    ending = dot + extension
    while len(stem) + len(ending) > MOST or len((stem + ending).encode()) > MOST_BYTES:
        stem = stem[: min(len(stem) - 1, MOST - len(ending))]
    # A letter may have lost the mark that followed it: the cut is made NFC again, and can only be shorter.
    return unicodedata.normalize("NFC", stem.rstrip(" .") + ending) if stem.rstrip(" .") else NAMELESS + ending
