"""What is kept of a key."""

from __future__ import annotations

import hashlib


def token_digest(key: str) -> str:
    """Return what is kept of a key. The key has 256 random bits, so no salt and no slow hash is needed."""
    return hashlib.sha256(key.encode()).hexdigest()
