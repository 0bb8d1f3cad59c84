"""Programs with a token keep, read and download evidence, with no more rights than their person's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from pulau.apps.evidence.models import Preparation, PreparationState
from pulau.apps.people.contract import issue_token
from tests.apps.evidence.test_pages import kept
from tests.house import House

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/evidence"


def program(house: House, who: str) -> Client:
    key = issue_token(actor=house.actors[who], name=who, now=timezone.now(), days=30).key
    return Client(headers={"authorization": f"Bearer {key}", "accept-language": "en"})


def codes(answer: Any) -> set[str]:  # noqa: ANN401 - an answer
    return {problem["code"] for problem in answer.json()["problems"]}


def test_a_program_keeps_a_file_once_reads_it_and_gets_its_bytes(house: House) -> None:
    ayu = program(house, "ayu")
    sent = {"title": "Notula", "unit": "disdukcapil", "dated_on": "2026-03-01", "key": "k"}
    answers = [ayu.post(ROOT, {**sent, "file": SimpleUploadedFile("a.txt", b"isi")}) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0]["Location"] == answers[1]["Location"]
    found = ayu.get(answers[0]["Location"]).json()
    assert (found["head"], found["dated_on"], found["unit"]) == (1, "2026-03-01", "disdukcapil")
    file: Any = ayu.get(f"{answers[0]['Location']}/versions/1", headers={"range": "bytes=1-"})
    assert (file.status_code, b"".join(file.streaming_content)) == (206, b"si")
    assert [row["title"] for row in ayu.get(f"{ROOT}?q=notula").json()["evidence"]] == ["Notula"]


def test_what_cannot_be_is_told_all_at_once(house: House) -> None:
    ayu = program(house, "ayu")
    wrong = {
        "unit": "disdukcapil",
        "dated_on": "kemarin",
        "address": "ftp://x",
        "shared": "true",
        "confidential": "true",
    }
    answer = ayu.post(ROOT, {**wrong, "lain": "1"})
    assert answer.status_code == 422
    assert codes(answer) == {
        "missing-key", "unknown-key", "day-expected", "address-expected", "confidential-and-shared",
    }  # fmt: skip
    assert codes(ayu.post(ROOT, {"title": "x", "unit": "rsud", "address": "https://a.id"})) == {"unknown-unit"}
    assert codes(ayu.post(ROOT, {"title": "x", "unit": "disdukcapil"})) == {"one-file"}
    assert ayu.post(ROOT, {"title": "x"}, content_type="application/json").status_code == 415
    empty = SimpleUploadedFile("a.txt", b"")
    assert codes(ayu.post(ROOT, {"title": "x", "unit": "disdukcapil", "file": empty})) == {"file-empty"}


def test_others_find_nothing_and_what_is_held_back_is_given_to_nobody(house: House, tmp_path: Path) -> None:
    row = kept(house, tmp_path, confidential=True)
    for who in ("joko", "dewi", "hana"):
        stranger = program(house, who)
        assert stranger.get(ROOT).json()["evidence"] == []
        for rest in ("", "/versions/1"):
            assert stranger.get(f"{ROOT}/{row.pk}{rest}").status_code == 404
    assert Client().get(ROOT).status_code == 401
    Preparation.objects.for_actor(house.actors["ayu"]).update(state=PreparationState.BLOCKED)
    answer = program(house, "ayu").get(f"{ROOT}/{row.pk}/versions/1")
    assert (answer.status_code, codes(answer)) == (403, {"file-held-back"})
