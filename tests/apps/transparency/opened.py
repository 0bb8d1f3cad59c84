"""Logs in a test's own transaction, with entries of the operator alone, which are cheap; and what happens to them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from pulau.apps.transparency import actions, places
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import Cosignature, Head, LoggedLeaf, LogState, OperatorEntry, WitnessStanding
from pulau.apps.transparency.running.operator import record_operation
from pulau.core.log.checkpoints import Checkpoint, read_checkpoint
from pulau.exchange.log.pulau_verify import Seen, Source, monitor, parse_policy
from pulau.exchange.log.trusted_logs import TrustedLog
from pulau.exchange.log.witnessing import create_witness
from pulau.foundation.journal import guard
from tests.apps.transparency.conftest import QUORUM, WITNESSES
from tests.cast import NOW


def write_entries(count: int, now: datetime = NOW, mark: str = "") -> list[OperatorEntry]:
    """Entries that wait for the log, a second apart."""
    return [
        record_operation(actions.POLICY_CHANGED, {"policy": f"{mark}{each}"}, now + timedelta(seconds=each))
        for each in range(count)
    ]


def grown(count: int, mark: str = "") -> int:
    """Have a log with so many more entries; its size."""
    write_entries(count, mark=mark)
    once()
    return LogState.objects.get().size


def with_witnesses(log: Path) -> dict[str, Path]:
    """Begin the log, with three witnesses in folders beside it, the first of which is required."""
    once()
    [key] = places.known_keys()
    folders, lines = {}, ""
    for name in WITNESSES:
        folders[name] = log.parent / name
        made = create_witness(folders[name], f"{name}.test", [TrustedLog(key)])
        lines += f"witness {name} {made.vkey} file://{folders[name]}\n"
    places.write_witness_lines(lines + QUORUM)
    once()
    return folders


def published() -> Checkpoint:
    """The checkpoint as everybody sees it."""
    return read_checkpoint(places.tree_store().read("checkpoint"))[0]


def followed(seen: Seen | None = None) -> Seen:
    """What a citizen's monitor remembers after looking at the tree; it fails where the log is not what it was."""
    tree = str(places.chosen().folder / "tree")
    policy = parse_policy(places.policy_text().encode())
    _checkpoint, now_seen = monitor(Source(tree), policy, seen or Seen())
    return now_seen


@dataclass
class Backup:
    """A copy of the log's folder and of the rows that follow it."""

    folder: Path
    size: int
    root: bytes
    entries: frozenset[UUID]


def back_up(to: Path) -> Backup:
    """Copy the log as it is now."""
    shutil.copytree(places.chosen().folder, to)
    state = LogState.objects.get()
    return Backup(to, state.size, bytes(state.root), frozenset(OperatorEntry.objects.values_list("pk", flat=True)))


def put_back_files(backup: Backup) -> None:
    """Have lock store, tree and keys as the backup has them."""
    folder = places.chosen().folder
    shutil.rmtree(folder)
    shutil.copytree(backup.folder, folder)


def put_back_lock(backup: Backup) -> None:
    """Have only the lock store as the backup has it."""
    folder = places.chosen().folder
    for each in folder.glob("lock.sqlite3*"):
        each.unlink()
    for each in backup.folder.glob("lock.sqlite3*"):
        shutil.copy(each, folder / each.name)


def put_back_database(backup: Backup) -> None:
    """Have the rows as they were: what came later is gone."""
    Cosignature.objects.filter(head__size__gt=backup.size).delete()
    Head.objects.filter(size__gt=backup.size).delete()
    LoggedLeaf.objects.filter(index__gte=backup.size).delete()
    LogState.objects.update(size=backup.size, root=backup.root, refused="", refused_facts={})
    WitnessStanding.objects.filter(size__gt=backup.size).update(size=backup.size)
    OperatorEntry.objects.exclude(pk__in=backup.entries).delete()


def remove_entry(pk: UUID) -> None:
    """Remove a row of the journal as a hand in the database would."""
    by_hand("DELETE FROM journal_entry WHERE id = %s", _key(pk))


def change_payload(pk: UUID, payload: str) -> None:
    """Change what an entry says as a hand in the database would."""
    by_hand("UPDATE journal_entry SET payload = %s WHERE id = %s", payload, _key(pk))


def by_hand(statement: str, *values: str | UUID) -> None:
    """Go past the model and the database's own refusal."""
    with transaction.atomic(), guard.opened(connection), connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def _key(pk: UUID) -> str | UUID:
    return pk.hex if connection.vendor == "sqlite" else pk
