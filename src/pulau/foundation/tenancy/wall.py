"""The second wall: PostgreSQL itself shows only the rows of the tenant that the transaction was told.

with behind_wall(tenant_id):        # a job, a command, a service that acts before anybody has signed in
    ...

enter_person(user_id)               # in a request: whose own rows may be seen in every body
enter_tenant(actor.tenant_id)       # and, once it is known, for which body the request acts

The values hold for one transaction only (SET LOCAL), so nothing is left behind on a connection that is used again or
shared by a pool. On SQLite, and where `ROW_SECURITY` is off, all of this does nothing at all.
docs/security/row-level-security.md tells how the wall is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

TENANT: Final = "pulau.tenant"
PERSON: Final = "pulau.person"
TOKEN: Final = "pulau.token"  # noqa: S105 - the name of a setting
LOCAL: Final = True
"""Until the transaction ends, as SET LOCAL. A plain SET would show it to whoever uses the connection next."""
_NAMES: Final = (TENANT, PERSON, TOKEN)


class WallEnteredOutside(Exception):  # noqa: N818 - a fact, as every error of this project
    """The wall was entered where no transaction would hold it, or too late for the request's own: a mistake."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a transaction stands: the values of the wall's settings, empty for one that is not set."""

    tenant: str = ""
    person: str = ""
    token: str = ""


def wall_stands() -> bool:
    """Whether the database has the wall, and is told whose rows are meant."""
    return bool(settings.ROW_SECURITY) and connection.vendor == "postgresql"


@contextmanager
def behind_wall(tenant_id: UUID, person_id: UUID | None = None) -> Iterator[None]:
    """Run what is inside in one transaction that sees the rows of `tenant_id`, and of `person_id` in every tenant.

    Inside a transaction that is open already it is a part of that one, which afterwards sees what it saw before.
    """
    with standing_at(Place(str(tenant_id), str(person_id or ""))):
        yield


@contextmanager
def standing_at(place: Place) -> Iterator[None]:
    """Run what is inside in one transaction at a place."""
    if not wall_stands():
        yield
        return
    with transaction.atomic(), _coming_back():
        _go(place)
        yield


def enter_tenant(tenant_id: UUID) -> None:
    """Show the rows of a tenant until the transaction ends. Raises WallEnteredOutside where there is none."""
    _enter(TENANT, str(tenant_id))


def enter_person(person_id: UUID) -> None:
    """Show a person's own rows, of whatever tenant, until the transaction ends. Raises WallEnteredOutside."""
    _enter(PERSON, str(person_id))


def enter_token(digest: str) -> None:
    """Show the row that has this digest of a key, whatever its tenant, until the transaction ends."""
    _enter(TOKEN, digest)


def place() -> Place:
    """Return where the open transaction stands; nowhere where the wall does not stand."""
    if not wall_stands():
        return Place()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true), current_setting(%s, true), current_setting(%s, true)", _NAMES)
        return Place(*(value or "" for value in cursor.fetchone() or ()))


class RequestTransaction:
    """The transaction of one request: begun when it is known to be needed, at the latest when the wall is entered.

    A page that nobody signed in for, and that asks nothing that is a tenant's, needs none and works without a database.
    """

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._depth = len(connection.atomic_blocks)
        self.begun = False

    def begin(self) -> None:
        """Begin it, once. Raises WallEnteredOutside inside a shorter transaction, which could not hold the wall."""
        if self.begun:
            return
        if len(connection.atomic_blocks) != self._depth:
            raise WallEnteredOutside("a service's transaction was open before the request's")
        self._stack.enter_context(transaction.atomic())
        self.begun = True
        self._stack.enter_context(_coming_back())

    def undo(self) -> None:
        """Let nothing of it be kept."""
        if self.begun:
            transaction.set_rollback(True)

    @property
    def broken(self) -> bool:
        """Whether a statement failed unnoticed: PostgreSQL would answer a commit by undoing all, without an error."""
        psycopg = connection.connection
        return self.begun and (psycopg is None or psycopg.info.transaction_status.name in {"INERROR", "UNKNOWN"})


_request: ContextVar[RequestTransaction | None] = ContextVar("pulau_request_transaction", default=None)


@contextmanager
def request_transaction() -> Iterator[RequestTransaction]:
    """Hold the transaction of a request; it is committed at the end unless it was undone."""
    with ExitStack() as stack:
        opened = RequestTransaction(stack)
        token = _request.set(opened)
        try:
            yield opened
        finally:
            _request.reset(token)


def _enter(name: str, value: str) -> None:
    if not wall_stands():
        return
    opened = _request.get()
    if opened is not None:
        opened.begin()
    if not connection.in_atomic_block:
        raise WallEnteredOutside(f"{name}: begin a transaction first, or use behind_wall")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, %s)", [name, value, LOCAL])


def _go(there: Place) -> None:
    values = zip(_NAMES, (there.tenant, there.person, there.token), strict=True)
    three = [part for name, value in values for part in (name, value, LOCAL)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, %s), set_config(%s, %s, %s), set_config(%s, %s, %s)", three)


@contextmanager
def _coming_back() -> Iterator[None]:
    """Put the values back where a longer transaction goes on. The end of the outermost one clears them by itself."""
    if len(connection.atomic_blocks) == 1:
        yield
        return
    before = place()
    yield  # an exception needs nothing: the savepoint that it goes back to has the values of then
    if not connection.needs_rollback:
        _go(before)
