"""Evidence of items by the API: read with what is missing, laid by id."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from pulau.apps.evidence.contract import Evidence
from pulau.apps.worksheets.models import SheetState, Worksheet
from tests.apps.worksheets.api import Program, codes
from tests.apps.worksheets.proving import ITEM, keep, lay
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def laid(program: Program, item: str = ITEM, **body: Any) -> Any:  # noqa: ANN401 - an answer
    return program("POST", f"{program.sheet}/evidence/{item}", body)


def test_a_kept_piece_is_laid_once_and_read_back(house: House) -> None:
    ayu, piece = Program.of(house, "ayu"), keep(house, "SK")
    laid(ayu, evidence=str(piece.pk), asked=2, remark="hal. 3")
    answer = laid(ayu, evidence=str(piece.pk), asked=2, remark="hal. 3")
    assert answer.status_code == 200
    found = ayu.get("evidence").json()["items"][ITEM]
    assert found == answer.json()
    assert (found["asked"], found["missing"]) == (2, [1])
    (only,) = found["pieces"]
    assert (only["evidence"], only["title"], only["remark"], only["counts"]) == (str(piece.pk), "SK", "hal. 3", True)


def test_a_secret_is_told_without_its_name(house: House) -> None:
    lay(house, keep(house, "Aduan", confidential=True))
    (only,) = Program.of(house, "hana").get("evidence").json()["items"][ITEM]["pieces"]
    assert (only["evidence"], only["title"], only["counts"]) == (None, None, True)


def test_what_cannot_be_is_refused(house: House) -> None:
    ayu, piece = Program.of(house, "ayu"), keep(house, "SK")
    one = str(piece.pk)
    for item, body, status, code in (
        (ITEM, {"evidence": str(uuid4())}, 422, "unknown-evidence"),
        (ITEM, {"evidence": "x"}, 422, "unknown-evidence"),
        ("P9.x", {"evidence": one}, 404, "unknown-item"),
        (ITEM, {"evidence": one, "asked": 9}, 422, "unknown-position"),
    ):
        answer = laid(ayu, item, **body)
        assert (answer.status_code, codes(answer)) == (status, [code])
    Evidence.objects.for_actor(house.actors["ayu"]).filter(pk=piece.pk).update(withdrawn_at=NOW)
    assert codes(laid(ayu, evidence=one)) == ["evidence-withdrawn"]
    Worksheet.objects.for_actor(house.actors["ayu"]).update(state=SheetState.SUBMITTED)
    answer = laid(ayu, evidence=str(keep(house, "Lain").pk))
    assert (answer.status_code, codes(answer)) == (409, ["worksheet-submitted"])
