"""The process of one database of `portal`: fills it, or opens pages as it is told, a line each.

Pages are made anew each time: what keeps them ready is measured by wrk, on a real server.
"""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import json
import sys
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import django
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

SPREAD: Final = 7_919
"""A prime: so far apart are the units that are opened one after another."""
OK: Final = 200
WITHOUT_LIMIT: Final = 1_000_000
_BRACKETS: Final = ("SELECT set_config(", "SELECT current_setting(", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def main() -> None:
    """Do what the arguments ask for."""
    step, *rest = sys.argv[1:]
    if step == "fill":
        from benchmarks.portal_country import fill

        fill(*map(int, rest))
    elif step == "analyze":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    elif step == "addresses":
        found = _addresses()
        _say({name: next(each) for name, each in found.items() if name != "search"})
    else:
        _answer()


def _answer() -> None:
    """Open what each line names, until the input ends."""
    from django.test import Client

    from pulau.apps.opendata import limits

    settings.STANDING_MEMORY_MB = 0
    setattr(limits, "ANONYMOUS", WITHOUT_LIMIT)  # noqa: B010 - a constant to all others
    client, addresses = Client(), _addresses()
    for each in addresses.values():
        _open(client, next(each))  # templates are read, the connection made
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("list"):
            _say({"pages": [*addresses]})
        else:
            _say(_opened(client, next(addresses[asked["page"]])))


def _addresses() -> dict[str, Iterator[str]]:
    """Return the addresses of each page, others every time, in the same order in each run."""
    from django.utils.http import urlencode

    from benchmarks.portal_searches import SEARCHES
    from pulau.apps.publication.models import PublishedAgency, PublishedUnit

    units = list(PublishedUnit.objects.order_by("slug").values_list("agency__slug", "slug"))
    bodies = list(PublishedAgency.objects.order_by("slug").values_list("slug", flat=True))
    places = sorted(set(PublishedAgency.objects.exclude(region_code="").values_list("region_code", flat=True)))
    searches = [f"/zona?{urlencode({'cari': typed})}" for typed in SEARCHES]
    provinces = sorted({place[:2] for place in places})

    def each(made: Callable[[Any], str], rows: list[Any]) -> Iterator[str]:
        return (made(rows[number * SPREAD % len(rows)]) for number in count())

    def always(path: str) -> Iterator[str]:
        return (path for _ in count())

    return {
        "unit": each(lambda pair: f"/zona/{pair[0]}/{pair[1]}", units),
        "unit-year": each(lambda pair: f"/zona/{pair[0]}/{pair[1]}?tahun=2025", units),
        "home": always("/"),
        "agency": each(lambda slug: f"/zona/{slug}", bodies),
        "regions": always("/wilayah"),
        "province": each(lambda code: f"/wilayah/{code}", provinces),
        "region": each(lambda code: f"/wilayah/{code}", places),
        "search": (searches[number % len(searches)] for number in count()),
        "api-unit": each(lambda pair: f"/api/v1/open/agencies/{pair[0]}/units/{pair[1]}", units),
        "api-units": each(lambda slug: f"/api/v1/open/units?agency={slug}", bodies),
        "api-all-units": always("/api/v1/open/units"),
    }


def _opened(client: Client, path: str) -> dict[str, float]:
    with CaptureQueriesContext(connection) as made:
        milliseconds = seconds(lambda: _open(client, path)) * 1000
    queries = [query for query in made.captured_queries if not query["sql"].startswith(_BRACKETS)]
    return {"ms": milliseconds, "queries": len(queries)}


def _open(client: Client, path: str) -> None:
    response = client.get(path, headers={"host": "localhost"})
    if response.status_code != OK:
        raise RuntimeError(f"{path}: {response.status_code}")


def _say(answer: object) -> None:
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main()
