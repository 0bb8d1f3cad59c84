"""The public log, as the operator decides it: checked, and as `settings.LOG` gives it to the app."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STORES: Final = ("local", "s3")
_ORIGIN: Final = re.compile(r"[^\s+]{1,200}")


class LogInvalid(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A setting of the log that cannot be used: which, and why."""

    def __init__(self, key: str, told: str) -> None:
        super().__init__(told)
        self.key = key


@dataclass(frozen=True, slots=True)
class LogSettings:
    """Whether there is a log, and where it lies. `origin` empty: made from the public address when the log begins.

    `folder` holds keys, staged batches and (where `store` is `local`) the static tree; `lock` is the lock store.
    `local_witnesses`: whether witnesses may lie in folders of this machine, as those of the demo do.
    `sequencer`: whether workers here may be the log's one sequencer.
    """

    enabled: bool = False
    origin: str = ""
    folder: Path = Path("log")
    lock: Path = Path("log/lock.sqlite3")
    store: str = "local"
    local_witnesses: bool = False
    sequencer: bool = True


def read_log(text: Callable[[str], str | None], home: Path, *, enabled: bool, sequencer: bool) -> LogSettings:
    """Read the settings of the log; a relative path begins in `home`. Raises LogInvalid."""
    origin, store = text("log_origin") or "", text("log_store") or "local"
    if origin and not _ORIGIN.fullmatch(origin):
        raise LogInvalid("log_origin", "is a name such as zi.example.id/log, without spaces and plus")
    if store not in STORES:
        raise LogInvalid("log_store", f"is {store!r}; allowed are {', '.join(STORES)}")
    folder = home / (text("log_folder") or "log")
    lock = home / (text("log_lock") or folder / "lock.sqlite3")
    return LogSettings(enabled, origin, folder, lock, store, sequencer=sequencer)
