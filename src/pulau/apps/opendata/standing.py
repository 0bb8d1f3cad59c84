"""Open data on the page of the installation's health: the newest release, and how far one is that is being made."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pulau.apps.opendata.selectors import building, newest_by_year
from pulau.foundation.registry.health_parts import HealthLine
from pulau.foundation.ui.formats import long_date, number


def health_lines() -> list[HealthLine]:
    """Return the newest release and what is under way."""
    lines = [_newest()]
    for row in building():
        if row.ended_at is None:
            values = {"year": row.year, "done": number(row.done, 0), "total": number(row.total, 0)}
            lines.append(HealthLine("waiting", _("Rilis %(year)s dibuat: %(done)s dari %(total)s baris") % values))
        elif row.trouble:
            again = _("Coba lagi: pulau opendata build --year %(year)s") % {"year": row.year}
            lines.append(HealthLine("short", _("Rilis %(year)s tidak jadi") % {"year": row.year}, again))
    return lines


def _newest() -> HealthLine:
    newest = newest_by_year()
    if not newest:
        return HealthLine("unanswered", _("Belum ada rilis"))
    told = {"release": str(newest[0]), "day": long_date(newest[0].made_at)}
    return HealthLine("intact", _("Rilis %(release)s, %(day)s") % told)
