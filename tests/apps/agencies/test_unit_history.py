"""What happens to units from a day on, and how they were before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pulau.apps.agencies.contract import (
    CyclicTree,
    DayBeforeNewest,
    DayBeforeUnit,
    DayNotReached,
    NothingChanged,
    TreeTooDeep,
    UnitCodeTaken,
    UnitEnded,
    UnitHasParts,
    UnitKind,
    UnitNotEnded,
    UnitNotFound,
    WorkUnit,
    close_unit,
    code_now,
    merge_unit,
    move_unit,
    names_as_of,
    rename_unit,
    reopen_unit,
    unit_as_of,
    units_as_of,
)
from pulau.apps.agencies.models import UnitChange
from pulau.foundation.journal.models import Entry
from tests.apps.agencies.branches import BEGAN, Branches, grow
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.house import House

TODAY = NOW.date()
DAY = date(2025, 7, 1)
EVE = DAY - timedelta(days=1)
DECREE = "Perda Nomor 4 Tahun 2025 " + "x" * 130  # as long as a document may be, longer than the journal takes
pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(house: House) -> Branches:
    return grow(house)


def rename(tree: Branches, unit: WorkUnit, **facts: Any) -> WorkUnit:  # noqa: ANN401 - whatever a service takes
    asked: dict[str, Any] = {"name": unit.name, "code": unit.code, "kind": UnitKind(unit.kind), "day": DAY, "now": NOW}
    whom: dict[str, Any] = {"actor": tree.hana, "unit_id": unit.pk}
    return rename_unit(**whom | asked | facts)


# --- another name


def test_a_unit_is_renamed_from_a_day_on_and_stays_what_it_was_before(tree: Branches) -> None:
    old = tree.branch.name
    rename(tree, tree.branch, name="Dinas Kesehatan dan KB", code="dinkes-kb", document=DECREE)
    now = tree.now(tree.branch)
    assert (now.name, now.code) == ("Dinas Kesehatan dan KB", "dinkes-kb")
    assert unit_as_of(now, EVE).name == old
    assert unit_as_of(now, EVE).code == "dinkes"
    assert unit_as_of(now, DAY).name == "Dinas Kesehatan dan KB"
    change = UnitChange.objects.for_actor(tree.hana).get()
    assert (change.document, change.day) == (DECREE, DAY)
    assert tree.told(tree.branch) == ["unit_added", "unit_renamed"]


def test_two_changes_of_one_day_and_moment_keep_their_order(tree: Branches) -> None:
    for name in ("Nama kedua", "Nama ketiga", "Nama keempat"):
        rename(tree, tree.now(tree.branch), name=name)
    unit = tree.now(tree.branch)
    assert unit.name == "Nama keempat"
    assert unit_as_of(unit, EVE).name == "Unit dinkes"


def test_another_kind_is_kept_too(tree: Branches) -> None:
    rename(tree, tree.leaf, kind=UnitKind.HOSPITAL)
    unit = tree.now(tree.leaf)
    assert (unit.kind, unit_as_of(unit, EVE).kind) == (UnitKind.HOSPITAL, UnitKind.OFFICE)


def test_an_old_code_leads_to_the_new_one_and_is_nobody_elses(tree: Branches) -> None:
    rename(tree, tree.branch, code="dinkes-kb")
    assert code_now(tree.hana, "dinkes") == "dinkes-kb"
    assert code_now(tree.hana, "dinkes-kb") is None
    assert code_now(tree.hana, "tidak-ada") is None
    assert code_now(tree.house.actors["dewi"], "dinkes") is None
    with pytest.raises(UnitCodeTaken):
        tree.add("dinkes")
    with pytest.raises(UnitCodeTaken):
        rename(tree, tree.beside, code="dinkes")
    rename(tree, tree.now(tree.branch), code="dinkes", day=TODAY)  # its own it may have back
    assert code_now(tree.hana, "dinkes-kb") == "dinkes"


def test_a_rename_that_changes_nothing_or_takes_a_code_is_refused(tree: Branches) -> None:
    with pytest.raises(NothingChanged):
        rename(tree, tree.branch)
    with pytest.raises(UnitCodeTaken):
        rename(tree, tree.branch, code="disdik")
    rename(tree, tree.branch, code="disdukcapil-lain")  # another agency's code is free here


@pytest.mark.parametrize(
    "facts", [{"name": ""}, {"name": "n" * 201}, {"code": "Dinas Kota"}, {"document": "d" * 161}, {"kind": "kapal"}]
)
def test_what_is_malformed_leaves_the_unit_as_it_was(tree: Branches, facts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rename(tree, tree.branch, **({"name": "Baru"} | facts))
    assert tree.now(tree.branch).name == "Unit dinkes"
    assert not UnitChange.objects.for_actor(tree.hana).exists()


# --- the day


def test_a_day_to_come_is_refused_and_today_is_not(tree: Branches) -> None:
    with pytest.raises(DayNotReached) as found:
        rename(tree, tree.branch, name="Baru", day=TODAY + timedelta(days=1))
    assert found.value.limit == TODAY
    rename(tree, tree.branch, name="Baru", day=TODAY)


def test_a_day_before_the_unit_is_refused(tree: Branches) -> None:
    with pytest.raises(DayBeforeUnit):
        rename(tree, tree.branch, name="Baru", day=BEGAN)
    rename(tree, tree.branch, name="Baru", day=BEGAN + timedelta(days=1))


def test_history_is_told_in_its_order(tree: Branches) -> None:
    rename(tree, tree.branch, name="Baru", day=DAY)
    with pytest.raises(DayBeforeNewest) as found:
        rename(tree, tree.branch, name="Lebih baru", day=EVE)
    assert found.value.limit == DAY


# --- another parent


def test_a_unit_moves_with_all_below_it(tree: Branches) -> None:
    move_unit(actor=tree.hana, unit_id=tree.branch.pk, parent_id=tree.beside.pk, day=DAY, now=NOW)
    unit = tree.now(tree.branch)
    assert unit.parent_id == tree.beside.pk
    assert unit_as_of(unit, EVE).parent_id is None
    assert tree.now(tree.leaf).parent_id == tree.branch.pk
    assert tree.told(tree.branch) == ["unit_added", "unit_moved"]
    move_unit(actor=tree.hana, unit_id=tree.branch.pk, parent_id=None, day=DAY, now=NOW)
    assert tree.now(tree.branch).parent_id is None


def test_a_unit_never_stands_below_itself(tree: Branches) -> None:
    under = tree.add("pustu", tree.leaf.pk)
    for parent in (tree.branch, tree.leaf, under):
        with pytest.raises(CyclicTree):
            move_unit(actor=tree.hana, unit_id=tree.branch.pk, parent_id=parent.pk, day=DAY, now=NOW)
    assert tree.now(tree.branch).parent_id is None


def test_a_parent_is_one_of_the_agency_and_exists(tree: Branches) -> None:
    for parent in (tree.foreign.pk, uuid4()):
        with pytest.raises(ValidationError):
            move_unit(actor=tree.hana, unit_id=tree.leaf.pk, parent_id=parent, day=DAY, now=NOW)
        with pytest.raises(ValidationError):
            tree.add("baru", parent)
    close_unit(actor=tree.hana, unit_id=tree.beside.pk, day=DAY, now=NOW)
    with pytest.raises(UnitEnded):
        move_unit(actor=tree.hana, unit_id=tree.leaf.pk, parent_id=tree.beside.pk, day=DAY, now=NOW)
    with pytest.raises(UnitEnded):
        tree.add("baru", tree.beside.pk, since=DAY)
    with pytest.raises(NothingChanged):
        move_unit(actor=tree.hana, unit_id=tree.leaf.pk, parent_id=tree.branch.pk, day=DAY, now=NOW)
    assert tree.now(tree.leaf).parent_id == tree.branch.pk


def test_the_tree_has_eight_levels_at_most(tree: Branches) -> None:
    lowest = tree.leaf  # the second level
    for level in range(3, 9):
        lowest = tree.add(f"tingkat-{level}", lowest.pk)
    with pytest.raises(TreeTooDeep):
        tree.add("tingkat-9", lowest.pk)
    with pytest.raises(TreeTooDeep):
        move_unit(actor=tree.hana, unit_id=tree.branch.pk, parent_id=tree.beside.pk, day=DAY, now=NOW)
    move_unit(actor=tree.hana, unit_id=tree.leaf.pk, parent_id=tree.beside.pk, day=DAY, now=NOW)  # as deep as before


# --- mergers, end, return


def test_a_unit_goes_into_another_with_what_stands_below_it(tree: Branches) -> None:
    merge_unit(actor=tree.hana, unit_id=tree.branch.pk, into_id=tree.beside.pk, day=DAY, document=DECREE, now=NOW)
    unit = tree.now(tree.branch)
    assert unit.until == EVE
    assert (unit_as_of(unit, EVE).existed, unit_as_of(unit, DAY).existed) == (True, False)
    assert tree.now(tree.leaf).parent_id == tree.beside.pk
    assert unit_as_of(tree.now(tree.leaf), EVE).parent_id == tree.branch.pk
    assert tree.told(tree.branch) == ["unit_added", "unit_merged"]
    assert tree.told(tree.leaf) == ["unit_added", "unit_moved"]
    assert tree.told(tree.beside) == ["unit_added"]


def test_a_merger_into_itself_below_itself_or_into_what_is_no_more_is_refused(tree: Branches) -> None:
    for into in (tree.branch, tree.leaf):
        with pytest.raises(CyclicTree):
            merge_unit(actor=tree.hana, unit_id=tree.branch.pk, into_id=into.pk, day=DAY, now=NOW)
    for unknown in (tree.foreign.pk, uuid4()):
        with pytest.raises(ValidationError):
            merge_unit(actor=tree.hana, unit_id=tree.branch.pk, into_id=unknown, day=DAY, now=NOW)
    close_unit(actor=tree.hana, unit_id=tree.beside.pk, day=DAY, now=NOW)
    with pytest.raises(UnitEnded):
        merge_unit(actor=tree.hana, unit_id=tree.branch.pk, into_id=tree.beside.pk, day=DAY, now=NOW)
    young = tree.add("muda", since=TODAY)
    with pytest.raises(UnitEnded):
        merge_unit(actor=tree.hana, unit_id=tree.branch.pk, into_id=young.pk, day=DAY, now=NOW)
    assert tree.now(tree.branch).until is None
    assert tree.now(tree.leaf).parent_id == tree.branch.pk


def test_a_merger_that_fails_half_way_leaves_nothing_done(tree: Branches) -> None:
    rename(tree, tree.leaf, name="Baru saja", day=TODAY)
    with pytest.raises(DayBeforeNewest):  # the leaf cannot move on an earlier day
        merge_unit(actor=tree.hana, unit_id=tree.branch.pk, into_id=tree.beside.pk, day=DAY, now=NOW)
    assert tree.now(tree.branch).until is None
    assert tree.told(tree.branch) == ["unit_added"]


def test_a_unit_with_units_below_it_is_not_closed(tree: Branches) -> None:
    with pytest.raises(UnitHasParts) as found:
        close_unit(actor=tree.hana, unit_id=tree.branch.pk, day=DAY, now=NOW)
    assert found.value.parts == 1
    close_unit(actor=tree.hana, unit_id=tree.leaf.pk, day=DAY, now=NOW)
    close_unit(actor=tree.hana, unit_id=tree.branch.pk, day=DAY, now=NOW)
    assert tree.told(tree.branch) == ["unit_added", "unit_closed"]


def test_what_ended_is_not_changed_and_can_be_opened_again(tree: Branches) -> None:
    close_unit(actor=tree.hana, unit_id=tree.beside.pk, day=DAY, now=NOW)
    ended = tree.now(tree.beside)
    changes: tuple[Callable[[], WorkUnit], ...] = (
        lambda: rename(tree, ended, name="Baru", day=TODAY),
        lambda: close_unit(actor=tree.hana, unit_id=ended.pk, day=TODAY, now=NOW),
        lambda: merge_unit(actor=tree.hana, unit_id=ended.pk, into_id=tree.leaf.pk, day=TODAY, now=NOW),
        lambda: move_unit(actor=tree.hana, unit_id=ended.pk, parent_id=tree.leaf.pk, day=TODAY, now=NOW),
    )
    for change in changes:
        with pytest.raises(UnitEnded):
            change()
    reopen_unit(actor=tree.hana, unit_id=ended.pk, day=TODAY, now=NOW)
    unit = tree.now(tree.beside)
    assert unit.until is None
    days = (EVE, DAY, TODAY - timedelta(days=1), TODAY)
    assert [unit_as_of(unit, day).existed for day in days] == [True, False, False, True]
    assert tree.told(unit) == ["unit_added", "unit_closed", "unit_reopened"]
    with pytest.raises(UnitNotEnded):
        reopen_unit(actor=tree.hana, unit_id=unit.pk, day=TODAY, now=NOW)


def test_a_unit_is_opened_again_below_what_exists_only(tree: Branches) -> None:
    for unit in (tree.leaf, tree.branch):
        close_unit(actor=tree.hana, unit_id=unit.pk, day=DAY, now=NOW)
    with pytest.raises(UnitEnded):
        reopen_unit(actor=tree.hana, unit_id=tree.leaf.pk, day=TODAY, now=NOW)


# --- who, and as of a day


@dataclass(frozen=True)
class Deed:
    """A service with what it needs beside who, whom and when."""

    service: Any
    facts: dict[str, Any]


DEEDS = [
    Deed(rename_unit, {"name": "Baru", "code": "baru", "kind": UnitKind.OFFICE}),
    Deed(move_unit, {"parent_id": None}),
    Deed(merge_unit, {"into_id": None}),
    Deed(close_unit, {}),
    Deed(reopen_unit, {}),
]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.service.__name__)
def test_only_the_administrator_changes_units_and_only_their_own(tree: Branches, deed: Deed) -> None:
    facts = deed.facts | ({"into_id": tree.beside.pk} if "into_id" in deed.facts else {})
    for who in ("ayu", "gita", "indra", "joko"):
        with pytest.raises(PermissionDenied):
            deed.service(actor=tree.house.actors[who], unit_id=tree.leaf.pk, day=DAY, now=NOW, **facts)
    for pk in (tree.foreign.pk, uuid4()):
        with pytest.raises(UnitNotFound):
            deed.service(actor=tree.hana, unit_id=pk, day=DAY, now=NOW, **facts)
    assert not UnitChange.objects.for_actor(tree.hana).exists()


def test_the_journal_keeps_digests_where_names_and_documents_stood(tree: Branches) -> None:
    rename(tree, tree.branch, name="Nama yang sangat khas", document="Perda sangat khas")
    entry = Entry.objects.for_actor(tree.hana).get(action="agencies.unit_renamed")
    assert "khas" not in entry.payload
    assert "2025-07-01" in entry.payload
    assert entry.actor_id == tree.hana.user_id
    assert entry.role == "agency-administrator"


def test_many_units_as_of_a_day_are_one_query(tree: Branches, django_assert_num_queries: Any) -> None:  # noqa: ANN401
    rename(tree, tree.branch, name="Baru")
    rename(tree, tree.now(tree.branch), name="Paling baru", day=TODAY)
    units = [tree.now(unit) for unit in (tree.branch, tree.leaf, tree.beside)]
    with django_assert_num_queries(1):
        found = units_as_of(tree.hana, units, EVE)
    assert {state.name for state in found.values()} == {
        "Unit dinkes",
        "Unit puskesmas-air-tawar",
        "Unit disdik",
    }
    with django_assert_num_queries(2):
        names = names_as_of(tree.hana, [unit.pk for unit in units], DAY)
    assert names[tree.branch.pk] == "Baru"
    assert names_as_of(replace(tree.hana, tenant_id=tree.house.tenants["lain"]), list(names), DAY) == {}
