"""A log for the tests of witnesses: it grows, asks, forks, changes its key, and is made anew with the same entries."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pulau.core.log.checkpoints import Checkpoint, cosigners_of, sign_checkpoint
from pulau.core.log.notes import COSIGNATURE, ED25519, Key, Note, read_key, read_signatures
from pulau.core.log.proofs import Growth
from pulau.core.log.tree import consistency_proof, leaf_hash, root_of
from pulau.exchange.log import keys
from pulau.exchange.log.trusted_logs import TrustedLog
from pulau.exchange.log.witnessing import Answer, Witness, create_witness

ORIGIN = "pulau.example/log"
NAME = "ombudsman.example/pulau"
NOW = 1_795_762_800  # 2026-11-27 07:00 UTC
PROJECT = Path(__file__).parents[3]


def log_secret(origin: str = ORIGIN, which: str = "") -> keys.Secret:
    """The same key for the same origin, in every process."""
    return keys.secret_of(origin, ED25519, hashlib.sha256(f"{origin} {which}".encode()).digest())


class Log:
    """A log whose entries are numbers; `branch` makes those from `forked` on others."""

    def __init__(self, origin: str = ORIGIN, *, branch: str = "", forked: int = 0, signers: str = ",") -> None:
        self.origin = origin
        self._branch = branch
        self._forked = forked
        self.secrets = [log_secret(origin, which) for which in sorted(set(signers.split(",")))]

    @property
    def key(self) -> Key:
        return self.secrets[0].key

    def hashes(self, first: int, end: int) -> list[bytes]:
        told = (f"{self._branch if each >= self._forked else ''}{each}" for each in range(first, end))
        return [leaf_hash(each.encode()) for each in told]

    def root(self, size: int) -> bytes:
        return root_of(self.hashes(0, size))

    def note(self, size: int) -> Note:
        signers = [(each.key, each.sign) for each in self.secrets]
        return sign_checkpoint(Checkpoint(self.origin, size, self.root(size)), signers)

    def path(self, old: int, size: int) -> tuple[bytes, ...]:
        def subtree(level: int, index: int) -> bytes:
            return root_of(self.hashes(index << level, (index + 1) << level))

        return consistency_proof(old, size, subtree)

    def growth(self, old: int, size: int) -> Growth:
        return Growth(old, self.path(old, size), self.note(size))

    def request(self, old: int, size: int) -> bytes:
        return str(self.growth(old, size)).encode()


def new_witness(folder: Path, *logs: Key) -> Witness:
    create_witness(folder, NAME, [TrustedLog(key) for key in logs or (Log().key,)])
    return Witness(folder)


def good(answer: Answer, note: Note, key: Key) -> list[int]:
    """The times of the good cosignatures of an answer; checked with what a witness's key says to others."""
    public = read_key(key.vkey, COSIGNATURE)
    lines = read_signatures(answer.body.decode())
    return [each.at for each in cosigners_of(Note(note.text, lines), [public], keys.verify)]


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is one, for tests that sync often and are not about it."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it has a name of its own
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def python(*arguments: str) -> list[str]:
    """A command that runs Python as the tests do."""
    return [sys.executable, *arguments]
