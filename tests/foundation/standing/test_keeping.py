"""What is kept, for how long, and under which key."""

from __future__ import annotations

import gzip

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from pulau.foundation.standing import middleware
from pulau.foundation.standing.middleware import StandingMiddleware
from pulau.foundation.standing.rules import kept_ready
from tests.foundation.standing import site
from tests.foundation.standing.conftest import Portal, text
from tests.walls.headers import header_faults

PAGE = "/uji/hal/bps"


def test_a_fresh_page_asks_neither_view_nor_database(
    db: None, portal: Portal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = portal.process()
    first = client.get(PAGE)
    portal.later(29)
    with django_assert_num_queries(0):
        second = client.get(PAGE)
    assert (first.content, site.made["page"]) == (second.content, 1)
    assert second.status_code == 200


def test_after_its_seconds_a_page_is_made_anew(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    portal.later(30)
    assert "bps 2 " in text(client.get(PAGE))


def test_kept_pages_carry_the_same_headers_of_safety_and_may_be_kept_by_others(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    answer = client.get(PAGE)
    assert header_faults(answer) == []
    assert answer.headers["Cache-Control"] == "public, max-age=30"
    assert answer.headers["Vary"] == "Cookie, Accept-Encoding"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Language"] == "id"
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["X-Request-ID"] != client.get(PAGE).headers["X-Request-ID"]
    assert not answer.cookies


def test_who_has_the_page_already_is_told_that_it_did_not_change(db: None, portal: Portal) -> None:
    client = portal.process()
    etag = client.get(PAGE).headers["ETag"]
    for seen in (etag, f'"andere", {etag}', etag.removeprefix("W/"), "*"):
        answer = client.get(PAGE, headers={"If-None-Match": seen})
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag), seen
        assert header_faults(answer) == []
    assert client.get(PAGE, headers={"If-None-Match": '"andere"'}).status_code == 200


def test_the_first_visitor_may_ask_conditionally_too(db: None, portal: Portal) -> None:
    answer = portal.process().get(PAGE, headers={"If-None-Match": "*"})
    assert (answer.status_code, site.made["page"]) == (304, 1)


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("", False),
        ("br", False),
        ("gzip;q=0, *", False),
        ("identity, gzip;q=x", False),
    ],
)
def test_it_is_packed_for_whom_that_is_something_to_read(portal: Portal, accepted: str, packed: bool) -> None:  # noqa: FBT001 - what is expected
    client = portal.process()
    whole = client.get("/uji/umpan").content
    answer = client.get("/uji/umpan", headers={"Accept-Encoding": accepted})
    assert (answer.headers.get("Content-Encoding") == "gzip") is packed
    assert (gzip.decompress(answer.content) if packed else answer.content) == whole
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert site.made["feed"] == 1


def test_a_picture_is_not_packed_again_and_may_still_be_framed(portal: Portal) -> None:
    client = portal.process()
    for _ in range(2):
        answer = client.get("/uji/gambar", headers={"Accept-Encoding": "gzip"})
        assert answer.content == site.PIXEL
        assert "X-Frame-Options" not in answer.headers
        assert "Content-Encoding" not in answer.headers
    assert site.made["picture"] == 1


def test_head_tells_what_get_would_and_sends_nothing(db: None, portal: Portal) -> None:
    client = portal.process()
    head = client.head(PAGE)
    got = client.get(PAGE)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert head.headers["ETag"] == got.headers["ETag"]
    assert site.made["page"] == 1


def test_no_other_method_comes_to_a_kept_view(portal: Portal) -> None:
    client = portal.process()
    client.get("/uji/umpan")
    for method in (client.post, client.put, client.delete, client.patch, client.options):
        assert method("/uji/umpan").status_code == 405
    assert site.made["feed"] == 1


def test_parameters_in_any_order_are_one_page_and_the_view_sees_them_in_one(db: None, portal: Portal) -> None:
    client = portal.process()
    first = client.get(f"{PAGE}?cari=a+b&tahun=2025")
    assert "tahun=2025&amp;cari=a+b" in text(first)
    for query in ("tahun=2025&cari=a%20b", "tahun=2025&cari=a+b&hal=", "x=1&tahun=2025&y=2&cari=a+b&utm_source=z"):
        assert client.get(f"{PAGE}?{query}").content == first.content, query
    assert client.get(f"{PAGE}?tahun=2024&cari=a+b").content != first.content
    assert site.made["page"] == 2


def test_several_values_of_one_parameter_all_count(db: None, portal: Portal) -> None:
    client = portal.process()
    assert "bagian=1&amp;bagian=2" in text(client.get(f"{PAGE}?bagian=1&bagian=2"))
    assert "bagian=2&amp;bagian=1" in text(client.get(f"{PAGE}?bagian=2&bagian=1"))


def test_a_crawler_with_invented_parameters_makes_no_new_page(db: None, portal: Portal) -> None:
    client = portal.process()
    for number in range(50):
        client.get(f"{PAGE}?acak={number}&{number}=x")
    assert site.made["page"] == 1
    assert len(portal.files()) == 1


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("cari=" + "a" * 101, id="a long value"),
        pytest.param("&".join(f"cari={n}" for n in range(60)), id="many values"),
        pytest.param("x=" + "a" * 5000, id="a long query"),
        pytest.param("&".join(["bagian=" + "a" * 99] * 5), id="many long values"),
    ],
)
def test_what_asks_for_too_much_is_answered_and_not_kept(db: None, portal: Portal, query: str) -> None:
    client = portal.process()
    for _ in range(2):
        assert client.get(f"{PAGE}?{query}").status_code == 200
    assert site.made["page"] == 2
    assert portal.files() == []


@pytest.mark.parametrize(
    "query", ["tahun=%00%FF%0d%0aX-A:%20b", "cari=%3Cscript%3E", "&&=&;=%", "bahasa=xx&bahasa[]=en"]
)
def test_hostile_queries_are_kept_as_harmlessly_as_others(db: None, portal: Portal, query: str) -> None:
    client = portal.process()
    first, second = client.get(f"{PAGE}?{query}"), client.get(f"{PAGE}?{query}")
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert (first.status_code, "X-A" in second.headers, b"<script>" in second.content) == (200, False, False)
    assert site.made["page"] == 1


def test_a_path_of_any_length_is_answered(portal: Portal) -> None:
    client = portal.process()
    for _ in range(2):
        assert client.get("/uji/polos/" + "a" * 500).status_code == 200
    assert site.made["plain"] == 2


def test_a_crawler_of_invented_addresses_fills_no_memory(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "_MANY", 10)
    answers = StandingMiddleware(lambda _request: HttpResponse(status=404))
    for number in range(50):
        answers(RequestFactory().get(f"/tiada/{number}"))
        answers(RequestFactory().get(f"/tiada/{number}" + "x" * 500))
        answers(RequestFactory().get("/uji/umpan", headers={"Host": f"{number}.example"}))
        assert len(answers._rules) <= 10
    assert max(len(path) for path in answers._rules) < 100
    assert answers._hosts == {None}, "only the server's own name, by those who sent none"
    assert answers._memory.size == 0


def test_two_addresses_are_two_pages(db: None, portal: Portal) -> None:
    client = portal.process()
    assert client.get(PAGE).content != client.get("/uji/hal/kpu").content
    assert len(portal.files()) == 2


def test_what_is_not_there_is_not_kept_and_what_went_is_forgotten(db: None, portal: Portal) -> None:
    client = portal.process()
    assert client.get("/uji/hal/tiada").status_code == 404
    assert portal.files() == []
    client.get(PAGE)
    assert len(portal.files()) == 1
    portal.later(31)
    site.trouble["page"] = Http404()
    assert client.get(PAGE).status_code == 404
    assert portal.files() == []


def test_a_fault_of_ours_is_not_hidden_behind_what_stood(db: None, portal: Portal) -> None:
    client = portal.process()
    client.raise_request_exception = False
    client.get(PAGE)
    portal.later(31)
    site.trouble["page"] = ZeroDivisionError()
    assert client.get(PAGE).status_code == 500
    del site.trouble["page"]
    assert client.get(PAGE).status_code == 200


def test_the_name_of_another_site_is_refused_also_for_what_stands(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    assert client.get(PAGE, headers={"Host": "penipu.example"}).status_code == 400
    assert client.get(PAGE, headers={"Host": "localhost"}).status_code == 200
    assert site.made["page"] == 1


def test_without_memory_every_request_asks_the_view(db: None, portal: Portal, settings: Settings) -> None:
    settings.STANDING_MEMORY_MB = 0
    client = Client()
    assert [client.get(PAGE).status_code for _ in range(2)] == [200, 200]
    assert site.made["page"] == 2


def test_a_rule_that_makes_no_sense_is_refused_where_it_stands() -> None:
    for seconds, asks in ((0, ()), (30, ("bahasa",)), (30, ("a", "a"))):
        with pytest.raises(ValueError, match="fresh for a second"):
            kept_ready(seconds=seconds, asks=asks)
