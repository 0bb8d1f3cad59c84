"""Each test begins with no request counted and no file kept by another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from pulau.apps.opendata import limits


@pytest.fixture(autouse=True)
def fresh(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    settings.PICTURES_FOLDER = tmp_path / "pictures"
    limits.forget()
    yield
    limits.forget()
