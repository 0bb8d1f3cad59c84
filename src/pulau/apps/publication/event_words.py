"""What happened, in words: a title and a sentence for every kind of event, in either language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from pulau.apps.publication.models import EventKind
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from pulau.apps.publication.models import PublishedEvent

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EventWords:
    """`title` names the unit or body and what happened; `sentence` tells it whole, `told` without its day."""

    title: str
    sentence: str
    told: str


def words(event: PublishedEvent, language: str) -> EventWords:
    """Put an event into words of a language (`id` or `en`). Its unit and body are read (`select_related`)."""
    whose = event.unit.name if event.unit else event.agency.name
    with translation.override(language):
        head, told = _HEADS[EventKind(event.kind)], event.told
        said = head(told)
        sentence = _SENTENCES[EventKind(event.kind)](told)
        day = _("%(day)s. %(sentence)s") % {"day": long_date(event.day), "sentence": sentence}
        return EventWords(_("%(whose)s: %(said)s") % {"whose": whose, "said": said}, day, sentence)


def _filled(told: Told) -> Mapping[str, Any]:
    """Return what is told, nothing for what is not: an event that tells less is still a sentence."""
    return defaultdict(str, told)


def _aimed(told: Told) -> str:
    return str(told.get("aim") or _("zona integritas"))


def _in_year(told: Told) -> Mapping[str, Any]:
    return {"year": told.get("year", ""), "aim": _aimed(told)}


def _at(told: Told) -> str:
    """Return what a ceremony is called, and where and when it is."""
    values = {name: told.get(name, "") for name in ("title", "place", "starts", "zone")}
    values["starts"] = str(values["starts"]).replace(":", ".")
    if values["place"] and values["starts"]:
        return _("%(title)s, di %(place)s pukul %(starts)s %(zone)s.") % values
    return _("%(title)s.") % values


def _declared(told: Told) -> str:
    if told.get("symbolic"):
        return _("Zona integritas dicanangkan secara simbolis: %(about)s") % {"about": _at(told)}
    return _("Zona integritas dicanangkan: %(about)s") % {"about": _at(told)}


def _granted(told: Told) -> str:
    return _("Predikat %(title)s ditetapkan dengan keputusan %(decree)s.") % _filled(told)


def _revoked(told: Told) -> str:
    said = _("Predikat %(title)s dicabut dengan keputusan %(decree)s.") % _filled(told)
    return f"{said} {_('Alasannya: %(reasons)s') % _filled(told)}" if told.get("reasons") else said


def _merged(told: Told) -> str:
    if not told.get("into"):
        return _("%(before)s digabung ke unit lain.") % _filled(told)
    return _("%(before)s digabung ke %(into)s.") % _filled(told)


_HEADS: Final[Mapping[EventKind, Callable[[Told], str]]] = {
    EventKind.CEREMONY: lambda _told: _("acara pencanangan"),
    EventKind.CALLED_OFF: lambda _told: _("acara pencanangan dibatalkan"),
    EventKind.DECLARED: lambda _told: _("zona integritas dicanangkan"),
    EventKind.HANDED_IN: lambda _told: _("penilaian mandiri diajukan"),
    EventKind.INTERNAL: lambda _told: _("penilaian TPI dimulai"),
    EventKind.NATIONAL: lambda _told: _("diusulkan ke kementerian"),
    EventKind.NOT_PASSED: lambda told: _("belum lulus %(aim)s") % {"aim": _aimed(told)},
    EventKind.GRANTED: lambda told: _("predikat %(title)s ditetapkan") % _filled(told),
    EventKind.REVOKED: lambda told: _("predikat %(title)s dicabut") % _filled(told),
    EventKind.TITLE_ENDED: lambda told: _("predikat %(title)s berakhir") % _filled(told),
    EventKind.PRACTICE: lambda _told: _("praktik baik diterbitkan"),
    EventKind.RENAMED: lambda _told: _("berganti nama"),
    EventKind.MERGED: lambda _told: _("digabung"),
    EventKind.CLOSED: lambda _told: _("dibubarkan"),
}
_SENTENCES: Final[Mapping[EventKind, Callable[[Told], str]]] = {
    EventKind.CEREMONY: lambda told: _("Acara pencanangan: %(about)s") % {"about": _at(told)},
    EventKind.CALLED_OFF: lambda told: _("Acara ini dibatalkan: %(about)s") % {"about": _at(told)},
    EventKind.DECLARED: _declared,
    EventKind.HANDED_IN: lambda told: _("Penilaian mandiri tahun %(year)s untuk %(aim)s diajukan.") % _in_year(told),
    EventKind.INTERNAL: lambda told: (
        _("Inspektorat (TPI) mulai menilai tahun %(year)s untuk %(aim)s.") % _in_year(told)
    ),
    EventKind.NATIONAL: lambda told: _("Diusulkan ke kementerian (TPN) tahun %(year)s untuk %(aim)s.") % _in_year(told),
    EventKind.NOT_PASSED: lambda told: (
        _("Belum lulus %(aim)s pada evaluasi tahun %(year)s; unit dibina dan dapat diusulkan lagi.") % _in_year(told)
    ),
    EventKind.GRANTED: _granted,
    EventKind.REVOKED: _revoked,
    EventKind.TITLE_ENDED: lambda told: _("Masa predikat %(title)s berakhir.") % _filled(told),
    EventKind.PRACTICE: lambda told: _("Praktik baik diterbitkan: %(title)s.") % _filled(told),
    EventKind.RENAMED: lambda told: _("Sebelumnya bernama %(before)s.") % _filled(told),
    EventKind.MERGED: _merged,
    EventKind.CLOSED: lambda told: _("%(before)s dibubarkan.") % _filled(told),
}
