"""The process of agency-table: prints the median milliseconds with few and with many units, and the most queries."""

from __future__ import annotations

import json
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import seconds

if TYPE_CHECKING:
    from django.test import Client

FEW, MANY = 50, 5_000
ROUNDS = 10
TABLE = "/lke/tabel"
ASKED: tuple[dict[str, str], ...] = (
    {},
    {"urut": "-total"},
    {"urut": "perubahan"},
    {"urut": "-wbk", "keadaan": "di-bawah-batas"},
)


def main() -> None:
    """Measure with few units, make many more, measure again."""
    # Both need Django ready.
    from tests.house import build_house  # noqa: PLC0415
    from tests.many_units import many_units  # noqa: PLC0415

    settings.SECOND_FACTOR_REQUIRED = False  # it is the table that is measured, not how one gets to it
    house = build_house()
    client, tenant = house.client("hana"), house.tenants["sagara"]
    many_units(tenant, FEW, code="awal")
    few = _median_ms(client)
    many_units(tenant, MANY - FEW)
    many = _median_ms(client)
    print(json.dumps({"few_ms": few, "many_ms": many, "queries": max(_queries(client, asked) for asked in ASKED)}))


def _median_ms(client: Client) -> float:
    for asked in ASKED:
        _open(client, asked)
    return median(seconds(partial(_open, client, asked)) for _ in range(ROUNDS) for asked in ASKED) * 1000


def _queries(client: Client, asked: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as queries:
        _open(client, asked)
    return len(queries)


def _open(client: Client, asked: dict[str, str]) -> None:
    response = client.get(TABLE, asked, headers={"host": "localhost"})
    if response.status_code != 200:  # noqa: PLR2004 - a page that came
        raise RuntimeError(f"{TABLE}: {response.status_code}")


if __name__ == "__main__":
    django.setup()
    main()
