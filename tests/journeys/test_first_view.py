"""The first view of public pages, from the real server: light, and few requests; times are measured elsewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.first_view import first_view
from tests.migrated import migrated_file
from tests.served import Installation, bare, run, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_BYTES = 100 * 1024
MOST_REQUESTS = 6
PROCESS = "benchmarks.portal_process"
COUNTRY = ("12", "300")
"""Bodies and units: as many as make every list of a page as long as it gets."""
MORE = {"search": "/zona?cari=puskesmas", "figures": "/angka", "data": "/data", "monitor": "/pantau"}


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Serve a published country; gives the address of each page."""
    home: Path = tmp_path_factory.mktemp("portal")
    environment = bare(home)
    shutil.copyfile(migrated_file(), home / "pulau.sqlite3")
    run(environment, PROCESS, "fill", *COUNTRY)
    paths: dict[str, str] = json.loads(run(environment, PROCESS, "addresses")) | MORE
    with serving(Installation(home, environment, {}, {}, {})) as server:
        yield {page: f"http://127.0.0.1:{server.port}{path}" for page, path in paths.items()}


@pytest.mark.parametrize("page", ["home", "unit", "agency", "province", *MORE])
def test_a_first_view_is_light(browser: Browser, addresses: dict[str, str], page: str) -> None:
    view = first_view(browser, addresses[page])
    assert view.octets > 1_000, "nothing was counted"
    assert view.octets <= MOST_BYTES, view.asked
    assert len(view.asked) <= MOST_REQUESTS, view.asked
