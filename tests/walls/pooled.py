"""Requests of two agencies, interleaved over a few connections that all of them share, as the application's own role.

Before each request the connection that it happens to get is asked what it shows to somebody who told it nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

import pytest
from django.db import connection, connections
from django.test import Client

from tests.walls.application import APPLICATION, as_the_owner_again
from tests.walls.furnished import Furnished, mark

THREADS: Final = 4
CONNECTIONS: Final = 2
OWN: Final = {"gita": "dukcapil", "joko": "rsud", "dewi": "lain"}
"""People, and the sphere whose texts each of them may read."""
UNITS: Final = {"gita": "disdukcapil", "joko": "rsud", "dewi": "disdukcapil-lain"}
"""The unit whose worksheet each of them must find."""
LEFT_BEHIND: Final = "SELECT tenant_id::text FROM worksheets_worksheet UNION SELECT tenant_id::text FROM journal_entry"


@dataclass
class Found:
    """What came of it: how many answers of each kind, what bled, who read others' texts, how many missed their own."""

    statuses: Counter[int] = field(default_factory=Counter)
    bled: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    starved: int = 0
    lock: Lock = field(default_factory=Lock)


@contextmanager
def sharing_connections(patch: pytest.MonkeyPatch, **where: object) -> Iterator[None]:
    """Let all threads connect as the application and share few connections; `where` names another server (a pool)."""
    settings = connections.settings["default"]
    patch.setitem(settings, "USER", APPLICATION)
    for name, value in where.items():
        patch.setitem(settings, name, value)
    if not where:
        pool = {"min_size": CONNECTIONS, "max_size": CONNECTIONS, "timeout": 30}
        patch.setitem(settings, "OPTIONS", {**settings["OPTIONS"], "pool": pool})
        for name in ("CONN_MAX_AGE", "CONN_HEALTH_CHECKS"):
            patch.setitem(settings, name, 0)  # the pool looks after both
    as_the_owner_again(patch)  # nobody has to become the application: it is the one that connects
    try:
        yield
    finally:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(_close_pool).result()


def _close_pool() -> None:
    if getattr(connection, "pool", None):
        connection.close_pool()  # type: ignore[attr-defined]  # of the PostgreSQL backend


def interleaved(made: Furnished, requests: int) -> Found:
    """Send so many requests from threads that take turns between the agencies, half of them with keys of the API."""
    found = Found()
    clients = {who: made.house.client(who) for who in OWN}
    cookies = {who: client.cookies["sessionid"].value for who, client in clients.items()}
    with ThreadPoolExecutor(THREADS) as threads:
        shares = [(made, cookies, range(start, requests, THREADS), found) for start in range(THREADS)]
        for done in [threads.submit(_take_turns, *share) for share in shares]:
            done.result()
    return found


def _take_turns(made: Furnished, cookies: dict[str, str], turns: range, found: Found) -> None:
    browser = Client(raise_request_exception=False)
    for turn in turns:
        who = tuple(OWN)[(turn // 2) % len(OWN)]
        left = _left_behind()
        connection.close()  # back into the pool
        browser.cookies.clear()
        if turn % 2:
            answer: Any = browser.get("/api/v1/worksheets", headers={"Authorization": f"Bearer {made.keys[who]}"})
        else:
            browser.cookies["sessionid"] = cookies[who]
            answer = browser.get("/lke")
        connection.close()
        _judge(found, who, answer, left)


def _left_behind() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(LEFT_BEHIND)
        return {row[0] for row in cursor.fetchall()}


def _judge(found: Found, who: str, answer: Any, left: set[str]) -> None:  # noqa: ANN401 - a test client's answer
    text = answer.content.decode()
    foreign = [sphere for sphere in OWN.values() if sphere != OWN[who] and mark(sphere) in text]
    with found.lock:
        found.statuses[answer.status_code] += 1
        found.bled += sorted(left)
        found.strays += [f"{who} reads of {sphere}" for sphere in foreign]
        found.starved += f"/lke/{UNITS[who]}/" not in text and f'"{UNITS[who]}"' not in text
