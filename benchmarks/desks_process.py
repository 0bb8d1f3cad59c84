"""The process of desks: prints the milliseconds of the slowest page with many cases, and the most queries of a page."""

from __future__ import annotations

import json
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Final

import django
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import seconds

if TYPE_CHECKING:
    from django.test import Client

MANY: Final = 5_000
ROUNDS: Final = 5
BODY: Final = ("/meja", "/meja/semua", "/meja/semua?cari=Unit&urut=terlama", "/meja/peta", "/meja/beban")
NATIONAL: Final = ("/meja/nasional", "/meja/nasional/peta")


def main() -> None:
    """Make many open cases, each assigned to four assessors, and measure each page."""
    # Both need Django ready.
    from tests.apps.assessments.court import build_court  # noqa: PLC0415
    from tests.apps.assessments.many_cases import assign_all, more_cases  # noqa: PLC0415

    settings.SECOND_FACTOR_REQUIRED = False  # it is the desks that are measured, not how one gets to them
    court = build_court()
    assign_all(court, [*more_cases(court, MANY // 2, "tpi-round-1"), *more_cases(court, MANY // 2, "desk")])
    pages = [(court.client("rani"), path) for path in BODY] + [(court.client("tia"), path) for path in NATIONAL]
    taken = {path: _median_ms(client, path) for client, path in pages}
    print(json.dumps({"many_ms": max(taken.values()), "queries": max(_queries(*page) for page in pages), **taken}))


def _median_ms(client: Client, path: str) -> float:
    _open(client, path)
    return median(seconds(partial(_open, client, path)) for _ in range(ROUNDS)) * 1000


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        _open(client, path)
    return len(queries)


def _open(client: Client, path: str) -> None:
    response = client.get(path, headers={"host": "localhost"})
    if response.status_code != 200:  # noqa: PLR2004 - a page that came
        raise RuntimeError(f"{path}: {response.status_code}")


if __name__ == "__main__":
    django.setup()
    main()
