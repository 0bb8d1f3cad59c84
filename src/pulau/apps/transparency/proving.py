"""Proofs that an entry stands in the log: for a file that a person keeps, and for a code in print."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.transparency import places
from pulau.apps.transparency.logged import kind_of
from pulau.apps.transparency.models import Head, LoggedLeaf
from pulau.apps.transparency.running.cosigning import signed_note
from pulau.core.log.entries import SALT_BYTES, leaf_bytes, leaf_of, record_bytes
from pulau.core.log.printed import Printed, print_proof
from pulau.core.log.proofs import Proof
from pulau.core.log.receipts import Receipt
from pulau.core.log.tree import inclusion_proof
from pulau.exchange.log.reading import subtree_in

if TYPE_CHECKING:
    from pulau.foundation.journal.outbox import Waiting


class NotLogged(Exception):  # noqa: N818 - a fact, as every error of this project
    """An entry has no place in the log yet, or never will."""


class EntryErased(NotLogged):
    """The contents of an entry were erased by right: nothing can be proven of it any more."""


def head_above(index: int) -> Head | None:
    """Return the head by which a leaf is proven now: the first that has the quorum, else the newest."""
    above = Head.objects.filter(size__gt=index)
    return above.filter(quorum_at__isnull=False).order_by("size").first() or above.order_by("-size").first()


def inclusion(entry_id: UUID) -> Proof:
    """Return the proof of an entry's leaf: by the first head that has the quorum, else by the newest.

    Raises NotLogged; FileMissing or TileRefused where the tiles are damaged; OSError.
    """
    index = LoggedLeaf.objects.filter(pk=entry_id).values_list("index", flat=True).first()
    if index is None:
        raise NotLogged(str(entry_id))
    head = head_above(index)
    if head is None:
        raise NotLogged(str(entry_id))
    path = inclusion_proof(index, head.size, subtree_in(places.tree_store(), head.size))
    return Proof(index, path, signed_note(head))


def receipt(entry: Waiting) -> Receipt:
    """Return what a person may keep of an entry. Raises EntryErased, and as `inclusion`."""
    kind, proof = _kind(entry), inclusion(entry.id)
    leaf = leaf_of(entry.record, kind, _origin(proof), entry.salt)
    return Receipt(record_bytes(entry.record).decode(), entry.salt.hex(), leaf_bytes(leaf).decode(), str(proof))


def printed(entry: Waiting) -> str:
    """Return the text of the code in print that proves an entry by itself. Raises as `receipt`."""
    return print_proof(Printed(record_bytes(entry.record), entry.salt, _kind(entry), inclusion(entry.id)))


def _kind(entry: Waiting) -> str:
    if len(entry.salt) != SALT_BYTES:
        raise EntryErased(str(entry.id))
    kind = kind_of(entry.record.action)
    if kind is None:
        raise NotLogged(str(entry.id))
    return kind


def _origin(proof: Proof) -> str:
    return proof.checkpoint.text.partition("\n")[0]
