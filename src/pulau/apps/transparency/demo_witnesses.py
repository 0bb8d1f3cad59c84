"""The demo's witnesses: three folders of this machine, of which the log's own sequencer asks as of any other.

They prove nothing to anybody, since one machine plays all the parts, and their names say so. With them the demo shows
what a real quorum looks like: the Ombudsman has to sign, and one of the other two.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pulau.apps.transparency import places
from pulau.apps.transparency.running.sequencing import Sequencer
from pulau.apps.transparency.witness_file import with_quorum, with_witness
from pulau.exchange.home import home_folder
from pulau.exchange.log.keys import read_secret
from pulau.exchange.log.lock_store import LockHeld
from pulau.exchange.log.trusted_logs import TrustedLog, trust
from pulau.exchange.log.witnessing import KEY_FILE, LOGS_FILE, create_witness
from pulau.foundation.registry.demo_parts import DemoPart

if TYPE_CHECKING:
    from pathlib import Path

    from pulau.core.log.notes import Key
    from pulau.foundation.accounts.models import User

FOLDER: Final = "demo-witnesses"
WITNESSES: Final[dict[str, str]] = {
    "ombudsman": "ombudsman.contoh.invalid/saksi",
    "universitas": "universitas.contoh.invalid/saksi",
    "bpkp": "bpkp.contoh.invalid/saksi",
}
"""What the policy calls them, and the names of their keys."""
REQUIRED: Final = "ombudsman"


def prepare_demo_witnesses() -> int:
    """Begin the log where it has not begun, and give it the demo's witnesses; return how many were new.

    Nothing is done where there is no log, witnesses may not lie on this machine, or the operator has named others.
    Raises LogRefused, OSError.
    """
    chosen = places.chosen()
    if not (chosen.enabled and chosen.local_witnesses) or places.witness_lines() != places.NO_WITNESSES:
        return 0
    if not places.known_keys():
        _begin()
    keys, text, home = places.known_keys(), "", home_folder(os.environ) / FOLDER
    for name, key_name in WITNESSES.items():
        text = with_witness(text, name, _witness(home / name, key_name, keys), (home / name).as_uri())
    places.write_witness_lines(with_quorum(text, [REQUIRED], 1))
    return len(WITNESSES)


def _begin() -> None:
    """Have the log begin; a worker that is faster has begun it."""
    try:
        with Sequencer(timezone.now()):
            return
    except LockHeld:
        return


def _witness(folder: Path, name: str, keys: list[Key]) -> str:
    """Return the key of a witness that trusts this log; it is made where none lies."""
    if not (folder / KEY_FILE).exists():
        return create_witness(folder, name, [TrustedLog(key) for key in keys]).vkey
    for key in keys:
        trust(folder / LOGS_FILE, TrustedLog(key))
    return read_secret(folder / KEY_FILE).key.vkey


def _load(_tenants: Mapping[str, UUID], _people: Mapping[str, User], _now: datetime) -> int:
    """Have the witnesses prepared once the demo is committed: the sequencer works in no transaction."""
    transaction.on_commit(prepare_demo_witnesses)
    return 0


DEMO: Final = DemoPart("witnesses", _load)
