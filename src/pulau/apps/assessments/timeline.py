"""Everything that happened in a case, newest first, as far as its reader may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from pulau.apps.assessments.selectors import case_at_hand
from pulau.foundation.registry.process_cases import CaseMoment, case_moments

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.core.shared.actor import Actor

KINDS: Final = {
    "step": _("Langkah"),
    "question": _("Tanya jawab"),
    "team": _("Tim penilai"),
    "judgement": _("Penilaian"),
    "report": _("Laporan"),
    "proposal": _("Usulan"),
    "visit": _("Lapangan"),
    "clearance": _("Klarifikasi lembaga"),
    "panel": _("Panel"),
    "outcome": _("Hasil"),
    "monitoring": _("Pemantauan"),
    "remediation": _("Perbaikan"),
    "companion": _("Pendamping"),
}
"""What a kind of moment is called; whatever else an app tells stands under "others"."""
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """A moment with its kind in words."""

    moment: CaseMoment
    kind: str
    words: str


def moments_of(actor: Actor, case: Case, unit: str) -> list[Told]:
    """Return what all apps tell the reader of a case, newest first; each app keeps back what they may not know."""
    with case_at_hand(case):
        found = [moment for source in case_moments for moment in source.tell(actor, case.pk, unit, case.year)]
    found.reverse()  # of those of one moment the later told comes first, as among all others
    found.sort(key=lambda moment: moment.at, reverse=True)
    return [_told(moment) for moment in found]


def chosen(told: list[Told], kind: str, item: str) -> list[Told]:
    """Return those of a kind and about an item, where either is asked for."""
    return [one for one in told if (not kind or one.kind == kind) and (not item or one.moment.item == item)]


def filters_of(told: list[Told]) -> dict[str, Any]:
    """Return what there is to choose from: the kinds with their words, the items."""
    kinds = {one.kind: one.words for one in told}
    order = [*KINDS, OTHER]
    return {
        "kinds": sorted(kinds.items(), key=lambda pair: order.index(pair[0])),
        "items": sorted({one.moment.item for one in told if one.moment.item}),
    }


def _told(moment: CaseMoment) -> Told:
    kind = moment.kind if moment.kind in KINDS else OTHER
    return Told(moment, kind, gettext(KINDS[kind]) if kind in KINDS else gettext("Lain-lain"))
