"""Unique texts in every drawer: nobody comes across one that is not theirs, and none of them does harm on a page."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from pulau.apps.worksheets import selectors
from pulau.apps.worksheets.models import Webhook, Worksheet
from pulau.apps.worksheets.readers import Piece
from tests.walls.application import as_the_owner_again, on_postgres
from tests.walls.crawler import Page, crawl, open_page
from tests.walls.furnished import ITEM, PEOPLE, SPHERES, Furnished, canary, furnished_house, mark
from tests.walls.headers import header_faults
from tests.walls.places import places

pytestmark = pytest.mark.once
EACH_RUN = ("ayu", None)
"""Who crawls in each run; the others at night. What each of them may not see, the matrix asks of every address."""
_RUN = re.compile(r"lolos.{1,40}42")
"""A text of ours after which a template would have reckoned 7 + 35."""


@pytest.fixture
def made(db: None) -> Iterator[Furnished]:
    logging.disable(logging.CRITICAL)
    yield furnished_house()
    logging.disable(logging.NOTSET)


def spheres_of(who: str | None) -> dict[str, bool]:
    """Say of each mark whether somebody may read it."""
    tokens = {f"token-{name}": name == who for name in PEOPLE if name not in {None, "eka"}}
    return {sphere: who in people for sphere, people in SPHERES.items()} | tokens


def pages_of(made: Furnished, who: str | None, first: str = "/") -> Iterator[Page]:
    """Everything that somebody comes to: from all known addresses, of whatever body, and on by every link."""
    client = made.house.client(who)
    client.raise_request_exception = False
    start = sorted({place.path for place in places(made)[0] if place.read is not None} - {first})
    more = [f"{start_path}?{query}" for start_path, query in _questions(made)]
    yield from crawl(client, [first, *start, *more])


def _questions(made: Furnished) -> Iterator[tuple[str, str]]:
    own = {"disdukcapil": "dukcapil", "rsud": "rsud", "disdukcapil-lain": "lain"}
    for code in own:
        for other in own:
            yield f"/lke/{code}/2026/bandingkan", f"unit={other}&tahun=2026"
        yield f"/lke/{code}/2026/bandingkan", "cari=kenari"
        for comment in made.comments.values():
            yield f"/lke/{code}/2026/butir/{ITEM}/denyut", f"komentar={comment}&versi=0"
        yield f"/lke/{code}/2026/area/1/denyut", "sejak=0"
        yield "/lke/baru", f"unit={code}"
    yield "/lke/tabel", "cari=kenari&tahun=2026"
    yield "/lke/tabel.csv", "cari=kenari&tahun=2026"
    yield "/unit", "cari=kenari"


def faults(page: Page, who: str | None) -> Iterator[str]:
    """What is wrong with a page that somebody came to."""
    if page.response.status_code >= 500:
        yield f"{who} {page.path}: {page.response.status_code}"
    for fault in header_faults(page.response, private=who is not None):
        yield f"{who} {page.path}: {fault}"
    for sphere, may in spheres_of(who).items():
        if not may and mark(sphere) in page.text:
            yield f"{who} {page.path}: tells of {sphere}"
    if page.html and ("<b id=lolos" in page.text or _RUN.search(page.text)):
        yield f"{who} {page.path}: a text of ours came alive"


def strays(made: Furnished, who: str | None, first: str) -> Iterator[str]:
    """Crawl as somebody, and tell what is wrong as it is met: a test that looks for one thing begins near it."""
    for page in pages_of(made, who, first):
        yield from faults(page, who)


@pytest.mark.slow
@pytest.mark.parametrize(
    "who", [who if who in EACH_RUN else pytest.param(who, marks=pytest.mark.nightly) for who in PEOPLE]
)
def test_nobody_comes_across_what_is_not_theirs(made: Furnished, who: str | None) -> None:
    wrong: list[str] = []
    met: set[str] = set()
    count = 0
    for page in pages_of(made, who):
        count += 1
        wrong += faults(page, who)
        met |= {sphere for sphere in spheres_of(who) if mark(sphere) in page.text}
    assert wrong == []
    assert met == {sphere for sphere, may in spheres_of(who).items() if may}, "a canary nobody meets tells nothing"
    assert count > (50 if who not in {None, "eka"} else 20)


def test_the_crawl_sees_a_unit_that_is_open_to_the_whole_agency(
    made: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "worksheets_for", Worksheet.objects.for_actor)
    assert any(line.endswith("tells of dukcapil") for line in strays(made, "joko", made.house.address()))


def test_the_crawl_sees_one_list_without_its_wall(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = Webhook.objects.queryset_class(Webhook)
    monkeypatch.setattr("pulau.apps.worksheets.views.webhooks.webhooks_for", lambda _actor: everything.all())
    if on_postgres():
        client = made.house.client("vera")
        pages = [open_page(client, place.path) for place in places(made)[0] if place.path.endswith("/webhook")]
        assert pages
        assert [line for page in pages for line in faults(page, "vera")] == [], "the second wall holds alone"
    as_the_owner_again(monkeypatch)
    assert any(line.endswith("/webhook: tells of kelola") for line in strays(made, "vera", "/webhook"))


def test_the_crawl_sees_a_text_that_is_not_escaped(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    alive = Piece(mark_safe(canary("rsud")))  # noqa: S308 - on purpose
    monkeypatch.setattr("pulau.apps.worksheets.desk.threads.pieces_of", lambda *_: [alive])
    assert any(
        line.endswith("came alive") for line in strays(made, "joko", made.house.address(f"butir/{ITEM}", unit="rsud"))
    )


def test_the_crawl_sees_a_text_that_a_template_runs(made: Furnished, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Template(canary("rsud")).render(Context())
    monkeypatch.setattr("pulau.apps.worksheets.desk.threads.pieces_of", lambda *_: [Piece(str(run))])
    assert any(
        line.endswith("came alive") for line in strays(made, "joko", made.house.address(f"butir/{ITEM}", unit="rsud"))
    )
