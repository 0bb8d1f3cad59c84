"""A good practice with all that its unit told, and practices as lines of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.opendata.contract import unit_path
from pulau.apps.people.contract import area_choices
from pulau.apps.portal.addresses import practice_path
from pulau.apps.portal.showing.places import where_of
from pulau.apps.portal.showing.words import day_text
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.apps.publication.contract import PublishedPractice


@dataclass(frozen=True, slots=True)
class PracticeShown:
    """A practice; `followers` are other units that do the same. Texts are as the unit wrote them, in Indonesian."""

    title: str
    own: str
    area: str
    unit: str
    href: str
    agency: str
    where: str
    day: str
    followers: int
    problem: str
    steps: str
    outcome: str
    cost: str


def practice_shown(row: PublishedPractice) -> PracticeShown:
    """Show a practice whose unit and body were read with it."""
    told = {name: str(row.told.get(name) or "") for name in ("problem", "steps", "outcome", "cost")}
    return PracticeShown(
        title=row.title,
        own=practice_path(row.code),
        area=area_names().get(row.area, ""),
        unit=row.unit.name,
        href=unit_path(row.agency.slug, row.unit.slug),
        agency=row.agency.name,
        where=where_of(row.unit.region_code, row.unit.province),
        day=day_text(row.day),
        followers=row.followers,
        **told,
    )


def area_names() -> dict[str, str]:
    """Return the areas of change by their codes, in the reader's language."""
    return dict(area_choices(spoken_language()))
