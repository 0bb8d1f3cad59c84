"""While database or file store are away, what stood last is shown and says since when."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from pytest_django import Settings

from pulau.foundation.standing import middleware
from pulau.foundation.standing.disk import Disk
from pulau.foundation.standing.middleware import AGAIN_SECONDS
from pulau.foundation.storage import StoreUnavailable
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.foundation.standing import site
from tests.foundation.standing.conftest import Portal, text
from tests.foundation.test_away import away
from tests.walls.headers import header_faults

PAGE = "/uji/hal/bps"
SINCE = "Basis data sedang tidak dapat dihubungi. Halaman ini seperti pada 27 November 2026 14.07 WIB."
SINCE_EN = "The database cannot be reached at the moment. This page is as of 27 November 2026 14:07 WIB."


def test_a_page_is_shown_as_it_stood_and_says_since_when(db: None, portal: Portal) -> None:
    client = portal.process()
    before = text(client.get(PAGE))
    portal.later(3600)
    with away():
        answer = client.get(PAGE)
    line = f'<div class="wrap told"><p class="ds-alert" data-color="warning" role="status">{SINCE}</p></div>'
    assert answer.status_code == 200
    assert text(answer) == before.replace("<!--standing-->", line)
    assert (answer.headers["Cache-Control"], answer.headers["Age"]) == ("no-store", "3600")
    assert "ETag" not in answer.headers
    assert header_faults(answer, private=True) == []


def test_while_a_page_is_fresh_nobody_needs_to_know(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    with away():
        assert SINCE not in text(client.get(PAGE))


def test_it_is_said_in_the_language_of_the_page(db: None, portal: Portal) -> None:
    client = portal.process()
    client.cookies[LANGUAGE_COOKIE] = "en"
    client.get(PAGE)
    portal.later(31)
    with away():
        assert SINCE_EN in text(client.get(PAGE))


@pytest.mark.parametrize(
    "problem", [OperationalError("gone"), InterfaceError("closed"), StoreUnavailable(28, "no space left on device")]
)
def test_whatever_is_away_the_page_stands(db: None, portal: Portal, problem: Exception) -> None:
    client = portal.process()
    client.get(PAGE)
    portal.later(31)
    site.trouble["page"] = problem
    assert SINCE in text(client.get(PAGE))


def test_what_is_no_page_says_it_in_its_headers(portal: Portal) -> None:
    client = portal.process()
    before = client.get("/uji/umpan").content
    portal.later(120)
    site.trouble["feed"] = OperationalError()
    answer = client.get("/uji/umpan")
    assert (answer.status_code, answer.content) == (200, before)
    assert answer.headers["Warning"] == '110 - "Response is Stale"'
    assert (answer.headers["Age"], answer.headers["Cache-Control"]) == ("120", "no-store")


def test_the_packed_form_says_it_too_and_nobody_is_told_that_nothing_changed(db: None, portal: Portal) -> None:
    client = portal.process()
    etag = client.get(PAGE).headers["ETag"]
    portal.later(31)
    with away():
        packed = client.get(PAGE, headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
        head = client.head(PAGE)
    assert (packed.status_code, packed.headers["Content-Encoding"]) == (200, "gzip")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) > len(packed.content)


def test_a_page_that_never_stood_says_that_it_cannot_be_opened(db: None, portal: Portal) -> None:
    with away():
        answer = portal.process().get(PAGE)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert portal.files() == []


def test_it_is_tried_again_every_few_seconds_and_the_line_goes_when_it_works(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    portal.later(31)
    with away():
        for _ in range(20):
            assert SINCE in text(client.get(PAGE))
    assert site.made["page"] == 2, "one of them tried"
    assert SINCE in text(client.get(PAGE)), "it works again, and nobody has tried yet"
    portal.later(AGAIN_SECONDS)
    answer = client.get(PAGE)
    assert "bps 3 " in text(answer)
    assert SINCE not in text(answer)
    assert answer.headers["Cache-Control"] == "public, max-age=30"


def test_while_nothing_is_tried_the_disk_is_not_asked_either(
    db: None, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = portal.process()
    client.get(PAGE)
    portal.later(31)
    with away():
        client.get(PAGE)
        monkeypatch.setattr(Disk, "read", None)
        assert SINCE in text(client.get(PAGE))


def test_where_no_connection_can_be_made_other_pages_do_not_try_either(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = portal.process()
    for code in ("a", "b"):
        client.get(f"/uji/polos/{code}")
    portal.later(31)
    monkeypatch.setattr(middleware, "is_connected", lambda: False)
    site.trouble["plain"] = OperationalError("timeout")
    assert SINCE in text(client.get("/uji/polos/a"))
    assert SINCE in text(client.get("/uji/polos/b"))
    assert site.made["plain"] == 3


def test_a_query_that_takes_too_long_marks_its_own_page_alone(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    client.get("/uji/polos/a")
    portal.later(31)
    site.trouble["page"] = OperationalError("canceling statement due to statement timeout")
    connection.ensure_connection()
    assert SINCE in text(client.get(PAGE))
    assert SINCE not in text(client.get("/uji/polos/a"))


def test_a_process_that_starts_while_the_database_is_away_has_the_pages_too(db: None, portal: Portal) -> None:
    portal.process().get(PAGE)
    portal.later(3600)
    with away():
        answer = portal.process().get(PAGE)
    assert SINCE in text(answer)
    assert "bps 1 " in text(answer)


def test_a_person_who_has_signed_in_is_not_given_what_stood(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    portal.later(31)
    client.cookies["sessionid"] = "x" * 32
    with away():
        assert client.get(PAGE).status_code == 503


def test_a_view_that_is_only_busy_is_not_taken_for_a_database_that_is_away(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = portal.process()
    client.get("/uji/umpan")
    portal.later(61)
    monkeypatch.setattr(site, "HttpResponse", lambda *_a, **_k: Busy())
    assert client.get("/uji/umpan").status_code == 503


def Busy() -> object:  # noqa: N802 - stands for a class
    from django.http import HttpResponse  # noqa: PLC0415 - the name is replaced above

    return HttpResponse("busy", status=503)


def test_a_folder_that_cannot_be_written_fails_no_page(
    portal: Portal, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "berkas").write_text("no folder")
    settings.STANDING_FOLDER = tmp_path / "berkas"
    client = Client()
    assert [client.get("/uji/umpan").status_code for _ in range(2)] == [200, 200]
    assert site.made["feed"] == 1
    assert "cannot be kept on disk" in caplog.text
