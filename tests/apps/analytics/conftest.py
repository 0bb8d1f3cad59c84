"""Each test has a folder of its own for snapshots."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def snapshots(settings: Any, tmp_path: Path) -> Path:  # noqa: ANN401 - pytest-django hides its type
    """Return where snapshots lie."""
    settings.ANALYTICS_FOLDER = tmp_path / "snapshots"
    return tmp_path / "snapshots"
