"""A package of what was handed in stays good whatever happens to its evidence, its unit and its body afterwards."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from pulau.apps.evidence.contract import Evidence, Preparation, PreparationState
from pulau.apps.evidence.services.changing import change_evidence
from pulau.apps.evidence.wishes import FIELDS, EvidenceWish
from pulau.apps.worksheets.changes import Change
from pulau.apps.worksheets.services.answers import answer_items
from pulau.exchange.packages.checking import Checked, check_package
from tests.apps.worksheets.handing import hand_in
from tests.apps.worksheets.proving import keep, lay
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def describe(house: House, who: str, row: Evidence, **to: bool) -> None:
    seen = {name: getattr(row, name) for name in FIELDS}
    wish = replace(EvidenceWish(unit_id=row.unit_id, **seen), **to)  # type: ignore[arg-type]  # of several kinds
    change_evidence(actor=house.actors[who], evidence_id=row.pk, wish=wish, seen=seen, now=NOW)


def ready(house: House) -> None:
    Preparation.objects.for_actor(house.actors["ayu"]).update(state=PreparationState.READY)


def exported(path: Path, agency: str = "sagara") -> Checked:
    call_command("package_export", agency=agency, unit="disdukcapil", year=2026, output=str(path), stdout=StringIO())
    return check_package(path)


@pytest.mark.parametrize("confidential", [True, False])
def test_a_piece_may_become_confidential_or_open_afterwards(
    house: House, tmp_path: Path, *, confidential: bool
) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    piece = keep(house, "Notula", confidential=not confidential)
    lay(house, piece)
    ready(house)
    hand_in(house)
    describe(house, "ayu", piece, confidential=confidential)
    found = exported(tmp_path / "paket.zip")
    assert (found.problems, found.counts["withheld"]) == ((), int(confidential))


def test_odd_texts_answers_taken_back_and_several_pieces_at_a_place_are_checked_and_taken_in(
    house: House, tmp_path: Path
) -> None:
    changes = [Change("P1.i.a", 0, "Ya", "cafe\u0301 \U0001f600"), Change("P1.i.b", 0, "B")]
    answer_items(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, changes=changes, now=NOW)
    house.answer("ayu", {"P1.i.b": None})
    piece = keep(house, "Note\u0301 \U0001f600")
    for item, asked in (("P1.i.a", 0), ("P1.i.a", 1), ("P1.i.a", 2), ("P1.i.b", 1)):
        lay(house, piece, item, asked)
    for address in ("https://contoh.id/satu", "https://contoh.id/dua"):
        lay(house, keep(house, address, address=address))
    ready(house)
    hand_in(house)
    assert exported(tmp_path / "paket.zip").problems == ()
    call_command("package_import", file=str(tmp_path / "paket.zip"), agency="arsip", stdout=StringIO())
    assert exported(tmp_path / "lagi.zip", "arsip").problems == ()


def test_what_was_withheld_is_told_again_by_whoever_took_it_in(house: House, tmp_path: Path) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    lay(house, keep(house, "Daftar nama", confidential=True))
    lay(house, keep(house, "Notula"))
    ready(house)
    hand_in(house)
    assert exported(tmp_path / "paket.zip").counts["withheld"] == 1
    call_command("package_import", file=str(tmp_path / "paket.zip"), agency="arsip", stdout=StringIO())
    found = exported(tmp_path / "lagi.zip", "arsip")
    assert (found.problems, found.counts["withheld"]) == ((), 1)


def test_a_piece_that_another_unit_lends_no_more_stays_behind(house: House, tmp_path: Path) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    piece = keep(house, "Milik rumah sakit", who="joko", unit="rsud", shared=True)
    lay(house, piece)
    ready(house)
    describe(house, "joko", piece, shared=False)
    path = tmp_path / "paket.zip"
    answer = house.client("gita").post(house.address("unduh/paket"))
    path.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a stream
    found = check_package(path)
    assert (found.problems, found.counts["files"], found.counts["withheld"]) == ((), 0, 1)
    assert found.content is not None
    assert found.content.pieces[0].title != piece.title
    assert not any(one.name for one in found.content.pieces[0].versions)
