"""What units are called, and the zone in which an agency counts its days, for the parts below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from pulau.apps.agencies.models import TimeZone, WorkUnit
from pulau.apps.agencies.selectors import agency_of, find_units
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor

MOST_FOUND: Final = 100
ZONES: Final = {
    TimeZone.WIB.value: ZoneInfo("Asia/Jakarta"),
    TimeZone.WITA.value: ZoneInfo("Asia/Makassar"),
    TimeZone.WIT.value: ZoneInfo("Asia/Jayapura"),
}


def zone_of_agency(actor: Actor) -> ZoneInfo | None:
    """Return the zone of the actor's agency, or None where it was not described yet."""
    agency = agency_of(actor)
    return ZONES[agency.zone] if agency else None


def _units(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = WorkUnit.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _found_units(actor: Actor, words: str) -> list[str]:
    return [str(pk) for pk in find_units(actor, words).values_list("pk", flat=True)[:MOST_FOUND]]


SUBJECTS: Final = (
    Subjects("agencies.agency", "Instansi", "Agency"),
    Subjects(
        *("agencies.workunit", "Unit kerja", "Work unit", _units, _found_units),
        keys=frozenset({"unit", "units", "into", "parent"}),
    ),
    Subjects("agencies.unitchange", "Perubahan unit", "Change of a unit"),
    Subjects("agencies.readinessfact", "Syarat kesiapan", "Readiness fact"),
)
