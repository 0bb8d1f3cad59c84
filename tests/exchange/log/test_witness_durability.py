"""A witness never answers what it has not written down: crashes, full disks, two processes, order of system calls."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from pulau.core.log.tree import leaf_hash
from pulau.exchange.log import witness_state
from pulau.exchange.log.asking_witnesses import Outcome, ask
from pulau.exchange.log.witness_state import Seen, Turn
from pulau.exchange.log.witnessing import Answer, Case, Witness
from tests.exchange.log.witnessed import NOW, ORIGIN, PROJECT, Log, new_witness, python

LOG = Log()


class Child:
    """A witness in another process."""

    def __init__(self, mode: str, folder: Path, before: Sequence[str] = ()) -> None:
        command = [*before, *python("-m", "tests.exchange.log.witness_child", mode, str(folder))]
        self.process = subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def hear(self) -> tuple[int, bytes]:
        """The status and the body; 0 where it died instead."""
        assert self.process.stdout
        words = self.process.stdout.readline().decode().split()
        return (int(words[0]), bytes.fromhex("".join(words[1:]))) if words else (0, b"")

    def ask(self, raw: bytes) -> tuple[int, bytes]:
        self.tell(raw.hex())
        return self.hear()

    def close(self) -> None:
        """Kill it with what it began: strace alone would leave the traced process behind."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    witness = new_witness(tmp_path / "saksi")
    assert witness.add_checkpoint(LOG.request(0, 4), NOW).status == 200
    witness.close()
    return witness.folder


def remembered(folder: Path) -> Seen:
    with closing(Witness(folder)) as witness:
        (seen,) = witness.seen()
        return seen


# --- a write that fails


def test_a_write_that_fails_gives_no_signature(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(turn: Turn, seen: Seen) -> None:
        turn._database.execute("UPDATE seen SET size = ?", (seen.size,))
        raise sqlite3.OperationalError("disk I/O error")

    with closing(Witness(folder)) as witness:
        with monkeypatch.context() as patched:
            patched.setattr(Turn, "remember", refuse)
            answer = witness.add_checkpoint(LOG.request(4, 5), NOW)
        assert (answer.status, answer.case) == (503, Case.STATE)
        assert b"disk I/O error" in answer.body
        assert "—".encode() not in answer.body
        assert witness.seen()[0].size == 4
        assert witness.add_checkpoint(LOG.request(4, 5), NOW).status == 200


def test_a_full_disk_gives_no_signature_and_all_goes_on_once_there_is_room(folder: Path) -> None:
    with closing(Child("pipe", folder)) as child:
        child.tell("full")
        status, body = child.ask(LOG.request(4, 5))
        assert status == 503
        assert b"could not write down" in body
        assert "—".encode() not in body
        child.tell("roomy")
        assert child.ask(LOG.request(4, 5))[0] == 200
    assert remembered(folder).size == 5


def test_a_state_that_another_process_holds_gives_no_signature(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witness_state, "WAIT_SECONDS", 0.05)
    with closing(Witness(folder)) as witness, closing(sqlite3.connect(folder / "state.sqlite3")) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        answer = witness.add_checkpoint(LOG.request(4, 5), NOW)
        assert (answer.status, answer.facts["reason"]) == (503, "database is locked")
        other.execute("ROLLBACK")
        assert witness.add_checkpoint(LOG.request(4, 5), NOW).status == 200


def test_a_state_that_is_held_when_a_witness_begins_is_not_taken_for_a_lost_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness_state, "WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(folder / "state.sqlite3", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            Witness(folder)


# --- kill -9


def test_killed_before_the_commit_it_knows_nothing_of_it(folder: Path) -> None:
    with closing(Child("killed-before", folder)) as child:
        assert child.ask(LOG.request(4, 9)) == (0, b"")
    assert remembered(folder).size == 4


def test_killed_after_the_commit_it_remembers_what_nobody_has_seen(folder: Path) -> None:
    with closing(Child("killed-after", folder)) as child:
        assert child.ask(LOG.request(4, 9)) == (0, b"")
    assert remembered(folder).size == 9
    with closing(Witness(folder)) as witness:
        assert witness.add_checkpoint(Log(branch="x", forked=8).request(4, 9), NOW).body == b"9\n"
        assert witness.add_checkpoint(LOG.request(4, 9), NOW).body == b"9\n"
        assert witness.add_checkpoint(LOG.request(9, 9), NOW).status == 200


@contextmanager
def serving(folder: Path, mode: str = "serve", before: Sequence[str] = ()) -> Iterator[tuple[Child, str]]:
    with closing(Child(mode, folder, before)) as child:
        assert child.process.stdout
        yield child, f"http://127.0.0.1:{int(child.process.stdout.readline())}"


@pytest.mark.parametrize("rounds", [2, pytest.param(25, marks=pytest.mark.nightly)])
def test_killed_at_any_time_it_remembers_all_that_it_ever_answered(folder: Path, rounds: int) -> None:
    chance, size = random.Random(7), 4  # noqa: S311 - no secret
    for _ in range(rounds):
        with serving(folder) as (child, url):
            timer = threading.Timer(chance.uniform(0.02, 0.25), child.process.send_signal, [signal.SIGKILL])
            timer.start()
            told = size
            while True:
                asked = ask(url, LOG.growth(size, size + 1), timeout=5, local=True)
                if asked.outcome is Outcome.BEHIND:  # the answer of the last round was lost
                    size = asked.size
                    continue
                if asked.outcome is not Outcome.SIGNED:
                    break
                size = told = size + 1
            timer.join()
        seen = remembered(folder)
        assert told <= seen.size <= told + 1
        assert seen.root == LOG.root(seen.size)
    assert size > 4, "it was never asked"


# --- two processes


class Entries(Log):
    """A log whose entries are told one by one."""

    def __init__(self, *entries: str) -> None:
        super().__init__()
        self.entries = entries

    def hashes(self, first: int, end: int) -> list[bytes]:
        return [leaf_hash(each.encode()) for each in self.entries[first:end]]


def race(folder: Path, mode: str, rounds: int) -> int:
    """Ask two processes for two histories at once, again and again; return how often both signed."""
    history, both = [str(each) for each in range(4)], 0
    with closing(Child(mode, folder)) as one, closing(Child(mode, folder)) as two:
        for number in range(rounds):
            rivals = [[*history, f"a{number}"], [*history, f"b{number}", *(["c"] if number % 2 else [])]]
            pairs = list(zip((one, two) if number % 3 else (two, one), rivals, strict=True))
            raws = [Entries(*rival).request(len(history), len(rival)) for _, rival in pairs]
            for (child, _), raw in zip(pairs, raws, strict=True):
                child.tell(raw.hex())
            signed = [rival for child, rival in pairs if child.hear()[0] == 200]
            assert signed, "nobody was served"
            both += len(signed) > 1
            history = signed[0] if mode == "pipe" else next(r for r in signed if _is_known(folder, r))
    return both


def _is_known(folder: Path, entries: list[str]) -> bool:
    with closing(sqlite3.connect(folder / "state.sqlite3")) as database:
        (root,) = database.execute("SELECT root FROM seen WHERE origin = ?", (ORIGIN,)).fetchone()
    return bool(root == Entries(*entries).root(len(entries)))


@pytest.mark.parametrize("rounds", [40, pytest.param(200, marks=pytest.mark.nightly)])
def test_two_processes_that_race_never_sign_two_histories(folder: Path, rounds: int) -> None:
    assert race(folder, "pipe", rounds) == 0


def test_without_its_turns_the_race_is_lost(folder: Path) -> None:
    """The control of the test above."""
    assert race(folder, "unlocked", 5) > 0


def test_threads_of_one_process_take_turns_too(folder: Path) -> None:
    answers: list[Answer] = []
    with closing(Witness(folder)) as witness:

        def hurry(which: str) -> None:
            answers.append(witness.add_checkpoint(Entries(*"0123", which).request(4, 5), NOW))

        threads = [threading.Thread(target=hurry, args=(f"x{each}",)) for each in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(each.status for each in answers) == [200, *[409] * 15]


# --- the order of system calls

SYNC = re.compile(r"(?:fdatasync|fsync)\(\d+<[^>]*state\.sqlite3-wal>\)\s*= 0|(?:fdatasync|fsync) resumed>.*= 0")
WRITE = re.compile(r"pwrite64\(\d+<[^>]*state\.sqlite3-wal>")
REPLY = re.compile(r"(?:sendto|write)\(\d+<[^>]*>, \"HTTP/1\.1 200")


def is_synced_before_the_answer(trace: Sequence[str]) -> bool:
    """Whether the last write to the state before the answer was followed by a sync of it, still before the answer."""
    reply = next(place for place, line in enumerate(trace) if REPLY.search(line))
    written = max(place for place, line in enumerate(trace[:reply]) if WRITE.search(line))
    return any(SYNC.search(line) for line in trace[written:reply])


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not there")
@pytest.mark.parametrize(("mode", "synced"), [("serve", True), ("serve-unsynced", False)])
def test_the_disk_has_it_before_the_answer_leaves(folder: Path, tmp_path: Path, mode: str, *, synced: bool) -> None:
    trace = tmp_path / "trace"
    calls = "fsync,fdatasync,pwrite64,sendto,write"
    before = ("strace", "--seccomp-bpf", "-f", "-y", "-s", "64", "-e", f"trace={calls}", "-o", str(trace))
    with serving(folder, mode, before) as (_, url):
        asked = ask(url, LOG.growth(4, 5), timeout=10, local=True)
        assert asked.outcome is Outcome.SIGNED
        until = time.monotonic() + 5
        while not REPLY.search(text := trace.read_text("utf-8", "replace")) and time.monotonic() < until:
            time.sleep(0.02)
    assert is_synced_before_the_answer(text.splitlines()) is synced
