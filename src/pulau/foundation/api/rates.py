"""How often somebody may ask, counted in this process: no request waits for a database because of it.

A server of several processes counts in each of them, so that as many times more may get through; what is guarded is the
machine, not a price. Windows are a minute long and begin with the first request.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

WINDOW: Final = 60.0
"""Seconds."""
_MOST: Final = 20_000


class Rates:
    """Counts by whom, of the newest some thousands of them: what is forgotten begins anew."""

    def __init__(self) -> None:
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def wait(self, who: str, most: int, now: float) -> int:
        """Count a request at `now` (seconds), and return 0; or in how many whole seconds the next one is taken."""
        with self._lock:
            began, count = self._counts.get(who, (now, 0))
            if not began <= now < began + WINDOW:
                began, count = now, 0
            if count >= most:
                return max(1, int(began + WINDOW - now + 0.999))
            self._counts[who] = (began, count + 1)
            self._counts.move_to_end(who)
            if len(self._counts) > _MOST:
                self._counts.popitem(last=False)
        return 0

    def clear(self) -> None:
        """Forget every count."""
        with self._lock:
            self._counts.clear()
