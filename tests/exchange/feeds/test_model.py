"""A feed that a reader would misread is never made."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.feeds.model import instant_text, tag_uri
from tests.exchange.feeds.told import SINCE, WHEN, entry, feed


def test_an_id_names_the_host_a_day_and_ids_that_never_change() -> None:
    assert tag_uri("pulau.example", date(2026, 1, 2), "unit", "7f") == "tag:pulau.example,2026-01-02:unit/7f"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1), st.lists(st.text(), min_size=1))
def test_two_paths_never_share_an_id(one: list[str], other: list[str]) -> None:
    try:
        same = tag_uri("h", SINCE, *one) == tag_uri("h", SINCE, *other)
    except UnicodeEncodeError:
        return
    assert same == (one == other)
    assert " " not in tag_uri("h", SINCE, *one)


@pytest.mark.parametrize("host", ["", "pulau.example:8000", "Pulau", "a b", "a/b", "-a", "a..b", "a,2026"])
def test_an_id_needs_a_host_that_is_one(host: str) -> None:
    with pytest.raises(ValueError, match="host without port"):
        tag_uri(host, SINCE, "unit")


def test_an_id_needs_something_that_it_names() -> None:
    with pytest.raises(ValueError, match="path"):
        tag_uri("pulau.example", SINCE)


def test_times_are_told_in_utc_to_the_second() -> None:
    assert instant_text(WHEN) == "2026-11-22T07:30:15Z"


def test_a_time_without_its_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - what the test is about
    for changed in ({"updated": naive}, {"published": naive}):
        with pytest.raises(ValueError, match="needs its zone"):
            entry(**changed)
    with pytest.raises(ValueError, match="needs its zone"):
        feed(updated=naive)


def test_an_entry_cannot_change_before_it_is_published() -> None:
    with pytest.raises(ValueError, match="before it was published"):
        entry(published=WHEN + timedelta(seconds=1))
    assert entry(published=WHEN).published == WHEN


def test_a_feed_names_one_thing_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        feed(entry("a"), entry("b"), entry("a", title="lain"))


def test_no_entry_is_newer_than_its_feed() -> None:
    with pytest.raises(ValueError, match="is newer"):
        feed(entry(), updated=WHEN - timedelta(minutes=1))
    assert feed(entry(), updated=WHEN.replace(microsecond=0)).entries


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/zona", ""])
def test_links_lead_to_pages(address: str) -> None:
    with pytest.raises(ValueError, match="not an absolute address"):
        entry(link=address)
    for changed in ({"link": address}, {"here": address}):
        with pytest.raises(ValueError, match="not an absolute address"):
            feed(**changed)
