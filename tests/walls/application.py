"""On PostgreSQL, every request of a test is answered as a production server answers it: as a role behind the wall.

Tests build and look at rows as the database's owner, a superuser, whom no wall holds. Their requests run as
`pulau_app`, which owns nothing: what a page reads without having told the database for whom, it does not find.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

from pulau.foundation.tenancy.building import raise_wall

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

APPLICATION: Final = "pulau_app"
WALL: Final = "pulau.foundation.ui.walled.WallMiddleware"
_BRACKETS: Final = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
_in: list[str] = []
"""Has the role, once the database of the tests is there: some tests send a request while they are collected."""
_TELLING: Final = ("SELECT set_config(", "SELECT current_setting(")


def on_postgres() -> bool:
    """Whether this run is about PostgreSQL."""
    return connection.vendor == "postgresql"


def answer_as_the_application() -> None:
    """Let all requests of this process run as the application, and let no test count what the wall itself asks."""
    if not on_postgres():
        return
    place = settings.MIDDLEWARE.index(WALL)
    settings.MIDDLEWARE.insert(place, f"{__name__}.AsApplicationMiddleware")
    CaptureQueriesContext.captured_queries = property(_without_the_wall)  # type: ignore[assignment]  # for this process


def _without_the_wall(captured: CaptureQueriesContext) -> list[dict[str, str]]:
    queries = captured.connection.queries[captured.initial_queries : captured.final_queries]
    return [query for query in queries if not query["sql"].startswith((*_BRACKETS, *_TELLING))]


def let_in_the_application(database: BaseDatabaseWrapper) -> None:
    """Make the role, once a server, and grant it what `pulau migrate` grants."""
    with database.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION])
        if cursor.fetchone() is None:
            _make(cursor)
    raise_wall(database, APPLICATION)
    _in.append(APPLICATION)


def _make(cursor: Any) -> None:  # noqa: ANN401 - Django's cursor, or psycopg's
    try:
        cursor.execute(f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS")
    except Exception as problem:
        # The other process of the run was quicker.
        if not isinstance(problem.__cause__, psycopg.errors.DuplicateObject | psycopg.errors.UniqueViolation):
            raise


@contextmanager
def as_application() -> Iterator[None]:
    """Run what is inside as the application. Not counted among a test's queries."""
    connection.ensure_connection()
    held = connection.connection
    held.execute(f"SET ROLE {APPLICATION}")
    try:
        yield
    finally:
        if connection.connection is held and not held.closed:
            held.execute("RESET ROLE")


def as_the_owner_again(patch: pytest.MonkeyPatch) -> None:
    """Take the second wall away, to see what the first alone holds back; on SQLite there is none to take."""
    patch.setattr(sys.modules[__name__], "_in", [])


class AsApplicationMiddleware:
    """Answer as the application."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Become it, answer, become the owner again."""
        ended = connection.connection is not None and connection.connection.closed
        if not _in or ended:  # a whole request through WSGI ends the connection; what follows may ask nothing of it
            return self.get_response(request)
        with as_application():
            return self.get_response(request)
