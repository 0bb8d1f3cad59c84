"""The process of search: makes 50,000 units that can be found, and prints the milliseconds of each answer."""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final

import django
from django.db import connection, transaction

from benchmarks.timing import seconds

if TYPE_CHECKING:
    from django.test import Client

BODIES, UNITS = (int(each) for each in os.environ.get("BENCH_SIZE", "600 50000").split())
ROUNDS: Final = 120
OK: Final = 200
TYPED: Final = (
    "dinas", "puskesmas", "rek", "rekaan", "office rekaan", "hospital 0", "school rekaan 012", "secretariat jawa",
    "instansi 0042", "kota", "district sumatera utara", "rumha skit", "bandng", "tidak ada di sini", "in", "00",
)  # fmt: skip
"""Words that fit all, many, few and no units; the last are beginnings."""


def main() -> None:
    """Make, ask, print."""
    # Both need Django ready.
    from django.test import Client  # noqa: PLC0415

    from tests.many_published import many_published  # noqa: PLC0415

    with transaction.atomic():
        many_published(BODIES, UNITS, 1)
        _index()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client, chance = Client(), Random(1)  # noqa: S311 - the same questions each time
    asked = {"page": "/zona", "suggestions": "/zona/saran"}
    for path in asked.values():
        _open(client, path, TYPED[0])
    found = {
        name: [seconds(partial(_open, client, path, chance.choice(TYPED))) * 1000 for _ in range(ROUNDS)]
        for name, path in asked.items()
    }
    sys.stdout.write(json.dumps(found))


def _index() -> None:
    # They need Django ready.
    from pulau.apps.publication.indexing import index_units  # noqa: PLC0415
    from pulau.apps.publication.models import PublishedAgency, PublishedUnit  # noqa: PLC0415

    for body in PublishedAgency.objects.all():
        index_units(list(PublishedUnit.objects.filter(agency=body)), body.name)


def _open(client: Client, path: str, typed: str) -> None:
    response = client.get(path, {"cari": typed}, headers={"host": "localhost"})
    if response.status_code != OK:
        raise RuntimeError(f"{path}: {response.status_code}")


if __name__ == "__main__":
    django.setup()
    main()
