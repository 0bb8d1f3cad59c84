"""What was put back from a backup: refused before anything is signed, with what to do; and how the log goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pulau.apps.transparency import actions, places
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import Alarm, LoggedLeaf, LogState, OperatorEntry
from pulau.apps.transparency.proving import receipt
from pulau.apps.transparency.refusals import alarm_told, refusal_told
from pulau.apps.transparency.running.mending import (
    NOT_REBUILT,
    NOTHING_LOST,
    TREE_OLDER,
    WITNESS_UNASKED,
    accept_loss,
    rebuild_lock,
)
from pulau.apps.transparency.running.operator import waiting_operation
from pulau.apps.transparency.running.refilling import LEAF_GONE, LEAVES_DIFFER, TREE_WHOLE, rebuild_tree
from pulau.apps.transparency.running.sequencing import DATABASE_OLDER, OTHER_STORE, WITNESS_AHEAD, WITNESS_DISAGREES
from pulau.core.log.receipts import check_receipt
from pulau.exchange.log.growing import LOCK_OLDER, TILES_DIFFER, LogRefused
from pulau.exchange.log.keys import verify
from pulau.exchange.log.lock_store import peek
from pulau.exchange.log.mirroring import mirror
from tests.apps.transparency.opened import (
    back_up,
    followed,
    grown,
    published,
    put_back_database,
    put_back_files,
    put_back_lock,
    with_witnesses,
    write_entries,
)
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def untold(_done: int, _every: int) -> None:
    """Nobody looks."""


def refused(code: str) -> LogRefused:
    with pytest.raises(LogRefused) as problem:
        once()
    assert problem.value.code == code
    assert LogState.objects.get().refused == code
    return problem.value


def test_an_old_database_is_refused_and_after_its_loss_is_declared_all_that_is_old_still_verifies(
    log: Path, tmp_path: Path
) -> None:
    grown(3, "a")
    old = back_up(tmp_path / "backup")
    kept = [receipt(waiting_operation(each)) for each in OperatorEntry.objects.all()]
    size = grown(5, "b")
    seen = followed()
    put_back_database(old)
    new = write_entries(1, mark="new")[0]

    problem = refused(DATABASE_OLDER)
    told = refusal_told(problem.code, problem.facts)
    assert "5 entri" in told.what
    assert "pulau log accept-loss" in told.do
    assert published().size == size, "nothing was signed"

    assert accept_loss(lambda _loss: False, NOW) is None
    assert LogState.objects.get().size == old.size

    loss = accept_loss(lambda loss: len(loss.gone) == 5, NOW)
    assert loss is not None
    assert LoggedLeaf.objects.filter(lost=True).count() == 5
    assert OperatorEntry.objects.filter(action=actions.LOSS_ACCEPTED.code).count() == 1
    assert once() == 2, "the new entry, and that the loss was declared"
    assert published().size == size + 2
    followed(seen)
    for each in (*kept, receipt(waiting_operation(new))):
        assert check_receipt(each, places.policy(), verify).checkpoint.origin == published().origin


def test_nothing_is_declared_lost_that_is_there(log: Path) -> None:
    grown(3)
    with pytest.raises(LogRefused, match=NOTHING_LOST):
        accept_loss(lambda _loss: True, NOW)


def test_an_old_lock_store_is_refused_and_made_anew_from_the_tree(log: Path, tmp_path: Path) -> None:
    with_witnesses(log)
    old = back_up(tmp_path / "backup")
    size = grown(4)
    seen, store = followed(), LogState.objects.get().store
    put_back_lock(old)

    problem = refused(LOCK_OLDER)
    assert "rebuild-lock" in refusal_told(problem.code, problem.facts).do
    assert published().size == size

    rebuild_lock((), NOW, untold)
    head = peek(places.chosen().lock)
    assert head is not None
    assert (head.size, head.root) == (size, published().root)
    assert head.store == LogState.objects.get().store != store
    assert OperatorEntry.objects.filter(action=actions.LOCK_REBUILT.code).exists()
    once()
    assert published().size == size + 1
    followed(seen)
    with pytest.raises(LogRefused, match=NOT_REBUILT):
        rebuild_lock((), NOW, untold)


def test_a_lost_lock_store_is_made_anew(log: Path) -> None:
    size = grown(300)
    for each in log.glob("lock.sqlite3*"):
        each.unlink()
    with pytest.raises(LogRefused, match=OTHER_STORE):
        once()
    assert "rebuild-lock" in alarm_told("refused", Alarm.objects.get().facts).do
    rebuild_lock((), NOW, untold)
    once()
    assert published().size == size + 1
    assert not Alarm.objects.filter(ended_at=None).exists()


def test_a_lock_store_that_is_in_order_is_taken_up_again_by_a_database_of_before_it_was_made(log: Path) -> None:
    size = grown(2)
    LogState.objects.update(store="of before")
    with pytest.raises(LogRefused, match=OTHER_STORE):
        once()
    rebuild_lock((), NOW, untold)
    once()
    assert published().size == size + 1


def test_a_lock_store_is_not_made_from_a_damaged_tree(log: Path) -> None:
    grown(300)
    for each in log.glob("lock.sqlite3*"):
        each.unlink()
    tile = log / "tree" / "tile" / "0" / "000"
    tile.write_bytes(bytes([tile.read_bytes()[0] ^ 1]) + tile.read_bytes()[1:])
    with pytest.raises(LogRefused) as problem:
        rebuild_lock((), NOW, untold)
    assert problem.value.code == TILES_DIFFER
    assert problem.value.facts["found"] == "tile/0/000"
    assert peek(places.chosen().lock) is None


def test_a_lock_store_is_not_made_from_a_tree_that_is_older_than_the_database(log: Path, tmp_path: Path) -> None:
    grown(3)
    old = back_up(tmp_path / "backup")
    grown(3, "b")
    put_back_files(old)
    for each in log.glob("lock.sqlite3*"):
        each.unlink()
    with pytest.raises(LogRefused, match=TREE_OLDER):
        rebuild_lock((), NOW, untold)


@pytest.mark.parametrize("left", ["nothing", "an older copy"])
def test_a_lost_tree_is_filled_from_the_database_and_an_older_copy(log: Path, tmp_path: Path, left: str) -> None:
    grown(270)
    mirror(places.tree_store(), tmp_path / "copy", places.policy_text().encode())
    size = grown(10, "later")
    seen = followed()
    with pytest.raises(LogRefused, match=TREE_WHOLE):
        rebuild_tree(untold)
    shutil.rmtree(log / "tree")
    if left != "nothing":
        shutil.copytree(tmp_path / "copy", log / "tree")
    refused(TILES_DIFFER)
    checkpoint, made = rebuild_tree(untold)
    assert (checkpoint.size, made) == (size, size if left == "nothing" else 10)
    assert followed(seen).size == size
    assert places.tree_store().read("policy") == places.policy_text().encode()
    once()
    assert published().size == size


def test_a_lost_tree_is_not_filled_with_what_a_hand_has_changed_or_with_what_is_gone(log: Path) -> None:
    grown(5)
    shutil.rmtree(log / "tree")
    entry = OperatorEntry.objects.order_by("at")[2]
    OperatorEntry.objects.filter(pk=entry.pk).update(payload='{"policy":"other"}')
    with pytest.raises(LogRefused, match=LEAVES_DIFFER):
        rebuild_tree(untold)
    OperatorEntry.objects.filter(pk=entry.pk).delete()
    with pytest.raises(LogRefused, match=LEAF_GONE):
        rebuild_tree(untold)
    assert not (log / "tree" / "checkpoint").exists()


def test_where_a_witness_has_seen_more_than_all_that_was_put_back_nothing_is_signed(log: Path, tmp_path: Path) -> None:
    with_witnesses(log)
    grown(2, "a")
    old = back_up(tmp_path / "backup")
    size = grown(3, "b")
    newest, seen = tmp_path / "mirror", followed()
    mirror(places.tree_store(), newest, places.policy_text().encode())
    put_back_files(old)
    put_back_database(old)
    write_entries(1, mark="never under the old root")

    once()
    state = LogState.objects.get()
    assert (state.refused, state.size) == (WITNESS_AHEAD, old.size)
    assert published().size == old.size, "nothing was signed"
    assert state.refused_facts["witnessed"] == str(size)
    with pytest.raises(LogRefused, match=NOT_REBUILT):
        rebuild_lock((), NOW, untold)
    for each in log.glob("lock.sqlite3*"):
        each.unlink()
    with pytest.raises(LogRefused, match=WITNESS_AHEAD):
        rebuild_lock((), NOW, untold)

    shutil.copytree(newest / "tile", log / "tree" / "tile", dirs_exist_ok=True)
    shutil.copy(newest / "checkpoint", log / "tree" / "checkpoint")
    rebuild_lock((), NOW, untold)
    assert accept_loss(lambda _loss: True, NOW) is not None
    once()
    assert LogState.objects.get().refused == ""
    assert published().size == size + 3
    followed(seen)


def test_where_a_witness_has_seen_another_root_nothing_more_is_signed(log: Path, tmp_path: Path) -> None:
    with_witnesses(log)
    old = back_up(tmp_path / "backup")
    for name in ("ombudsman", "bpkp", "universitas"):
        shutil.copytree(tmp_path / name, tmp_path / f"{name}-as-of-old")
    grown(3, "one past")
    put_back_files(old)
    put_back_database(old)
    ahead = {name: tmp_path / f"{name}-ahead" for name in ("ombudsman", "bpkp", "universitas")}
    for name, away in ahead.items():
        (tmp_path / name).rename(away)  # nobody could be asked, so nobody knew
    size = grown(3, "another past")
    for name, away in ahead.items():
        away.rename(tmp_path / name)
    once()
    assert LogState.objects.get().refused == WITNESS_DISAGREES
    write_entries(1, mark="more")
    once()
    assert published().size == size


def test_a_lock_store_is_not_made_while_a_witness_has_seen_more_or_cannot_be_asked(log: Path, tmp_path: Path) -> None:
    folders = with_witnesses(log)
    size = grown(2)
    for each in log.glob("lock.sqlite3*"):
        each.unlink()
    folders["bpkp"].rename(tmp_path / "away")
    with pytest.raises(LogRefused) as problem:
        rebuild_lock((), NOW, untold)
    assert (problem.value.code, problem.value.facts["witness"]) == (WITNESS_UNASKED, "bpkp")
    assert "--without bpkp" in refusal_told(problem.value.code, problem.value.facts).do
    assert rebuild_lock(("bpkp",), NOW, untold).size == size
