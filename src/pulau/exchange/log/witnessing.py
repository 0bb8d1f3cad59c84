"""A witness (C2SP tlog-witness): it cosigns a log's checkpoint only where the log grew from what it cosigned before.

It needs a folder: the secret key (`key`), the logs that it trusts (`logs`), what it remembers (`state.sqlite3`), and
what it kept of logs that contradict themselves (`evidence`). It never cosigns what it could not write down first.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from pulau.core.log.checkpoints import Checkpoint, checkpoint_of, cosign
from pulau.core.log.notes import COSIGNATURE, Key, Note, NoteRefused, signers_of, with_signatures
from pulau.core.log.proofs import Growth, read_growth
from pulau.core.log.tree import EMPTY_ROOT
from pulau.exchange.log import keys
from pulau.exchange.log.trees import sync_folder
from pulau.exchange.log.trusted_logs import LogsRefused, TrustedLog, read_logs, write_synced
from pulau.exchange.log.witness_evidence import Case as Evidence
from pulau.exchange.log.witness_evidence import Kind, keep, kept
from pulau.exchange.log.witness_state import Seen, State, Turn, create_state

MOST_BYTES: Final = 64 * 1024
CLOCK_SECONDS: Final = 5
"""So far a clock may stand behind the last cosignature; then its time is used again."""
KEY_FILE: Final = "key"
LOGS_FILE: Final = "logs"
STATE_FILE: Final = "state.sqlite3"
EVIDENCE: Final = "evidence"
TEXT: Final = "text/plain; charset=utf-8"
SIZE: Final = "text/x.tlog.size"
_HEAD: Final = b"# The logs that this witness trusts: one `key [address]` a line.\n"

_log = logging.getLogger("pulau.witness")


class Case(StrEnum):
    """How a request ended."""

    SIGNED = "signed"
    MALFORMED = "malformed"
    TOO_LARGE = "too-large"
    UNKNOWN_LOG = "unknown-log"
    NOT_SIGNED = "not-signed"
    BEHIND = "behind"
    FORK = "fork"
    UNPROVEN = "unproven"
    CLOCK = "clock"
    STATE = "state"


_STATUS: Final[dict[Case, int]] = {
    Case.SIGNED: 200,
    Case.MALFORMED: 400,
    Case.TOO_LARGE: 413,
    Case.UNKNOWN_LOG: 404,
    Case.NOT_SIGNED: 403,
    Case.BEHIND: 409,
    Case.FORK: 409,
    Case.UNPROVEN: 422,
    Case.CLOCK: 503,
    Case.STATE: 503,
}
_TEXTS: Final[dict[Case, str]] = {
    Case.MALFORMED: "not a request of tlog-witness: {reason}",
    Case.TOO_LARGE: f"a request has at most {MOST_BYTES} bytes",
    Case.UNKNOWN_LOG: "this witness does not know the log {origin}",
    Case.NOT_SIGNED: "no key that this witness trusts for {origin} signed the checkpoint: {reason}",
    Case.FORK: "another root of size {size} was cosigned before; both are kept as evidence",
    Case.UNPROVEN: "the proof from {old} to {size} does not hold",
    Case.CLOCK: "this witness's clock stands at {now}, behind its last cosignature at {last}; it signs nothing until"
    " the clock is right",
    Case.STATE: "this witness could not write down what it would sign, so it signs nothing: {reason}",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What tlog-witness answers; `case` and `facts` say the same to people."""

    status: int
    content_type: str
    body: bytes
    case: Case
    facts: Mapping[str, str] = field(default_factory=dict)


class Witness:
    """A witness on its folder, for all threads of a process.

    Raises OSError, sqlite3.Error, keys.KeyFileRefused, StateRefused, LogsRefused.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        secret = keys.read_secret(folder / KEY_FILE)
        if secret.key.kind != COSIGNATURE:
            raise keys.KeyFileRefused(f"{folder / KEY_FILE}: not the key of a witness")
        self.key: Key = secret.key
        self._sign = secret.sign
        self.logs()
        self._state = State(folder / STATE_FILE, self.key.vkey)

    def close(self) -> None:
        """Let go of the state."""
        self._state.close()

    def logs(self) -> tuple[TrustedLog, ...]:
        """Return the logs that it trusts, as the file says now. Raises LogsRefused, OSError."""
        return read_logs((self.folder / LOGS_FILE).read_bytes())

    def seen(self) -> tuple[Seen, ...]:
        """Return what it remembers of each log. Raises sqlite3.Error."""
        return self._state.all_seen()

    def evidence(self) -> tuple[Path, ...]:
        """Return the folders of what it kept of logs that contradict themselves."""
        return kept(self.folder / EVIDENCE)

    def add_checkpoint(self, raw: bytes, now: int) -> Answer:
        """Answer a request; `now` is the clock in seconds since 1970. Raises nothing that the other side can cause."""
        request = self._received(raw)
        if isinstance(request, Answer):
            return request
        try:
            with self._state.turn() as turn:
                return self._judge(request, turn, now)
        except sqlite3.Error as problem:
            return _away(request.checkpoint.origin, str(problem))

    def _received(self, raw: bytes) -> _Request | Answer:
        """Return the request that a trusted log signed, or why it is none."""
        if len(raw) > MOST_BYTES:
            return _answer(Case.TOO_LARGE)
        try:
            growth = read_growth(raw)
            checkpoint = checkpoint_of(growth.checkpoint)
        except NoteRefused as problem:
            return _answer(Case.MALFORMED, reason=str(problem))
        origin = checkpoint.origin
        try:
            trusted = [each.key for each in self.logs() if each.key.name == origin]
            note = _signed_alone(growth.checkpoint, trusted) if trusted else None
        except (LogsRefused, OSError) as problem:
            return _away(origin, f"{LOGS_FILE}: {problem}")
        except NoteRefused as problem:
            return _answer(Case.NOT_SIGNED, origin=origin, reason=str(problem))
        return _Request(raw, growth, checkpoint, note) if note else _answer(Case.UNKNOWN_LOG, origin=origin)

    def _judge(self, request: _Request, turn: Turn, now: int) -> Answer:
        """Decide within a turn; what is signed was committed before it is returned. Raises sqlite3.Error."""
        new = request.checkpoint
        seen = turn.seen(new.origin)
        size, root = (seen.size, seen.root) if seen else (0, EMPTY_ROOT)
        told = {"origin": new.origin, "old": str(request.growth.old), "size": str(new.size), "known": str(size)}
        fork = new.size == size and new.root != root
        if fork:
            told["evidence"] = self._keep(Kind.FORK, request, seen)
        if request.growth.old != size:
            return _answer(Case.BEHIND, told)
        if fork:
            return _answer(Case.FORK, told)
        if not request.growth.holds(root):
            return _answer(Case.UNPROVEN, {**told, "evidence": self._keep(Kind.UNPROVEN, request, seen)})
        last = turn.last_time()
        if now < last - CLOCK_SECONDS:
            _log.error("the clock stands at %d, behind the last cosignature at %d", now, last)
            return _answer(Case.CLOCK, {**told, "now": str(now), "last": str(last)})
        return self._cosigned(request, turn, max(now, last), told)

    def _cosigned(self, request: _Request, turn: Turn, at: int, told: Mapping[str, str]) -> Answer:
        line = cosign(request.note, self.key, self._sign, at)
        new = request.checkpoint
        turn.remember(Seen(new.origin, new.size, new.root, at, str(with_signatures(request.note, [line]))))
        return _answer(Case.SIGNED, {**told, "at": str(at)}, line.line.encode())

    def _keep(self, kind: Kind, request: _Request, seen: Seen | None) -> str:
        """Keep what came; return the folder's name, empty where it could not be kept. Says so in the log output."""
        known, presented = seen.note if seen else "", str(request.note)
        case = Evidence(kind, request.checkpoint, presented, request.raw, known)
        if (self.folder / EVIDENCE / case.name).exists():
            _log.warning("%s: evidence %s came again", request.checkpoint.origin, case.name)
            return case.name
        place: Path | None = None
        problem = "as many cases are kept as may be"
        try:
            place = keep(self.folder / EVIDENCE, case)
        except OSError as refused:
            problem = str(refused)
        if kind is Kind.FORK:
            _log.critical(
                "EQUIVOCATION: %s signed two roots of size %d; evidence: %s\n%s\n%s",
                request.checkpoint.origin,
                request.checkpoint.size,
                place or f"not kept ({problem})",
                known,
                presented,
            )
        else:
            _log.error(
                "%s: the proof from %d to %d does not hold; evidence: %s",
                request.checkpoint.origin,
                request.growth.old,
                request.checkpoint.size,
                place or f"not kept ({problem})",
            )
        return place.name if place else ""


@dataclass(frozen=True, slots=True)
class _Request:
    """A request that a trusted log signed; `note` bears the signatures of trusted keys alone."""

    raw: bytes
    growth: Growth
    checkpoint: Checkpoint
    note: Note


def _signed_alone(note: Note, trusted: Iterable[Key]) -> Note:
    """Return the note with the signatures of trusted keys. Raises NoteRefused: there is none, or one is bad."""
    signers = signers_of(note, trusted, keys.verify)
    if not signers:
        raise NoteRefused("none of its signatures is of such a key")
    return Note(note.text, tuple(each for key in signers for each in note.signed_by(key)))


def _away(origin: str, reason: str) -> Answer:
    _log.error("%s: nothing was signed: %s", origin, reason)
    return _answer(Case.STATE, origin=origin, reason=reason)


def _answer(case: Case, facts: Mapping[str, str] | None = None, body: bytes = b"", **further: str) -> Answer:
    told = {**(facts or {}), **further}
    if case is Case.BEHIND:
        return Answer(_STATUS[case], SIZE, f"{told['known']}\n".encode(), case, told)
    text = body or (_TEXTS[case].format_map(told) + "\n").encode()
    return Answer(_STATUS[case], TEXT, text, case, told)


def create_witness(folder: Path, name: str, logs: Iterable[TrustedLog]) -> Key:
    """Make a witness with a new key where nothing lies: wholly, or not at all.

    Raises FileExistsError, NoteRefused for a name that notes cannot hold, OSError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(str(folder))
    secret = keys.new_secret(name, COSIGNATURE)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        keys.write_secret(secret, made / KEY_FILE)
        write_synced(made / LOGS_FILE, _HEAD + b"".join(each.line.encode() for each in logs))
        create_state(made / STATE_FILE, secret.key.vkey)
        sync_folder(made)
        os.rename(made, folder)  # noqa: PTH104 - takes the place of an empty folder, and of nothing else
    finally:
        shutil.rmtree(made, ignore_errors=True)
    sync_folder(folder.parent)
    return secret.key
