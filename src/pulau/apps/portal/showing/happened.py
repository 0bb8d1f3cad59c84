"""What happened in public, as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import agency_path, unit_path
from pulau.apps.portal.showing.places import place_name
from pulau.apps.portal.showing.words import title_tag
from pulau.apps.publication.contract import EventKind, words
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pulau.apps.publication.contract import PublishedEvent


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: its day, its sentence, and whose it is; `coming` is not yet."""

    day: date
    words: str
    name: str
    href: str
    coming: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a unit: which title it was about, what became of it (a status of the house, or empty)."""

    day: date
    name: str
    href: str
    where: str
    rings: str
    title: str
    status: str
    words: str


def happened(rows: Iterable[PublishedEvent], today: date) -> list[Happened]:
    """Tell events whose units and bodies were read with them."""
    return [_happened(row, today) for row in rows]


def decisions(rows: Iterable[PublishedEvent]) -> list[Decision]:
    """Tell decisions whose units were read with them."""
    return [_decision(row) for row in rows]


def _happened(row: PublishedEvent, today: date) -> Happened:
    name, href = _whose(row)
    coming = row.day > today and row.kind in {EventKind.CEREMONY, EventKind.CALLED_OFF}
    return Happened(row.day, words(row, spoken_language()).told, name, href, coming)


def _whose(row: PublishedEvent) -> tuple[str, str]:
    if row.unit is None:
        return row.agency.name, agency_path(row.agency.slug)
    return row.unit.name, unit_path(row.agency.slug, row.unit.slug)


def _decision(row: PublishedEvent) -> Decision:
    name, href = _whose(row)
    title = str(row.told.get("title") or row.told.get("aim") or "")
    status, said = {
        EventKind.REVOKED: ("revoked", _("%(title)s dicabut")),
        EventKind.NOT_PASSED: ("short", _("Belum lulus %(title)s")),
    }.get(EventKind(row.kind), ("", "%(title)s"))
    where = place_name(row.region_code) or place_name(row.province)
    return Decision(row.day, name, href, where, title_tag(title), title, status, said % {"title": title})
