"""A portal that is kept ready, with a clock that a test turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from pulau.foundation.standing import clock
from tests.foundation.standing import site

BEGIN = 1_795_763_220.0
"""27 November 2026, 14.07 in Jakarta."""


@dataclass(slots=True)
class Portal:
    """The folder that processes share, and the time."""

    folder: Path
    now: float = BEGIN

    def process(self) -> Client:
        """Return somebody who asks a process of its own: nothing is in its memory yet."""
        return Client()

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def files(self) -> list[Path]:
        """Return the files of kept pages."""
        return [path for path in self.folder.glob("pages/*/*") if path.is_file()]


@pytest.fixture
def portal(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    """Keep pages ready, in this test."""
    settings.ROOT_URLCONF = "tests.foundation.standing.site"
    settings.STANDING_MEMORY_MB = settings.STANDING_DISK_MB = 4
    settings.STANDING_FOLDER = tmp_path / "standing"
    there = Portal(tmp_path / "standing")
    monkeypatch.setattr(clock, "now", lambda: there.now)
    site.clear()
    yield there
    site.clear()


def text(answer: Any) -> str:  # noqa: ANN401 - an answer of Django's client
    """Return what a page says."""
    said: str = answer.content.decode()
    return said
