"""Evidence beside items: laid, moved, taken away, and seen by those who may."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from pulau.apps.evidence.contract import Evidence, EvidenceNotFound, EvidenceWithdrawn
from pulau.apps.worksheets.evidence_selectors import asked_of, evidence_by_item, evidence_mark, items_moved
from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.models import AreaDuty, ItemEvidence, SheetState
from pulau.apps.worksheets.relying import answering_people
from pulau.apps.worksheets.selectors import WorksheetNotFound
from pulau.apps.worksheets.services.evidence import (
    ItemEvidenceNotFound,
    Laying,
    add_evidence_of_items,
    change_item_evidence,
    remove_item_evidence,
)
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.proving import ITEM, keep, lay
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def told(house: House) -> list[str]:
    rows = Entry.objects.for_actor(house.actors["ayu"]).filter(action__startswith="worksheets.evidence")
    return [action.rpartition("_")[2] for action in rows.order_by("at", "pk").values_list("action", flat=True)]


def test_laying_twice_is_once_and_moves_no_score(house: House) -> None:
    piece = keep(house, "SK Tim Kerja")
    house.answer("ayu", {ITEM: "A"})
    house.sheet.refresh_from_db()
    before = (house.sheet.exact, house.sheet.revision)
    first, second = lay(house, piece), lay(house, piece)
    house.sheet.refresh_from_db()
    assert first.pk == second.pk
    assert (house.sheet.exact, house.sheet.revision) == before
    assert told(house) == ["added"]


def test_one_piece_stands_beside_many_items_and_two_people_both_stay(house: House) -> None:
    piece, other = keep(house, "SK"), keep(house, "Notula", who="fajar")
    for item in (ITEM, "P1.i.b"):
        lay(house, piece, item)
    lay(house, other, who="fajar")
    found = evidence_by_item(house.actors["gita"], house.sheet)
    assert {piece.title for piece in found[ITEM]} == {"SK", "Notula"}
    assert [piece.title for piece in found["P1.i.b"]] == ["SK"]


def test_taken_away_it_is_ended_and_may_come_back(house: House) -> None:
    placed = lay(house, keep(house, "SK"))
    for _ in range(2):
        remove_item_evidence(actor=house.actors["fajar"], worksheet_id=house.sheet.pk, placed_id=placed.pk, now=NOW)
    assert evidence_by_item(house.actors["ayu"], house.sheet) == {}
    again = lay(house, Evidence.objects.for_actor(house.actors["ayu"]).get(pk=placed.evidence_id))
    assert again.pk != placed.pk
    assert sorted(told(house)) == ["added", "added", "removed"]
    assert ItemEvidence.objects.for_actor(house.actors["ayu"]).count() == 2


def test_moved_it_leaves_its_old_place_on_record(house: House) -> None:
    placed = lay(house, keep(house, "SK"))
    ayu = house.actors["ayu"]
    wanted: dict[str, Any] = {"actor": ayu, "worksheet_id": house.sheet.pk, "now": NOW}
    said = change_item_evidence(**wanted, placed_id=placed.pk, asked=1, remark=" hal.  3 ")
    assert (said.pk, said.remark) == (placed.pk, "hal. 3")
    moved = change_item_evidence(**wanted, placed_id=placed.pk, asked=2, remark="hal. 3")
    assert moved.pk != placed.pk
    assert [piece.asked for piece in evidence_by_item(ayu, house.sheet)[ITEM]] == [2]
    with pytest.raises(ItemEvidenceNotFound):
        change_item_evidence(**wanted, placed_id=placed.pk, asked=2, remark="")


def test_what_cannot_be_is_refused_and_nothing_is_written(house: House) -> None:
    piece = keep(house, "SK")
    for wish, code in (
        (Laying("P9.x", piece.pk), "unknown-item"),
        (Laying(ITEM, piece.pk, 3), "unknown-position"),
        (Laying(ITEM, piece.pk, -1), "unknown-position"),
        (Laying(ITEM, piece.pk, 1, "x" * 501), "remark-too-long"),
        (Laying(ITEM, piece.pk, 1, "\x00"), "text-unreadable"),
    ):
        wishes = [Laying(ITEM, piece.pk), wish]
        with pytest.raises(BadInput) as refused:
            add_evidence_of_items(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, wishes=wishes, now=NOW)
        assert [problem.code for problem in refused.value.problems] == [code]
    with pytest.raises(EvidenceNotFound):
        lay(house, Evidence(pk=uuid4()))
    Evidence.objects.for_actor(house.actors["ayu"]).filter(pk=piece.pk).update(withdrawn_at=NOW)
    with pytest.raises(EvidenceWithdrawn):
        lay(house, piece)
    assert not ItemEvidence.objects.for_actor(house.actors["ayu"]).exists()


def test_only_its_team_lays_and_only_what_it_sees(house: House) -> None:
    piece, theirs = keep(house, "SK"), keep(house, "SK RSUD", who="joko", unit="rsud")
    lent = keep(house, "Lapkin", who="joko", unit="rsud", shared=True)
    for who, refused in (("hana", PermissionDenied), ("joko", WorksheetNotFound), ("dewi", WorksheetNotFound)):
        with pytest.raises(refused):
            lay(house, piece, who=who)
    with pytest.raises(EvidenceNotFound):
        lay(house, theirs)
    assert lay(house, lent).evidence_id == lent.pk


def test_a_worksheet_that_was_handed_in_takes_none(house: House) -> None:
    piece = keep(house, "SK")
    placed = lay(house, piece)
    type(house.sheet).objects.for_actor(house.actors["ayu"]).update(state=SheetState.SUBMITTED)
    with pytest.raises(WorksheetSubmitted):
        lay(house, piece, "P1.i.b")
    with pytest.raises(WorksheetSubmitted):
        remove_item_evidence(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, placed_id=placed.pk, now=NOW)


def test_a_confidential_piece_tells_who_may_not_read_it_no_more_than_that_it_is_there(house: House) -> None:
    secret = keep(house, "Laporan pengaduan Tuan X", confidential=True, valid_until=date(2026, 12, 31))
    lay(house, secret, remark="halaman rahasia")
    lent = keep(house, "Lapkin", who="joko", unit="rsud", shared=True)
    lay(house, lent, asked=2)
    Evidence.objects.for_actor(house.actors["joko"]).filter(pk=lent.pk).update(shared=False)
    for who, sees in (
        ("ayu", [True, False]),
        ("gita", [True, False]),
        ("indra", [True, True]),
        ("hana", [False, True]),
    ):
        found = evidence_by_item(house.actors[who], house.sheet)[ITEM]
        assert [piece.seen for piece in found] == sees, who
        for piece in found:
            texts = (piece.title, piece.name, piece.address, piece.remark)
            assert any(texts) == piece.seen
        assert asked_of(house.sheet, ITEM, found, DAY).there == {1, 2}, who


def test_a_withdrawn_an_ended_and_an_outside_piece_show_nothing(house: House) -> None:
    lay(house, keep(house, "Lama", valid_until=DAY - timedelta(days=1)))
    lay(house, keep(house, "Tautan", address="https://contoh.example.id/a"), asked=2)
    back = keep(house, "Ditarik")
    lay(house, back, asked=2)
    Evidence.objects.for_actor(house.actors["ayu"]).filter(pk=back.pk).update(withdrawn_at=NOW)
    found = evidence_by_item(house.actors["ayu"], house.sheet)[ITEM]
    assert asked_of(house.sheet, ITEM, found, DAY).missing == (1, 2)
    lay(house, keep(house, "Baru"))
    found = evidence_by_item(house.actors["ayu"], house.sheet)[ITEM]
    assert asked_of(house.sheet, ITEM, found, DAY).missing == (2,)


def test_moved_to_where_it_stands_already_it_takes_along_what_was_typed(house: House) -> None:
    piece = keep(house, "Notula")
    placed, there = lay(house, piece, asked=1), lay(house, piece, asked=2, remark="hal. 1")
    wanted = {"actor": house.actors["ayu"], "worksheet_id": house.sheet.pk, "placed_id": placed.pk, "now": NOW}
    moved = change_item_evidence(**wanted, asked=2, remark="hal. 3")  # type: ignore[arg-type]  # of several kinds
    there.refresh_from_db()
    assert (moved.pk, there.remark) == (there.pk, "hal. 3")


def test_the_mark_tells_which_items_moved(house: House) -> None:
    placed = lay(house, keep(house, "SK"))
    first = evidence_mark(house.sheet)
    later = NOW + timedelta(minutes=1)
    remove_item_evidence(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, placed_id=placed.pk, now=later)
    lay(house, keep(house, "Notula"), "P1.i.b", now=later + timedelta(minutes=1))
    mark = evidence_mark(house.sheet)
    assert items_moved(house.sheet, first, mark) == {ITEM, "P1.i.b"}
    assert items_moved(house.sheet, mark - 1, mark) == {"P1.i.b"}
    assert items_moved(house.sheet, mark + 5, mark) is None


def test_all_of_it_is_one_query(house: House, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(4):
        lay(house, keep(house, f"Bukti {number}"), asked=number % 3)
    with django_assert_num_queries(1):
        found = evidence_by_item(house.actors["ayu"], house.sheet)
    assert sum(map(len, found.values())) == 4


def test_who_answers_for_its_area_is_told_before_a_piece_ends(house: House) -> None:
    piece = keep(house, "Maklumat")
    lay(house, piece)
    for area, who in (("1", "fajar"), ("2", "gita")):
        AreaDuty.objects.for_actor(house.actors["ayu"]).create(
            worksheet_id=house.sheet.pk, area=area, user_id=house.users[who].pk, given_at=NOW
        )
    system = Actor.system(house.sheet.tenant_id)
    assert answering_people(system, [piece.pk]) == {piece.pk: {house.users["fajar"].pk}}
    assert answering_people(Actor.system(house.tenants["lain"]), [piece.pk]) == {}
