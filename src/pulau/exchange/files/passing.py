"""One pass over a file: its digest, its ends, and marks of scripts that a browser or server might run."""

from __future__ import annotations

import hashlib
import os
import re
from typing import BinaryIO, Final

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.model import CHUNK, Limits, Seen

HEAD: Final = 64 * 1024
TAIL: Final = 66 * 1024
"""A zip's end may stand before a comment of 64 KB."""
_MARKS: Final = (b"<script", b"<?php", b"<html", b"<!doctype html")
_SCRIPT: Final = re.compile(rb"<script[\s>]|<\?php[\s]|<html[\s>]|<!doctype html", re.IGNORECASE)
_OVERLAP: Final = 32


def pass_over(file: BinaryIO, place: str, limits: Limits) -> Seen:
    """Read a file once, from start to end. Raises BadInput where it is empty, too big, or written to meanwhile."""
    before = os.fstat(file.fileno())
    if before.st_size > limits.size:
        raise BadInput.because("file-too-big", place, limit_mb=limits.size // 1_000_000)
    digest, size, script, head, tail = hashlib.sha256(), 0, False, b"", b""
    file.seek(0)
    while piece := file.read(CHUNK):
        digest.update(piece)
        size += len(piece)
        script = script or _holds_script(tail[-_OVERLAP:] + piece)
        head = head or piece[:HEAD]
        tail = (tail + piece)[-TAIL:]
    if not size:
        raise BadInput.because("file-empty", place)
    after = os.fstat(file.fileno())
    if (size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise BadInput.because("file-changed", place)
    return Seen(size, digest.hexdigest(), head, tail, script)


def _holds_script(piece: bytes) -> bool:
    lower = piece.lower()
    # Finding words is many times quicker than matching, and almost no file holds one.
    return any(mark in lower for mark in _MARKS) and bool(_SCRIPT.search(piece))
