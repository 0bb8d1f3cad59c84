"""Everything that happened in a case, newest first, as far as its reader may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from pulau.apps.assessments.selectors import case_at_hand
from pulau.exchange.packs import load_pack
from pulau.foundation.registry.process_cases import CaseMoment, case_moments

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """A moment with its kind in words, and the number of its item in the form."""

    moment: CaseMoment
    kind: str
    words: str
    number: str


def moments_of(actor: Actor, case: Case, unit: str) -> list[Told]:
    """Return what all apps tell the reader of a case, newest first; each app keeps back what they may not know."""
    with case_at_hand(case):
        found = [moment for source in case_moments for moment in source.tell(actor, case.pk, unit, case.year)]
    found.reverse()  # of those of one moment the later told comes first, as among all others
    found.sort(key=lambda moment: moment.at, reverse=True)
    known = load_pack(case.regulation).items
    numbers = {moment.item: known[moment.item].number for moment in found if moment.item in known}
    return [_told(moment, numbers) for moment in found]


def chosen(told: list[Told], kind: str, item: str) -> list[Told]:
    """Return those of a kind and about an item, where either is asked for."""
    return [one for one in told if (not kind or one.kind == kind) and (not item or one.moment.item == item)]


def filters_of(told: list[Told]) -> dict[str, Any]:
    """Return what there is to choose from: the kinds with their words, the items with their numbers."""
    kinds = {one.kind: one.words for one in told}
    order = [*KINDS, OTHER]
    return {
        "kinds": sorted(kinds.items(), key=lambda pair: order.index(pair[0])),
        "items": sorted({(one.moment.item, one.number) for one in told if one.moment.item}),
    }


def _told(moment: CaseMoment, numbers: Mapping[str, str]) -> Told:
    kind = moment.kind if moment.kind in KINDS else OTHER
    words = gettext(KINDS[kind]) if kind in KINDS else gettext("Lain-lain")
    return Told(moment, kind, words, numbers.get(moment.item, moment.item))
