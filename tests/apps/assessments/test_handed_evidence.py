"""Assessors open the evidence that was handed in to them, in that version, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pulau.apps.assessments.models import Assignment, Level
from pulau.apps.worksheets.contract import handed_answers, handed_evidence
from pulau.apps.worksheets.models import ItemEvidence
from tests.apps.assessments.court import ANSWERS, Court, court
from tests.apps.worksheets.handing import ITEM, add_bytes, lay
from tests.cast import NOW

if TYPE_CHECKING:
    from pulau.apps.evidence.models import Evidence

__all__ = ["court"]


def hand(court: Court, *, confidential: bool = False) -> Evidence:
    """Lay a piece beside an item, pinned as it is when a worksheet is handed in, and add a later version to it."""
    piece = lay(court, ITEM, confidential=confidential)
    ItemEvidence.objects.for_tenant(court.tenant).filter(evidence_id=piece.pk).update(pinned=1)
    add_bytes(court, piece, 2, b"kemudian")
    return piece


def opens(court: Court, who: str, piece: Evidence, number: int = 1) -> int:
    return court.at_work(who).get(f"/bukti/{piece.pk}/versi/{number}").status_code


@pytest.mark.parametrize("who", ["nina", "rani", "putu", "ayu", "gita"])
def test_the_inspectorate_opens_what_was_handed_in(court: Court, who: str) -> None:
    assert opens(court, who, hand(court)) == 200


@pytest.mark.parametrize("who", ["dewi", "sekar", "joko", "tia", "vino"])
def test_others_do_not_and_the_ministry_not_before_its_time(court: Court, who: str) -> None:
    assert opens(court, who, hand(court)) in {403, 404}


def test_the_ministry_opens_it_while_the_case_is_before_it_and_an_assessor_of_another_body_never(court: Court) -> None:
    piece = hand(court)
    court.stand_at("desk")
    assert opens(court, "tia", piece) == 200
    assert opens(court, "sekar", piece) in {403, 404}
    court.actors["dewi"] = court.actors["nina"]  # as the one body's assessor would ask in the other
    client = court.client("dewi")
    assert client.get(f"/bukti/{piece.pk}/versi/1").status_code == 404


def test_only_the_version_that_was_handed_in_is_opened(court: Court) -> None:
    piece = hand(court)
    assert opens(court, "nina", piece, 2) == 404
    assert opens(court, "ayu", piece, 2) == 200
    assert court.at_work("nina").get(f"/bukti/{piece.pk}").status_code == 403


def test_a_confidential_piece_is_opened_by_who_is_assigned_to_the_case(court: Court) -> None:
    piece = hand(court, confidential=True)
    assert opens(court, "nina", piece) == 404
    Assignment.objects.for_tenant(court.tenant).create(
        case_id=court.case_id, level=Level.TPI_MEMBER, user_id=court.users["nina"].pk, given_at=NOW
    )
    assert opens(court, "nina", piece) == 200
    assert opens(court, "omar", piece) == 404


def test_what_was_handed_in_is_told_item_by_item(court: Court) -> None:
    piece = hand(court, confidential=True)
    found = handed_evidence(court.tenant, court.sheet.pk)
    assert [(one.evidence_id, one.number, one.name, one.confidential) for one in found[ITEM]] == [
        (piece.pk, 1, "sk.pdf", True)
    ]
    assert {item: answer.value for item, answer in handed_answers(court.tenant, court.sheet.pk).items()} == ANSWERS
