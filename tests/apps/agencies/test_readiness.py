"""Readiness facts: each with its document, the newest holds, the older ones stay."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pulau.apps.agencies.contract import (
    Finding,
    Measure,
    ReadinessFact,
    UnitNotFound,
    readiness_of,
    record_readiness,
)
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.readiness import UnfitValue
from pulau.core.shared.roles import TPI_LEADER, TPI_MEMBER
from pulau.foundation.journal.models import Entry
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

LHP = "LHP BPK Nomor 12/LHP/V/2025"
pytestmark = pytest.mark.django_db


def record(actor: Actor, measure: Measure = Measure.SAKIP, value: str = "BB", **facts: Any) -> ReadinessFact:  # noqa: ANN401
    said: dict[str, Any] = {"measure": measure, "year": 2025, "value": value, "document": LHP}
    facts.setdefault("document_date", date(2026, 1, 9))
    return record_readiness(actor=actor, finding=Finding(**said | facts), now=NOW)


def test_the_newest_holds_and_the_older_stay(house: House) -> None:
    hana = house.actors["hana"]
    for value in ("B", "bb", "A"):
        record(hana, value=value)
    record(hana, Measure.LHKPN, "97,5%")
    record(hana, value="CC", year=2024)
    held = readiness_of(hana, 2025)
    assert {measure: fact.value for measure, fact in held.items()} == {"sakip": "A", "lhkpn": "97.5"}
    assert ReadinessFact.objects.for_actor(hana).filter(measure="sakip", year=2025).count() == 3


def test_a_unit_has_its_own(house: House) -> None:
    hana, unit = house.actors["hana"], house.units["rsud"]
    record(hana, value="A")
    record(hana, value="CC", unit_id=unit.pk)
    assert readiness_of(hana, 2025)["sakip"].value == "A"
    assert readiness_of(hana, 2025, unit.pk)["sakip"].value == "CC"
    assert readiness_of(hana, 2025, house.units["disdukcapil"].pk) == {}
    assert readiness_of(house.actors["dewi"], 2025) == {}
    with pytest.raises(UnitNotFound):
        record(hana, unit_id=house.units["disdukcapil-lain"].pk)
    with pytest.raises(ValidationError):
        record(hana, Measure.BPK_OPINION, "WTP", unit_id=unit.pk)


@pytest.mark.parametrize(
    "facts",
    [
        {"year": 1999},
        {"year": 2027, "document_date": date(2026, 1, 9)},
        {"document": "  "},
        {"document": "d" * 161},
        {"document_date": NOW.date() + timedelta(days=1)},
        {"document_date": date(2024, 12, 31)},
        {"measure": "unknown"},
        {"value": "AAA"},
        {"value": ""},
    ],
)
def test_what_no_document_can_say_is_refused(house: House, facts: dict[str, Any]) -> None:
    with pytest.raises((ValidationError, UnfitValue)):
        record(house.actors["hana"], **facts)
    assert not ReadinessFact.objects.for_actor(house.actors["hana"]).exists()


def test_administrator_and_inspectors_leader_record_and_nobody_else(house: House) -> None:
    tenant, unit = house.tenants["sagara"], None
    person = house.users["eka"].pk
    record(Actor(person, tenant, TPI_LEADER, (Appointment(TPI_LEADER, unit),)))
    for actor in (*(house.actors[who] for who in ("ayu", "gita", "indra", "dewi")),
                  Actor(person, tenant, TPI_MEMBER, (Appointment(TPI_MEMBER, unit),))):  # fmt: skip
        with pytest.raises(PermissionDenied):
            record(actor)


def test_the_journal_tells_it(house: House) -> None:
    fact = record(house.actors["hana"])
    entry = Entry.objects.for_actor(house.actors["hana"]).get(object_id=str(fact.pk))
    assert entry.action == "agencies.readiness_recorded"
    assert '"value":"BB"' in entry.payload
    assert LHP not in entry.payload
