"""What happened in public, as sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from pulau.apps.portal.addresses import agency_path, unit_path
from pulau.apps.portal.showing.places import place_name
from pulau.apps.portal.showing.words import spoken, title_tag
from pulau.apps.publication.contract import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pulau.apps.publication.contract import PublishedEvent

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: its day, its sentence, a second one where more is known, and whose it is; `coming` is not yet."""

    day: date
    words: str
    more: str
    kind: str
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


def sentence(kind: str, told: Told) -> str:
    """Say what happened."""
    return _SENTENCES[kind](told)


def _happened(row: PublishedEvent, today: date) -> Happened:
    name, href = _whose(row)
    coming = row.day > today and row.kind in {EventKind.CEREMONY, EventKind.CALLED_OFF}
    return Happened(row.day, sentence(row.kind, row.told), _more(row.kind, row.told), row.kind, name, href, coming)


def _whose(row: PublishedEvent) -> tuple[str, str]:
    if row.unit is None:
        return row.agency.name, agency_path(row.agency.slug)
    return row.unit.name, unit_path(row.agency.slug, row.unit.slug)


def _decision(row: PublishedEvent) -> Decision:
    name, href = _whose(row)
    title = str(row.told.get("title") or row.told.get("aim") or "")
    status, words = {
        EventKind.REVOKED: ("revoked", _("%(title)s dicabut")),
        EventKind.NOT_PASSED: ("short", _("Belum lulus %(title)s")),
    }.get(EventKind(row.kind), ("", "%(title)s"))
    where = place_name(row.region_code) or place_name(row.province)
    return Decision(row.day, name, href, where, title_tag(title), title, status, words % {"title": title})


def _aimed(words: str, told: Told) -> str:
    return words % {"aim": told.get("aim") or _("predikat"), "year": told.get("year", "")}


def _declared(told: Told) -> str:
    place = told.get("place") or ""
    words = _("Pencanangan di %(place)s.") if place else _("Pencanangan.")
    if told.get("symbolic"):
        words = _("Pencanangan secara simbolis di %(place)s.") if place else _("Pencanangan secara simbolis.")
    return words % {"place": place}


def _ceremony(told: Told) -> str:
    told_at = {"place": told.get("place", ""), "time": _clock(told.get("starts", "")), "zone": told.get("zone", "")}
    return _("Acara pencanangan di %(place)s, pukul %(time)s %(zone)s.") % told_at


def _clock(starts: str) -> str:
    """Write a time of day as the language does: 09.00 or 09:00."""
    return starts if spoken() == "en" else starts.replace(":", ".")


def _merged(told: Told) -> str:
    into = told.get("into") or ""
    return _("Digabung ke %(into)s.") % {"into": into} if into else _("Digabung dengan unit lain.")


def _more(kind: str, told: Told) -> str:
    if kind == EventKind.REVOKED and told.get("reasons"):
        return _("Alasan: %(reasons)s") % {"reasons": told["reasons"]}
    decree = told.get("decree") if kind in {EventKind.GRANTED, EventKind.REVOKED} else ""
    return _("Keputusan %(decree)s") % {"decree": decree} if decree else ""


_SENTENCES: Final[Mapping[str, Callable[[Told], str]]] = {
    EventKind.CEREMONY: _ceremony,
    EventKind.CALLED_OFF: lambda _told: _("Acara pencanangan dibatalkan."),
    EventKind.DECLARED: _declared,
    EventKind.HANDED_IN: lambda told: _aimed(_("Penilaian mandiri untuk %(aim)s diajukan."), told),
    EventKind.INTERNAL: lambda told: _aimed(_("Inspektorat (TPI) mulai menilai untuk %(aim)s."), told),
    EventKind.NATIONAL: lambda told: _aimed(_("Diusulkan ke kementerian untuk %(aim)s."), told),
    EventKind.NOT_PASSED: lambda told: _aimed(_("Evaluasi %(year)s untuk %(aim)s belum lulus."), told),
    EventKind.GRANTED: lambda told: _("Ditetapkan sebagai %(title)s.") % {"title": told.get("title", "")},
    EventKind.REVOKED: lambda told: _("Predikat %(title)s dicabut.") % {"title": told.get("title", "")},
    EventKind.TITLE_ENDED: lambda told: _("Predikat %(title)s berakhir.") % {"title": told.get("title", "")},
    EventKind.PRACTICE: lambda told: _("Praktik baik diterbitkan: %(title)s.") % {"title": told.get("title", "")},
    EventKind.RENAMED: lambda told: _("Berganti nama, sebelumnya %(before)s.") % {"before": told.get("before", "")},
    EventKind.MERGED: _merged,
    EventKind.CLOSED: lambda _told: _("Unit dibubarkan."),
}
