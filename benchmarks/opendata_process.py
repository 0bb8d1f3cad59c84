"""The processes of `opendata`: one fills the database, a fresh one makes the release and tells what it took."""
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
    if sys.argv[1] == "fill":
        _fill(*map(int, sys.argv[2:]))
        return
    before = _memory()
    taken = seconds(_build)
    figures = {"seconds": taken, "mb": _memory() - before, "stored_mb": _stored()}
    sys.stdout.write(json.dumps(figures))


def _fill(agencies: int, units: int, years: int) -> None:
    from tests.many_published import many_published

    many_published(agencies, units, years)


def _build() -> None:
    from pulau.apps.opendata.releasing import build_release

    now = timezone.now()
    build_release(year=timezone.localdate(now).year, now=now)


def _stored() -> float:
    from pulau.apps.opendata.models import ReleaseFile
    from pulau.foundation import storage

    return sum(storage.size_of(digest) for digest in ReleaseFile.objects.values_list("stored", flat=True)) / 1e6


def _memory() -> float:
    """Return the most that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


if __name__ == "__main__":
    django.setup()
    main()
