"""Where the log of this installation lies: its keys, its tree, its staged batches, and the list of witnesses.

In the folder `settings.LOG.folder`:

- `keys/*.key`: the secret keys that sign now (two while one takes the place of the other);
- `known-keys`: every key that was not withdrawn, one vkey a line, newest first: what the policy accepts;
- `witnesses`: the operator's part of the policy: witness, group and quorum lines;
- `tree/`: the static tree, where `log_store` is `local`; `staged/`: batches on their way.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings

from pulau.apps.transparency.bucket import BucketTree
from pulau.core.log.notes import ED25519, Key, NoteRefused, read_key
from pulau.core.log.policies import Policy, PolicyRefused, read_policy
from pulau.exchange.log.keys import Secret, new_secret, read_secret, write_secret
from pulau.exchange.log.lock_store import peek
from pulau.exchange.log.trees import FolderTree, durable, sync_folder

if TYPE_CHECKING:
    from pulau.config.log import LogSettings
    from pulau.exchange.log.trees import TreeStore

NO_WITNESSES: Final = "# witness <name> <vkey> [<url>], group, quorum: docs/howto/log.md\nquorum none\n"
_RANDOM_NAME: Final = 8


def chosen() -> LogSettings:
    """Return the operator's settings of the log."""
    found: LogSettings = settings.LOG
    return found


def tree_store() -> TreeStore:
    """Return where the static tree lies."""
    log = chosen()
    return _bucket() if log.store == "s3" else FolderTree(log.folder / "tree")


@lru_cache(maxsize=1)
def _bucket() -> BucketTree:
    return BucketTree.of_settings()


def staged_folder() -> Path:
    """Return where batches are staged."""
    return chosen().folder / "staged"


def secrets_now() -> list[Secret]:
    """Return the keys that sign, newest first; empty before the log begins. Raises OSError, KeyFileRefused."""
    try:
        known = [key.vkey for key in known_keys()]
    except (NoteRefused, UnicodeDecodeError):
        known = []  # the policy is broken, which is told elsewhere; the log is signed nevertheless
    held = [read_secret(path) for path in sorted((chosen().folder / "keys").glob("*.key"))]
    return sorted(held, key=lambda each: known.index(each.key.vkey) if each.key.vkey in known else len(known))


def has_keys() -> bool:
    """Whether this log ever had a key: only then is one that is missing no reason to make the first."""
    folder = chosen().folder
    return (folder / "known-keys").exists() or any((folder / "keys").glob("*.key"))


def known_keys() -> list[Key]:
    """Return the public keys that the policy accepts, newest first. Raises NoteRefused."""
    path = chosen().folder / "known-keys"
    if not path.is_file():
        return []
    return [read_key(line, ED25519) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def know(keys: list[Key]) -> None:
    """Have the policy accept keys that sign: one was made, and the process ended before it was listed."""
    try:
        known = known_keys()
    except (NoteRefused, UnicodeDecodeError):
        return  # a hand has broken the list: it stays as it is, and is told of
    if further := [key for key in keys if key not in known]:
        write_known_keys([*further, *known])


def write_known_keys(keys: list[Key]) -> None:
    """Keep the list of public keys."""
    _write("known-keys", "".join(f"{key.vkey}\n" for key in keys))


def add_key(origin: str) -> Secret:
    """Make a new key, and have it sign from now on beside those that do. Its secret stays in the folder."""
    secret = new_secret(origin, ED25519)
    write_secret(secret, chosen().folder / "keys" / f"{secret.key.id.hex()}.key")
    write_known_keys([secret.key, *known_keys()])
    return secret


def put_away(key_id: str, *, stolen: bool) -> Key:
    """Have a key sign no more, also one whose file is lost; a stolen one is accepted no more either.

    Raises FileNotFoundError where no such key is known, ValueError where no other one signs.
    """
    folder = chosen().folder / "keys"
    found = [key for key in known_keys() if key.id.hex() == key_id]
    if not found:
        raise FileNotFoundError(key_id)
    if not [path for path in folder.glob("*.key") if path.stem != key_id]:
        raise ValueError("no other key signs: make the new one first")
    if (folder / f"{key_id}.key").exists():
        away = folder / "retired"
        away.mkdir(mode=0o700, exist_ok=True)
        (folder / f"{key_id}.key").rename(away / f"{key_id}.key")
        sync_folder(away)
        sync_folder(folder)
    if stolen:  # only now: a key that still signed would be listed again (`know`), were this the last thing done
        write_known_keys([key for key in known_keys() if key not in found])
    return found[0]


def witness_lines() -> str:
    """Return the operator's part of the policy."""
    path = chosen().folder / "witnesses"
    return path.read_text(encoding="utf-8") if path.is_file() else NO_WITNESSES


def write_witness_lines(text: str) -> None:
    """Keep the operator's part of the policy, if the whole is one then. Raises PolicyRefused."""
    read_policy(_policy_text(text).encode())
    _write("witnesses", text)


def policy_text() -> str:
    """Return the whole policy as it is published: the log's keys, then the operator's part."""
    return _policy_text(witness_lines())


def policy() -> Policy:
    """Return the policy. Raises PolicyRefused, NoteRefused."""
    return read_policy(policy_text().encode())


def sound_policy() -> Policy | None:
    """Return the policy; None while a hand has broken one of its files (`policy_problem` tells where)."""
    try:
        return policy()
    except (PolicyRefused, NoteRefused, UnicodeDecodeError):
        return None


def policy_problem() -> dict[str, object] | None:
    """Return in which line (of the published policy; 0: as a whole) and why the policy is none; None: it is one."""
    try:
        policy()
    except PolicyRefused as problem:
        return {"line": problem.line, "reason": problem.reason}
    except (NoteRefused, UnicodeDecodeError) as problem:
        return {"line": 0, "reason": str(problem)}
    return None


def begun_origin() -> str:
    """Return the origin of the log: as it began, else as the settings say, else made from the public address."""
    log = chosen()
    head = peek(log.lock)
    if head is not None:
        return head.origin
    keys = known_keys()
    if keys:
        return keys[0].name
    return log.origin or _made_origin()


def _policy_text(witnesses: str) -> str:
    address = f"{settings.PUBLIC_URL}/log"
    return "".join(f"log {key.vkey} {address}\n" for key in known_keys()) + witnesses


def _made_origin() -> str:
    """Return a name that no other installation has: an address on this machine alone is everybody's."""
    parts = urlsplit(settings.PUBLIC_URL)
    host = parts.hostname or "localhost"
    if host in {"localhost", "127.0.0.1", "::1"}:
        return f"localhost/log-{new_secret('x', ED25519).key.id.hex()[:_RANDOM_NAME]}"
    return f"{host}/log"


def _write(name: str, text: str) -> None:
    folder = chosen().folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    durable(folder / name, text.encode())
    sync_folder(folder)
