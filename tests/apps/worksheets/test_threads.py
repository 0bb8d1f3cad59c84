"""A thread per item: comments as they were typed, once each, by who may read; nobody else is named in them."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.people.contract import end_appointment
from pulau.apps.people.models import Appointment
from pulau.apps.worksheets.desk.threads import NEWEST
from pulau.apps.worksheets.models import LONGEST_COMMENT, Comment, Mention
from pulau.apps.worksheets.selectors import WorksheetNotFound
from pulau.apps.worksheets.services.talking import Remark, add_comment
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.conftest import text_of
from tests.cast import NOW
from tests.house import House

ITEM = "P1.i.b"


def say(house: House, who: str, body: str, *notify: str, key: str | None = None, item: str = ITEM) -> Comment:
    remark = Remark(item, body, tuple(str(house.users[name].pk) for name in notify), key or str(uuid4()))
    return add_comment(actor=house.actors[who], worksheet_id=house.sheet.pk, remark=remark, now=NOW)


def send(house: House, who: str | None, body: str, item: str = ITEM, **fields: Any) -> Any:  # noqa: ANN401 - form data and a test client's answer
    return house.client(who).post(house.address(f"butir/{item}/komentar"), {"komentar": body, **fields})


def opened(house: House, who: str = "gita", rest: str = "") -> str:
    return text_of(house.client(who).get(house.address(f"butir/{ITEM}{rest}")))


def comments(house: House) -> list[Comment]:
    return list(Comment.objects.for_actor(house.actors["ayu"]))


def named(house: House) -> set[str]:
    rows = Mention.objects.for_actor(house.actors["ayu"]).select_related("user")
    return {row.user.full_name.split()[0].lower() for row in rows}


def test_a_comment_is_sent_shown_and_journalled_without_its_words(house: House) -> None:
    answer = send(house, "ayu", "Apakah SK-nya sudah ada?", kunci="k1")
    comment = comments(house)[0]
    assert answer.status_code == 303
    assert answer.headers["Location"] == house.address(f"butir/{ITEM}#komentar-{comment.pk}")
    page = opened(house)
    assert f'id="komentar-{comment.pk}"' in page
    assert "Apakah SK-nya sudah ada?" in page
    assert "<bdi>Ayu Larasati</bdi>" in page
    entry = Entry.objects.for_actor(house.actors["ayu"]).filter(action="worksheets.comment_added").get()
    assert (entry.actor_id, entry.role, entry.object_id) == (house.users["ayu"].pk, "zone-team", str(comment.pk))
    assert ITEM in entry.payload
    assert "SK-nya" not in entry.payload
    assert hashlib.sha256(b'"Apakah SK-nya sudah ada?"').hexdigest() not in entry.payload, "nor a digest to guess it by"


@pytest.mark.parametrize("who", ["ayu", "gita", "hana", "indra"])
def test_whoever_reads_the_worksheet_takes_part(house: House, who: str) -> None:
    assert send(house, who, "Setuju.").status_code == 303
    assert comments(house)[0].author_id == house.users[who].pk


@pytest.mark.parametrize(("who", "status"), [("joko", 404), ("dewi", 404), ("eka", 403)])
def test_nobody_else_reads_or_writes(house: House, who: str, status: int) -> None:
    say(house, "ayu", "Rahasia tim")
    answer = send(house, who, "Halo")
    assert answer.status_code == status
    assert "Rahasia tim" not in text_of(answer)
    assert len(comments(house)) == 1


@pytest.mark.parametrize("who", ["joko", "dewi"])
def test_the_service_itself_refuses_others(house: House, who: str) -> None:
    with pytest.raises(WorksheetNotFound):
        say(house, who, "Halo")


def test_the_service_refuses_who_holds_nothing(house: House) -> None:
    nobody = Actor(house.users["eka"].pk, house.tenants["sagara"], "zone-team")
    remark = Remark(ITEM, "Halo")
    with pytest.raises((PermissionDenied, WorksheetNotFound)):
        add_comment(actor=nobody, worksheet_id=house.sheet.pk, remark=remark, now=NOW)


def test_lines_emoji_and_marks_of_direction_stay_and_a_script_is_text(house: House) -> None:
    body = "Baris satu\r\n\r\n  baris dua 😀\n\u202eterbalik <script>alert(1)</script> & selesai"
    send(house, "ayu", body)
    kept = "Baris satu\n\n  baris dua 😀\n\u202eterbalik <script>alert(1)</script> & selesai"
    assert comments(house)[0].body == kept
    page = opened(house)
    said = re.search(r'<p class="said" dir="auto">(.*?)</p>', page, re.DOTALL)
    assert said is not None
    assert said[1] == kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "belum berisi apa pun"),
        (" \n\u200b\u202e\t", "belum berisi apa pun"),
        ("😀" * (LONGEST_COMMENT + 1), "Komentar ini 4001 huruf; paling banyak 4000"),
        ("a\x00b", "memuat tanda yang tidak dapat disimpan"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_reason_and_the_text(house: House, body: str, reason: str) -> None:
    answer = send(house, "ayu", body, beritahu=[str(house.users["fajar"].pk)], kunci="k1")
    page = text_of(answer)
    assert answer.status_code == 422
    assert reason in page
    assert "teksnya masih ada di sini" in page
    assert f"\n{body}</textarea>" in page
    assert re.search(rf'value="{house.users["fajar"].pk}" checked', page)
    assert 'name="kunci" value="k1"' in page
    assert comments(house) == []


def test_four_thousand_characters_are_taken(house: House) -> None:
    assert send(house, "ayu", "é" * LONGEST_COMMENT).status_code == 303


def test_an_item_of_another_form_has_no_thread(house: House) -> None:
    answer = send(house, "ayu", "Teks saya", item="X9")
    assert answer.status_code == 404
    assert "Butir ini tidak ada" in text_of(answer)
    assert "\nTeks saya</textarea>" in text_of(answer)
    with pytest.raises(BadInput) as caught:
        say(house, "ayu", "Teks saya", item="X9")
    assert caught.value.problems[0].code == "unknown-item"


def test_a_form_sent_many_times_makes_one_comment(house: House) -> None:
    for _time in range(25):
        assert send(house, "ayu", "Sekali saja, @Fajar", kunci="k1").status_code == 303
    assert len(comments(house)) == 1
    assert Mention.objects.for_actor(house.actors["ayu"]).count() == 1
    assert Entry.objects.for_actor(house.actors["ayu"]).filter(action="worksheets.comment_added").count() == 1


def test_the_same_words_of_another_form_or_person_are_another_comment(house: House) -> None:
    send(house, "ayu", "Ya", kunci="k1")
    send(house, "ayu", "Ya", kunci="k2")
    send(house, "fajar", "Ya", kunci="k1")
    send(house, "ayu", "Ya, dan satu lagi", kunci="k1")  # the browser's back button brought the form back
    send(house, "ayu", "Ya")
    send(house, "ayu", "Ya")  # without a key nothing is taken for a double
    assert len(comments(house)) == 6


def test_the_key_of_somebody_elses_comment_opens_nothing(house: House) -> None:
    comment = say(house, "ayu", "Milik Ayu")
    other = house.open("rsud", 2026)
    remark = Remark(ITEM, "Milik Ayu", key=str(comment.pk))
    mine = add_comment(actor=house.actors["joko"], worksheet_id=other.pk, remark=remark, now=NOW)
    assert mine.pk != comment.pk
    assert (mine.worksheet_id, mine.author_id) == (other.pk, house.users["joko"].pk)
    assert comments(house)[0].author_id in {house.users["ayu"].pk, house.users["joko"].pk}
    assert Comment.objects.for_actor(house.actors["ayu"]).get(pk=comment.pk).worksheet_id == house.sheet.pk


def test_a_session_that_ended_keeps_the_comment_through_the_sign_in(house: House) -> None:
    stranger = house.client(None)
    sent = {"komentar": "Teks yang tidak boleh hilang", "kunci": "k1"}
    ended = stranger.post(house.address(f"butir/{ITEM}/komentar"), sent)
    assert ended.status_code == 401
    held = re.search(r'name="titipan" value="([^"]+)"', text_of(ended))
    assert held is not None
    login = {"login": "ayu@uji.example.id", "password": "sandi-untuk-uji-coba", "titipan": held[1]}
    resumed = stranger.post("/masuk", login, follow=True)
    assert 'name="komentar" value="Teks yang tidak boleh hilang"' in text_of(resumed)
    assert stranger.post(house.address(f"butir/{ITEM}/komentar"), sent).status_code == 303
    assert len(comments(house)) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("@Fajar Prakoso mohon dicek", {"fajar"}),
        ("mohon dicek, @fajar prakoso.", {"fajar"}),
        ("@Gita dan @Hana Wulandari", {"gita", "hana"}),
        ("surat ke ayu@fajar.example dan fajar", set()),
        ("@Fajarudin", set()),
        ("@Joko Santosa dan @Dewi Anggraini", set()),
        ("@Ayu Larasati", set()),
    ],
)
def test_an_at_sign_names_who_may_read_the_worksheet(house: House, body: str, expected: set[str]) -> None:
    say(house, "ayu", body)
    assert named(house) == expected


def test_the_list_offers_the_readers_and_nobody_else(house: House) -> None:
    page = opened(house, "ayu")
    offered = {name for name, user in house.users.items() if f'name="beritahu" id="beritahu-{user.pk}"' in page}
    assert offered == {"fajar", "gita", "hana", "indra"}


@pytest.mark.parametrize("who", ["joko", "dewi", "eka"])
def test_who_may_not_read_the_worksheet_is_not_told_of_it(house: House, who: str) -> None:
    answer = send(house, "ayu", "Lihat ini", beritahu=[str(house.users["fajar"].pk), str(house.users[who].pk)])
    assert answer.status_code == 422
    assert "tidak dapat membuka lembar kerja ini" in text_of(answer)
    assert "\nLihat ini</textarea>" in text_of(answer)
    assert comments(house) == []
    assert named(house) == set()


def test_who_no_longer_serves_the_unit_or_has_closed_the_account_is_not_named(house: House) -> None:
    held = Appointment.objects.for_actor(house.actors["ayu"]).get(user=house.users["fajar"])
    system = Actor.system(house.tenants["sagara"])
    end_appointment(actor=system, appointment=held, last_day=(NOW - timedelta(days=2)).date(), now=NOW)
    house.users["gita"].is_active = False
    house.users["gita"].save()
    say(house, "ayu", "@Fajar Prakoso dan @Gita Permata")
    assert named(house) == set()
    with pytest.raises(BadInput):
        say(house, "ayu", "Halo", "fajar")


def test_two_of_one_name_are_both_told_and_a_shared_first_name_names_nobody(house: House) -> None:
    house.users["gita"].full_name = "Fajar Prakoso"
    house.users["gita"].save()
    say(house, "ayu", "@Fajar tolong")
    assert named(house) == set()
    say(house, "ayu", "@Fajar Prakoso tolong")
    assert Mention.objects.for_actor(house.actors["ayu"]).count() == 2


def test_a_named_person_is_set_off_and_listed(house: House) -> None:
    say(house, "ayu", "Tanya @Fajar Prakoso dulu", "gita")
    page = opened(house)
    assert 'Tanya <b class="named">@Fajar Prakoso</b> dulu' in page
    assert "<bdi>Fajar Prakoso</bdi>, <bdi>Gita Permata</bdi>" in page


def test_a_long_thread_shows_the_newest_and_all_on_demand(house: House) -> None:
    for number in range(NEWEST + 5):
        remark = Remark(ITEM, f"nomor-{number}.", key=str(number))
        moment = NOW + timedelta(seconds=number)
        add_comment(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, remark=remark, now=moment)
    page = opened(house)
    assert re.findall(r"nomor-(\d+)\.", page) == [str(number) for number in range(5, NEWEST + 5)]
    assert "?komentar=semua#percakapan" in page
    whole = opened(house, rest="?komentar=semua")
    assert re.findall(r"nomor-(\d+)\.", whole) == [str(number) for number in range(NEWEST + 5)]
    assert "?komentar=semua#percakapan" not in whole


def test_the_thread_of_an_item_is_its_own(house: House) -> None:
    say(house, "ayu", "Tentang butir lain", item="P1.i.a")
    assert "Tentang butir lain" not in opened(house)
    assert "Belum ada komentar" in opened(house)
