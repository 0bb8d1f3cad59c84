"""Keys, clocks, witnesses and files of the policy as they go wrong around a log that is in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from pulau.apps.transparency import looping, places
from pulau.apps.transparency.actions import LOG_BEGUN
from pulau.apps.transparency.contract import witnesses_asked
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import LogState, OperatorEntry, WitnessStanding
from pulau.apps.transparency.refusals import alarm_told
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.cosigning import Cosigners
from pulau.apps.transparency.running.sequencing import KEYS_MISSING, OTHER_STORE, Sequencer
from pulau.apps.transparency.running.watching import watch
from pulau.exchange.log import witness_state
from pulau.exchange.log.growing import LogRefused
from tests.apps.transparency.opened import followed, grown, published, with_witnesses, write_entries
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def test_without_its_keys_the_log_is_not_signed_and_no_new_key_is_made_by_itself(log: Path) -> None:
    size = grown(2)
    (log / "keys").rename(log / "keys-away")
    write_entries(1, mark="waits")
    with pytest.raises(LogRefused, match=KEYS_MISSING):
        once()
    assert published().size == size
    (log / "keys-away").rename(log / "keys")
    once()
    assert published().size == size + 1


def test_a_key_that_others_may_read_is_not_used(log: Path) -> None:
    grown(1)
    [key] = (log / "keys").glob("*.key")
    key.chmod(0o644)
    with pytest.raises(LogRefused) as problem:
        once()
    assert problem.value.code == KEYS_MISSING
    assert "chmod 600" in str(problem.value.facts["reason"])


def test_a_key_that_was_made_just_before_a_crash_comes_into_the_policy(log: Path) -> None:
    places.add_key("pulau.test/log")
    (log / "known-keys").unlink()
    once()
    assert len(places.known_keys()) == 1
    assert published().origin == "pulau.test/log"
    assert OperatorEntry.objects.filter(action=LOG_BEGUN.code).count() == 1


def test_another_lock_store_rings_but_does_not_stop_the_right_sequencer(
    log: Path, settings: LazySettings, tmp_path: Path
) -> None:
    size = grown(1)
    here = settings.LOG
    settings.LOG = replace(here, lock=tmp_path / "other.sqlite3")
    with pytest.raises(LogRefused, match=OTHER_STORE):
        once()
    assert alarms.ringing().get().facts["code"] == OTHER_STORE
    assert LogState.objects.get().refused == ""
    settings.LOG = here
    write_entries(1, mark="on")
    once()
    assert published().size == size + 1
    assert not alarms.ringing().exists()


def test_a_clock_that_is_put_back_stops_nothing(log: Path) -> None:
    with_witnesses(log)
    past, taken = NOW - timedelta(days=400), 0
    with Sequencer(NOW) as sequencer:
        write_entries(1, mark="before")
        taken += sequencer.turn(NOW)
        write_entries(1, past, mark="after")
        taken += sequencer.turn(past)
        assert taken == 2
        assert LogState.objects.get().turned_at == past, "it still shows that it goes round"
    followed()
    cosigners = Cosigners()
    cosigners.turn(NOW)
    WitnessStanding.objects.update(trouble="unreachable", asked_at=NOW)
    cosigners.hear(past)  # trouble that the clock says is still to come is no reason to wait for a year
    cosigners.close()
    assert set(WitnessStanding.objects.values_list("trouble", flat=True)) == {""}


def test_a_witness_whose_clock_was_put_back_does_not_sign_and_the_log_goes_on(log: Path) -> None:
    folders = with_witnesses(log)
    state = witness_state.State(folders["bpkp"] / "state.sqlite3", _vkey("bpkp"))
    with state.turn() as turn:
        seen = turn.seen(published().origin)
        assert seen is not None
        turn.remember(replace(seen, at=seen.at + 10**6))
    state.close()
    size = grown(1)
    row = WitnessStanding.objects.get(name="bpkp")
    assert (row.trouble, row.trouble_facts["status"]) == ("refused", 503)
    assert published().size == size


def _vkey(name: str) -> str:
    return next(each.key.vkey for each in places.policy().witnesses if each.name == name)


def test_a_witness_that_is_away_for_a_week_rings_and_catches_up(log: Path, tmp_path: Path) -> None:
    folders = with_witnesses(log)
    folders["bpkp"].rename(tmp_path / "away")
    grown(3, "while it was away")
    WitnessStanding.objects.update(since=NOW - timedelta(days=8))
    WitnessStanding.objects.filter(name="bpkp").update(cosigned_at=NOW - timedelta(days=7))
    watch(NOW)
    [alarm] = alarms.ringing().filter(code=alarms.SILENT)
    assert alarm.about == "bpkp"
    assert "bpkp" in alarm_told(alarm.code, alarm.facts, alarm.about).what
    (tmp_path / "away").rename(folders["bpkp"])
    size = grown(1, "back")
    assert WitnessStanding.objects.get(name="bpkp").size == size
    assert not alarms.ringing().filter(code=alarms.SILENT).exists()


@pytest.mark.parametrize(("name", "line"), [("witnesses", "witness bpkp not-a-key\n"), ("known-keys", "not-a-key\n")])
def test_a_policy_that_a_hand_has_broken_rings_and_the_log_is_signed_on(log: Path, name: str, line: str) -> None:
    with_witnesses(log)
    whole = (log / name).read_text()
    before = places.tree_store().read("policy")
    (log / name).write_text(whole + line)
    size = grown(2)
    assert published().size == size
    assert places.tree_store().read("policy") == before, "the published one stays"
    [alarm] = alarms.ringing()
    assert alarm.code == alarms.POLICY
    assert "witnesses" in alarm_told(alarm.code, alarm.facts).what
    assert not witnesses_asked()
    watch(NOW)
    (log / name).write_text(whole)
    once()
    assert not alarms.ringing().filter(code=alarms.POLICY).exists()
    assert witnesses_asked()


def test_without_a_log_nothing_is_sequenced(log: Path, settings: LazySettings) -> None:
    settings.LOG = replace(settings.LOG, enabled=False)
    assert looping.once() == 0
