"""Units as lines of the monitor: declared or not, active or silent, how far, which title, how far the levels differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pulau.apps.opendata.contract import unit_path
from pulau.apps.portal.showing.places import where_beside
from pulau.apps.portal.showing.words import count_text, day_text, state_words, title_tag
from pulau.core.publishing.alarms import last_active

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

    from pulau.apps.publication.contract import PublishedUnit

KINDS: Final[dict[str, str | Promise]] = {
    "log": gettext_lazy("Log publik"),
    "silent": gettext_lazy("Diam sesudah pencanangan"),
    "revoked": gettext_lazy("Predikat dicabut"),
    "difference": gettext_lazy("Selisih besar antara TPI dan TPN"),
    "ending": gettext_lazy("Predikat segera berakhir"),
}
"""The kinds of alarms, in words."""
STATUSES: Final = {
    "log": "changed",
    "silent": "outside",
    "revoked": "revoked",
    "difference": "clarify",
    "ending": "waiting",
}


@dataclass(frozen=True, slots=True)
class MonitorLine:
    """A unit; `activity` says since when it is active or silent, empty where it did not declare."""

    name: str
    href: str
    agency: str
    where: str
    declared: str
    declared_on: str
    silent: bool
    activity: str
    state: str
    year: int | None
    title: str
    rings: str
    until: str


def monitor_line(row: PublishedUnit, today: date) -> MonitorLine:
    """Show a unit whose body was read with it."""
    return MonitorLine(
        name=row.name,
        href=unit_path(row.agency.slug, row.slug),
        agency=row.agency.name,
        where=where_beside(row.agency.name, row.region_code, row.province),
        declared=_declared(row),
        declared_on=day_text(row.declared_on) if row.declared_on else "",
        silent=row.silent,
        activity=_activity(row),
        state=state_words(row.state),
        year=row.year,
        title=row.title,
        rings=title_tag(row.title) if row.title else "",
        until=day_text(row.title_until) if row.title_until and row.title_until >= today else "",
    )


def sums_sentence(units: int, declared: int, silent: int) -> str:
    """Say the sums in a sentence: "23 unit: 7 dicanangkan, 1 diam"."""
    told = {"units": count_text(units), "declared": count_text(declared), "silent": count_text(silent)}
    words = ngettext(
        "%(units)s unit: %(declared)s dicanangkan, %(silent)s diam.",
        "%(units)s unit: %(declared)s dicanangkan, %(silent)s diam.",
        units,
    )
    return words % told


def _declared(row: PublishedUnit) -> str:
    if row.declared_on is None:
        return _("Simbolis, oleh instansinya") if row.symbolic else _("Belum dicanangkan")
    return _("Dicanangkan secara simbolis") if row.symbolic else _("Dicanangkan")


def _activity(row: PublishedUnit) -> str:
    if row.declared_on is None:
        return ""
    if row.silent:
        return _("Diam sejak %(day)s") % {"day": day_text(last_active(row.declared_on, row.active_on))}
    if row.active_on is None:
        return _("Baru dicanangkan")
    return _("Aktif, terakhir %(day)s") % {"day": day_text(row.active_on)}
