"""The secret key of an embedded installation: made once, kept in PULAU_HOME, readable by its owner only."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

FILE_NAME = "secret-key"


def kept_secret_key(home: Path) -> str:
    """Return the key kept in `home`, making it on first use. Safe when two processes start at once."""
    path = home / FILE_NAME
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        _write_once(path)
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path) -> None:
    """Write a complete file beside `path`, then link it there unless another process was first."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # mode 0600 from the start
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        Path(draft).unlink()
