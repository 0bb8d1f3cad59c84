"""A log of its own for each test, in a folder that is thrown away; witnesses beside it where a test asks for some."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.config.log import LogSettings
from pulau.exchange.log.trusted_logs import TrustedLog
from pulau.exchange.log.witnessing import create_witness

ORIGIN = "pulau.test/log"
WITNESSES = ("ombudsman", "bpkp", "universitas")
QUORUM = "group others any bpkp universitas\ngroup everyone all ombudsman others\nquorum everyone\n"


@pytest.fixture
def log(settings: LazySettings, tmp_path: Path) -> Path:
    """Have a log; its folder."""
    folder = tmp_path / "log"
    settings.LOG = LogSettings(
        enabled=True, origin=ORIGIN, folder=folder, lock=folder / "lock.sqlite3", local_witnesses=True
    )
    return folder


@pytest.fixture
def witnessed(log: Path, transactional_db: None) -> dict[str, Path]:
    """Have a log with three witnesses in folders beside it, the first of which is required; their folders by name."""
    return add_witnesses(log)


def add_witnesses(log: Path) -> dict[str, Path]:
    """Begin the log and let three witnesses into its policy; their folders by name."""
    once()
    [key] = places.known_keys()
    folders, lines = {}, ""
    for name in WITNESSES:
        folders[name] = log.parent / name
        made = create_witness(folders[name], f"{name}.test", [TrustedLog(key)])
        lines += f"witness {name} {made.vkey} file://{folders[name]}\n"
    places.write_witness_lines(lines + QUORUM)
    return folders
