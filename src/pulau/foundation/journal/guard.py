"""The database's own refusal to change or remove journal entries, and the one narrow door in it.

The model refuses already; this holds for raw SQL, a shell and a tool of the operator too. Adding is free, `outbox` may
be moved on, anything else raises. The migrations of this app put it there; a test looks for it after all of them.

The door is for one case: erasing an entry's salt and payload where a law demands it of a body. `opened` opens it for
the transaction at hand and for nobody else: PostgreSQL keeps a setting of the transaction, SQLite a row of
`journal_door`, which no other writer can see before the transaction ends without it. `emptied` is what goes through it.
On PostgreSQL that is a function which runs as the owner: the application may call it, and may change no column itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL: Final = "journal entries are not changed or removed"
TABLE: Final = "journal_entry"
FIXED: Final = (
    *("id", "tenant_id", "actor_id", "role", "action", "object_type", "object_id", "unit_id", "on_behalf_of"),
    *("request_id", "payload", "at", "salt"),
)
"""Every column but `outbox`; a test compares them with the model."""

_SQLITE_CLOSED: Final = "NOT EXISTS (SELECT 1 FROM journal_door)"
_SQLITE_RAISE: Final = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
_TAKEN: Final = " AND EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id OR rowid = NEW.rowid)"
SQLITE: Final = (
    "CREATE TABLE IF NOT EXISTS journal_door (open INTEGER PRIMARY KEY)",
    f"CREATE TRIGGER journal_never_changed BEFORE UPDATE OF {', '.join(FIXED)} ON {TABLE} WHEN {_SQLITE_CLOSED} "
    + _SQLITE_RAISE,
    f"CREATE TRIGGER journal_never_removed BEFORE DELETE ON {TABLE} WHEN {_SQLITE_CLOSED} {_SQLITE_RAISE}",
    # INSERT OR REPLACE removes the row in its way without asking the trigger above.
    f"CREATE TRIGGER journal_never_replaced BEFORE INSERT ON {TABLE} WHEN {_SQLITE_CLOSED}{_TAKEN} {_SQLITE_RAISE}",
)
_CALL: Final = "EXECUTE FUNCTION journal_never_changed()"
POSTGRESQL: Final = (
    f"""CREATE FUNCTION journal_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('pulau.journal_door', true) = 'open' THEN
    RETURN CASE WHEN TG_OP = 'UPDATE' THEN NEW ELSE OLD END;
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'outbox' = to_jsonb(OLD) - 'outbox' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '{REFUSAL}';
END $$""",
    f"CREATE TRIGGER journal_never_changed BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW {_CALL}",
    f"CREATE TRIGGER journal_never_emptied BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT {_CALL}",
)
_AWAY: Final = {
    "sqlite": (
        *(f"DROP TRIGGER journal_never_{what}" for what in ("changed", "removed", "replaced")),
        "DROP TABLE journal_door",
    ),
    "postgresql": (
        *(f"DROP TRIGGER journal_never_{what} ON {TABLE}" for what in ("changed", "emptied")),
        "DROP FUNCTION journal_never_changed()",
    ),
}
OPEN: Final = {
    "sqlite": ("INSERT INTO journal_door (open) VALUES (1)",),
    "postgresql": ("SELECT set_config('pulau.journal_door', 'open', true)",),
}
SHUT: Final = {
    "sqlite": ("DELETE FROM journal_door",),
    "postgresql": ("SELECT set_config('pulau.journal_door', '', true)",),
}


SQLITE_EMPTYING: Final = (
    "UPDATE journal_entry SET payload = '{}', salt = zeroblob(0), "
    "outbox = CASE outbox WHEN 'pending' THEN 'apart' ELSE outbox END WHERE id = %s"
)
"""What is left: no record, no salt; an entry that waits for a log that may yet begin never goes in."""
POSTGRESQL_EMPTYING: Final = (
    """CREATE FUNCTION journal_emptied(entry uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE emptied integer;
BEGIN
  PERFORM set_config('pulau.journal_door', 'open', true);
  UPDATE journal_entry SET payload = '{}', salt = ''::bytea,
    outbox = CASE outbox WHEN 'pending' THEN 'apart' ELSE outbox END WHERE id = entry;
  GET DIAGNOSTICS emptied = ROW_COUNT;
  PERFORM set_config('pulau.journal_door', '', true);
  RETURN emptied;
END $$""",
    "REVOKE ALL ON FUNCTION journal_emptied(uuid) FROM PUBLIC",
)


def put_emptying(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the function there that empties one entry (a step of a migration); SQLite needs none."""
    for statement in POSTGRESQL_EMPTYING if editor.connection.vendor == "postgresql" else ():
        editor.execute(statement)


def take_emptying_away(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `put_emptying`."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION journal_emptied(uuid)")


def put(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guard there (a step of a migration)."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def take_away(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `put`."""
    for statement in _AWAY[editor.connection.vendor]:
        editor.execute(statement)


@contextmanager
def opened(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let entries be changed inside, in the transaction that is open. For erasure by right only."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN[connection.vendor][0])
        yield
        cursor.execute(SHUT[connection.vendor][0])


def emptied(connection: BaseDatabaseWrapper, entry_id: UUID) -> bool:
    """Destroy payload and salt of one entry, in the transaction that is open. Whether there is such an entry."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT journal_emptied(%s)", [entry_id])
            return bool((cursor.fetchone() or (0,))[0])
        with opened(connection):
            cursor.execute(SQLITE_EMPTYING, [entry_id.hex])
            return bool(cursor.rowcount)
