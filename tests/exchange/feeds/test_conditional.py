"""When 304 is true, and that a reader with wrong dates never misses anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.feeds.conditional import LONGEST, Validators, not_modified, validators

CHANGED = datetime(2026, 11, 22, 14, 30, 15, 987_654, timezone(timedelta(hours=7)))
NOW = datetime(2026, 11, 27, tzinfo=UTC)
CURRENT = validators(b"<feed/>", CHANGED, NOW)
GIVEN = "Sun, 22 Nov 2026 07:30:15 GMT"


def fresh(tag: str | None = None, since: str | None = None, current: Validators = CURRENT) -> bool:
    return not_modified(current, if_none_match=tag, if_modified_since=since)


def test_an_answer_is_named_by_its_bytes_and_dated_in_utc() -> None:
    assert CURRENT.last_modified == GIVEN
    assert CURRENT.etag == validators(b"<feed/>", NOW, NOW).etag
    assert CURRENT.etag != validators(b"<feed />", CHANGED, NOW).etag
    assert CURRENT.etag[0] == CURRENT.etag[-1] == '"'


@pytest.mark.parametrize("ago", [-86_400.0, 0.0, 0.9, 1.0])
def test_what_changed_just_now_or_in_the_future_is_not_dated(ago: float) -> None:
    current = validators(b"", NOW - timedelta(seconds=ago), NOW)
    assert current.last_modified == ""
    assert not fresh(since="", current=current)
    assert not fresh(since="Fri, 27 Nov 2026 00:00:00 GMT", current=current)
    assert fresh(current.etag, current=current)


def test_a_time_without_its_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - what the test is about
    for changed, now in ((naive, NOW), (CHANGED, naive)):
        with pytest.raises(ValueError, match="needs its zone"):
            validators(b"", changed, now)


def test_without_headers_the_answer_is_sent() -> None:
    assert not fresh()
    assert not fresh(None, "")


@pytest.mark.parametrize(
    "header",
    [
        CURRENT.etag,
        f"W/{CURRENT.etag}",
        f'"other", {CURRENT.etag}',
        f'"a,b" ,, W/"c", {CURRENT.etag},',
        f"  {CURRENT.etag}\t",
        "*",
        " * ",
    ],
)
def test_who_names_the_answer_has_it(header: str) -> None:
    assert fresh(header)
    assert fresh(header, "Thu, 01 Jan 1970 00:00:00 GMT"), "a tag alone decides"


@pytest.mark.parametrize(
    "header",
    [
        "",
        '""',
        '"other"',
        CURRENT.etag.strip('"'),
        f'"x" {CURRENT.etag}',
        f"w/{CURRENT.etag}",
        f"{CURRENT.etag}; {CURRENT.etag}",
        f"*, {CURRENT.etag}",
        f'"{CURRENT.etag}"',
        f"{CURRENT.etag}\r\nX: 1",
        "\x00",
        "\ud800",
        '"' * 1000,
        "," * 4000 + "x",
        ", " * LONGEST + CURRENT.etag,
    ],
)
def test_who_names_another_or_nothing_is_sent_the_answer(header: str) -> None:
    assert not fresh(header)
    assert not fresh(header, GIVEN), "a tag alone decides, whatever the date says"


def test_who_gives_our_date_back_has_the_answer() -> None:
    assert fresh(None, GIVEN)
    assert fresh(None, f" {GIVEN} ")


@pytest.mark.parametrize(
    "header",
    [
        "Sun, 22 Nov 2026 07:30:14 GMT",  # older
        "Sun, 22 Nov 2026 07:30:16 GMT",  # newer: the reader's clock, not ours
        "Fri, 27 Nov 2026 00:00:00 GMT",
        "Wed, 22 Nov 2099 07:30:15 GMT",  # a clock of the future
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Sun, 22 Nov 2026 14:30:15 GMT",  # WIB that says it is GMT
        "Sun, 22 Nov 2026 07:30:15 WIB",
        "Sun, 22 Nov 2026 07:30:15 +0700",
        "Mon, 22 Nov 2026 07:30:15 GMT",  # no such Monday
        "Sun, 22 Nov 2026 07:30:15",
        "2026-11-22T07:30:15Z",
        "22/11/2026",
        "Minggu, 22 Nov 2026 07:30:15 GMT",
        "Sun, 99 Nov 2026 99:99:99 GMT",
        "Sun, 22 Nov 99999999999999999999 07:30:15 GMT",
        f"{GIVEN}, {GIVEN}",
        "garbage",
        "0",
        "-1",
        "\x00",
        "\ud800",
        "9" * 1_000_000,
    ],
)
def test_any_other_date_is_sent_the_answer(header: str) -> None:
    assert not fresh(None, header)


@given(st.none() | st.text(st.characters(exclude_categories=())), st.none() | st.text())
def test_no_header_raises_or_invents_a_304(tag: str | None, since: str | None) -> None:
    expected = tag is not None and (tag.strip() == "*" or CURRENT.etag in tag)
    assert fresh(tag, since) <= (expected or since == GIVEN)


@given(st.lists(st.from_regex(r"[!#-~]*", fullmatch=True), max_size=5), st.integers(0, 5))
def test_a_list_of_tags_holds_ours_or_not(others: list[str], place: int) -> None:
    tags = [f'"{tag}"' for tag in others]
    assert not fresh(", ".join(tags))
    assert fresh(",".join([*tags[:place], f"W/{CURRENT.etag}", *tags[place:]]))
