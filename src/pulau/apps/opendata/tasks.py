"""Jobs of releases. One that is killed is begun anew (`foundation.jobs.tidy`); equal data makes no new version."""

from __future__ import annotations

import logging
from typing import Final

from django.utils import timezone
from django_tasks import task

from pulau.apps.opendata.due import BUILD, due_years
from pulau.apps.opendata.releasing import NothingToRelease, ReleaseOvertaken, build_release
from pulau.foundation.jobs.queue import enqueue_once

_log: Final = logging.getLogger(__name__)


@task()
def build(year: int) -> None:
    """Make the release of a year."""
    try:
        build_release(year=year, now=timezone.now())
    except (NothingToRelease, ReleaseOvertaken) as reason:
        _log.warning("no release of %s was made: %s", year, reason.code)


@task()
def release_due() -> None:
    """Have the releases made that are due."""
    for year in due_years(timezone.now()):
        enqueue_once(BUILD, year=year)
