"""Ids of others in the bodies and queries of one's own pages: nothing of theirs is shown, named or changed."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pulau.apps.worksheets.models import Comment, Mention, Worksheet
from tests.walls.furnished import ITEM, Furnished, furnished_house, mark

DEWIS = "/lke/disdukcapil-lain/2026"
JOKOS = "/lke/rsud/2026"


@pytest.fixture
def made(db: None) -> Furnished:
    return furnished_house()


def without_keys(answer: Any) -> str:  # noqa: ANN401 - an answer
    """Return a page without what is different each time: the keys of its forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def hidden_of(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in found}


@pytest.mark.parametrize(("who", "own", "foreign"), [("dewi", DEWIS, "disdukcapil"), ("joko", JOKOS, "disdukcapil"),
                                                     ("ayu", "/lke/disdukcapil/2026", "rsud")])  # fmt: skip
def test_a_comparison_with_anothers_worksheet_finds_none(made: Furnished, who: str, own: str, foreign: str) -> None:
    client = made.house.client(who)
    there = client.get(f"{own}/bandingkan", {"unit": foreign, "tahun": "2026"})
    nowhere = client.get(f"{own}/bandingkan", {"unit": "tidak-ada", "tahun": "2026"})
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert without_keys(there) == without_keys(nowhere).replace("tidak-ada", foreign)


@pytest.mark.parametrize("who", ["dewi", "joko", "vera"])
def test_a_worksheet_is_not_opened_for_anothers_unit(made: Furnished, who: str) -> None:
    before = made.state()
    sent = {"year": "2030", "regulation": "permenpan-rb-90-2021"}
    told = {
        unit: made.house.client(who).post("/lke/baru", {**sent, "unit": unit}) for unit in ("disdukcapil", "tidak-ada")
    }
    assert {answer.status_code for answer in told.values()} == {422}
    assert made.state() == before
    assert mark("dukcapil") not in told["disdukcapil"].content.decode()


def test_the_mentions_of_others_stay_unread(made: Furnished) -> None:
    theirs = made.mentions_of("fajar")
    assert theirs
    for who in ("ayu", "joko", "hana", "dewi", "vera"):
        sent: dict[str, Any] = {"sebutan": [str(one) for one in theirs]}
        assert made.house.client(who).post("/sebutan/dibaca", sent).status_code == 303
        assert made.house.client(who).post("/sebutan/dibaca", {"satu": str(theirs[0])}).status_code == 303
    rows = Mention.objects.for_actor(made.house.actors["fajar"]).filter(pk__in=theirs)
    assert set(rows.values_list("read_at", flat=True)) == {None}
    assert made.house.client("fajar").post("/sebutan/dibaca", {"satu": str(theirs[0])}).status_code == 303
    assert rows.filter(read_at__isnull=False).count() == 1


@pytest.mark.parametrize("named", ["ayu", "joko", "hana", "eka"])
def test_a_comment_names_nobody_from_elsewhere(made: Furnished, named: str) -> None:
    before = made.state()
    sent = {"komentar": "Mohon dilihat", "beritahu": str(made.house.users[named].pk)}
    answer = made.house.client("dewi").post(f"{DEWIS}/butir/{ITEM}/komentar", sent)
    assert answer.status_code == 422
    assert made.house.users[named].full_name not in answer.content.decode()
    assert made.state()["Comment"] == before["Comment"]


def test_a_key_that_somebody_else_used_meets_none_of_their_comments(made: Furnished) -> None:
    body = Comment.objects.for_actor(made.house.actors["ayu"]).get(pk=made.comments["dukcapil"]).body
    before = made.state()["Comment"]
    sent = {"komentar": body, "kunci": "k"}
    assert made.house.client("gita").post(made.house.address(f"butir/{ITEM}/komentar"), sent).status_code == 303
    assert made.state()["Comment"] != before, "hers is a comment of its own"


@pytest.mark.parametrize("who", ["ayu", "hana", "dewi"])
def test_nobody_works_for_a_body_in_which_they_hold_nothing(made: Furnished, who: str) -> None:
    other = made.house.tenants["sagara" if who == "dewi" else "lain"]
    client = made.house.client(who)
    assert client.post("/instansi", {"instansi": str(other)}).status_code == 422
    session = client.session
    session["instansi"] = str(other)  # even a session that says so
    session.save()
    page = client.get("/lke").content.decode()
    assert mark("dukcapil" if who == "dewi" else "lain") not in page


def test_the_pulse_of_an_item_tells_nothing_of_a_comment_elsewhere(made: Furnished) -> None:
    address = f"{DEWIS}/butir/{ITEM}/denyut"
    told = made.house.client("dewi").get(address, {"komentar": str(made.comments["dukcapil"]), "versi": "0"})
    assert told.status_code == 200
    assert mark("dukcapil") not in told.content.decode()


def test_a_file_sealed_for_one_worksheet_is_not_taken_over_into_another(made: Furnished) -> None:
    worksheet = {"regulation": "permenpan-rb-90-2021", "answers": {ITEM: "Ya"}}
    file = SimpleUploadedFile("ayu.json", json.dumps(worksheet).encode())
    page = made.house.client("ayu").post(made.house.address("unggah"), {"berkas": file})
    sealed = hidden_of(page.content.decode())
    assert {"lembar", "segel"} <= sealed.keys()
    before = made.state()
    sent = {**sealed, "aksi": "ambil", "butir": ITEM, "terlihat": "{}"}
    for who, own in (("joko", JOKOS), ("dewi", DEWIS)):
        assert made.house.client(who).post(f"{own}/unggah", sent).status_code == 422
    assert made.state() == before


def test_a_form_holds_no_field_that_is_not_asked_for(made: Furnished) -> None:
    """What a form does not ask for is not taken from it: whose row, whose name, which score."""
    extra = {
        "tenant": str(made.house.tenants["lain"]), "tenant_id": str(made.house.tenants["lain"]), "id": "1",
        "user": str(made.house.users["dewi"].pk), "printed": "{}", "revision": "99", "generation": "9",
        "created_at": "2020-01-01", "digest": "0" * 64, "expires_at": "2099-01-01", "active": "", "is_superuser": "1",
    }  # fmt: skip
    hana = made.house.client("hana")
    lain = {name: rows[1] for name, rows in made.state().items() if name != "Entry"}
    form = {"unit": "disdukcapil", "year": "2030", "regulation": "permenpan-rb-90-2021"}
    assert hana.post("/lke/baru", {**form, **extra}).status_code == 303
    assert hana.post("/unit", {"name": "Baru", "code": "baru", "kind": "office", **extra}).status_code == 303
    assert hana.post("/token", {"nama": "Baru", "hari": "30", **extra}).status_code == 200
    hook = {"alamat": "https://baru.example/", "peristiwa": "answer.changed"}
    assert hana.post("/webhook", {**hook, **extra}).status_code == 303
    row = Worksheet.objects.for_actor(made.house.actors["hana"]).get(year=2030)
    assert row.revision == 0
    assert {name: rows[1] for name, rows in made.state().items() if name != "Entry"} == lain
    assert not made.house.users["hana"].is_superuser
