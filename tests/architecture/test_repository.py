"""What must not be in the repository: places of one machine, and where a lock was made from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LEFT_OUT = {
    ".git", ".venv", "node_modules", "var", "mutants", "dist", "build", "static", "htmlcov", "__pycache__",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache", "test-results",
}  # fmt: skip
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/[a-z]+)/")
REGISTRY = re.compile(r"registry\.npmjs|pythonhosted|pypi\.org/simple|deb\.debian")


def texts() -> Iterator[tuple[Path, str]]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in LEFT_OUT and not name.endswith(".egg-info")]
        for name in names:
            path = Path(folder) / name
            try:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # an image or a workbook


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine path", "registry"])
def test_no_file_names_a_place_of_one_machine(pattern: re.Pattern[str]) -> None:
    this = Path(__file__).relative_to(ROOT)
    found = [str(path) for path, text in texts() if path != this and pattern.search(text)]
    assert found == []


def pins(name: str) -> set[str]:
    """Each `name==release`, without its extras and the conditions under which it is installed."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return {f"{found[1]}=={found[2]}" for found in re.finditer(r"(?m)^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", text)}


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_a_lock_pins_each_release_and_hashes_each_file(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    blocks = re.findall(r"(?m)^([a-z0-9][^\n]*)\n((?:    --hash=[^\n]*\n)*)", text)
    assert len(blocks) > 20
    assert [first for first, hashes in blocks if "==" not in first or "--hash=sha256:" not in hashes] == []
    assert re.findall(r"(?m)^\s*(?:--(?:index|extra|find)|[^#\s]*(?:://|@ ))", text) == []


def test_the_development_lock_holds_the_very_releases_of_the_runtime() -> None:
    assert pins("runtime.txt") - pins("dev.txt") == set()


def test_the_front_end_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
