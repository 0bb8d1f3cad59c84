"""Building the second wall: row-level security on every table of a tenant's rows, from the models themselves.

`pulau migrate` calls `lower_wall` before its first step and `raise_wall` after its last. Both may run again at any time
and do only what is missing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.apps import apps
from django.conf import settings
from psycopg import sql

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.openings import openings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

WALL: Final = "pulau_wall"
OPENING: Final = "pulau_open_"
INSIDE: Final = "tenant_id = nullif(current_setting('pulau.tenant', true), '')::uuid"
"""True of the rows of the tenant that the transaction was told, and of none where it was told nothing."""
APPEND_ONLY: Final = ("journal_entry", "transparency_operatorentry")
"""Tables to which the application may add, and nothing more."""
EMPTYING: Final = "journal_emptied(uuid)"
"""The function by which an erasure by right empties one entry of the journal (`journal.guard`)."""
_MIGRATIONS: Final = "django_migrations"


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy of one table; its digest is kept as its comment, so that a changed one is made anew."""

    table: str
    name: str
    command: str
    condition: str

    @property
    def digest(self) -> str:
        """What is written beside it in the database."""
        return hashlib.sha256(f"{self.command} {self.condition}".encode()).hexdigest()

    def statements(self) -> Iterator[sql.Composed]:
        """Yield what makes it, and replaces one of its name."""
        named = {"table": sql.Identifier(self.table), "name": sql.Identifier(self.name)}
        rows = "USING ({condition})" if self.command == "SELECT" else "USING ({condition}) WITH CHECK ({condition})"
        yield sql.SQL("DROP POLICY IF EXISTS {name} ON {table}").format(**named)
        yield sql.SQL("CREATE POLICY {name} ON {table} FOR {command} " + rows).format(
            **named, command=sql.SQL(self.command), condition=sql.SQL(self.condition)
        )
        yield sql.SQL("COMMENT ON POLICY {name} ON {table} IS {digest}").format(
            **named, digest=sql.Literal(self.digest)
        )


@dataclass(frozen=True, slots=True)
class Built:
    """How a table stands: whether row-level security is on and forced, its owner, its policies with their digests."""

    enabled: bool
    forced: bool
    owner: str
    policies: dict[str, str]

    def lacks(self, wanted: Iterable[Policy]) -> bool:
        """Whether something is missing of what the table should have."""
        has_all = self.policies == {policy.name: policy.digest for policy in wanted}
        return not (self.enabled and self.forced and has_all)


def walled_models() -> list[type[TenantOwned]]:
    """Return the models whose rows belong to tenants."""
    return [model for model in apps.get_models() if issubclass(model, TenantOwned)]


def policies_of(model: type[TenantOwned]) -> list[Policy]:
    """Return the policies of a model's table: the wall, and its openings for reading."""
    table = model._meta.db_table  # noqa: SLF001 - Django's documented door
    openings = (Policy(table, f"{OPENING}{name}", "SELECT", text) for name, text in openings_of(model).items())
    inside = f"{INSIDE} AND {model.wall_narrowing}" if model.wall_narrowing else INSIDE
    return [Policy(table, WALL, "ALL", inside), *openings]


def built_in(connection: BaseDatabaseWrapper) -> dict[str, Built]:
    """Return how the tables of the models stand, by name; those that do not exist yet are left out."""
    names = [model._meta.db_table for model in walled_models()]  # noqa: SLF001 - the same
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner), p.polname, "
            "obj_description(p.oid, 'pg_policy') FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relname = ANY(%s) AND c.relkind = 'r' AND pg_table_is_visible(c.oid)",
            [names],
        )
        rows = cursor.fetchall()
    found: dict[str, Built] = {}
    for table, enabled, forced, owner, policy, digest in rows:
        built = found.setdefault(table, Built(enabled, forced, owner, {}))
        if policy:
            built.policies[policy] = digest or ""
    return found


def raise_wall(connection: BaseDatabaseWrapper, application: str = "") -> None:
    """Build what is missing; where the application has a role of its own (not the owner's), grant it what it needs.

    With `ROW_SECURITY` off the policies stay and hold nobody.
    """
    standing = built_in(connection)
    with connection.cursor() as cursor:
        for model in walled_models():
            wanted = policies_of(model)
            built = standing.get(wanted[0].table)
            if built is None:
                continue
            if not settings.ROW_SECURITY:
                _switch(cursor, wanted[0].table, "DISABLE", "NO FORCE")
            elif built.lacks(wanted):
                _build(cursor, wanted, built)
        if application:
            _grant(cursor, application)


def lower_wall(connection: BaseDatabaseWrapper) -> None:
    """Let the owner's migrations reach every row. The application, which is another role, stays behind the wall."""
    with connection.cursor() as cursor:
        for table, built in built_in(connection).items():
            if built.forced:
                cursor.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(sql.Identifier(table)))


def _switch(cursor: CursorWrapper, table: str, first: str, second: str) -> None:
    for word in (first, second):
        text = sql.SQL(f"ALTER TABLE {{}} {word} ROW LEVEL SECURITY")
        cursor.execute(text.format(sql.Identifier(table)))


def _build(cursor: CursorWrapper, wanted: list[Policy], built: Built) -> None:
    table = wanted[0].table
    for name in built.policies.keys() - {policy.name for policy in wanted}:
        cursor.execute(sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(name), sql.Identifier(table)))
    for policy in wanted:
        if built.policies.get(policy.name) != policy.digest:
            for statement in policy.statements():
                cursor.execute(statement)
    _switch(cursor, table, "ENABLE", "FORCE")


def _grant(cursor: CursorWrapper, application: str) -> None:
    """Let the application read and write, but alter no table, no history of migrations and no journal entry."""
    role = sql.Identifier(application)
    texts = [
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON {_MIGRATIONS} FROM {{role}}",
        *(text for table in APPEND_ONLY if _is_there(cursor, table) for text in _only_adding(table)),
        *_calling(cursor, EMPTYING),
    ]
    for text in texts:
        cursor.execute(sql.SQL(text).format(role=role))


def _is_there(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
    return bool((cursor.fetchone() or (False,))[0])


def _only_adding(table: str) -> tuple[str, str]:
    """Take changing and removing away; only how far a row is on its way into the public log may move on."""
    return f"REVOKE UPDATE, DELETE ON {table} FROM {{role}}", f"GRANT UPDATE (outbox) ON {table} TO {{role}}"


def _calling(cursor: CursorWrapper, function: str) -> tuple[str, ...]:
    """Let the application call a function, where it is there already."""
    cursor.execute("SELECT to_regprocedure(%s) IS NOT NULL", [function])
    there = bool((cursor.fetchone() or (False,))[0])
    return (f"GRANT EXECUTE ON FUNCTION {function} TO {{role}}",) if there else ()
