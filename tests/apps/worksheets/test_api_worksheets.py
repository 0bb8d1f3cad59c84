"""Stored worksheets by the API: who reads and writes what, with a token and never with a session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint, issue_token, revoke_token, tokens_of
from pulau.apps.people.models import Appointment
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.models import Answer, Worksheet
from pulau.apps.worksheets.selectors import values_of
from pulau.apps.worksheets.services.webhooks import add_webhook
from pulau.core.shared.actor import Actor
from pulau.exchange.result_json import result_object
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.api import WORKSHEETS, Program, codes
from tests.architecture.source import ROOT
from tests.cast import NOW
from tests.house import REGULATION, House

Django = Any
Body = dict[str, Any] | bytes
MARKS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
READ = ("", "answers", "answers/P1.i.a", "score", "history")


@pytest.fixture
def ayu(house: House) -> Program:
    return Program.of(house, "ayu")


@contextmanager
def questions(most: int) -> Iterator[None]:
    """At most so many statements; the marks of transactions are none."""
    with CaptureQueriesContext(connection) as caught:
        yield
    asked = [found["sql"] for found in caught.captured_queries if not found["sql"].startswith(MARKS)]
    assert len(asked) <= most, "\n".join(asked)


def test_a_session_alone_opens_nothing(house: House) -> None:
    browser = house.client("ayu")
    for rest in READ:
        answer = browser.get(f"{WORKSHEETS}/{house.sheet.pk}/{rest}".rstrip("/"))
        assert (answer.status_code, codes(answer)) == (401, ["token-needed"])
    sent = browser.put(f"{WORKSHEETS}/{house.sheet.pk}/answers/P1.i.a", "{}", content_type="application/json")
    assert sent.status_code == 401
    assert sent["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("state", ["unknown", "expired", "revoked", "closed", "dismissed", "other scheme"])
def test_a_token_that_does_not_hold_opens_nothing(house: House, state: str) -> None:
    actor = house.actors["ayu"]
    made = timezone.now() - timedelta(days=31 if state == "expired" else 0)
    key = issue_token(actor=actor, name="Program", now=made, days=30).key
    if state == "revoked":
        revoke_token(actor=actor, token_id=tokens_of(actor)[0].pk, now=NOW)
    if state == "closed":
        house.users["ayu"].is_active = False
        house.users["ayu"].save()
    if state == "dismissed":
        Appointment.objects.for_actor(actor).filter(user_id=actor.person).update(until=NOW.date() - timedelta(days=9))
    header = {"unknown": "Bearer pulau_x", "other scheme": f"Basic {key}"}.get(state, f"Bearer {key}")
    answer = Client().get(WORKSHEETS, headers={"authorization": header})
    assert (answer.status_code, codes(answer)) == (401, ["token-refused"])
    assert "Token ini tidak berlaku" in answer.json()["problems"][0]["message"]


def test_a_token_acts_in_the_agency_it_was_made_in_and_in_no_other_of_its_person(house: House, ayu: Program) -> None:
    house.open("disdukcapil-lain", 2026, who="dewi")
    system = Actor.system(house.tenants["lain"])
    unit = house.units["disdukcapil-lain"].pk
    older = date(2015, 1, 2)
    appoint(
        actor=system, user_id=house.users["ayu"].pk, wish=Wish(role=Role.ZONE_TEAM, unit_id=unit, since=older), now=NOW
    )
    listed = ayu.get(WORKSHEETS).json()["worksheets"]
    assert [sheet["unit"]["code"] for sheet in listed] == ["disdukcapil"]


@pytest.mark.parametrize("who", ["joko", "dewi"])
def test_for_another_unit_and_another_agency_nothing_is_there(house: House, who: str) -> None:
    program = Program.of(house, who)
    for rest in READ:
        answer = program.get(rest)
        assert (answer.status_code, codes(answer)) == (404, ["not-there"])
    assert program.put("P1.i.a", value="Ya", version=0).status_code == 404
    assert program("PUT", f"{program.sheet}/answers", {"answers": {}}).status_code == 404
    assert program.get(WORKSHEETS).json()["worksheets"] == []
    assert Answer.objects.for_actor(house.actors["ayu"]).count() == 0


@pytest.mark.parametrize("who", ["hana", "indra"])
def test_who_oversees_reads_and_does_not_write(house: House, who: str) -> None:
    program = Program.of(house, who)
    assert [program.get(rest).status_code for rest in READ] == [200] * len(READ)
    answer = program.put("P1.i.a", value="Ya", version=0)
    assert (answer.status_code, codes(answer)) == (403, ["not-allowed"])


def test_worksheets_are_listed_newest_first_by_pages(house: House) -> None:
    for year in (2024, 2025):
        house.open("disdukcapil", year)
        house.open("rsud", year)
    program = Program.of(house, "hana")
    seen: list[Any] = []
    address = f"{WORKSHEETS}?limit=2"
    while address and len(seen) < 9:
        page = program.get(address).json()
        seen += [(sheet["year"], sheet["unit"]["code"]) for sheet in page["worksheets"]]
        address = page["next"]
    units = ["disdukcapil", "rsud"]
    assert seen == [(2026, "disdukcapil"), *((year, unit) for year in (2025, 2024) for unit in units)]
    one = program.get(f"{WORKSHEETS}?year=2025&unit=rsud").json()["worksheets"]
    assert [(sheet["year"], sheet["unit"]["code"]) for sheet in one] == [(2025, "rsud")]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "page=0", "page=²", "year=1999", "year=2026.0"])
def test_a_query_out_of_range_is_told(ayu: Program, query: str) -> None:
    answer = ayu.get(f"{WORKSHEETS}?{query}")
    assert (answer.status_code, codes(answer)) == (422, ["number-out-of-range"])


def test_a_query_that_nobody_knows_is_told(ayu: Program) -> None:
    for path in (f"{WORKSHEETS}?yaer=2026", f"{ayu.sheet}/history?items=P1.i.a"):
        assert codes(ayu.get(path)) == ["unknown-key"]


def test_the_list_asks_two_questions_whatever_its_length(house: House, django_assert_num_queries: Django) -> None:
    for year in range(2018, 2026):
        house.open("disdukcapil", year)
    program = Program.of(house, "ayu")
    with django_assert_num_queries(2):
        assert len(program.get(WORKSHEETS).json()["worksheets"]) == 9


def test_a_worksheet_is_opened_once(house: House, ayu: Program) -> None:
    body = {"unit": "disdukcapil", "year": 2027, "regulation": REGULATION}
    made = ayu("POST", WORKSHEETS, body)
    assert (made.status_code, made["Location"]) == (201, f"{WORKSHEETS}/{made.json()['id']}")
    assert ayu.get(made["Location"]).json() == made.json()
    assert Worksheet.objects.for_actor(house.actors["ayu"]).filter(year=2027).count() == 1
    again = ayu("POST", WORKSHEETS, body)
    assert (again.status_code, codes(again), again["Location"]) == (409, ["worksheet-exists"], made["Location"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unit": "rsud"}, "unknown-unit"),
        ({"unit": "disdukcapil-lain"}, "unknown-unit"),
        ({"unit": "\x00"}, "text-unreadable"),
        ({"unit": 7}, "text-expected"),
        ({"unit": None}, "missing-key"),
        ({"year": 2013}, "number-out-of-range"),
        ({"year": "2027"}, "number-out-of-range"),
        ({"year": 2027.5}, "number-out-of-range"),
        ({"year": True}, "number-out-of-range"),
        ({"regulation": "entah"}, "unknown-regulation"),
        ({"regulation": "permenpan-rb-5-2024"}, "no-worksheet"),
        ({"prior_title": "WBKX"}, "unknown-title"),
        ({"extra": 1}, "unknown-key"),
    ],
)
def test_a_worksheet_that_cannot_be_opened_is_told_why(ayu: Program, change: dict[str, Any], code: str) -> None:
    body = {"unit": "disdukcapil", "year": 2027, "regulation": REGULATION, **change}
    answer = ayu("POST", WORKSHEETS, body)
    assert (answer.status_code, codes(answer)) == (422, [code])


def test_the_head_of_an_agency_opens_none(house: House) -> None:
    body = {"unit": "disdukcapil", "year": 2027, "regulation": REGULATION}
    assert Program.of(house, "indra")("POST", WORKSHEETS, body).status_code == 403
    assert Program.of(house, "hana")("POST", WORKSHEETS, body).status_code == 201


def test_an_answer_comes_back_with_the_score_that_follows(house: House, ayu: Program) -> None:
    reply = ayu.put("H1.a", value="3,87", note="Survei 2026", version=0)
    assert reply.status_code == 200
    answer, score = reply.json()["answer"], reply.json()["score"]
    assert (answer["value"], answer["note"], answer["version"], answer["by"]) == (
        "3.87",
        "Survei 2026",
        1,
        "Ayu Larasati",
    )
    row = Worksheet.objects.for_actor(house.actors["ayu"]).get(pk=house.sheet.pk)
    assert score["total"] == row.exact["total"] != "0"
    assert score["revision"] == row.revision == 1
    assert score["titles"]["WBK"]["met"] is False
    gates = {f"WBK.{gate}": met for gate, met in score["titles"]["WBK"]["gates"].items()}
    assert gates == {gate: met for gate, met in row.gates.items() if gate.startswith("WBK.")}
    assert ayu.get("answers/H1.a").json() == answer
    entry = Entry.objects.for_actor(house.actors["ayu"]).filter(action="worksheets.items_answered").get()
    assert entry.actor_id == house.users["ayu"].pk


def test_what_is_not_sent_stays_and_null_takes_an_answer_back(ayu: Program) -> None:
    ayu.put("P1.i.a", value="Ya", note="SK 12", version=0)
    kept = ayu.put("P1.i.a", note="SK 13", version=1).json()["answer"]
    assert (kept["value"], kept["note"], kept["version"]) == ("Ya", "SK 13", 2)
    back = ayu.put("P1.i.a", value=None, version=2).json()["answer"]
    assert (back["value"], back["note"], back["version"]) == (None, "SK 13", 3)


def test_a_conflict_shows_both_and_writes_nothing(house: House, ayu: Program) -> None:
    house.answer("fajar", {"P1.i.b": "B"})
    reply = ayu.put("P1.i.b", value="A", note="Lihat SK", version=0)
    assert (reply.status_code, codes(reply)) == (409, ["answer-changed"])
    assert reply.json()["yours"] == {"value": "A", "note": "Lihat SK"}
    theirs = reply.json()["theirs"]
    assert (theirs["value"], theirs["note"], theirs["version"], theirs["by"]) == ("B", "", 1, "Fajar Prakoso")
    assert ayu.get("answers/P1.i.b").json()["version"] == 1
    assert ayu.put("P1.i.b", value="A", version=theirs["version"]).status_code == 200


@pytest.mark.parametrize(
    ("item", "body", "status", "code"),
    [
        ("X.1", {"value": "Ya", "version": 0}, 404, "unknown-item"),
        ("P1.i.b", {"value": "E", "version": 0}, 422, "unknown-option"),
        ("P1.i.b", {"value": ["A"], "version": 0}, 422, None),
        ("P1.i.b", {"value": True, "version": 0}, 422, None),
        ("H1.a", {"value": 4.1, "version": 0}, 422, "out-of-scale"),
        ("P1.i.b", {"value": "A"}, 422, "missing-key"),
        ("P1.i.b", {"value": "A", "version": -1}, 422, "number-out-of-range"),
        ("P1.i.b", {"value": "A", "version": "1"}, 422, "number-out-of-range"),
        ("P1.i.b", {"value": "A", "version": 2**31}, 422, "number-out-of-range"),
        ("P1.i.b", {"note": None, "version": 0}, 422, "text-expected"),
        ("P1.i.b", {"note": "x" * 10_001, "version": 0}, 422, "note-too-long"),
        ("P1.i.b", {"note": "a\x00b", "version": 0}, 422, "text-unreadable"),
        ("P1.i.b", {"value": "A", "version": 0, "by": "orang lain"}, 422, "unknown-key"),
        ("P1.i.b", b"[]", 422, "json-not-object"),
        ("P1.i.b", b"{", 422, "not-json"),
        ("P1.i.b", b'{"version":0,"version":1}', 422, "duplicate-key"),
        ("P1.i.b", b" " * 5_000_001, 413, "file-too-large"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told_why(
    ayu: Program, item: str, body: Body, status: int, code: str | None
) -> None:
    reply = ayu("PUT", f"{ayu.sheet}/answers/{item}", body)
    assert reply.status_code == status
    assert code is None or codes(reply) == [code]
    assert reply.json()["problems"][0]["message"]
    assert ayu.get("").json()["revision"] == 0


def test_of_many_answers_each_has_its_outcome(house: House, ayu: Program) -> None:
    house.answer("fajar", {"P1.i.b": "B", "P1.ii.a": "Ya"})
    sent = {
        "P1.i.a": {"value": "Ya", "version": 0},
        "P1.i.b": {"value": "A", "version": 0},
        "P1.ii.a": {"value": "Ya", "version": 0},
        "P1.ii.b": {"value": "Z", "version": 0},
        "X.1": {"value": "Ya", "version": 0},
    }
    reply = ayu("PUT", f"{ayu.sheet}/answers", {"answers": sent})
    assert reply.status_code == 200
    results = reply.json()["results"]
    told = {item: found["outcome"] for item, found in results.items()}
    assert list(told.values()) == ["saved", "conflict", "unchanged", "refused", "refused"]
    assert results["P1.i.a"]["answer"]["version"] == 1
    assert results["P1.i.b"]["theirs"]["by"] == "Fajar Prakoso"
    assert [problem["code"] for problem in results["P1.ii.b"]["problems"]] == ["unknown-option"]
    assert results["X.1"]["answer"] is None
    assert reply.json()["score"]["revision"] == 2


@pytest.mark.parametrize(
    ("answers", "code"),
    [([], "json-not-object"), ({"P1.i.a": "Ya"}, "json-not-object"), ({"P1.i.a": {}}, "missing-key")],
)
def test_many_answers_of_the_wrong_shape_are_refused_whole(ayu: Program, answers: object, code: str) -> None:
    reply = ayu("PUT", f"{ayu.sheet}/answers", {"answers": answers})
    assert (reply.status_code, codes(reply)) == (422, [code])


def test_all_answers_come_in_the_order_of_the_form(house: House, ayu: Program) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    found = ayu.get("answers").json()
    assert found["revision"] == 1
    assert list(found["answers"])[:2] == ["P1.i.a", "P1.i.b"]
    assert len(found["answers"]) == house.sheet.items
    assert found["answers"]["P1.i.b"] == {
        "item": "P1.i.b", "value": None, "note": "", "version": 0, "source": None, "by": None, "at": None,
    }  # fmt: skip


def test_the_score_is_what_evaluate_says_of_the_answers(house: House, ayu: Program) -> None:
    house.answer("ayu", {"P1.i.a": "Ya", "H1.a": "3.87", "R1.i.a": {"jumlah_agen": 4, "jumlah_perubahan": 3}})
    row = Worksheet.objects.for_actor(house.actors["ayu"]).get(pk=house.sheet.pk)
    values = {item: found.value for item, found in values_of(row).items()}
    score = ayu.get("score").json()
    assert (score.pop("revision"), score.pop("at")[-1]) == (1, "Z")
    assert score == result_object(evaluation_of(row, values))


def test_the_history_comes_by_whole_revisions_newest_first(house: House, ayu: Program) -> None:
    house.answer("ayu", {"P1.i.a": "Ya", "P1.i.b": "A"})
    house.answer("fajar", {"P1.i.a": "Tidak"})
    house.answer("ayu", {"P1.i.b": "B"})
    seen: list[Any] = []
    address = "history?limit=1"
    while address and len(seen) < 9:
        page = ayu.get(address).json()
        seen.append([(change["revision"], change["item"], change["value"], change["by"]) for change in page["changes"]])
        address = page["next"]
    assert seen == [
        [(3, "P1.i.b", "B", "Ayu Larasati")],
        [(2, "P1.i.a", "Tidak", "Fajar Prakoso")],
        [(1, "P1.i.a", "Ya", "Ayu Larasati"), (1, "P1.i.b", "A", "Ayu Larasati")],
    ]
    one = ayu.get("history?item=P1.i.a&before=2").json()
    assert [(change["version"], change["value"]) for change in one["changes"]] == [(1, "Ya")]


def test_saving_one_answer_asks_at_most_eight_questions(house: House, ayu: Program) -> None:
    ayu.put("P1.i.a", value="Ya", version=0)
    with questions(8):
        assert ayu.put("P1.i.b", value="A", note="SK", version=0).status_code == 200
    for port in (9001, 9002):
        url = f"http://127.0.0.1:{port}/"
        add_webhook(actor=house.actors["hana"], url=url, events=["answer.changed", "score.changed"], now=NOW)
    with questions(8):
        assert ayu.put("P1.i.b", value="B", version=1).status_code == 200


NOBODYS = "5a6a0000-0000-4000-8000-0000000000ff"


@pytest.mark.parametrize("path", ["x", NOBODYS, "' OR 1=1", "0" * 36, "{" + NOBODYS + "}", "%00"])
def test_a_malformed_or_unknown_id_is_not_there(ayu: Program, path: str) -> None:
    for rest in ("", "/answers", "/score", "/history", "/answers/P1.i.a"):
        answer = ayu("GET", f"{WORKSHEETS}/{path}{rest}")
        assert (answer.status_code, codes(answer)) == (404, ["not-there"])
        assert answer["Content-Language"] == "en"


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_no_operation_answers_is_told_as_problems_too(ayu: Program, settings: LazySettings, language: str) -> None:
    spoken = {"accept-language": language}
    nowhere = ayu("GET", "/api/v1/nowhere", **spoken)
    assert (nowhere.status_code, codes(nowhere)) == (404, ["not-there"])
    wrong = ayu("DELETE", ayu.sheet, **spoken)
    assert (wrong.status_code, codes(wrong), wrong["Allow"]) == (405, ["method-not-allowed"], "GET")
    settings.UPLOAD_LIMIT_BYTES = 10
    large = ayu("PUT", f"{ayu.sheet}/answers/P1.i.a", b" " * 11, **spoken)
    assert (large.status_code, codes(large)) == (413, ["file-too-large"])
    answers = [nowhere, wrong]
    assert {answer["Content-Language"] for answer in answers} == {language}
    assert {"There is nothing" in answer.json()["problems"][0]["message"] for answer in answers[:1]} == {
        language == "en"
    }


def test_every_operation_is_on_the_page_of_the_docs(ayu: Program) -> None:
    page = (ROOT / "docs" / "howto" / "api.md").read_text("utf-8")
    described = ayu.get("/api/v1/openapi.json").json()["paths"]
    for path, methods in described.items():
        short = path.removeprefix("/api/v1").replace("{worksheet_id}", "{id}").replace("{evidence_id}", "{id}")
        for method in methods:
            assert f"`{method.upper()} {short}" in page or f"`{method.upper()} {path}" in page, (method, path)


def test_only_json_is_taken(ayu: Program) -> None:
    sent = {"authorization": f"Bearer {ayu.key}"}
    answer = Client().put(f"{ayu.sheet}/answers/P1.i.a", "version=0", content_type="text/plain", headers=sent)
    assert (answer.status_code, codes(answer)) == (415, ["media-type"])
