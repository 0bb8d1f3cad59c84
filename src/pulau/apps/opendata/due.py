"""When releases are due: each month one of the running year, and in January the final one of the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone

from pulau.apps.opendata.models import Building
from pulau.apps.opendata.releasing import newest_of
from pulau.apps.publication.contract import year_rows
from pulau.foundation.jobs.queue import going_on

if TYPE_CHECKING:
    from datetime import date, datetime

BUILD: Final = "pulau.apps.opendata.tasks.build"


def due_years(now: datetime) -> list[int]:
    """Return the years of which a release is due: none was made this month, or none since the year was over."""
    today = timezone.localdate(now)
    found = []
    before = newest_of(today.year - 1)
    if (before is None or not before.final) and year_rows().filter(year__lte=today.year - 1).exists():
        found.append(today.year - 1)
    if not _looked_at_this_month(today) and year_rows().filter(year=today.year).exists():
        found.append(today.year)
    return [year for year in found if not going_on(BUILD, year=year)]


def _looked_at_this_month(today: date) -> bool:
    """Whether a release of the year was made this month, or its data was found to be that of the newest one."""
    last = Building.objects.filter(year=today.year, trouble="", ended_at__isnull=False).first()
    if last is None or last.ended_at is None:
        return False
    day = timezone.localdate(last.ended_at)
    return (day.year, day.month) == (today.year, today.month)
