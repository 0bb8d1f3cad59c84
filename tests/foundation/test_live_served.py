"""Streams and pages of a real `pulau serve`: followers, a restart, slow clients, limits, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.live.client import ADDRESS, Phone, all_open, request, run
from tests.live.writer import make, write
from tests.served import Installation, Server, Visitor, serving

SETTINGS = "tests.live.settings"
PHONES = 20


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    home = tmp_path_factory.mktemp("live")
    make(home)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULAU_", "DJANGO_"))}
    root = str(Path(__file__).parents[2])
    return Installation(home, {**kept, "PULAU_HOME": str(home), "PYTHONPATH": root}, {}, {}, {})


@pytest.fixture(scope="module")
def server(there: Installation) -> Iterator[Server]:
    with serving(there, settings=SETTINGS) as running:
        yield running


def written(there: Installation, first: int, last: int, every: float = 0.0) -> asyncio.Future[None]:
    return asyncio.get_running_loop().run_in_executor(None, write, there.home, first, last, every)


def test_a_phone_that_forgets_where_it_was_is_seen_to_double() -> None:
    """The control of the count above."""
    phone = Phone(0, numbers=[1, 2, 2, 4])
    assert phone.wrong(range(1, 5)) == [2, 3]


def test_one_who_takes_nothing_holds_up_nobody(there: Installation, server: Server) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port))) as slow:
        slow.sendall(request())
        phone = Phone(server.port)

        async def play() -> None:
            following = asyncio.create_task(phone.follow(5))
            await all_open([phone])
            await written(there, 1, 5)
            await following

        run(play)
        assert phone.wrong(range(1, 6)) == []


def _raw(port: int) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.sendall(request())
    return line


def test_the_head_of_a_stream_has_the_headers_of_every_answer(there: Installation, server: Server) -> None:
    visitor = Visitor(there, server.port, "")
    answer = visitor.ask("HEAD", ADDRESS, Accept="text/event-stream")
    assert (answer.status, answer.text) == (200, "")
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert headers["x-content-type-options"] == "nosniff"
    assert "x-request-id" in headers
    assert visitor.ask("GET", "/langsung/uji/lain", Accept="text/event-stream").status == 404


# --- pages as they were


def test_pages_are_those_of_wsgi(there: Installation, server: Server) -> None:
    visitor = Visitor(there, server.port, "")
    style = visitor.ask("GET", "/static/pulau/pulau.css")
    assert len(style.text.encode()) == int(style.headers["content-length"]) > 100_000
    assert visitor.ask("GET", "/static/pulau/pulau.css", If_None_Match=style.headers["etag"]).status == 304
    assert visitor.ask("GET", "/static/pulau/pulau.css", Range="bytes=0-9").text == style.text[:10]
    assert visitor.ask("HEAD", "/istilah").text == ""
    assert visitor.ask("POST", "/hitung", b"x" * 1000).status in {403, 422}
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)) as line:
        line.sendall(b"GET /istilah?q=\xc3\xa9 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert b" 200 " in line.recv(100)


def test_who_is_refused_while_still_sending_is_told_so_afterwards(server: Server) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)) as line:
        line.sendall(b"POST /hitung HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
        for _part in range(10):
            time.sleep(0.1)  # a phone: the answer is made long before all has arrived
            line.sendall(b"x" * 100_000)
        assert b" 403 " in line.recv(100)


def test_too_much_is_refused_before_it_is_read(server: Server) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)) as line:
        line.sendall(b"POST /hitung HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n")
        assert b" 413 " in line.recv(100)


# --- last: it ends the server


def test_phones_see_all_across_a_restart_and_one_more_is_told_to_come_back(there: Installation, server: Server) -> None:
    phones = [Phone(server.port) for _ in range(PHONES)]
    ending: list[float] = []
    told: list[bytes] = []

    async def play() -> None:
        following = [asyncio.create_task(phone.follow(41)) for phone in phones]
        await all_open(phones)
        await written(there, 6, 20, 0.02)
        while any(phone.last < 10 for phone in phones):  # noqa: ASYNC110 - the phones' own state
            await asyncio.sleep(0.02)
        for phone in phones:
            phone.open.clear()
        started = time.monotonic()
        os.killpg(server.process.pid, signal.SIGINT)  # Ctrl+C while all of them follow
        await asyncio.to_thread(server.process.wait, 15)
        ending.append(time.monotonic() - started)
        writing = written(there, 21, 40)
        second = serving(there, settings="tests.live.few", port=server.port)
        await asyncio.to_thread(second.__enter__)
        try:
            await all_open(phones)
            await writing
            told.append(await asyncio.to_thread(beyond_the_limit, there, server.port))
            await written(there, 41, 41)
            await asyncio.gather(*following)
        finally:
            await asyncio.to_thread(second.__exit__, None, None, None)

    run(play)
    assert [phone.wrong(range(1, 42)) for phone in phones] == [[]] * PHONES
    assert {phone.lines for phone in phones} == {2}
    before = sorted(delay for phone in phones for delay in phone.delays[5:10])
    assert before[int(len(before) * 0.95)] < 2
    assert ending[0] < 10
    (head,) = told
    assert b" 503 " in head
    assert b"retry-after: " in head
    assert b"default-src 'none'" in head


def beyond_the_limit(there: Installation, port: int) -> bytes:
    """Take the one free seat; return what the next is answered. Asking again and again still works."""
    with closing(_raw(port)) as held:
        assert b" 200 " in held.recv(300)
        assert Visitor(there, port, "").ask("GET", ADDRESS).status == 200
        with closing(_raw(port)) as refused:
            return refused.recv(5000).lower()
