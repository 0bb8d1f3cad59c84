"""What a superuser does once for a database: two roles, one that owns the tables and one that may only use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from psycopg import Connection, sql

NEITHER: Final = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
"""What both roles are: able to connect, and nothing that a wall would not hold."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The database, the role that owns its tables (for `pulau migrate`) and the one of the application."""

    database: str
    owner: str
    application: str

    def named(self) -> dict[str, sql.Identifier]:
        """Return the names as SQL writes them."""
        return {
            "database": sql.Identifier(self.database),
            "owner": sql.Identifier(self.owner),
            "application": sql.Identifier(self.application),
        }


def before_connecting(roles: Roles) -> Iterator[sql.Composed]:
    """Yield what is done in whatever database one is in: the roles, and a database for them."""
    for role in (roles.owner, roles.application):
        yield sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), sql.SQL(NEITHER))
    yield sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**roles.named())


def inside(roles: Roles) -> Iterator[sql.Composed]:
    """Yield what is done in the database itself. What the application owned until now becomes the owner's."""
    for text in (
        "ALTER DATABASE {database} OWNER TO {owner}",
        "REASSIGN OWNED BY {application} TO {owner}",
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {application}",
        "GRANT USAGE ON SCHEMA public TO {application}",
    ):
        yield sql.SQL(text).format(**roles.named())


def script(roles: Roles) -> str:
    """Return all of it for psql, which is left to ask for the two passwords."""
    lines = [f"{statement.as_string()};" for statement in before_connecting(roles)]
    lines += [f'\\password "{role}"' for role in (roles.owner, roles.application)]
    lines += [f'\\connect "{roles.database}"']
    lines += [f"{statement.as_string()};" for statement in inside(roles)]
    return "\n".join(lines)


def prepare(server: Connection, roles: Roles, passwords: dict[str, str]) -> bool:
    """Make the roles and the database on a server, to which a superuser is connected; what is there is put right.

    `passwords` are by role; they leave this machine only as SCRAM verifiers. Returns whether the database is new.
    """
    for role in (roles.owner, roles.application):
        _make_role(server, role, passwords.get(role, ""))
    there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [roles.database]).fetchone()
    if there is None:
        server.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**roles.named()))
    return there is None


def _make_role(server: Connection, role: str, password: str) -> None:
    known = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    words = [sql.SQL("ALTER ROLE" if known else "CREATE ROLE"), sql.Identifier(role), sql.SQL(NEITHER)]
    if password:
        verifier = server.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        words += [sql.SQL("PASSWORD"), sql.Literal(verifier.decode())]
    server.execute(sql.SQL(" ").join(words))
