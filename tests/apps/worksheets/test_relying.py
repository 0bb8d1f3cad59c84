"""Items tell evidence that they rely on it, pinned to the version that was handed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from pulau.apps.evidence.contract import Evidence, Preparation, PreparationState, add_version
from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.relying import counted_items, relying_items
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.apps.worksheets.services.handing import Handing, submit_worksheet
from pulau.core.shared.actor import Actor
from tests.apps.worksheets.proving import ITEM, Incoming, keep, lay
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def hand_in(house: House) -> None:
    system = Actor.system(house.sheet.tenant_id)
    found = assess(system, get_worksheet_by_id(system, house.sheet.pk), NOW)
    handing = Handing(found.seal, found.check.codes)
    submit_worksheet(actor=system, worksheet_id=house.sheet.pk, handing=handing, now=NOW)


def test_each_item_is_named_and_opened_by_who_may(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lent, other = keep(house, "Lapkin", shared=True), keep(house, "SK")
    lay(house, lent, remark="hal. 3")
    lay(house, lent, "P1.i.b")
    ids = [lent.pk, other.pk]
    with django_assert_num_queries(1):
        assert counted_items(house.actors["joko"], ids) == {lent.pk: 2}
    with django_assert_num_queries(1):
        found = relying_items(house.actors["ayu"], ids)
    assert [place.text for place in found[lent.pk]] == [
        "LKE 2026 Dinas Kependudukan, butir A.I.1.i.a",
        "LKE 2026 Dinas Kependudukan, butir A.I.1.i.b",
    ]
    assert found[lent.pk][0].href == house.address(f"butir/{ITEM}/bukti")
    assert (found[lent.pk][0].note, found[lent.pk][0].locked) == ("hal. 3", False)
    (first, _) = relying_items(house.actors["joko"], ids)[lent.pk]
    assert (first.href, first.note) == ("", "")
    assert relying_items(house.actors["dewi"], ids) == {}


def test_what_was_handed_in_is_pinned_to_its_version(house: House, tmp_path: Path) -> None:
    piece = keep(house, "SK")
    lay(house, piece)
    house.answer("ayu", {ITEM: "Ya"})
    Preparation.objects.for_actor(house.actors["ayu"]).update(state=PreparationState.READY)
    hand_in(house)
    path = tmp_path / "baru"
    path.write_text("Isi baru\n")
    ayu = house.actors["ayu"]
    add_version(actor=ayu, evidence_id=piece.pk, file=Incoming(path, "SK.txt"), cause="Pindaian baru", now=NOW)
    (place,) = relying_items(ayu, [piece.pk])[piece.pk]
    assert (place.version, place.locked) == (1, True)
    assert Evidence.objects.for_actor(ayu).get(pk=piece.pk).head == 2
