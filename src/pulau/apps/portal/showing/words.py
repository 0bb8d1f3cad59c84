"""Words and figures that several pages share, in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pulau.apps.agencies.contract import AgencyKind, UnitKind
from pulau.apps.publication.contract import StateWords
from pulau.foundation.ui.formats import long_date, number

HUNDRED: Final = Decimal(100)
TITLES: Final = {"WBK": "Wilayah Bebas dari Korupsi", "WBBM": "Wilayah Birokrasi Bersih dan Melayani"}
"""What the titles stand for; they keep their Indonesian names in every language."""
ISSUERS: Final = {"minister": _("Menteri PANRB"), "agency-head": _("Pimpinan instansi")}


def points(hundredths: int | None) -> Decimal | None:
    """Return a score that is kept in hundredths."""
    return None if hundredths is None else Decimal(hundredths) / HUNDRED


def score_text(hundredths: int) -> str:
    """Print a score that is kept in hundredths: 8694 is 86,94."""
    return number(Decimal(hundredths) / HUNDRED)


def count_text(count: int) -> str:
    """Print a count: 3.412."""
    return number(count, 0)


def day_of(text: str) -> date | None:
    """Return a day that is kept as ISO text; None of an empty one."""
    return date.fromisoformat(text) if text else None


def day_text(day: date | str | None) -> str:
    """Print a day, also one that is kept as text."""
    return long_date(day_of(day) if isinstance(day, str) else day)


def unit_kind(kind: str) -> str:
    """Name the kind of a unit."""
    return str(UnitKind(kind).label) if kind in UnitKind.values else ""


def agency_kind(kind: str) -> str:
    """Name the kind of a body."""
    return str(AgencyKind(kind).label) if kind in AgencyKind.values else ""


def state_words(state: str) -> str:
    """Say how far a unit came."""
    return str(StateWords(state).label)


def in_sentence(words: str) -> str:
    """Return words as they stand inside a sentence: the first letter small, abbreviations as they are."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def issuer_words(issuer: str) -> str:
    """Say who decided."""
    return str(ISSUERS.get(issuer, issuer))


def title_tag(title: str) -> str:
    """Return which rings stand for a title; the dashed ring for none."""
    return title.lower() if title in TITLES else "declared"


def listed(names: list[str]) -> str:
    """Join names: "A, B, dan C"."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(names)
    last = gettext("dan %(last)s") % {"last": names[-1]}
    comma = "," if len(names) > 2 else ""  # noqa: PLR2004 - "A dan B", but "A, B, dan C"
    return f"{', '.join(names[:-1])}{comma} {last}"
