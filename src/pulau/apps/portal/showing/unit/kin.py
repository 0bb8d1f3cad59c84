"""A unit beside those of its kind in the whole country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.apps.portal.showing.words import count_text, unit_kind
from pulau.apps.publication.contract import percent_below

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.portal.showing.unit.seen import Seen
    from pulau.apps.publication.contract import KindFigures


_ENDS: Final = frozenset({0, 100})


MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Kin:
    """How a unit stands among its kind: in a sentence, a share to draw (percent; None: too few), and counts."""

    kind: str
    words: str
    below: int | None
    counts: list[tuple[str, str]]


def kin_years(seen: Seen) -> list[int]:
    """Return the years of which figures of the kind are needed."""
    return sorted({row.year for row in (seen.year, seen.scored) if row})


def kin_of_unit(seen: Seen, figures: Mapping[int, KindFigures]) -> Kin | None:
    """Return the comparison; None where nothing is known of the kind."""
    year, scored = seen.year, seen.scored
    shown = figures.get(year.year) if year else None
    if shown is None:
        return None
    among = figures.get(scored.year) if scored and scored.kind == shown.kind else None
    below = percent_below(among, scored.total) if among and scored and scored.total is not None else None
    counts = [
        (_("Unit sejenis"), count_text(shown.units)),
        (_("Mencanangkan"), count_text(shown.declared)),
        ("WBK", count_text(shown.wbk)),
        ("WBBM", count_text(shown.wbbm)),
        (_("Diam sesudah pencanangan"), count_text(shown.silent)),
    ]
    return Kin(unit_kind(shown.kind), _words(seen, among, below), below, counts)


def _words(seen: Seen, among: KindFigures | None, below: int | None) -> str:
    if seen.scored is None:
        return _("Unit ini belum mempunyai nilai akhir untuk dibandingkan.")
    if below is None or among is None:
        return _("Terlalu sedikit unit sejenis yang mempunyai nilai akhir untuk dibandingkan.")
    told = {"below": below, "scores": count_text(among.scores), "year": seen.scored.year}
    if below == 0:
        words = _("Pada %(year)s, nilainya termasuk yang paling rendah dari %(scores)s unit yang bernilai akhir.")
    elif below == MOST:
        words = _("Pada %(year)s, nilainya termasuk yang paling tinggi dari %(scores)s unit yang bernilai akhir.")
    else:
        words = _("Pada %(year)s, dari %(scores)s unit yang bernilai akhir, %(below)s%% unit lain lebih rendah.")
    return words % told
