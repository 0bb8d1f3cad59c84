"""Pictures of links, each drawn once: kept in a folder by what it shows and the version of Pulau that drew it.

Drawing one takes a processor for a good part of a second, so a process draws one at a time; who comes while it draws
waits a little, and is then told to come again.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from django.conf import settings

from pulau import __version__
from pulau.core.shared.digest import canonical_bytes
from pulau.exchange.sharing_picture import sharing_picture

if TYPE_CHECKING:
    from pulau.exchange.sharing_picture import SharingPicture

MOST: Final = 20_000
"""Pictures that are kept, some 1.2 GB at the most; the oldest go first."""
PATIENCE_SECONDS: Final = 5.0
_SWEEP_EVERY: Final = 200
_log: Final = logging.getLogger(__name__)
_turn: Final = Lock()
_drawn = 0


class PainterBusy(Exception):  # noqa: N818 - a fact, as every error of this project
    """Others are being drawn; ask again in some seconds."""


def picture(wanted: SharingPicture) -> bytes:
    """Return a picture as PNG. Raises PainterBusy."""
    place = settings.PICTURES_FOLDER / f"{_digest(wanted)}.png"
    with suppress(FileNotFoundError):
        return bytes(place.read_bytes())
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise PainterBusy
    try:
        with suppress(FileNotFoundError):
            return bytes(place.read_bytes())  # whoever was before us drew it
        made = sharing_picture(wanted)
        _keep(place, made)
        return made
    finally:
        _turn.release()


def _digest(wanted: SharingPicture) -> str:
    told = {**asdict(wanted), "drawn_by": __version__}
    standing = wanted.standing
    if standing is not None:
        told["standing"] = [standing.state.value, standing.since.isoformat() if standing.since else ""]
    return hashlib.sha256(canonical_bytes(told)).hexdigest()


def _keep(place: Path, made: bytes) -> None:
    """Keep a picture, whole or not at all; where there is no room it is drawn again the next time."""
    global _drawn  # noqa: PLW0603 - counts between sweeps, under the turn
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".draw-")
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        Path(name).replace(place)
        _drawn += 1
        if _drawn % _SWEEP_EVERY == 1:
            sweep(place.parent)
    except OSError as problem:
        _log.warning("a picture could not be kept: %s", problem)


def sweep(folder: Path, most: int = MOST) -> None:
    """Remove the oldest pictures where there are more than `most`."""
    files = sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
    for path in files[: max(0, len(files) - most)]:
        path.unlink(missing_ok=True)
