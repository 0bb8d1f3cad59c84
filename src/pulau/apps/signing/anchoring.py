"""The anchors on disk: the certificates that whoever checks documents without this site has to trust."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from pulau.apps.signing import authority
from pulau.apps.signing.selectors.inspecting import public_anchors

FILE: Final = "root.pem"


def write_anchors(folder: Path, now: datetime) -> Path:
    """Write the anchors, old ones too, into a folder; makes the authority where there is none. Raises OSError.

    The file is moved into its place whole: nobody reads half of it.
    """
    authority.house(now)
    folder.mkdir(parents=True, exist_ok=True)
    path, beside = folder / FILE, folder / f".{FILE}"
    beside.write_text(public_anchors(), encoding="ascii")
    beside.replace(path)
    return path
