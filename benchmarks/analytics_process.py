"""The processes of `analytics`: one fills the database, one counts the country, one asks the same of SQLite."""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import json
import resource
import sys
from typing import Final

import django
from django.utils import timezone

from benchmarks.timing import seconds

MEGABYTE: Final = 1024


def main() -> None:
    """Do what the arguments ask for."""
    match sys.argv[1]:
        case "fill":
            _fill(*map(int, sys.argv[2:]))
        case "count":
            sys.stdout.write(json.dumps(_count()))
        case _:
            sys.stdout.write(json.dumps(_sqlite()))


def _fill(agencies: int, units: int, years: int) -> None:
    from tests.many_published import many_published

    many_published(agencies, units, years, count=False)


def _count() -> dict[str, float]:
    from pulau.apps.analytics.building import answers_of, snapshot_folder, take_snapshot
    from pulau.exchange.national.asking import Asking
    from pulau.exchange.national.questions import questions
    from pulau.exchange.national.snapshots import newest_snapshot

    now, before = timezone.now(), _memory()
    found = {"snapshot": seconds(lambda: take_snapshot(now))}
    snapshot = newest_snapshot(snapshot_folder())
    if snapshot is None:
        raise SystemExit("no snapshot was written")

    def ask() -> None:
        with Asking(snapshot) as asking:
            for question in questions().values():
                asking.answer(question)

    found["asked"] = seconds(ask)
    found["figures"] = seconds(lambda: answers_of(snapshot, now))
    return {**found, "mb": _memory() - before}


def _sqlite() -> dict[str, float]:
    """Ask SQLite the same; loading its tables is not counted."""
    from pulau.apps.analytics.building import snapshot_folder
    from pulau.exchange.national.questions import questions
    from pulau.exchange.national.snapshots import newest_snapshot
    from tests.apps.analytics.asked_anew import in_sqlite, sql_of_sqlite

    snapshot = newest_snapshot(snapshot_folder())
    if snapshot is None:
        raise SystemExit("no snapshot was written")
    database = in_sqlite(snapshot)

    def ask() -> None:
        for question in questions().values():
            database.execute(sql_of_sqlite(question)).fetchall()

    return {"asked": seconds(ask)}


def _memory() -> float:
    """Return the most that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


if __name__ == "__main__":
    django.setup()
    main()
