"""Adding units, and mending what was written of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pulau.apps.agencies.contract import (
    DayBeforeNewest,
    NothingChanged,
    UnitCodeTaken,
    UnitKind,
    UnitNotFound,
    WorkUnit,
    close_unit,
    correct_unit,
)
from tests.apps.agencies.branches import BEGAN, Branches, grow
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(house: House) -> Branches:
    return grow(house)


def correct(tree: Branches, unit: WorkUnit, **facts: Any) -> WorkUnit:  # noqa: ANN401 - whatever a service takes
    whom: dict[str, Any] = {"actor": tree.hana, "unit_id": unit.pk, "now": NOW}
    written = {"name": unit.name, "kind": unit.kind, "region_code": "", "since": unit.since}
    return correct_unit(**whom | written | facts)


def test_a_unit_is_added_below_another_with_its_region_and_first_day(tree: Branches) -> None:
    assert tree.now(tree.leaf).parent_id == tree.branch.pk
    assert tree.now(tree.leaf).since == BEGAN
    assert tree.told(tree.leaf) == ["unit_added"]


def test_a_code_is_given_once_in_an_agency(tree: Branches) -> None:
    with pytest.raises(UnitCodeTaken):
        tree.add("dinkes")
    tree.add("disdukcapil-lain")


def test_a_mistake_is_mended_without_a_line_of_history(tree: Branches) -> None:
    correct(tree, tree.leaf, name="Puskesmas Air Tawar", kind=UnitKind.HEALTH_CENTRE, region_code="97.01", since=None)
    unit = tree.now(tree.leaf)
    assert (unit.name, unit.kind, unit.region_code, unit.since) == (
        "Puskesmas Air Tawar",
        UnitKind.HEALTH_CENTRE,
        "97.01",
        None,
    )
    assert tree.told(unit) == ["unit_added", "unit_corrected"]


@pytest.mark.parametrize("facts", [{"name": " "}, {"kind": "kapal"}, {"region_code": "00"}, {"region_code": "9701"}])
def test_what_is_malformed_is_refused(tree: Branches, facts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        correct(tree, tree.leaf, **facts)
    assert tree.told(tree.leaf) == ["unit_added"]


def test_nothing_to_mend_is_said(tree: Branches) -> None:
    with pytest.raises(NothingChanged):
        correct(tree, tree.leaf)


def test_a_unit_did_not_begin_after_what_happened_to_it(tree: Branches) -> None:
    close_unit(actor=tree.hana, unit_id=tree.leaf.pk, day=date(2020, 1, 1), now=NOW)
    with pytest.raises(DayBeforeNewest):
        correct(tree, tree.leaf, since=date(2020, 1, 1))
    correct(tree, tree.leaf, since=date(2019, 12, 31))


def test_only_the_administrator_mends_and_only_their_own(tree: Branches) -> None:
    for who in ("ayu", "indra"):
        with pytest.raises(PermissionDenied):
            correct(tree, tree.leaf, actor=tree.house.actors[who], name="Baru")
    with pytest.raises(UnitNotFound):
        correct(tree, tree.foreign, name="Baru")
