"""The wheel brings everything that runs: no Node, no checkout, nothing to collect."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from pulau import __version__
from tests.architecture.source import ROOT
from tests.migrated import migrated_file

pytestmark = pytest.mark.slow

FIRST_PAGE = """
import django
from django.test import Client
django.setup()
from django.contrib.staticfiles.storage import staticfiles_storage
page = Client(headers={"host": "localhost"}).get("/galeri/")
style = Client(headers={"host": "localhost"}).get(staticfiles_storage.url("pulau/pulau.css"))
print(page.status_code, style.status_code)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that sees the packages of this one, with Pulau from the wheel; returns its python."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    site = next(folder.glob("lib/python*/site-packages"))
    # Its own packages come first; those of this environment follow as plain folders, so no .pth leads to the checkout.
    (site / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    target = ["--no-deps", "--no-index", "--target", str(site), "--quiet", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "install", *target], check=True, capture_output=True, timeout=120)
    return folder / "bin" / "python"


def test_the_wheel_carries_what_is_not_python(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "pulau/py.typed",
        "pulau/foundation/ui/static/pulau/pulau.css",
        "pulau/foundation/ui/static/pulau/pulau.js",
        "pulau/foundation/ui/static/pulau/icons.svg",
        "pulau/locale/en/LC_MESSAGES/django.mo",
        "pulau/regulations/permenpan-rb-90-2021/pack.yaml",
        "pulau/regulations/permenpan-rb-52-2014/pack.yaml",
        "pulau/regulations/calendar/2026.yaml",
        "pulau/foundation/journal/migrations/0001_initial.py",
    ):
        assert name in names, name
    assert any(name.startswith("pulau/foundation/ui/templates/cotton/") for name in names)
    assert any(name.startswith("pulau/regulations/permenpan-rb-90-2021/cases/") for name in names)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"pulau", f"pulau-{__version__}.dist-info"}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "node_modules" in name or name.endswith(".pyc")]


def run(python: Path, home: Path, *arguments: str) -> str:
    environment = {"PULAU_HOME": str(home), "PATH": str(python.parent), "HOME": str(home), "LANG": "C.UTF-8"}
    settings = {"DJANGO_SETTINGS_MODULE": "pulau.config.settings.chosen"}
    result = subprocess.run(
        [str(python), *arguments],
        env={**environment, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=home,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_it_runs_from_the_wheel_and_not_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    place = run(installed, tmp_path, "-c", "import pulau; print(pulau.__file__)").strip()
    assert Path(place).is_relative_to(installed.parents[1])
    assert run(installed, tmp_path, "-m", "pulau", "--version") == f"pulau {__version__}\n"


def test_its_data_lies_with_the_user_when_there_is_no_checkout(installed: Path, tmp_path: Path) -> None:
    program = "from pulau.exchange.home import home_folder; print(home_folder({}))"
    assert run(installed, tmp_path, "-c", program).strip() == str(tmp_path / ".local/share/pulau")


def test_every_migration_comes_with_it(wheel: Path) -> None:
    ours = {str(path.relative_to(ROOT / "src")) for path in (ROOT / "src").rglob("migrations/*.py")}
    assert len(ours) > 50, "the walk has lost its way"
    assert ours - set(zipfile.ZipFile(wheel).namelist()) == set()


# To migrate anew takes seconds: by day the checkout's migrations have made the tables (tests/migrated.py).
@pytest.mark.parametrize("migrated", [True, pytest.param(False, marks=pytest.mark.nightly)])
def test_a_page_and_its_look_come_without_node(installed: Path, tmp_path: Path, *, migrated: bool) -> None:
    if migrated:
        shutil.copyfile(migrated_file(), tmp_path / "pulau.sqlite3")
    said = run(installed, tmp_path, "-m", "pulau", "migrate")
    assert ("No migrations to apply" in said) is migrated
    assert run(installed, tmp_path, "-c", FIRST_PAGE).strip() == "200 200"


def test_the_law_comes_with_it(installed: Path, tmp_path: Path) -> None:
    assert "permenpan-rb-90-2021" in run(installed, tmp_path, "-m", "pulau", "regulations", "list")
