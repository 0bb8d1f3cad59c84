"""Loading Pulau: some three thousand modules, which stay for as long as the process lives."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Load what stays without looking for garbage among it, then or later; that is a fifth of the time it takes."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
