"""The commands of the log, and the demo's witnesses: what they print, what they refuse, how they exit."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pulau.apps.transparency import places, refusals
from pulau.apps.transparency.demo_witnesses import WITNESSES, prepare_demo_witnesses
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import LogState
from pulau.apps.transparency.running import alarms, mending, refilling, sequencing
from pulau.apps.transparency.witness_file import WitnessesRefused, with_quorum, with_witness, without_witness
from pulau.core.log.notes import COSIGNATURE
from pulau.core.log.policies import read_policy
from pulau.exchange.log import growing, mirroring
from pulau.exchange.log.keys import new_secret
from pulau.exchange.log.trusted_logs import TrustedLog
from pulau.exchange.log.witnessing import Witness, create_witness
from tests.apps.transparency.opened import (
    back_up,
    grown,
    published,
    put_back_database,
    put_back_lock,
    with_witnesses,
)
from tests.cast import NOW


def told(command: str, *words: str, **options: object) -> str:
    out = io.StringIO()
    call_command(command, *words, stdout=out, stderr=out, **options)
    return out.getvalue()


def exits(command: str, *words: str, **options: object) -> str:
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command(command, *words, stdout=out, stderr=out, **options)
    assert end.value.code == 1
    return out.getvalue()


@pytest.mark.django_db
def test_the_status_tells_size_witnesses_and_alarms(log: Path) -> None:
    with_witnesses(log)
    size = grown(2)
    found = json.loads(told("log_status", json=True))
    assert (found["size"], found["lock_size"], found["witnessed_size"], found["pending"]) == (size, size, size, 0)
    assert [(each["name"], each["size"], each["trouble"]) for each in found["witnesses"]] == [
        ("ombudsman", size, ""), ("bpkp", size, ""), ("universitas", size, "")
    ]  # fmt: skip
    assert published().root.hex() == found["root"]
    alarms.ring(alarms.STORE, {"problem": "penuh"}, NOW)
    assert "! store" in exits("log_status")
    assert [each["code"] for each in json.loads(exits("log_status", json=True))["alarms"]] == ["store"]


@pytest.mark.django_db
def test_a_witness_without_a_server_is_asked_and_answers_by_files(log: Path, tmp_path: Path) -> None:
    once()
    [key] = places.known_keys()
    office = create_witness(tmp_path / "office", "ombudsman.test", [TrustedLog(key)])
    told("log_policy", "add", "ombudsman", office.vkey)
    told("log_policy", "quorum", require=["ombudsman"])
    size = grown(1)
    request, answer = tmp_path / "request", tmp_path / "answer"
    told("log_request", "ombudsman", output=str(request))
    witness = Witness(tmp_path / "office")
    answer.write_bytes(witness.add_checkpoint(request.read_bytes(), int(NOW.timestamp())).body)
    witness.close()
    assert f"ukuran {size}" in told("log_cosigned", str(answer))
    assert json.loads(told("log_status", json=True))["witnessed_size"] == size
    answer.write_text("— somebody else AAAAAAAA\n")
    for command, words, options in (
        ("log_cosigned", (str(answer),), {}),
        ("log_cosigned", (str(tmp_path / "none"),), {}),
        ("log_request", ("kpk",), {"output": str(request)}),
    ):
        with pytest.raises(CommandError):
            told(command, *words, **options)


@pytest.mark.django_db
def test_a_policy_is_only_changed_for_one(log: Path, tmp_path: Path) -> None:
    with_witnesses(log)
    before = places.policy_text()
    assert told("log_policy", "show") == before
    (tmp_path / "broken").write_text("witness bpkp no-key\nquorum bpkp\n")
    wrong = (("set", str(tmp_path / "broken")), ("set", str(tmp_path / "none")), ("add", "kpk", "no-key"))
    for words in (*wrong, ("remove", "kpk")):
        with pytest.raises(CommandError):
            told("log_policy", *words)
    assert places.policy_text() == before
    told("log_policy", "remove", "bpkp")
    assert [each.name for each in places.policy().witnesses] == ["ombudsman", "universitas"]
    with pytest.raises(CommandError):
        told("log_policy", "remove", "universitas")
    told("log_policy", "quorum", require=["ombudsman"])
    told("log_policy", "remove", "universitas")
    assert places.policy().quorum == "all"


@pytest.mark.django_db
def test_losses_are_shown_asked_and_then_mended_from_the_command_line(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown(2)
    old = back_up(tmp_path / "backup")
    size = grown(3, "b")
    put_back_database(old)
    put_back_lock(old)
    with pytest.raises(CommandError, match="rebuild-lock"):
        told("log_sequence", once=True)
    assert str(size) in told("log_rebuild_lock")
    with pytest.raises(CommandError, match="accept-loss"):
        told("log_sequence", once=True)
    monkeypatch.setattr("sys.stdin", io.StringIO("tidak\n"))
    assert "3 entri" in exits("log_accept_loss")
    assert LogState.objects.get().size == old.size
    assert "3 entri" in told("log_accept_loss", yes=True)
    assert f"log kini {size + 2} daun" in told("log_sequence", once=True)
    assert "tiles: baik" in told("log_audit")
    (log / "tree" / "checkpoint").write_text("broken")
    with pytest.raises(CommandError):
        told("log_export", output=str(tmp_path / "copy"))


@pytest.mark.django_db
def test_a_copy_has_all_that_checks_it_the_page_without_a_network_too(log: Path, tmp_path: Path) -> None:
    grown(2)
    told("log_export", output=str(tmp_path / "copy"))
    page = (tmp_path / "copy" / "periksa-luring.html").read_text(encoding="utf-8")
    assert places.known_keys()[0].vkey in page
    assert {"pulau_verify.py", "pulau_replay.py", "policy", "checkpoint"} < {
        path.name for path in (tmp_path / "copy").iterdir()
    }


@pytest.mark.django_db
def test_keys_are_changed_from_the_command_line(log: Path) -> None:
    grown(1)
    [old] = places.known_keys()
    for words in ({"retire": old.id.hex()}, {"retire": "00000000"}):
        with pytest.raises(CommandError):
            told("log_keys", **words)
    assert "pulau witness trust" in told("log_keys")
    assert "pulau witness distrust" in told("log_keys", retire=old.id.hex(), stolen=True)


@pytest.mark.django_db
def test_the_demo_has_three_witnesses_once_and_never_instead_of_those_of_the_operator(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULAU_HOME", str(tmp_path))
    assert prepare_demo_witnesses() == len(WITNESSES)
    text = places.policy_text()
    assert prepare_demo_witnesses() == 0
    assert places.policy_text() == text
    once()
    found = json.loads(told("log_status", json=True))
    assert [each["size"] for each in found["witnesses"]] == [found["size"]] * len(WITNESSES)
    (log / "witnesses").unlink()
    assert prepare_demo_witnesses() == len(WITNESSES)
    assert places.policy_text() == text, "the same keys, in the same folders"


def test_groups_follow_when_witnesses_come_and_go() -> None:
    keys = {name: create_key(name) for name in ("a", "b", "c")}
    text = "# ours\nquorum none\n"
    for name, key in keys.items():
        text = with_witness(text, name, key, f"https://{name}.test")
    assert read_policy(text.encode()).quorum == "none"
    text = with_quorum(text, ["a"], 1)
    policy = read_policy(text.encode())
    assert policy.groups["others"].members == ("b", "c")
    assert text.startswith("# ours\n")
    assert read_policy(without_witness(text, "c").encode()).groups["others"].members == ("b",)
    for required, others in ((["d"], 0), (["a"], 3)):
        with pytest.raises(WitnessesRefused):
            with_quorum(text, required, others)
    with pytest.raises(WitnessesRefused):
        without_witness(text, "d")
    assert read_policy(with_quorum(text, [], 0).encode()).quorum == "none"


def create_key(name: str) -> str:
    return new_secret(f"{name}.test", COSIGNATURE).key.vkey


def test_every_refusal_and_alarm_says_what_it_is_and_what_to_do() -> None:
    codes = {
        *(growing.TILES_DIFFER, growing.STAGED_DIFFERS, growing.LOCK_OLDER, growing.OTHER_LOG),
        *(sequencing.KEYS_MISSING, sequencing.OTHER_STORE, sequencing.DATABASE_OLDER, sequencing.DATABASE_MOVED),
        *(sequencing.WITNESS_AHEAD, sequencing.WITNESS_DISAGREES, mirroring.EMPTY, mirroring.LOG_SHRANK),
        *(mending.NOTHING_LOST, mending.TREE_OLDER, mending.NOT_REBUILT, mending.WITNESS_UNASKED),
        *(refilling.LEAF_GONE, refilling.LEAVES_DIFFER, refilling.TREE_WHOLE),
    }
    assert codes == set(refusals.REFUSALS)
    rung = {value for name, value in vars(alarms).items() if name.isupper() and isinstance(value, str)}
    assert rung - {alarms.REFUSED} == set(refusals.ALARMS)
    for code in codes:
        words = refusals.refusal_told(code, {})
        assert words.what
        assert words.do
        assert "%" not in words.what + words.do
    for code in rung:
        words = refusals.alarm_told(code, {"code": growing.LOCK_OLDER}, "bpkp")
        assert words.what
        assert words.do
    assert "tidak-dikenal" in refusals.refusal_told("tidak-dikenal", {}).what
    assert "503" in refusals.trouble_told("refused", {"status": 503, "reason": "jam"}).what
