"""Titles and decrees in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.outcomes.models import Issuer
from pulau.core.workflow.keeping import Standing
from pulau.foundation.journal.services import LONGEST_TEXT
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from pulau.apps.outcomes.models import Decree


def title_words(title: str) -> str:
    """Return the full name of a title; its letters where it has none."""
    return {
        "WBK": _("Wilayah Bebas dari Korupsi (WBK)"),
        "WBBM": _("Wilayah Birokrasi Bersih dan Melayani (WBBM)"),
    }.get(title, title)


def decree_words(decree: Decree) -> str:
    """Return what a decree is called: who decided, its number and day."""
    told = {"number": decree.number, "day": long_date(decree.day)}
    if decree.issuer == Issuer.AGENCY_HEAD:
        return _("Keputusan pimpinan instansi %(number)s, %(day)s") % told
    return _("Keputusan Menteri PANRB %(number)s, %(day)s") % told


def validity_words(since: date | None, until: date | None) -> str:
    """Return from when to when a title is valid, as its decree says."""
    first = long_date(since) if since else ""
    if until is None:
        return _("Sejak %(since)s, tanpa batas waktu dalam keputusan") % {"since": first}
    return _("%(since)s sampai %(until)s") % {"since": first, "until": long_date(until)}


def standing_words(standing: Standing) -> str:
    """Return how a title stands, in a word or two."""
    return {
        Standing.COMING: _("Belum mulai berlaku"),
        Standing.IN_FORCE: _("Berlaku"),
        Standing.ENDED: _("Berakhir"),
        Standing.SUPERSEDED: _("Digantikan"),
        Standing.REVOKED: _("Dicabut"),
    }[standing]


def standing_kind(standing: Standing) -> str:
    """Return the shape that goes with the word (`c-status`)."""
    return {
        Standing.COMING: "waiting",
        Standing.IN_FORCE: "met",
        Standing.ENDED: "locked",
        Standing.SUPERSEDED: "replaced",
        Standing.REVOKED: "revoked",
    }[standing]


def short(text: str) -> str:
    """Return a text as long as the journal keeps it."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
