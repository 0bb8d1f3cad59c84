"""The audit: what a hand changed in files, in the journal or in the rows is found, rung and logged; nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import Audit, LoggedLeaf, LogState, OperatorEntry
from pulau.apps.transparency.running import alarms, auditing
from pulau.apps.transparency.running.auditing import ASLEEP, PARTS, audit, go_on
from pulau.apps.transparency.running.comparing import CHANGED, LEFT_OUT, MISSING, NOT_LOGGED, UNMARKED
from pulau.exchange.log.rehashing import Place, place_of, rehash
from pulau.foundation.journal.models import Entry, OutboxState
from pulau.foundation.registry.logged_facts import FactDiffers, LoggedFacts, logged_facts
from tests.apps.transparency.opened import by_hand, change_payload, grown, remove_entry, write_entries
from tests.cast import NOW
from tests.house import House, build_house

NIGHT = NOW.replace(hour=19)  # two in the morning at Jakarta


def entries(house: House) -> list[Entry]:
    """What the journal of the house has in the log."""
    tenant = next(iter(house.tenants.values()))
    return list(Entry.objects.for_tenant(tenant).filter(outbox=OutboxState.PUBLISHED).order_by("at", "id"))


def found(part: str) -> set[tuple[str, str]]:
    """What an audit says of which entry."""
    first = audit(lambda: NOW, [part]).found[part]["first"]
    return {(each["entry"], each["why"]) for each in first}


@pytest.mark.django_db
def test_an_untouched_log_is_clean_and_whatever_a_hand_changes_in_the_journal_is_found(log: Path) -> None:
    house = build_house()
    once()
    assert {part: each["count"] for part, each in audit(lambda: NOW).found.items()} == dict.fromkeys(PARTS, 0)
    changed, gone, moved, invented, hidden = entries(house)[:5]
    change_payload(changed.pk, changed.payload.replace("{", '{"forged":1,', 1).replace(",}", "}"))
    remove_entry(gone.pk)
    LoggedLeaf.objects.filter(pk=moved.pk).update(entry_id=uuid4())
    LoggedLeaf.objects.filter(pk=invented.pk).update(entry_id=uuid4())
    wanted = {
        *((str(each.pk), UNMARKED) for each in (moved, invented)),
        *((str(each.pk), NOT_LOGGED) for each in (moved, invented)),
        (str(changed.pk), CHANGED),
        (str(gone.pk), MISSING),
    }
    assert found("journal") == wanted
    [alarm] = alarms.ringing()
    assert (alarm.code, alarm.facts["count"]) == (alarms.JOURNAL, len(wanted))
    told = OperatorEntry.objects.get(action="transparency.audit_failed")
    assert json.loads(told.payload)["count"] == str(len(wanted))
    by_hand("UPDATE journal_entry SET outbox = %s", OutboxState.APART.value)
    assert (str(hidden.pk), LEFT_OUT) in found("journal")


@pytest.mark.django_db
def test_what_an_app_says_of_its_facts_rings_until_it_is_right_again(log: Path) -> None:
    house = build_house()
    once()
    body = min(house.tenants.values())
    told = FactDiffers(uuid4(), "worksheet", "one", "a" * 64, "b" * 64)

    def check(tenant: UUID) -> Iterator[FactDiffers]:
        if tenant == body:
            yield told

    with logged_facts.standing_in(LoggedFacts("of-the-test", check)):
        facts = audit(lambda: NOW, ["facts"]).found["facts"]
    assert facts["count"] == 1
    first = facts["first"][0]
    assert (first["entry"], first["told"], first["found"]) == (str(told.entry_id), "a" * 64, "b" * 64)
    assert alarms.ringing().get().code == alarms.FACTS
    audit(lambda: NOW, ["facts"])
    assert not alarms.ringing().exists()


@pytest.mark.django_db
def test_the_audit_of_a_night_goes_on_after_its_worker_was_killed(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown(700)
    monkeypatch.setattr(auditing, "_SAVED_SECONDS", 0)

    class Killed(BaseException):
        """As if the process had ended."""

    def killed(_part: str, done: int, _every: int) -> None:
        if done == 2:
            raise Killed

    assert go_on(lambda: NIGHT.replace(hour=8)) is None, "by day nothing begins"
    with pytest.raises(Killed):
        go_on(lambda: NIGHT, killed)
    row = Audit.objects.get()
    assert (row.parts, row.done, row.ended_at) == (list(PARTS), 1, None)
    assert go_on(lambda: NIGHT + timedelta(minutes=1)) is None, "it may still be alive"
    by_day = NIGHT + ASLEEP + timedelta(hours=9)
    seen: list[int] = []
    done = go_on(lambda: by_day, lambda part, now, _every: seen.append(now) if part == "tiles" else None)
    assert done is not None
    assert done.pk == row.pk
    assert seen == [2], "it went on behind the first bundle"
    assert {part: each["count"] for part, each in done.found.items()} == dict.fromkeys(PARTS, 0)
    assert go_on(lambda: NIGHT + timedelta(hours=1)) is None, "once a night"
    assert go_on(lambda: NIGHT + timedelta(days=1)) is not None


@pytest.mark.django_db
def test_hashing_anew_names_each_damaged_file_and_goes_on_from_any_place(log: Path) -> None:
    grown(1200)
    state, store, tree = LogState.objects.get(), places.tree_store(), log / "tree"
    kept: list[dict[str, object]] = []

    def keep(place: Place) -> None:
        kept.append(json.loads(json.dumps(place.as_json())))

    whole = rehash(store, state.size, bytes(state.root), keep)
    assert whole.clean
    for told in kept:
        assert rehash(store, state.size, bytes(state.root), place=place_of(told)).clean
    assert not rehash(store, state.size, bytes(32)).root_holds
    missing, cut, wrong = (tree / "tile" / each for each in ("0/001", "entries/002", "0/003"))
    missing.unlink()
    cut.write_bytes(cut.read_bytes()[:-1])
    wrong.write_bytes(bytes(8192))
    spoilt = rehash(store, state.size, bytes(state.root))
    assert spoilt.damaged == ("tile/0/001", "tile/entries/002", "tile/0/003")
    assert spoilt.root_holds, "the leaves or the hashes above bear the rest"
    with pytest.raises((KeyError, TypeError, ValueError)):
        place_of({**Place().as_json(), "peaks": ["aa"]})


@pytest.mark.django_db
def test_leaves_and_hashes_that_were_changed_together_do_not_reach_the_root(log: Path) -> None:
    grown(3)
    before = log / "tree"
    before.rename(log / "tree-before")
    (log / "lock.sqlite3").unlink()
    LoggedLeaf.objects.all().delete()
    state = LogState.objects.get()
    size, root = state.size, bytes(state.root)
    LogState.objects.all().delete()
    OperatorEntry.objects.all().delete()
    write_entries(size, mark="another past")
    once()
    found_now = rehash(places.tree_store(), size, root)
    assert not found_now.root_holds
