"""An item's page that stays open: who else is there, what was said since, whether the answer changed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from pulau.apps.worksheets.models import Comment
from pulau.apps.worksheets.services.talking import Remark, add_comment
from tests.apps.worksheets.conftest import text_of
from tests.cast import NOW
from tests.house import House

ITEM = "P1.i.b"


def say(house: House, who: str, body: str, seconds: int = 0) -> Comment:
    remark = Remark(ITEM, body, key=f"{who}{seconds}")
    moment = NOW + timedelta(seconds=seconds)
    return add_comment(actor=house.actors[who], worksheet_id=house.sheet.pk, remark=remark, now=moment)


def beat(house: House, who: str, item: str = ITEM, **seen: object) -> Any:  # noqa: ANN401 - a test client's answer has no public type
    return house.client(who).get(house.address(f"butir/{item}/denyut"), {key: str(mark) for key, mark in seen.items()})


def marks(text: str) -> dict[str, str]:
    found = re.search(r"denyut\?versi=(\d+)&amp;komentar=([\w-]*)", text)
    assert found is not None
    return {"versi": found[1], "komentar": found[2]}


def test_without_news_only_the_presence_is_told(house: House) -> None:
    house.answer("ayu", {ITEM: "B"})
    last = say(house, "ayu", "Sudah terbaca")
    house.client("gita").get(house.address("butir/P5.i.a/denyut"))
    answer = text_of(beat(house, "fajar", versi=1, komentar=last.pk))
    assert "<bdi>Gita Permata</bdi>" in answer
    assert "hx-swap-oob" not in answer


def test_what_was_said_since_is_added_once_and_in_order(house: House) -> None:
    say(house, "ayu", "Sudah terbaca")
    seen = marks(text_of(house.client("fajar").get(house.address(f"butir/{ITEM}"))))
    say(house, "gita", "Baru satu <b>", 1)
    say(house, "ayu", "Baru dua, @Fajar", 2)
    answer = text_of(beat(house, "fajar", **seen))
    assert re.findall(r"Baru (satu &lt;b&gt;|dua)", answer) == ["satu &lt;b&gt;", "dua"]
    assert "Sudah terbaca" not in answer
    assert "Menyebut Anda" in answer
    assert "Baru" not in text_of(beat(house, "fajar", **marks(answer)))


def test_the_first_comment_of_a_thread_comes_too(house: House) -> None:
    seen = marks(text_of(house.client("fajar").get(house.address(f"butir/{ITEM}"))))
    say(house, "gita", "Yang pertama")
    assert "Yang pertama" in text_of(beat(house, "fajar", **seen))


def test_a_changed_answer_is_told_once(house: House) -> None:
    house.answer("ayu", {ITEM: "B"})
    seen = marks(text_of(house.client("fajar").get(house.address(f"butir/{ITEM}"))))
    house.answer("ayu", {ITEM: "A"})
    answer = text_of(beat(house, "fajar", **seen))
    assert "berubah sejak Anda membuka halaman ini" in answer
    assert "berubah sejak" not in text_of(beat(house, "fajar", **marks(answer)))


@pytest.mark.parametrize("last", ["x", "5a6a0000-0000-4000-8000-000000000001", "\x00"])
def test_a_mark_that_is_none_brings_nothing(house: House, last: str) -> None:
    say(house, "ayu", "Halo")
    answer = beat(house, "fajar", versi="x", komentar=last)
    assert answer.status_code == 200
    assert "Halo" not in text_of(answer)


def test_the_comment_of_another_unit_is_no_mark_here_and_tells_nothing(house: House) -> None:
    other = house.open("rsud", 2026)
    remark = Remark(ITEM, "Rahasia rumah sakit")
    there = add_comment(actor=house.actors["joko"], worksheet_id=other.pk, remark=remark, now=NOW)
    say(house, "ayu", "Di sini", 5)
    answer = text_of(beat(house, "fajar", komentar=there.pk))
    assert "Rahasia" not in answer
    assert "Di sini" not in answer


@pytest.mark.parametrize(("who", "status"), [("dewi", 404), ("joko", 404), ("eka", 403)])
def test_others_are_told_nothing(house: House, who: str, status: int) -> None:
    say(house, "ayu", "Rahasia tim")
    answer = beat(house, who)
    assert answer.status_code == status
    assert "Rahasia" not in text_of(answer)


def test_an_item_of_another_form_beats_nowhere(house: House) -> None:
    assert beat(house, "ayu", item="X9").status_code == 404


def test_a_script_whose_session_ended_is_told_so(house: House) -> None:
    answer = house.client(None).get(house.address(f"butir/{ITEM}/denyut"), headers={"HX-Request": "true"})
    assert answer.status_code == 401


def test_a_beat_takes_eight_queries(house: House, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for second in range(20):
        say(house, "ayu", "Halo @Fajar", second)
    client = house.client("fajar")
    with django_assert_max_num_queries(8):
        answer = client.get(house.address(f"butir/{ITEM}/denyut"))
    assert text_of(answer).count('class="msg"') == 20
