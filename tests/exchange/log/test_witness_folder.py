"""The folder of a witness: who may read it, what is refused, and the list of the logs that it trusts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pulau.core.log.notes import NoteRefused
from pulau.exchange.log import keys
from pulau.exchange.log.trusted_logs import LogsRefused, TrustedLog, distrust, read_logs, trust
from pulau.exchange.log.witness_state import StateRefused
from pulau.exchange.log.witnessing import Case, Witness, create_witness
from tests.exchange.log.witnessed import NAME, NOW, Log, new_witness, quick_folder

LOG = Log()


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    with closing(new_witness(tmp_path / "saksi")) as made:
        yield made


def test_the_folder_is_for_its_owner_alone(witness: Witness) -> None:
    modes = {each.name: each.stat().st_mode & 0o777 for each in witness.folder.iterdir()}
    assert witness.folder.stat().st_mode & 0o777 == 0o700
    assert {modes["key"], modes["logs"], modes["state.sqlite3"]} == {0o600}


def test_a_witness_is_not_made_over_another(witness: Witness) -> None:
    with pytest.raises(FileExistsError):
        create_witness(witness.folder, NAME, [])


def test_a_name_that_a_note_cannot_hold_makes_no_witness(tmp_path: Path) -> None:
    with pytest.raises(NoteRefused):
        create_witness(tmp_path / "w", "kantor ombudsman", [])
    assert list(tmp_path.iterdir()) == []


def test_a_witness_that_has_lost_its_memory_does_not_begin_anew(witness: Witness) -> None:
    witness.close()
    (witness.folder / "state.sqlite3").unlink()
    with pytest.raises(StateRefused, match="missing"):
        Witness(witness.folder)
    assert not (witness.folder / "state.sqlite3").exists()


def test_the_memory_of_another_witness_is_refused(witness: Witness, tmp_path: Path) -> None:
    witness.close()
    other = new_witness(tmp_path / "other")
    other.close()
    (other.folder / "state.sqlite3").replace(witness.folder / "state.sqlite3")
    with pytest.raises(StateRefused, match="another key"):
        Witness(witness.folder)
    (witness.folder / "state.sqlite3").write_bytes(b"x" * 5000)
    with pytest.raises(StateRefused):
        Witness(witness.folder)


def test_a_key_that_others_may_read_is_not_used(witness: Witness) -> None:
    witness.close()
    (witness.folder / "key").chmod(0o640)
    with pytest.raises(keys.KeyFileRefused):
        Witness(witness.folder)


def test_a_broken_list_of_logs_signs_nothing_and_says_where(witness: Witness) -> None:
    with (witness.folder / "logs").open("a", encoding="utf-8") as file:
        file.write("not a key\n")
    answer = witness.add_checkpoint(LOG.request(0, 5), NOW)
    assert (answer.status, answer.case) == (503, Case.STATE)
    assert "logs: line 3" in answer.facts["reason"]
    with pytest.raises(LogsRefused):
        Witness(witness.folder)


def test_the_list_takes_comments_addresses_and_the_lines_of_a_policy() -> None:
    other = Log("other.example/log").key
    raw = f"# ours\n\n{LOG.key.vkey}\tpulau.example/log\n  log {other.vkey} https://x.example\nquorum none\n".encode()
    assert read_logs(raw) == (TrustedLog(LOG.key, "pulau.example/log"), TrustedLog(other, "https://x.example"))
    for wrong in (b"log\n", b"\xff\n", f"{LOG.key.vkey} a b\n".encode(), b"x" * 300_000):
        with pytest.raises(LogsRefused):
            read_logs(wrong)


def test_trust_and_distrust_keep_what_people_wrote(tmp_path: Path) -> None:
    path, other = tmp_path / "logs", Log("other.example/log").key
    path.write_text(f"# ours\nlog {LOG.key.vkey}", "utf-8")
    assert trust(path, TrustedLog(other, "https://x.example"))
    assert not trust(path, TrustedLog(other))
    assert distrust(path, LOG.key)
    assert not distrust(path, LOG.key)
    assert path.read_text("utf-8") == f"# ours\n{other.vkey} https://x.example\n"
