"""What others take from a unit's page: a badge for its own site, and who it is for search engines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.opendata.contract import agency_path, badge_path, standing_of, unit_path, whole
from pulau.apps.portal.addresses import check_path
from pulau.apps.portal.showing.places import place_name
from pulau.exchange.badge import Badge, badge_words
from pulau.exchange.embedding import html_snippet, markdown_snippet
from pulau.exchange.linked_data import Document, Organisation
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.portal.showing.unit.seen import Seen
    from pulau.apps.publication.contract import PublishedAgency
    from pulau.exchange.linked_data import Thing


@dataclass(frozen=True, slots=True)
class Snippet:
    """What an office copies to show its badge."""

    html: str
    markdown: str


def snippet_of(seen: Seen) -> Snippet:
    """Return the badge as HTML and as Markdown; its words are those that it shows today."""
    agency, slug = seen.unit.agency.slug, seen.unit.slug
    page, badge = whole(unit_path(agency, slug)), whole(badge_path(agency, slug))
    words = badge_words(Badge(standing_of(seen.unit, seen.day), spoken_language(), seen.unit.name))
    return Snippet(
        html_snippet(page=page, badge=badge, words=words), markdown_snippet(page=page, badge=badge, words=words)
    )


def organisation(agency: PublishedAgency) -> Organisation:
    """Return a body for search engines."""
    here = whole(agency_path(agency.slug))
    region = place_name(agency.region_code) if agency.region_code else ""
    return Organisation(f"{here}#instansi", agency.name, here, region=region)


def things_of(seen: Seen) -> list[Thing]:
    """Return the unit, its body and its certificate for search engines."""
    unit, parent = seen.unit, organisation(seen.unit.agency)
    here = whole(unit_path(unit.agency.slug, unit.slug))
    held = seen.held
    office = Organisation(
        f"{here}#unit",
        seen.name,
        here,
        office=True,
        region=place_name(unit.province) if unit.province.isdigit() else "",
        locality=place_name(unit.region_code) if "." in unit.region_code else "",
        award=held["title"] if held else "",
        parent=parent,
    )
    if held is None or not held["certificate"]:
        return [office, parent]
    paper = whole(check_path(held["certificate"]))
    day = date.fromisoformat(held["decree_day"])
    name = f"{held['title']} {seen.name}"
    return [office, parent, Document(f"{paper}#dokumen", name, paper, held["certificate"], day, parent)]
