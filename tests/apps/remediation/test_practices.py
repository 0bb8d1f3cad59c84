"""What worked in one unit is published, followed by others, and its effect is traced."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.remediation.models import Practice
from pulau.apps.remediation.refusals import AlreadyFollowed, PracticeNotFound
from pulau.apps.remediation.selectors import followers_of, get_practice_for
from pulau.apps.remediation.services.practices import (
    change_practice,
    follow_practice,
    publish_practice,
    tell_effect,
    withdraw_practice,
    write_practice,
)
from pulau.apps.remediation.wishes import PracticeWish
from pulau.core.shared.problems import BadInput
from tests.cast import NOW
from tests.house import House

WISH = PracticeWish("Antrean lewat pesan", "1", "Antre dua jam.", "Nomor dikirim.\nDipanggil.", "Antre 10 menit.")


@pytest.fixture
def draft(house: House) -> Practice:
    unit = house.units["disdukcapil"].pk
    return write_practice(actor=house.actors["ayu"], unit_id=unit, wish=WISH, now=NOW)


@pytest.fixture
def published(house: House, draft: Practice) -> Practice:
    return publish_practice(actor=house.actors["gita"], code=draft.code, now=NOW)


def test_a_draft_is_for_its_own_unit_until_the_head_publishes_it(house: House, draft: Practice) -> None:
    assert get_practice_for(house.actors["gita"], draft.code).title == WISH.title
    for who in ("joko", "dewi", "indra"):
        with pytest.raises(PracticeNotFound):
            get_practice_for(house.actors[who], draft.code)
    with pytest.raises(PermissionDenied):
        publish_practice(actor=house.actors["ayu"], code=draft.code, now=NOW)
    publish_practice(actor=house.actors["gita"], code=draft.code, now=NOW)
    assert get_practice_for(house.actors["dewi"], draft.code).unit_name == "Dinas Kependudukan"


def test_another_body_follows_it_and_the_author_sees_that_and_the_effect(house: House, published: Practice) -> None:
    dewi, unit = house.actors["dewi"], house.units["disdukcapil-lain"].pk
    copy = follow_practice(actor=dewi, code=published.code, unit_id=unit, now=NOW)
    with pytest.raises(AlreadyFollowed):
        follow_practice(actor=dewi, code=published.code, unit_id=unit, now=NOW)
    tell_effect(actor=dewi, copy_id=copy.pk, effect="Antre 15 menit.", now=NOW)
    (seen,) = followers_of(house.actors["gita"], published)
    assert (seen.unit_name, seen.agency_name, seen.effect) == (
        "Dinas Kependudukan Muara Lain", "Kota Muara Lain", "Antre 15 menit.",
    )  # fmt: skip
    with pytest.raises(PracticeNotFound):
        tell_effect(actor=house.actors["gita"], copy_id=copy.pk, effect="Palsu", now=NOW)


def test_before_and_after_are_the_area_s_own_figures(house: House, published: Practice) -> None:
    joko, unit = house.actors["joko"], house.units["rsud"].pk
    first = house.open("rsud", 2025)
    house.answer("joko", {"P1.i.a": "Tidak"}, sheet=first)
    copy = follow_practice(actor=joko, code=published.code, unit_id=unit, now=NOW)
    assert (copy.year, copy.before) == (2025, 0)
    later = house.open("rsud", 2026)
    house.answer("joko", {"P1.i.a": "Ya"}, sheet=later)
    after = tell_effect(actor=joko, copy_id=copy.pk, effect="Lebih cepat.", now=NOW).after
    later.refresh_from_db()
    assert after == later.printed["areas.1.percent"] > 0


def test_who_follows_is_not_told_to_third_bodies(house: House, published: Practice) -> None:
    unit = house.units["rsud"].pk
    follow_practice(actor=house.actors["joko"], code=published.code, unit_id=unit, now=NOW)
    assert followers_of(house.actors["dewi"], published) == []


def test_a_unit_does_not_follow_itself_nor_what_was_withdrawn(house: House, published: Practice) -> None:
    own = house.units["disdukcapil"].pk
    with pytest.raises(PracticeNotFound):
        follow_practice(actor=house.actors["ayu"], code=published.code, unit_id=own, now=NOW)
    withdraw_practice(actor=house.actors["gita"], code=published.code, now=NOW)
    with pytest.raises(PracticeNotFound):
        get_practice_for(house.actors["dewi"], published.code)


def test_two_writers_do_not_overwrite_each_other(house: House, draft: Practice) -> None:
    first = PracticeWish("Baru", "1", "a", "b", "c", seen=1)
    change_practice(actor=house.actors["ayu"], code=draft.code, wish=first, now=NOW)
    with pytest.raises(BadInput):
        change_practice(actor=house.actors["fajar"], code=draft.code, wish=first, now=NOW)


def test_the_pages_of_practices(house: House, published: Practice) -> None:
    dewi = house.client("dewi")
    listed = dewi.get("/praktik-baik?cari=antre&area=1").content.decode()
    assert "Antrean lewat pesan" in listed
    assert "Antrean lewat pesan" not in dewi.get("/praktik-baik?area=6").content.decode()
    page = f"/praktik-baik/{published.code}"
    assert dewi.post(f"{page}/tiru").status_code == 303
    assert "Kota Muara Lain" in house.client("gita").get(page).content.decode()
    assert dewi.post(f"{page}/terbitkan").status_code == 403
    assert dewi.get(f"{page}/ubah").status_code == 404
    sent = {"judul": "", "area": "1", "masalah": "Ramai sekali", "langkah": "a", "hasil": "b"}
    answer = house.client("ayu").post("/praktik-baik/baru", sent)
    assert (answer.status_code, "Ramai sekali" in answer.content.decode()) == (422, True)
    assert house.client("ayu").post("/praktik-baik/baru", {**sent, "judul": "Kursi"}).status_code == 303
