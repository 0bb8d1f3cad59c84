"""The walls by the hundred thousand: every item, every method, everybody; and every page in both languages."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from typing import Final
from uuid import uuid4

import pytest
from django.test import Client

from pulau.exchange.packs import load_pack
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.house import House
from tests.walls import crawler
from tests.walls.crawler import crawl
from tests.walls.furnished import PEOPLE, SPHERES, Furnished, furnish, mark
from tests.walls.places import ACTING, places
from tests.walls.sheets import ANSWERS, GROUPS, READERS

pytestmark = [pytest.mark.nightly, pytest.mark.slow]

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROUNDS: Final = 4
ENOUGH_REFUSED: Final = 100_000
ENOUGH_PAGES: Final = 4_500


@pytest.fixture
def made(house: House) -> Iterator[Furnished]:
    logging.disable(logging.CRITICAL)
    yield furnish(house)
    logging.disable(logging.NOTSET)


def foreign_addresses(made: Furnished, sphere: str) -> Iterator[str]:
    """Every address of every item of a worksheet, with queries that name what lies there."""
    row = made.sheets[sphere]
    here = f"/lke/{row.unit.code}/{row.year}"
    for item in load_pack(row.regulation).items:
        for rest in ("", "/denyut", "/pulihkan", "/komentar"):
            yield f"{here}/butir/{item}{rest}?komentar={made.comments[sphere]}&versi=0&x={uuid4()}"
    for area in ("1", "2", "3", "4", "5", "6", "hasil", "x"):
        yield f"{here}/area/{area}?sejak=0"
        yield f"{here}/area/{area}/denyut?sejak=0"


def test_a_hundred_thousand_refused_requests_tell_and_change_nothing(made: Furnished) -> None:
    before = made.state()
    statuses: Counter[int] = Counter()
    for sphere, groups in GROUPS.items():
        for who in sorted(map(str, ACTING - groups[READERS])):
            client = Client(raise_request_exception=False)
            client.force_login(made.house.users[who])
            for path in [*foreign_addresses(made, sphere)] * ROUNDS:
                for method in METHODS:
                    answer = client.post(path, ANSWERS) if method == "POST" else client.generic(method, path)
                    statuses[answer.status_code] += 1
                    assert answer.status_code in {404, 405}, (who, method, path)
                    assert mark(sphere) not in answer.content.decode()
    assert sum(statuses.values()) >= ENOUGH_REFUSED
    assert made.state() == before


def test_thousands_of_pages_hold_no_text_of_others(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawler, "A_KIND", 60)
    start = sorted({place.path for place in places(made)[0] if place.read is not None})
    count = 0
    for who in PEOPLE:
        for language in ("id", "en"):
            client = made.house.client(who)
            client.raise_request_exception = False
            client.cookies[LANGUAGE_COOKIE] = language
            for page in crawl(client, ["/", *start]):
                count += 1
                assert page.response.status_code < 500, page.path
                foreign = [sphere for sphere, people in SPHERES.items() if who not in people]
                assert [sphere for sphere in foreign if mark(sphere) in page.text] == [], (who, page.path)
    assert count >= ENOUGH_PAGES
