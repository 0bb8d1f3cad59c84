"""The head of a unit's page: its title and since when, or that it has none; revocations and endings, said plainly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import unit_path
from pulau.apps.portal.showing.unit.seen import ended_on
from pulau.apps.portal.showing.words import day_of, day_text, title_tag
from pulau.core.shared.public_state import PublicState

if TYPE_CHECKING:
    from pulau.apps.portal.showing.unit.seen import Seen
    from pulau.apps.publication.contract import PublishedUnit


@dataclass(frozen=True, slots=True)
class Tag:
    """The title large: its rings, its name, and since when."""

    rings: str
    words: str
    note: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that must not be overlooked; `color` is one of the house's, `href` leads on where it is given."""

    color: str
    title: str
    words: str
    href: str = ""
    link: str = ""


def tag_of(seen: Seen) -> Tag:
    """Return what the unit holds on the day."""
    held = seen.held
    if held:
        until = day_of(held["until"])
        note = _("sejak %(day)s, masih berlaku") if not until else _("sejak %(day)s sampai %(until)s")
        if seen.past:
            note = _("sejak %(day)s")
        told = note % {"day": day_text(held["since"]), "until": day_text(until)}
        return Tag(title_tag(held["title"]), held["title"], told)
    if seen.revoked:
        note = _("%(title)s dicabut %(day)s") % {"title": seen.revoked["title"], "day": _closed(seen)}
        return Tag("declared", _("Tidak berpredikat"), note, muted=True)
    if seen.state is PublicState.NONE:
        return Tag("declared", _("Belum mencanangkan"), _("belum ada predikat"), muted=True)
    return Tag("declared", _("Belum berpredikat"), _declared(seen), muted=True)


def notices_of(seen: Seen, into: PublishedUnit | None) -> list[Notice]:
    """Return what the page says before everything else."""
    found = [*_ended(seen, into), *_revoked(seen), *_failed(seen)]
    if seen.unit.silent and not seen.past:
        found.append(_silent(seen))
    return found


def _declared(seen: Seen) -> str:
    year = seen.year
    if year is None or year.declared_on is None:
        return _("dicanangkan instansinya secara simbolis") if year and year.symbolic else _("belum mencanangkan")
    note = _("mencanangkan secara simbolis %(day)s") if year.symbolic else _("mencanangkan %(day)s")
    return note % {"day": day_text(year.declared_on)}


def _closed(seen: Seen) -> str:
    return day_text(ended_on(seen.revoked)) if seen.revoked else ""


def _ended(seen: Seen, into: PublishedUnit | None) -> list[Notice]:
    until = seen.unit.until
    if until is None or until >= seen.day:
        return []
    words = _("Hari terakhirnya %(day)s. Halaman ini menyimpan riwayatnya.") % {"day": day_text(until)}
    if into is None:
        return [Notice("warning", _("Unit ini sudah tidak ada"), words)]
    href = unit_path(into.agency.slug, into.slug)
    return [Notice("warning", _("Unit ini sudah tidak ada"), words, href, _("Dilanjutkan oleh %s") % into.name)]


def _revoked(seen: Seen) -> list[Notice]:
    title = seen.revoked
    if title is None:
        return []
    told = [_("Dengan Keputusan %(decree)s.") % {"decree": title["revoked_by"]}] if title["revoked_by"] else []
    reasons = title["reasons"] or _reason_of(seen, PublicState.REVOKED)
    told.append(_("Alasan: %(reasons)s") % {"reasons": reasons} if reasons else _("Alasan tertulisnya tidak tercatat."))
    head = _("Predikat %(title)s dicabut pada %(day)s") % {"title": title["title"], "day": _closed(seen)}
    return [Notice("danger", head, " ".join(told), "#riwayat", _("Riwayat lengkap"))]


def _failed(seen: Seen) -> list[Notice]:
    newest = seen.decisions[0] if seen.decisions else None
    if newest is None or newest["state"] != PublicState.NOT_PASSED or seen.held:
        return []
    head = _("Belum lulus pada evaluasi %(year)s") % {"year": newest["year"]}
    words = newest["reason"] or _("Alasan tertulisnya tidak tercatat.")
    return [Notice("warning", head, words, "#nilai" if seen.scored else "", _("Lihat nilainya"))]


def _silent(seen: Seen) -> Notice:
    active = seen.unit.active_on
    words = _("Kegiatan terakhir yang tercatat: %(day)s.") % {"day": day_text(active)} if active else ""
    head = _("Tidak ada kegiatan yang tercatat sejak pencanangan")
    more = _("Pencanangan baru berarti bila diikuti pembangunan.")
    return Notice("warning", head, " ".join(one for one in (words, more) if one))


def _reason_of(seen: Seen, state: PublicState) -> str:
    return next((one["reason"] for one in seen.decisions if one["state"] == state), "")
