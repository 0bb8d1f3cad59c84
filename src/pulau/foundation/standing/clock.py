"""The one clock of pages kept ready, so that a test can turn it."""

from __future__ import annotations

import time


def now() -> float:
    """Return seconds since 1970: the same for all processes that share a folder."""
    return time.time()
