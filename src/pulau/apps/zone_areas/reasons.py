"""What stands in the way of a title, in words, with what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.core.scoring.zone_areas import Obstacle
from pulau.exchange.names import gate_name
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from pulau.apps.zone_areas.models import ZoneArea
    from pulau.core.regulation.model import Pack
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.zone_areas import Reason, ZoneAreaVerdict

MOST_NAMED: Final = 3
"""Minimums of a unit that a sentence names; of the others it says how many there are."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reason as a sentence, and the page on which it is mended (empty: it is mended elsewhere)."""

    text: str
    href: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict as the page shows it."""

    title: str
    met: bool
    units: int
    units_met: int
    integration: Fraction
    required: Fraction
    short: Fraction
    citation: str
    reasons: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What sentences need: the area and year, the names of its members by id, the words of the pack's aspects."""

    area: ZoneArea
    year: int
    pack: Pack
    wording: Wording
    names: Mapping[str, str]
    language: str
    fills: bool


def verdict_view(verdict: ZoneAreaVerdict, place: Place) -> VerdictView:
    """Return a verdict with its reasons in words."""
    return VerdictView(
        verdict.title,
        verdict.met,
        verdict.units,
        verdict.units_met,
        verdict.integration.actual,
        verdict.integration.required,
        verdict.integration.shortfall,
        verdict.integration.citation,
        tuple(_told(reason, place) for reason in verdict.reasons),
    )


def _told(reason: Reason, place: Place) -> Told:
    if reason.obstacle is Obstacle.FEW_UNITS:
        invite = reverse("zone_areas:invite", args=[place.area.code])
        return Told(_("Kawasan terdiri atas beberapa unit; paling sedikit dua."), invite, _("Undang unit"))
    if reason.obstacle is Obstacle.INTEGRATION_SHORT:
        return Told(_("Nilai integrasi kurang %(n)s.") % {"n": number(reason.shortfall)})
    if reason.obstacle is Obstacle.ASPECT_UNANSWERED:
        aspect = place.pack.integration.aspects[reason.subject].number if place.pack.integration else ""
        href = reverse("zone_areas:aspect", args=[place.area.code, place.year, reason.subject]) if place.fills else ""
        return Told(_("Aspek %(no)s belum dijawab.") % {"no": aspect}, href, _("Isi aspek") if href else "")
    if reason.obstacle is Obstacle.PRIOR_TITLE:
        return Told(_("Kawasan harus sudah berpredikat %(title)s.") % {"title": reason.subject})
    return Told(_of_unit(reason, place))


def _of_unit(reason: Reason, place: Place) -> str:
    unit = {"unit": place.names.get(reason.subject, ""), "year": place.year}
    if reason.obstacle is Obstacle.UNIT_WAITING:
        return _("%(unit)s belum menjawab undangan.") % unit
    if reason.obstacle is Obstacle.UNIT_WITHOUT_SHEET:
        return _("%(unit)s belum memiliki lembar kerja %(year)s.") % unit
    named = ", ".join(gate_name(gate, place.language) for gate in reason.gates[:MOST_NAMED])
    rest = len(reason.gates) - MOST_NAMED
    if rest <= 0:
        return _("%(unit)s belum memenuhi: %(gates)s.") % {**unit, "gates": named}
    told = {**unit, "gates": named, "n": rest}
    return (
        ngettext(
            "%(unit)s belum memenuhi: %(gates)s, dan %(n)d syarat lain.",
            "%(unit)s belum memenuhi: %(gates)s, dan %(n)d syarat lain.",
            rest,
        )
        % told
    )
