"""Where a file lies by its digest, and the digest of what is read in pieces."""

from __future__ import annotations

import hashlib
from typing import BinaryIO


def place_of(digest: str) -> str:
    """Return the path below a store: `ab/cd/abcd…`, so that no folder grows large."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def sha256_of(file: BinaryIO) -> str:
    """Return the SHA-256 of the rest of a file, read in pieces, in 64 hexadecimal digits."""
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # stubs ask for more than is used
