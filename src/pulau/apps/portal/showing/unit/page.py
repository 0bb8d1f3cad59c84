"""The whole page of a unit, put together of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import agency_path, feed_of_agency, feed_of_unit, picture_path, unit_path
from pulau.apps.portal.showing.frame import Feed, framed
from pulau.apps.portal.showing.happened import happened
from pulau.apps.portal.showing.places import place_steps, where_of
from pulau.apps.portal.showing.practice import practice_shown
from pulau.apps.portal.showing.unit.decided import decided_of, former_names
from pulau.apps.portal.showing.unit.declared import declared_of, pledges_of
from pulau.apps.portal.showing.unit.heading import notices_of, tag_of
from pulau.apps.portal.showing.unit.kin import kin_of_unit
from pulau.apps.portal.showing.unit.minute import minute_of
from pulau.apps.portal.showing.unit.proofs import proofs_of
from pulau.apps.portal.showing.unit.repairing import repair_of
from pulau.apps.portal.showing.unit.scores import scores_of
from pulau.apps.portal.showing.unit.sharing import snippet_of, things_of
from pulau.apps.portal.showing.unit.stages import way_of
from pulau.apps.portal.showing.unit.yearly import yearly
from pulau.apps.portal.showing.words import unit_kind

if TYPE_CHECKING:
    from pulau.apps.portal.showing.frame import Frame
    from pulau.apps.portal.showing.unit.minute import Minute
    from pulau.apps.portal.showing.unit.seen import Seen
    from pulau.apps.publication.contract import (
        KindFigures,
        PublishedEvent,
        PublishedPractice,
        PublishedUnit,
        PublishedYear,
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read beside the unit: all its years, its successor, its kind, what happened, and its practices."""

    years: Sequence[PublishedYear]
    into: PublishedUnit | None
    kin: Mapping[int, KindFigures]
    events: Iterable[PublishedEvent]
    practices: Iterable[PublishedPractice]


def unit_context(seen: Seen, beside: Beside) -> dict[str, Any]:
    """Return what the template shows."""
    scores = scores_of(seen)
    minute = minute_of(seen, scores)
    unit = seen.unit
    return {
        "frame": frame_of(seen, minute),
        "seen": seen,
        "kind": unit_kind(seen.kind),
        "where": where_of(unit.region_code, unit.province, beside=unit.agency.name),
        "agency_href": agency_path(unit.agency.slug),
        "own": unit_path(unit.agency.slug, unit.slug),
        "tag": tag_of(seen),
        "notices": notices_of(seen, beside.into),
        "way": way_of(seen),
        "minute": minute,
        "scores": scores,
        "kin": kin_of_unit(seen, beside.kin),
        "declared": declared_of(seen.declarations),
        "pledges": pledges_of(seen),
        "repair": repair_of(seen),
        "proofs": proofs_of(seen),
        "history": happened(beside.events, seen.day),
        "yearly": yearly(unit, beside.years, seen.year.year if seen.year else None),
        "decided": decided_of(seen),
        "names": former_names(seen),
        "practices": [practice_shown(one) for one in beside.practices],
        "snippet": None if seen.past else snippet_of(seen),
        "feed": feed_of_unit(unit.agency.slug, unit.slug),
    }


def frame_of(seen: Seen, minute: Minute) -> Frame:
    """Return the frame of the page."""
    unit, agency = seen.unit, seen.unit.agency
    own = unit_path(agency.slug, unit.slug)
    steps = [
        *place_steps(agency.region_code, agency.province, to=agency.name),
        (agency.name, agency_path(agency.slug)),
        (seen.name, own),
    ]
    title = seen.name if not seen.past else _("%(name)s pada %(year)s") % {"name": seen.name, "year": seen.past}
    return framed(
        f"{title}, {agency.name}",
        f"{minute.achieved} {minute.missing}",
        steps,
        things=things_of(seen),
        feeds=(Feed(feed_of_unit(agency.slug, unit.slug), seen.name), Feed(feed_of_agency(agency.slug), agency.name)),
        picture=picture_path(agency.slug, unit.slug),
    )
