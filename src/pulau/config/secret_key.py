"""What an embedded installation makes once and keeps in PULAU_HOME, readable by its owner only: its keys."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet

from pulau.config.environment import SettingInvalid

FILE_NAME = "secret-key"
DATA_FILE = "data-keys"


def kept_secret_key(home: Path) -> str:
    """Return the key that signs sessions and links, making it on first use. Safe when two processes start at once."""
    return _kept(home / FILE_NAME, lambda: secrets.token_urlsafe(50))


def kept_data_keys(home: Path) -> list[str]:
    """Return the keys that seal values in the database, newest first, making one on first use.

    Without this file those values are lost: it belongs into every backup, and not beside the database's.
    """
    return checked_keys(_kept(home / DATA_FILE, lambda: Fernet.generate_key().decode()).split())


def checked_keys(keys: list[str]) -> list[str]:
    """Return the keys. Raises SettingInvalid, which does not show it, for one that is none."""
    for number, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError as error:
            raise SettingInvalid(f"PULAU_DATA_KEYS: key {number} is not 32 bytes in URL-safe base64") from error
    return keys


def _kept(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, make())
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    """Write a complete file beside `path`, then link it there unless another process was first."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # mode 0600 from the start
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        Path(draft).unlink()
