"""What all tests share: how long property tests look, and which tests are run on PostgreSQL too."""

from __future__ import annotations

import asyncio
import gc
import re
import sqlite3
import subprocess
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import timezone
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

import pulau.apps
from pulau.apps.editorial import board
from pulau.foundation.journal import guard
from tests.cast import NOW
from tests.house import House, build_house
from tests.migrated import begin, migrated_file, migrated_template
from tests.replay import Replay
from tests.walls.application import answer_as_the_application, let_in_the_application, on_postgres

settings.register_profile("ci", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("ci")

MEMORY = "file:memorydb_default?mode=memory&cache=shared"
"""Where Django keeps the database of tests on SQLite."""
MIGRATING = pytest.StashKey[subprocess.Popen[bytes]]()
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server"})


PAGES = re.compile(r"test_(.*_)?pages?\.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that touches the database, so that `-m postgres` finds it; those of pages also as `once`.

    What a page asks of PostgreSQL the walls' walk asks there too, of every address; at night both run in full.
    """
    for item in items:
        if PAGES.fullmatch(item.path.name):
            item.add_marker(pytest.mark.once)
        fixtures: set[str] = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.postgres)
    items.sort(key=lambda item: item.get_closest_marker("first") is None)


def pytest_configure(config: pytest.Config) -> None:
    """On PostgreSQL, let the requests of tests run behind the wall (tests/walls/application.py)."""
    answer_as_the_application()
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        config.stash[MIGRATING] = begin()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Read the tests without looking for garbage, which takes a fifth of the time; what was read then is none ever."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Begin with all tables: a copy of what was migrated once. Django's own migrating then finds nothing to do."""
    if on_postgres():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()
        yield
        return
    with closing(sqlite3.connect(MEMORY, uri=True)) as held:  # it lasts as long as somebody holds it open
        with closing(sqlite3.connect(migrated_file())) as made:
            made.backup(held)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Read all of the applications; let their role into the database, where that is PostgreSQL.

    A module read for the first time while a test has replaced something would keep that for all tests after it.
    """
    for module in walk_packages(pulau.apps.__path__, "pulau.apps."):
        if ".migrations" not in module.name:
            import_module(module.name)
    with django_db_blocker.unblock():
        if on_postgres():
            let_in_the_application(connection)


_house = Replay(build_house)


@pytest.fixture(autouse=True, scope="session")
def _emptying_the_journal_between_tests() -> Iterator[None]:
    """Let Django's flush after a test of transactions through the guard of the journal."""
    with pytest.MonkeyPatch.context() as patch:
        flush = BaseDatabaseOperations.execute_sql_flush

        def through_the_door(self: BaseDatabaseOperations, statements: Sequence[str]) -> None:
            flush(self, [*guard.OPEN[self.connection.vendor], *statements, *guard.SHUT[self.connection.vendor]])

        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", through_the_door)
        yield


@pytest.fixture(autouse=True)
def _nothing_announced() -> None:
    """Let no page ask for announcements: whoever wants some lets the board be read anew (tests/apps/editorial)."""
    board.know((), seconds=3_600)


@pytest.fixture
def clock_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages live when services of tests do (tests/cast.py), for those that ask which year it is."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their people and a worksheet (tests/house.py)."""
    return _house()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let a test without a browser know nothing of one that was opened before it in the same process.

    Playwright's synchronous side leaves its loop marked as running in the thread for as long as the browser is open,
    though nothing of it runs while a test does. Whatever calls `asyncio.run` would be refused; and Django would give
    the fixtures of modules another connection than the test, each waiting for the other's transaction.
    """
    running = asyncio._get_running_loop()  # the one door to it: Playwright knows no other either
    if running is None or item.get_closest_marker("browser"):
        return (yield)
    asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(running)
