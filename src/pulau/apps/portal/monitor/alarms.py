"""What rings: silence, large differences between levels, titles revoked or near their end, faults of the public log.

An alarm keeps its key as long as it says the same: by it feeds know an entry, and letters what was told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import unit_path
from pulau.apps.portal.showing.words import day_text, score_text
from pulau.apps.publication.contract import EventKind, events, year_rows
from pulau.apps.transparency.contract import log_status
from pulau.core.publishing.alarms import days_ahead, days_behind, is_large, last_active, near_since, silent_since
from pulau.exchange.alarm_limits import alarm_limits_on
from pulau.exchange.silence import silence_on

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from pulau.apps.publication.contract import PublishedEvent, PublishedUnit, PublishedYear
    from pulau.exchange.alarm_limits import AlarmLimits

LOG: Final = "/log"
_UNIT: Final = ("unit_id", "unit__name", "unit__slug", "unit__agency__slug")


class AlarmKind(StrEnum):
    """What rings, in the order in which it is shown."""

    LOG = "log"
    SILENT = "silent"
    REVOKED = "revoked"
    DIFFERENCE = "difference"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm since a day: whose (`name`, with its page), and a sentence in the language in which it was asked for."""

    kind: AlarmKind
    key: str
    since: date
    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The final totals of TPI and TPN of a year, in hundredths; `large` by the limit of the day."""

    year: int
    internal: int
    national: int
    large: bool

    @property
    def points(self) -> int:
        """How much more TPI gave; negative where TPN gave more."""
        return self.internal - self.national


def alarms(rows: QuerySet[PublishedUnit], today: date, most: int | None = None) -> list[Alarm]:
    """Return what rings about units: at most so many of each kind, the newest first. Four queries."""
    limits = alarm_limits_on(today)
    kinds = (
        _silent(rows, today, most),
        _revoked(rows, limits, today, most),
        _differing(rows, limits, most),
        _ending(rows, limits, today, most),
    )
    return list(chain.from_iterable(kinds))


def alarm_counts(rows: QuerySet[PublishedUnit], today: date) -> dict[AlarmKind, int]:
    """Return how many alarms about units there are of each kind, however many. Four queries."""
    limits = alarm_limits_on(today)
    found = {
        AlarmKind.SILENT: _silent_rows(rows),
        AlarmKind.REVOKED: _revoked_rows(rows, limits, today),
        AlarmKind.DIFFERENCE: _differing_rows(rows, limits),
        AlarmKind.ENDING: _ending_rows(rows, limits, today),
    }
    return {kind: each.count() for kind, each in found.items()}


def log_alarms(now: datetime) -> list[Alarm]:
    """Return what rings about the public log, as `/log` tells it; none where this installation has no log."""
    ringing = log_status(now).ringing
    return [
        Alarm(
            AlarmKind.LOG,
            f"log:{one.since:%Y%m%dT%H%M%S}:{one.about}",
            timezone.localdate(one.since),
            _("Log publik"),
            LOG,
            f"{one.words} {one.about}".strip(),
        )
        for one in ringing
    ]


def differences_of(unit_ids: Sequence[UUID], today: date) -> dict[UUID, Difference]:
    """Return the newest difference of each unit that has any, in one query."""
    limit = alarm_limits_on(today).difference
    rows = _judged().filter(unit__in=unit_ids).order_by("unit", "year").values_list("unit", "year", *_TOTALS)
    return {
        unit: Difference(year, internal, national, large=is_large(internal, national, limit))
        for unit, year, internal, national in rows  # the newest year comes last, and stays
    }


_TOTALS: Final = ("internal_total", "total")


def _judged() -> QuerySet[PublishedYear]:
    return year_rows().filter(level="tpn", internal_total__isnull=False, total__isnull=False)


def _silent_rows(rows: QuerySet[PublishedUnit]) -> QuerySet[PublishedUnit]:
    return rows.filter(silent=True, declared_on__isnull=False)


def _revoked_rows(rows: QuerySet[PublishedUnit], limits: AlarmLimits, today: date) -> QuerySet[PublishedEvent]:
    days = days_behind(today, limits.revoked_days)
    return events().filter(kind=EventKind.REVOKED, day__range=days, unit__in=rows.values("pk"))


def _differing_rows(rows: QuerySet[PublishedUnit], limits: AlarmLimits) -> QuerySet[PublishedYear]:
    """Return newest judged years whose totals lie far apart: `is_large`, as the database says it."""
    newest = _judged().filter(unit=OuterRef("unit")).order_by("-year").values("year")[:1]
    above, below = F("total") + limits.difference, F("total") - limits.difference
    apart = Q(internal_total__gte=above) | Q(internal_total__lte=below)
    return _judged().filter(apart, year=Subquery(newest), unit__in=rows.values("pk"))


def _ending_rows(rows: QuerySet[PublishedUnit], limits: AlarmLimits, today: date) -> QuerySet[PublishedUnit]:
    return rows.exclude(title="").filter(title_until__range=days_ahead(today, limits.ending_days))


def _silent(rows: QuerySet[PublishedUnit], today: date, most: int | None) -> Iterator[Alarm]:
    days = silence_on(today).rule.days
    found = _silent_rows(rows).order_by(F("active_on").desc(nulls_last=True), "pk")
    for name, slug, agency, pk, declared, active in found.values_list(
        "name", "slug", "agency__slug", "pk", "declared_on", "active_on"
    )[:most]:
        if declared is None:
            continue  # the query leaves them out; this says so to the reader of types
        last = last_active(declared, active)
        words = _("Dicanangkan %(day)s, belum ada kegiatan sejak itu.") % {"day": day_text(declared)}
        if active and active > declared:
            told = {"day": day_text(declared), "last": day_text(active)}
            words = _("Dicanangkan %(day)s, belum ada kegiatan sejak %(last)s.") % told
        since = silent_since(last, days, today)
        yield Alarm(AlarmKind.SILENT, f"silent:{pk}:{last}", since, name, unit_path(agency, slug), words)


def _revoked(rows: QuerySet[PublishedUnit], limits: AlarmLimits, today: date, most: int | None) -> Iterator[Alarm]:
    found = _revoked_rows(rows, limits, today)
    for pk, day, told, _unit, name, slug, agency in found.order_by("-day", "pk").values_list(
        "pk", "day", "told", *_UNIT
    )[:most]:
        said = {"title": told.get("title", ""), "day": day_text(day), "reasons": told.get("reasons", "")}
        words = _("Predikat %(title)s dicabut %(day)s.") % said
        if said["reasons"]:
            words = _("Predikat %(title)s dicabut %(day)s. Alasan: %(reasons)s") % said
        yield Alarm(AlarmKind.REVOKED, f"revoked:{pk}", day, name, unit_path(agency, slug), words)


def _differing(rows: QuerySet[PublishedUnit], limits: AlarmLimits, most: int | None) -> Iterator[Alarm]:
    found = _differing_rows(rows, limits).order_by("-year", "unit")
    for year, internal, national, days, pk, name, slug, agency in found.values_list("year", *_TOTALS, "days", *_UNIT)[
        :most
    ]:
        said = {
            "year": year,
            "points": score_text(abs(internal - national)),
            "internal": score_text(internal),
            "national": score_text(national),
        }
        words = _("Nilai TPI dan TPN %(year)s berbeda %(points)s poin: TPI %(internal)s, TPN %(national)s.") % said
        key = f"difference:{pk}:{year}:{internal}:{national}"
        yield Alarm(AlarmKind.DIFFERENCE, key, _told_on(year, days), name, unit_path(agency, slug), words)


def _ending(rows: QuerySet[PublishedUnit], limits: AlarmLimits, today: date, most: int | None) -> Iterator[Alarm]:
    found = _ending_rows(rows, limits, today).order_by("title_until", "pk")
    for name, slug, agency, pk, title, until in found.values_list(
        "name", "slug", "agency__slug", "pk", "title", "title_until"
    )[:most]:
        if until is None:
            continue  # the same
        words = _("Predikat %(title)s berakhir %(day)s.") % {"title": title, "day": day_text(until)}
        since = near_since(until, limits.ending_days)
        yield Alarm(AlarmKind.ENDING, f"ending:{pk}:{title}:{until}", since, name, unit_path(agency, slug), words)


def _told_on(year: int, days: dict[str, Any]) -> date:
    """Return the day on which a year's outcome became final: the last of its states."""
    return max((date.fromisoformat(str(day)) for day in days.values()), default=date(year, 12, 31))


def first_of_each(found: Sequence[Alarm], most: int) -> list[tuple[AlarmKind, list[Alarm], int]]:
    """Return kinds with their first few alarms, and how many there are, in the order of the kinds."""
    by_kind = {kind: [one for one in found if one.kind is kind] for kind in AlarmKind}
    return [(kind, list(islice(each, most)), len(each)) for kind, each in by_kind.items() if each]
