"""What other apps may use of open data: its tables as of one moment, where everything is, and what a badge says."""

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
from pulau.apps.opendata.depicting import standing_of
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
    "standing_of",
    "tag",
    "unit_path",
    "whole",
]
