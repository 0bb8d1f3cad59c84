"""What `pulau check` finds in production: a second wall that is missing, or that holds nobody.

Django reads this at every start; what builds the wall brings psycopg, 9 MB that an installation on SQLite spares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core import checks
from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.apps import AppConfig
    from django.db.backends.base.base import BaseDatabaseWrapper

_SET_UP = "docs/security/row-level-security.md: pulau database prepare, then pulau migrate."


def second_wall(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_more: object,
) -> list[checks.CheckMessage]:
    """Warn of tables without their policies, and of a role that no policy holds."""
    if not databases or connections[databases[0]].vendor != "postgresql":
        return []
    if not settings.ROW_SECURITY:
        return [checks.Warning("PULAU_ROW_SECURITY is off: the database holds no tenant apart", id="tenancy.W001")]
    connection = connections[databases[0]]
    return [*_of_tables(connection), *_of_role(connection)]


def _of_tables(connection: BaseDatabaseWrapper) -> list[checks.CheckMessage]:
    from pulau.foundation.tenancy.building import built_in, policies_of, walled_models  # noqa: PLC0415 - said above

    standing = built_in(connection)
    wanted = {policies[0].table: policies for policies in map(policies_of, walled_models())}
    open_tables = sorted(table for table, built in standing.items() if built.lacks(wanted[table]))
    owned = sorted(table for table, built in standing.items() if built.owner == _role(connection)[0])
    found: list[checks.CheckMessage] = []
    if open_tables:
        words = f"no full row-level security on {', '.join(open_tables)}"
        found.append(checks.Warning(words, hint="Run pulau migrate.", id="tenancy.W002"))
    if owned:
        words = "the application's role owns its tables, so it could take the wall down"
        found.append(checks.Warning(words, hint=_SET_UP, id="tenancy.W003"))
    return found


def _of_role(connection: BaseDatabaseWrapper) -> list[checks.CheckMessage]:
    name, superuser, bypasses = _role(connection)
    if not (superuser or bypasses):
        return []
    what = "is a superuser" if superuser else "has BYPASSRLS"
    return [checks.Warning(f"the application's role {name} {what}: no wall holds it", hint=_SET_UP, id="tenancy.W004")]


def _role(connection: BaseDatabaseWrapper) -> tuple[str, bool, bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, superuser, bypasses = cursor.fetchone() or ("", False, False)
    return name, superuser, bypasses
