"""Sitemaps of bounded parts, whose bytes come as pages come, and which hold each page once."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import repeat

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.sitemaps import (
    ADDRESSES,
    LONGEST,
    OCTETS,
    SitePage,
    sitemap_chunks,
    sitemap_index,
    sitemap_part,
)

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def pages(number: int) -> Iterator[SitePage]:
    for at in range(number):
        address = f"https://pulau.example/zona/dinas/unit-{at}"
        yield SitePage(address, date(2026, 11, 22), (("id", address), ("en", f"{address}?bahasa=en")))


def parts(number: int, **limits: int) -> list[bytes]:
    found: dict[int, list[bytes]] = {}
    for chunk in sitemap_chunks(pages(number), **limits):
        found.setdefault(chunk.part, []).append(chunk.content)
    assert list(found) == list(range(1, len(found) + 1))
    return [b"".join(chunks) for chunks in found.values()]


def addresses(part: bytes) -> list[str]:
    return [one.findtext(f"{S}loc") or "" for one in fromstring(part).iter(f"{S}url")]


def test_a_page_has_its_address_its_change_and_its_languages() -> None:
    (one,) = fromstring(parts(1)[0]).iter(f"{S}url")
    assert one.findtext(f"{S}loc") == "https://pulau.example/zona/dinas/unit-0"
    assert one.findtext(f"{S}lastmod") == "2026-11-22"
    assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in one.iter(LINK)] == [
        ("alternate", "id", "https://pulau.example/zona/dinas/unit-0"),
        ("alternate", "en", "https://pulau.example/zona/dinas/unit-0?bahasa=en"),
    ]


@pytest.mark.parametrize(
    ("changed", "written"),
    [
        (None, None),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 14, 30, 15, 9, timezone(timedelta(hours=7))), "2026-11-22T07:30:15Z"),
    ],
)
def test_a_change_is_a_day_or_a_moment_or_unknown(changed: date | None, written: str | None) -> None:
    part = b"".join(sitemap_part([SitePage("https://pulau.example/", changed)]))
    assert fromstring(part).findtext(f"{S}url/{S}lastmod") == written


def test_what_means_something_in_xml_is_escaped() -> None:
    address = "https://pulau.example/cari?q='a'&b=%3C"
    part = b"".join(sitemap_part([SitePage(address)]))
    assert b"&amp;b" in part
    assert addresses(part) == [address]


def test_without_pages_there_is_one_empty_part() -> None:
    assert [addresses(part) for part in parts(0)] == [[]]


@given(st.integers(0, 60), st.integers(1, 20))
def test_parts_hold_each_page_once_in_order_and_no_more_than_they_may(number: int, most: int) -> None:
    made = [addresses(part) for part in parts(number, addresses=most)]
    assert [address for part in made for address in part] == [page.address for page in pages(number)]
    assert all(len(part) == most for part in made[:-1])
    assert len(made[-1]) <= most
    assert all(made) or number == 0


@given(st.integers(1, 60), st.integers(600, 5000))
def test_no_part_is_larger_than_it_may_be(number: int, octets: int) -> None:
    made = parts(number, octets=octets)
    assert all(len(part) <= octets for part in made)
    assert sum(len(addresses(part)) for part in made) == number


def test_the_limits_are_those_of_the_protocol() -> None:
    made = parts(ADDRESSES + 1)
    assert [part.count(b"<url>") for part in made] == [50_000, 1]
    assert all(len(part) <= OCTETS for part in made)


def test_nothing_is_held_whole() -> None:
    chunks = sitemap_chunks(pages(4_000))
    next(chunks)
    tracemalloc.start()
    size = sum(len(chunk.content) for chunk in chunks)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 1_000_000
    assert peak < 100_000


def test_pages_are_taken_as_bytes_are_asked_for() -> None:
    taken: list[str] = []

    def asked() -> Iterator[SitePage]:
        for page in pages(3):
            taken.append(page.address)
            yield page

    chunks = sitemap_chunks(asked())
    next(chunks)
    assert taken == []
    next(chunks)
    assert len(taken) == 1


def test_a_part_that_is_two_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 50000 addresses"):
        list(sitemap_part(repeat(SitePage("https://pulau.example/"), ADDRESSES + 1)))


def test_an_index_names_its_parts_with_their_changes() -> None:
    index = fromstring(b"".join(sitemap_index([SitePage("https://pulau.example/peta-1.xml", date(2026, 1, 2))])))
    assert index.tag == f"{S}sitemapindex"
    assert index.findtext(f"{S}sitemap/{S}loc") == "https://pulau.example/peta-1.xml"
    assert index.findtext(f"{S}sitemap/{S}lastmod") == "2026-01-02"


def test_an_index_names_no_more_parts_than_engines_read() -> None:
    with pytest.raises(ValueError, match="at most 50000 parts"):
        list(sitemap_index(repeat(SitePage("https://pulau.example/"), ADDRESSES + 1)))


@pytest.mark.parametrize("address", ["/zona", "javascript:1", f"https://pulau.example/{'x' * LONGEST}"])
def test_an_address_that_no_engine_takes_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"not an absolute|too long"):
        list(sitemap_part([SitePage(address)]))


def test_a_time_without_its_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - what the test is about
    with pytest.raises(ValueError, match="needs its zone"):
        list(sitemap_part([SitePage("https://pulau.example/", naive)]))
