"""Changing the log's key: the new one signs beside the old one, until witnesses and verifiers know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.transparency import actions, places
from pulau.apps.transparency.models import Head
from pulau.apps.transparency.running.operator import record_operation
from pulau.core.log.checkpoints import Checkpoint, checkpoint_of, sign_checkpoint
from pulau.core.log.notes import read_note
from pulau.exchange.log.growing import TILES_DIFFER, LogRefused
from pulau.exchange.log.reading import tree_in

if TYPE_CHECKING:
    from pulau.core.log.notes import Key

_CHUNK: Final = 500


class NoSuchKey(LookupError):  # noqa: N818 - a fact, as every error of this project
    """No key that this log signs or signed with has this id."""


class OnlyKey(Exception):  # noqa: N818 - a fact, as every error of this project
    """No other key signs: the new one has to be made first."""


def rotate_key(now: datetime) -> Key:
    """Make a new key; from the next batch on it signs beside those that do. Raises OSError."""
    secret = places.add_key(places.begun_origin())
    record_operation(actions.KEY_ROTATED, {"added": secret.key.vkey}, now)
    return secret.key


def retire_key(
    key_id: str, now: datetime, *, stolen: bool, tell: Callable[[int, int], None] = lambda _done, _all: None
) -> Key:
    """Have a key sign no more. A stolen one leaves the policy too; older heads are then signed by the others instead.

    Raises NoSuchKey, OnlyKey, LogRefused (a head of the database is none of this log), OSError.
    """
    try:
        key = places.put_away(key_id, stolen=stolen)
    except FileNotFoundError as problem:
        raise NoSuchKey(key_id) from problem
    except ValueError as problem:
        raise OnlyKey(key_id) from problem
    record_operation(actions.KEY_ROTATED, {"retired": key.vkey, "stolen": stolen}, now)
    if stolen:
        sign_again(tell)
    return key


def sign_again(tell: Callable[[int, int], None]) -> None:
    """Sign each head with the keys of now where none that is known has: else its receipts would be valid no more.

    Cosignatures lie over the head itself, so they stay good. Each head is first held against the tree: with a stolen
    key somebody may have signed others. Raises LogRefused, OSError.
    """
    keys = places.secrets_now()
    signers = [(each.key, each.sign) for each in keys]
    known = {(key.name, key.id) for key in places.known_keys()}
    sizes = list(Head.objects.order_by("size").values_list("size", flat=True))
    for at in range(0, len(sizes), _CHUNK):
        with transaction.atomic():
            for head in Head.objects.filter(pk__in=sizes[at : at + _CHUNK]):
                signatures = read_note(head.note.encode()).signatures
                if not known & {(each.name, each.key_id) for each in signatures}:
                    head.note = str(sign_checkpoint(_held(head), signers))
                    head.save(update_fields=["note"])
        tell(min(at + _CHUNK, len(sizes)), len(sizes))


def _held(head: Head) -> Checkpoint:
    """Return the checkpoint of a head that the tree bears out. Raises LogRefused."""
    checkpoint = checkpoint_of(read_note(head.note.encode()))
    tree = tree_in(places.tree_store(), head.size)
    if (checkpoint.size, checkpoint.root) != (head.size, bytes(head.root)) or tree.root != checkpoint.root:
        raise LogRefused(TILES_DIFFER, size=head.size)
    return checkpoint
