"""Short ways to publish a house and to read what is told of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from django.core import serializers

from pulau.apps.publication.models import (
    FormerAddress,
    KindFigures,
    PublishedAgency,
    PublishedEvent,
    PublishedFigures,
    PublishedPractice,
    PublishedUnit,
    PublishedYear,
)
from pulau.apps.publication.publishing_jobs import publish_everything, publish_one
from tests.cast import NOW

if TYPE_CHECKING:
    from pulau.apps.publication.services.publishing import Publication
    from tests.house import House

MODELS = (
    *(PublishedAgency, PublishedUnit, PublishedYear, PublishedEvent),
    *(FormerAddress, PublishedPractice, PublishedFigures, KindFigures),
)


def publish(house: House, agency: str = "sagara", now: datetime = NOW) -> Publication:
    """Publish one body."""
    return publish_one(house.tenants[agency], now)


def publish_all(now: datetime = NOW) -> int:
    """Publish every body and count the country."""
    return publish_everything(now)


def unit(code: str = "disdukcapil", agency: str = "sagara") -> PublishedUnit:
    """Return a published unit by its code, of the regency's unless another body is named."""
    rows = PublishedUnit.objects.select_related("agency")
    return rows.get(slug=code, agency__slug=agency)


def year(code: str = "disdukcapil", number: int = 2026) -> PublishedYear:
    """Return a published year of a unit."""
    return PublishedYear.objects.get(unit=unit(code), year=number)


def everything() -> str:
    """Return all that is published, as text: what is not in it is told to nobody."""
    return json.dumps([serializers.serialize("json", model.objects.all()) for model in MODELS])
