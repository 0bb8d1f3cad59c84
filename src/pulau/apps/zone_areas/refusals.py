"""Why a change of a zone area was not taken: facts, which pages put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from pulau.apps.zone_areas.models import AspectAnswer


class ZoneAreaNotFound(Http404):
    """There is no such zone area, or nothing of it that the actor may know of."""


class MembershipNotFound(ZoneAreaNotFound):
    """There is no such membership or invitation of the actor's own units."""


class ZoneAreaRefusal(Exception):  # noqa: N818 - a fact, as every error of this project
    """A change of a zone area cannot be; `field` of the form is to be mended."""

    field = ""


class ZoneAreaCodeTaken(ZoneAreaRefusal):
    """Another zone area of the body has this code, or the code is part of an address."""

    field = "code"


class AgencyUnknown(ZoneAreaRefusal):
    """No agency of the directory has this name or code."""

    field = "agency"


class OwnAgency(ZoneAreaRefusal):
    """The agency is the coordinator's own: its units need no invitation."""

    field = "agency"


class AlreadyAsked(ZoneAreaRefusal):
    """The unit was asked before and has not answered, or belongs to the area already."""

    field = "unit_code"


class UnitNotThere(ZoneAreaRefusal):
    """The unit does not exist on the first day."""

    field = "unit"


class UnitInZoneArea(ZoneAreaRefusal):
    """The unit belongs to a zone area in that time; `area` is its name, empty where another body coordinates it."""

    field = "unit"

    def __init__(self, area: str) -> None:
        super().__init__(area)
        self.area = area


class EndsBeforeStart(ZoneAreaRefusal):
    """The last day is before the first."""

    field = "until"


class NothingToAnswer(ZoneAreaRefusal):
    """The invitation was answered or withdrawn meanwhile, or the membership is over."""


class ReasonMissing(ZoneAreaRefusal):
    """Who declines, leaves or ends a membership says why."""

    field = "reason"


class DecreeMissing(ZoneAreaRefusal):
    """A title that the area holds rests on a decree."""

    field = "held_by"


class AspectChangedMeanwhile(Exception):  # noqa: N818 - a fact, as every error of this project
    """Somebody else answered the aspect after its writer had seen it; `standing` is what stands now."""

    def __init__(self, standing: AspectAnswer) -> None:
        super().__init__(f"{standing.aspect}: version {standing.version} stands")
        self.standing = standing
