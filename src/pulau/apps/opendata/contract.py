"""What other apps may use of open data: how its tables are read, as of one moment, and where everything is."""

from __future__ import annotations

from pulau.apps.opendata.addresses import (
    agency_path,
    badge_path,
    feed_of_agency,
    feed_of_place,
    feed_of_unit,
    picture_of_agency,
    picture_path,
    place_path,
    tag,
    unit_path,
    whole,
)
from pulau.apps.opendata.moment import one_moment
from pulau.apps.opendata.reading import READERS, batches

__all__ = [
    "READERS",
    "agency_path",
    "badge_path",
    "batches",
    "feed_of_agency",
    "feed_of_place",
    "feed_of_unit",
    "one_moment",
    "picture_of_agency",
    "picture_path",
    "place_path",
    "tag",
    "unit_path",
    "whole",
]
