"""A log of its own on a database of its own, in a process that has Django; and entries of two bodies to go into it."""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from pulau.config.log import LogSettings
from tests.migrated import migrated_file

if TYPE_CHECKING:
    from uuid import UUID

ORIGIN: Final = "pulau.uji/log"
BODIES: Final = ("sagara", "lain")
MOST: Final = 4096
LOGGED: Final = "worksheets.submitted"
"""An action that goes into the log; not all do."""


@dataclass(slots=True)
class Place:
    """Where a scene plays: its folder, the name of its PostgreSQL (empty: SQLite in the folder), what was written."""

    folder: Path
    database: str = ""
    seed: int = 1
    lock: str = "lock"
    written: list[str] = field(default_factory=list)
    bodies: list[UUID] = field(default_factory=list)
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        """Choose by chance, the same each time."""
        self.chance = Random(self.seed)  # noqa: S311 - no secret

    @property
    def tree(self) -> Path:
        """The static tree."""
        return self.folder / "log" / "tree"

    @property
    def lock_path(self) -> Path:
        """The lock store, on another disk as it were."""
        return self.folder / self.lock / "lock.sqlite3"

    @property
    def witness(self) -> Path:
        """The folder of the witness."""
        return self.folder / "ombudsman"

    def enter(self) -> None:
        """Have this process work here from now on."""
        settings.LOG = LogSettings(
            enabled=True, origin=ORIGIN, folder=self.folder / "log", lock=self.lock_path, local_witnesses=True
        )
        hang_up()
        connection.settings_dict["NAME"] = self.database or str(self.folder / "pulau.sqlite3")

    def begin(self, *, witness: bool = True) -> None:
        """Make it: bodies, the log's first entries, and its witness."""
        from pulau.apps.transparency import places
        from pulau.apps.transparency.looping import once
        from pulau.exchange.log.trusted_logs import TrustedLog
        from pulau.exchange.log.witnessing import create_witness
        from pulau.foundation.accounts.services import open_tenant

        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.database:
            shutil.copyfile(migrated_file(), self.folder / "pulau.sqlite3")
        self.enter()
        self.bodies = [open_tenant(code=code, name=code, now=timezone.now()).pk for code in BODIES]
        if witness:
            once()
            [key] = places.known_keys()
            made = create_witness(self.witness, "ombudsman.uji", [TrustedLog(key)])
            places.write_witness_lines(f"witness ombudsman {made.vkey} file://{self.witness}\nquorum ombudsman\n")

    def write(self, count: int) -> list[str]:
        """Write entries of one body in one transaction, which may have begun a while ago; their ids are kept.

        At least one of them goes into the log.
        """
        from pulau.core.shared.actor import Actor
        from pulau.foundation.journal import services as journal
        from pulau.foundation.registry.journal_actions import journal_actions
        from pulau.foundation.tenancy.models import Tenant
        from pulau.foundation.tenancy.wall import behind_wall

        body = self.chance.choice(self.bodies)
        known = [action.code for action in journal_actions]
        codes = [LOGGED, *(self.chance.choice(known) for _ in range(count - 1))]
        begun = timezone.now() - timedelta(seconds=self.chance.uniform(0, 20))
        with behind_wall(body), transaction.atomic():
            row, actor = Tenant.objects.get(pk=body), Actor.system(body)
            made = [str(journal.record(actor, code, row, {"sha256": self._digest()}, begun).pk) for code in codes]
        self.written += made
        return made

    def _digest(self) -> str:
        return self.chance.randbytes(32).hex()


def hang_up() -> None:
    """Let go of the database, so that a forked process has a connection of its own."""
    connection.close()
    close_pool: Any = getattr(connection, "close_pool", None)
    if close_pool is not None:
        close_pool()


def sequence(step: Callable[[str], None], most: Callable[[], int], *, forever: bool = False) -> None:
    """Sequence what waits and have it cosigned, as the loop of a worker does; `forever`: and whatever comes."""
    from pulau.apps.transparency.publishing import publish_policy
    from pulau.apps.transparency.running.cosigning import Cosigners
    from pulau.apps.transparency.running.sequencing import Sequencer

    cosigners = Cosigners()
    with Sequencer(timezone.now(), step) as sequencer:
        publish_policy(timezone.now())
        _heard(sequencer, cosigners)
        while (taken := sequencer.turn(timezone.now(), most())) or forever:
            note = cosigners.turn(timezone.now())
            if note is not None:
                sequencer.publish_again(note)
            step("turned" if taken else "idle")
        _heard(sequencer, cosigners)


def _heard(sequencer: Any, cosigners: Any) -> None:  # noqa: ANN401 - needs Django ready
    note = cosigners.hear(timezone.now())
    if note is not None:
        sequencer.publish_again(note)


def all_entries(place: Place) -> Iterator[Any]:
    """Yield every entry of every body."""
    from pulau.foundation.journal.models import Entry
    from pulau.foundation.tenancy.wall import behind_wall

    for body in place.bodies:
        with behind_wall(body):
            yield from Entry.objects.for_tenant(body)
