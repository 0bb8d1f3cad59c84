"""The page that counts: where a period ends, with every day and why it counted or did not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pulau.core.deadlines.calendar import CalendarUnknown
from pulau.core.deadlines.clock import Part, due
from pulau.core.deadlines.periods import Unit
from pulau.exchange.holidays import FIRST_YEAR, LAST_YEAR, national_calendar, national_counting
from pulau.foundation.calendar.asked import Asked, read_asked
from pulau.foundation.tenancy.policy import public

if TYPE_CHECKING:
    from pulau.core.deadlines.calendar import Source
    from pulau.core.deadlines.clock import Clock, Day


@public
@require_safe
def working_days(request: HttpRequest) -> HttpResponse:
    """Count the days of a period; the address holds all of it, so that a count can be kept and sent."""
    today = timezone.localdate()
    asked = read_asked(request.GET, today)
    context: dict[str, Any] = {
        "asked": asked or Asked(today.isoformat(), "", Unit.WORKING_DAYS),
        "units": _units(),
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
        "rules": national_counting().source,
    }
    if asked is not None and asked.start is not None and asked.period is not None:
        try:
            clock = due(asked.start, asked.period, national_calendar(), counting=national_counting())
        except CalendarUnknown as unknown:
            context["unknown_year"] = unknown.year
        else:
            context |= {"clock": clock, "lines": _lines(clock), "sources": _sources(clock), "counted": _counted(clock)}
    failed = bool(asked and asked.errors) or "unknown_year" in context
    return render(request, "calendar/working_days.html", context, status=422 if failed else 200)


def _units() -> list[tuple[str, str]]:
    words = {
        Unit.WORKING_DAYS: _("hari kerja"),
        Unit.CALENDAR_DAYS: _("hari kalender"),
        Unit.MONTHS: _("bulan"),
    }
    return [(unit.value, text) for unit, text in words.items()]


def _lines(clock: Clock) -> list[tuple[date, str, int | None, str, bool]]:
    """Return each day as (day, weekday, number, why, whether it counts)."""
    return [
        (each.day, str(WEEKDAYS[each.day.weekday()]), each.number, _why(each), each.part is Part.COUNTED)
        for each in clock.days
    ]


def _why(each: Day) -> str:
    words = {
        Part.EVENT: _("Hari peristiwa, tidak dihitung"),
        Part.COUNTED: "",
        Part.WEEKEND: _("Akhir pekan"),
        Part.HOLIDAY: "",
        Part.PAUSED: _("Jeda"),
        Part.ROLLED: _("Digeser: hari sebelumnya bukan hari kerja"),
    }
    name = each.holiday.name(get_language() or "id") if each.holiday else ""
    return ". ".join(filter(None, (words[each.part], name)))


def _counted(clock: Clock) -> int:
    return sum(each.part is Part.COUNTED for each in clock.days)


def _sources(clock: Clock) -> list[Source]:
    """Return the decrees on which the count rests, each once."""
    return list(dict.fromkeys(each.holiday.source for each in clock.days if each.holiday))
