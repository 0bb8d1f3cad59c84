"""The read API: every row once, whatever comes between two pages; hostile questions get a clear problem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.opendata import limits
from pulau.apps.publication.models import PublishedEvent, PublishedUnit
from tests.apps.opendata.country import AGENCIES, UNITS, YEARS, publish_country, release, rename, unit
from tests.many_published import unit_id

pytestmark = pytest.mark.django_db
OPEN = "/api/v1/open"


@pytest.fixture(autouse=True)
def country() -> None:
    publish_country()


def ask(path: str, status: int = 200, **asked: object) -> dict[str, Any]:
    response = Client().get(f"{OPEN}{path}?{urlencode(asked)}" if asked else f"{OPEN}{path}")
    assert response.status_code == status, response.content
    found: dict[str, Any] = response.json()
    return found


def every(path: str, name: str, **asked: object) -> Iterator[dict[str, Any]]:
    page = Client().get(f"{OPEN}{path}?{urlencode(asked)}").json()
    yield from page[name]
    while page["next"]:
        page = Client().get(page["next"]).json()
        yield from page[name]


@pytest.mark.parametrize(
    ("path", "name", "count"),
    [("/agencies", "agencies", AGENCIES), ("/units", "units", UNITS), ("/events", "events", 0)],
)
def test_pages_tell_every_row_once(path: str, name: str, count: int) -> None:
    found = [row["id"] for row in every(path, name, limit=7)]
    assert len(found) == len(set(found)) == (count or PublishedEvent.objects.count())
    assert found == sorted(found)


def test_a_row_that_goes_between_two_pages_shifts_nothing() -> None:
    first = ask("/units", limit=10)
    PublishedUnit.objects.filter(pk=first["units"][0]["id"]).delete()
    second = Client().get(first["next"]).json()
    told = [row["id"] for row in (*first["units"], *second["units"])]
    assert len(set(told)) == 20


@pytest.mark.parametrize(
    ("asked", "field", "value"),
    [
        ({"title": "WBK"}, "title", "WBK"),
        ({"title": "none"}, "title", None),
        ({"silent": "true"}, "silent", True),
        ({"state": "granted"}, "state", "granted"),
        ({"kind": "school"}, "kind", "school"),
        ({"region": "pusat"}, "province", "pusat"),
    ],
)
def test_a_filter_gives_what_it_says_and_all_of_it(asked: dict[str, str], field: str, value: object) -> None:
    found = list(every("/units", "units", **asked))
    assert found
    assert all(row[field] == value for row in found)
    assert len(found) == sum(row[field] == value for row in every("/units", "units"))


def test_what_changed_since_is_told() -> None:
    moment = unit(5).published_at
    found = {row["id"] for row in every("/units", "units", changed_since=moment.isoformat())}
    assert found == {str(row.pk) for row in PublishedUnit.objects.filter(published_at__gte=moment)}
    assert len(found) < UNITS


def test_a_unit_is_told_whole_by_its_id_and_by_its_address() -> None:
    row = unit()
    by_id = ask(f"/units/{row.pk}")
    assert by_id == ask(f"/agencies/{row.agency.slug}/units/{row.slug}")
    assert [year["year"] for year in by_id["years"]] == [2024, 2025, 2026]
    assert len(by_id["years"]) == YEARS
    assert {event["unit"] for event in by_id["events"]} <= {str(row.pk)}


def test_a_former_address_leads_to_the_present_one() -> None:
    row = unit()
    old = f"{OPEN}/agencies/{row.agency.slug}/units/{row.slug}"
    rename(row, "nama-baru")
    response = Client().get(old)
    assert response.status_code == 301
    assert response.headers["Location"] == f"{OPEN}/agencies/{row.agency.slug}/units/nama-baru"


def test_who_has_an_answer_is_told_so_and_caches_may_keep_it() -> None:
    first = Client().get(f"{OPEN}/units")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = Client().get(f"{OPEN}/units", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "asked",
    [
        {"after": "'; DROP TABLE--"}, {"after": ""}, {"after": "0" * 400}, {"limit": 0}, {"limit": 10**9},
        {"limit": "1e3"}, {"limit": "-1"}, {"title": "wbk"}, {"silent": "yes"}, {"state": ""}, {"region": "\x00"},
        {"region": "x" * 65}, {"changed_since": "kemarin"}, {"changed_since": "2026-02-30"},
        {"changed_since": "2026-01-01T00:00:00"}, {"changed_since": "0001-01-01T00:00:00+14:00"}, {"titel": "WBK"},
    ],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_with_what_is_wrong(asked: dict[str, object]) -> None:
    problems = ask("/units", 422, **asked)["problems"]
    assert problems[0]["place"] == next(iter(asked))
    assert problems[0]["message"]


@pytest.mark.parametrize(
    "path", ["/agencies/%00", "/agencies/tidak-ada", "/units/bukan-id", f"/units/{unit_id(9_999)}"]
)
def test_what_is_not_published_is_not_there(path: str) -> None:
    assert ask(path, 404)["problems"][0]["code"] == "not-there"


def test_a_list_takes_the_same_few_queries_however_long_it_is() -> None:
    counted = []
    for limit in (2, 30):
        with CaptureQueriesContext(connection) as queries:
            ask("/units", limit=limit)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 2


@pytest.mark.parametrize("path", ["/agencies", "/units", "/events", "/practices"])
def test_a_list_reads_nothing_that_it_does_not_tell(path: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        ask(path)
    assert len(queries) == 1
    assert not any('"facts"' in query["sql"] for query in queries)


def test_releases_figures_and_practices_are_told() -> None:
    made = release()
    [told] = ask("/releases")["releases"]
    assert (told["year"], told["manifest"]) == (2026, made.manifest)
    assert {file["name"] for file in told["files"]} == set(made.files.values_list("name", flat=True))
    assert [row["year"] for row in ask("/figures")["figures"]] == [2024, 2025, 2026]
    assert ask("/figures", place="xx")["figures"] == []
    assert ask("/practices")["practices"] == []


def test_events_speak_the_language_asked_for() -> None:
    other = Client().get(f"{OPEN}/events", headers={"Accept-Language": "en"})
    assert other.headers["Content-Language"] == "en"
    assert other.json()["events"][0]["sentence"] != ask("/events")["events"][0]["sentence"]


def test_who_asks_too_often_is_told_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANONYMOUS", 3)
    assert [Client().get(f"{OPEN}/agencies").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = Client().get(f"{OPEN}/agencies")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.json()["problems"][0]["code"] == "too-often"
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").get(f"{OPEN}/agencies")
    assert elsewhere.status_code == 200


def test_counting_writes_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        ask("/agencies")
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in queries)
