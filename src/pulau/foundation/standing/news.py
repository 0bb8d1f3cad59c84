"""How all processes of a machine learn that what stands is old: two small files, whose time is all that they tell.

`forget()`: make everything anew when it is next asked for; while the database is away, what stood may still be shown.
`withdraw()`: besides, never show again what stood before.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from pulau.foundation.standing import clock
from pulau.foundation.standing.disk import Disk

LOOK_SECONDS: Final = 1.0
"""How often a process looks."""
_NEWS: Final = "news"
_WITHDRAWN: Final = "withdrawn"


def forget() -> None:
    """Let everything that is kept on this machine be made anew, once the transaction around this is committed."""
    transaction.on_commit(partial(_raise, _NEWS))


def withdraw() -> None:
    """As `forget`, for what must not be seen any longer: nothing from before is shown again, nor left in files."""
    transaction.on_commit(_withdraw)


def _withdraw() -> None:
    _raise(_WITHDRAWN)
    if settings.STANDING_FOLDER is not None:
        Disk(settings.STANDING_FOLDER, 0).clear()


def _raise(name: str) -> None:
    """Set a file's time to now, by our own clock: that of the file system may be some milliseconds behind it."""
    folder: Path | None = settings.STANDING_FOLDER
    if folder is None:
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / name).touch()
    os.utime(folder / name, (clock.now(), clock.now()))


class News:
    """What the files tell, looked at once a second."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._look_at = 0.0
        self._told = (0.0, 0.0)

    def told(self, now: float) -> tuple[float, float]:
        """Return before when everything is old, and before when nothing may be shown at all."""
        if self._folder is not None and not self._look_at - LOOK_SECONDS <= now < self._look_at:
            self._look_at = now + LOOK_SECONDS
            withdrawn = _time_of(self._folder / _WITHDRAWN)
            self._told = (max(_time_of(self._folder / _NEWS), withdrawn), withdrawn)
        return self._told


def _time_of(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0
