"""The published vectors as a log that this installation follows: its policy trusts them, it has no log of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from pulau.config.log import LogSettings

if TYPE_CHECKING:
    from django.conf import LazySettings

VECTORS: Final[dict[str, Any]] = json.loads(Path("docs/domain/log-vectors.json").read_text(encoding="utf-8"))
POLICY: Final[str] = VECTORS["policy"]


@pytest.fixture
def vector_log(settings: LazySettings, tmp_path: Path) -> Path:
    """Trust the log of the vectors; its folder."""
    folder = tmp_path / "log"
    (folder / "tree").mkdir(parents=True)
    lines = POLICY.splitlines(keepends=True)
    logs = [line.split()[1] for line in lines if line.startswith("log ")]
    (folder / "known-keys").write_text("".join(f"{vkey}\n" for vkey in logs), encoding="utf-8")
    rest = "".join(line for line in lines if not line.startswith("log "))
    (folder / "witnesses").write_text(rest, encoding="utf-8")
    (folder / "tree" / "policy").write_text(POLICY, encoding="utf-8")
    settings.LOG = LogSettings(enabled=True, folder=folder, lock=folder / "lock.sqlite3", sequencer=False)
    return folder
