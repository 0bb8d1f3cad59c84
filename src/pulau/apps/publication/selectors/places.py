"""Finding published bodies and units by their addresses, also those that they had before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.publication.models import FormerAddress, PublishedAgency, PublishedUnit

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Moved:
    """The address is a former one: the unit is found at another for good."""

    agency_slug: str
    slug: str


class NotPublished(LookupError):  # noqa: N818 - a fact, as every error of this project
    """Nothing is published under this address, and nothing was."""


def agency_at(slug: str) -> PublishedAgency:
    """Return the body at an address. Raises NotPublished."""
    found = PublishedAgency.objects.filter(slug=slug).first()
    if found is None:
        raise NotPublished(slug)
    return found


def unit_at(agency_slug: str, slug: str) -> PublishedUnit | Moved:
    """Return the unit at an address with its body, or where it is now. Raises NotPublished. One or two queries."""
    found = PublishedUnit.objects.select_related("agency").filter(agency__slug=agency_slug, slug=slug).first()
    if found is not None:
        return found
    former = FormerAddress.objects.filter(agency_slug=agency_slug, slug=slug).select_related("unit__agency").first()
    if former is None:
        raise NotPublished(f"{agency_slug}/{slug}")
    return Moved(former.unit.agency.slug, former.unit.slug)


def unit_by_id(unit_id: UUID) -> PublishedUnit | None:
    """Return a unit with its body, or None."""
    return PublishedUnit.objects.select_related("agency").filter(pk=unit_id).first()
