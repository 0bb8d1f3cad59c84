"""What other apps may use of zone areas."""

from __future__ import annotations

from pulau.apps.zone_areas.models import ZoneArea
from pulau.apps.zone_areas.refusals import ZoneAreaNotFound
from pulau.apps.zone_areas.selectors import areas_of
from pulau.apps.zone_areas.services.titles import give_area_title
from pulau.apps.zone_areas.taking import take_area
from pulau.apps.zone_areas.verdicts import titles_met

__all__ = ["ZoneArea", "ZoneAreaNotFound", "areas_of", "give_area_title", "take_area", "titles_met"]
