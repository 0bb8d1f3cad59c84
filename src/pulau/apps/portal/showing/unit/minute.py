"""A unit in one minute: what it achieved, what it did not, what is going on. Three plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.portal.showing.unit.seen import ended_on
from pulau.apps.portal.showing.words import TITLES, day_of, day_text, in_sentence, listed, state_words
from pulau.core.shared.public_state import PublicState
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from pulau.apps.portal.showing.unit.scores import GateRow, Scores
    from pulau.apps.portal.showing.unit.seen import Seen


@dataclass(frozen=True, slots=True)
class Minute:
    """The three sentences."""

    achieved: str
    missing: str
    ongoing: str


def minute_of(seen: Seen, scores: Scores | None) -> Minute:
    """Tell a unit in three sentences."""
    return Minute(_achieved(seen, scores), _missing(seen, scores), _ongoing(seen))


def _achieved(seen: Seen, scores: Scores | None) -> str:
    told = [_title_words(seen)]
    if scores:
        figures = {"total": number(scores.total), "year": scores.year, "law": scores.law}
        told.append(_("Nilai akhirnya %(total)s dari 100 pada evaluasi %(year)s, menurut %(law)s.") % figures)
    return " ".join(told)


def _title_words(seen: Seen) -> str:
    held, year = seen.held, seen.year
    if held:
        named = {"title": held["title"], "full": TITLES.get(held["title"], ""), "day": day_text(held["since"])}
        return _("Berpredikat %(title)s (%(full)s) sejak %(day)s.") % named
    if seen.revoked:
        named = {"title": seen.revoked["title"], "day": day_text(seen.revoked["since"])}
        return _("Pernah berpredikat %(title)s, sejak %(day)s; sekarang tidak lagi.") % named
    if year and year.declared_on:
        symbolic, own = _("Mencanangkan secara simbolis pada %(day)s."), _("Mencanangkan zona pada %(day)s.")
        declared = (symbolic if year.symbolic else own) % {"day": day_text(year.declared_on)}
        return f"{declared} {_('Belum ada predikat.')}"
    return _("Belum ada pencanangan sendiri dan belum ada predikat.")


def _missing(seen: Seen, scores: Scores | None) -> str:
    if seen.revoked:
        return _("Predikat %(title)s dicabut pada %(day)s.") % {
            "title": seen.revoked["title"], "day": day_text(ended_on(seen.revoked)),
        } + _missed(scores)  # fmt: skip
    if scores and scores.missed:
        return _missed(scores).strip()
    if seen.held:
        return (
            _("Belum WBBM, predikat yang lebih tinggi.")
            if seen.held["title"] == "WBK"
            else _("Tidak ada predikat di atas WBBM; yang ada harus dijaga setiap tahun.")
        )
    if scores:
        return _("Semua nilai minimal tercapai pada evaluasi %(year)s, tetapi predikat tidak ditetapkan.") % {
            "year": scores.year
        }
    return _("Belum ada nilai yang diumumkan: nilai diumumkan sesudah hasil evaluasi tetap.")


def _missed(scores: Scores | None) -> str:
    if scores is None or not scores.missed:
        return ""
    told = [_short(one) for one in scores.missed]
    words = _("Pada evaluasi %(year)s, yang kurang: %(missed)s.")
    return f" {words % {'year': scores.year, 'missed': listed(told)}}"


def _short(row: GateRow) -> str:
    if row.short is None:
        return row.name
    by = f"{number(row.short)}{row.unit}" if row.unit else _("%(points)s poin") % {"points": number(row.short)}
    return _("%(name)s (kurang %(by)s)") % {"name": row.name, "by": by}


def _ongoing(seen: Seen) -> str:
    year = seen.year
    if year is None:
        return _("Tidak ada yang tercatat.")
    state = in_sentence(state_words(year.state))
    if seen.past:
        return _("Keadaan pada akhir %(year)s: %(state)s.") % {"year": year.year, "state": state}
    if seen.state is PublicState.NONE:
        return _("Tidak ada pembangunan zona yang tercatat pada %(year)s.") % {"year": year.year}
    day = day_of(year.days.get(seen.state.value, ""))
    told = {"year": year.year, "aim": seen.aim, "state": state, "day": day_text(day)}
    if seen.state.is_final:
        words = _("Evaluasi %(year)s sudah selesai: %(state)s.")
    elif seen.keeps:
        words = (
            _("Tahun %(year)s menjaga %(aim)s: %(state)s sejak %(day)s.")
            if day
            else _("Tahun %(year)s menjaga %(aim)s: %(state)s.")
        )
    elif day:
        words = _("Tahun %(year)s menuju %(aim)s: %(state)s sejak %(day)s.")
    else:
        words = _("Tahun %(year)s menuju %(aim)s: %(state)s.")
    return words % told
