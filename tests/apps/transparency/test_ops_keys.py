"""Changing the log's key: beside the old one, instead of it, and after it was stolen."""

from __future__ import annotations

from pathlib import Path

import pytest

from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import Head, OperatorEntry, WitnessStanding
from pulau.apps.transparency.proving import receipt
from pulau.apps.transparency.running.operator import waiting_operation
from pulau.apps.transparency.running.rotating import NoSuchKey, OnlyKey, retire_key, rotate_key
from pulau.core.log.notes import NoteRefused, read_note
from pulau.core.log.receipts import check_receipt
from pulau.exchange.log.growing import LogRefused
from pulau.exchange.log.keys import verify
from pulau.exchange.log.trusted_logs import TrustedLog, distrust, trust
from tests.apps.transparency.opened import followed, grown, published, with_witnesses
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def signers() -> int:
    """How many keys of the log signed the newest head."""
    note = read_note(places.tree_store().read("checkpoint"))
    return sum(each.name == published().origin for each in note.signatures)


def test_a_new_key_signs_beside_the_old_one_until_that_is_put_away(log: Path) -> None:
    folders = with_witnesses(log)
    seen, [old] = followed(), places.known_keys()
    new = rotate_key(NOW)
    once()
    assert signers() == 2
    for folder in folders.values():
        trust(folder / "logs", TrustedLog(new))
    with pytest.raises(NoSuchKey):
        retire_key("00000000", NOW, stolen=False)
    retire_key(old.id.hex(), NOW, stolen=False)
    with pytest.raises(OnlyKey):
        retire_key(new.id.hex(), NOW, stolen=False)
    once()
    assert signers() == 1
    assert places.known_keys() == [new, old], "what it signed stays good"
    assert set(WitnessStanding.objects.values_list("size", flat=True)) == {published().size}
    followed(seen)
    assert OperatorEntry.objects.filter(action="transparency.key_rotated").count() == 2


def test_a_stolen_key_leaves_the_policy_and_receipts_of_before_can_be_had_anew(log: Path) -> None:
    folders = with_witnesses(log)
    grown(3)
    entry = OperatorEntry.objects.order_by("at").first()
    assert entry is not None
    before = receipt(waiting_operation(entry))
    [old] = places.known_keys()
    new = rotate_key(NOW)
    retire_key(old.id.hex(), NOW, stolen=True)
    for folder in folders.values():
        trust(folder / "logs", TrustedLog(new))
        distrust(folder / "logs", old)
    once()
    assert places.known_keys() == [new]
    with pytest.raises(NoteRefused):
        check_receipt(before, places.policy(), verify)
    again = check_receipt(receipt(waiting_operation(entry)), places.policy(), verify)
    assert again.quorum, "the witnesses' words lie over the head itself"
    followed()


def ended(_keys: object) -> None:
    """End as a process does that is interrupted here."""
    raise KeyboardInterrupt


def test_a_stolen_key_signs_no_more_although_the_process_ended_before_the_policy_was_written(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown(1)
    [old] = places.known_keys()
    new = rotate_key(NOW)
    with monkeypatch.context() as patch:
        patch.setattr(places, "write_known_keys", ended)
        with pytest.raises(KeyboardInterrupt):
            retire_key(old.id.hex(), NOW, stolen=True)
    grown(1)
    assert signers() == 1
    retire_key(old.id.hex(), NOW, stolen=True)
    grown(1)
    assert places.known_keys() == [new]


def test_a_head_that_the_tree_does_not_bear_out_is_not_signed_with_the_new_key(log: Path) -> None:
    grown(2)
    [old] = places.known_keys()
    Head.objects.update(root=bytes(32))
    rotate_key(NOW)
    with pytest.raises(LogRefused):
        retire_key(old.id.hex(), NOW, stolen=True)


def test_a_lost_key_is_replaced_by_a_new_one(log: Path) -> None:
    grown(1)
    [old] = places.known_keys()
    next((log / "keys").glob("*.key")).unlink()
    new = rotate_key(NOW)
    retire_key(old.id.hex(), NOW, stolen=False)
    once()
    assert signers() == 1
    assert places.known_keys() == [new, old]
