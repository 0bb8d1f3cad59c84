"""Periksa bukti catatan publik Pulau sendiri; verify proofs of Pulau's public log yourself.

    python3 pulau_verify.py verify  RECEIPT POLICY [--file FILE]     a receipt, and files that belong to it
    python3 pulau_verify.py verify  RECORD PROOF POLICY              the same in two files; PROOF is a .tlog-proof
    python3 pulau_verify.py qr      TEXT_OR_FILE POLICY              the second QR code of a printed certificate
    python3 pulau_verify.py monitor SOURCE POLICY --state FILE       the whole log: a folder, or an http(s) address
    python3 pulau_verify.py replay  SCORE POLICY                     a published score; needs pulau_replay.py beside

Exit codes: 0 valid; 1 a fault was found; 2 wrong use, or something cannot be read; 3 genuine, but not witnessed.

`verify` and `qr` need no network: they trust only the keys in POLICY, so get that file from somebody you trust.
Only Python's standard library is used (3.9 or newer). The sections stand in the order in which they build on each
other; the format is Pulau's docs/domain/log.md over RFC 6962, 8032, 8785, 9285 and C2SP's tlog specifications.
"""

from __future__ import annotations

import argparse
import base64
import concurrent.futures
import hashlib
import http.client
import importlib.util
import io
import json
import os
import re
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Callable, NoReturn

MAX_TEXT = 1 << 20  # bytes of a policy, a note, a record: far more than any honest one has
MAX_SIGNATURES = 64
MAX_SIZE = 2**63 - 1
TILE = 256  # hashes in a full tile, leaves in a full bundle

# ======================================================================================================= 1. refusals


class VerifierError(Exception):
    """What ends a check. `code` is a key of WORDS; `facts` fill the sentence."""

    exit_code = 1
    verdict = "invalid"

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Fault(VerifierError):
    """What was shown to us is not genuine, or not in its one form (exit code 1)."""


class Unreadable(VerifierError):
    """Nothing can be said: a file is missing, a policy is wrong, a server does not answer (exit code 2)."""

    exit_code = 2
    verdict = "unreadable"


# ================================================================================================ 2. Ed25519 (RFC 8032)

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]
"""A point (X, Y, Z, T) in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z (RFC 8032 §5.1.4)."""
NEUTRAL: Point = (0, 1, 1, 0)


def add_points(p: Point, q: Point) -> Point:
    """Return p + q (RFC 8032 §5.1.4; complete, so it holds for any two points)."""
    a = (p[1] - p[0]) * (q[1] - q[0])
    b = (p[1] + p[0]) * (q[1] + q[0])
    c = 2 * p[3] * q[3] % P * D
    d = 2 * p[2] * q[2]
    e, f, g, h = (b - a) % P, (d - c) % P, (d + c) % P, (b + a) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def double_point(p: Point) -> Point:
    """Return p + p (RFC 8032 §5.1.4)."""
    a, b = p[0] * p[0], p[1] * p[1]
    h = a + b
    e = (h - (p[0] + p[1]) ** 2) % P
    g = (a - b) % P
    f = (2 * p[2] * p[2] + g) % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def is_small_order(p: Point) -> bool:
    """Whether 8p is the neutral point: such a point, as a key or as R, would let one signature fit many messages."""
    x, y, z, _ = double_point(double_point(double_point(p)))
    return x == 0 and y == z


def decode_point(raw: bytes) -> Point:
    """Read 32 bytes as a point (RFC 8032 §5.1.3). ValueError: not on the curve, or not in canonical form."""
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if len(raw) != 32 or y >= P:
        raise ValueError("not a canonical point")
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7 % P, (P - 5) // 8, P) % P  # a square root of u/v, or of -u/v, or there is none
    if v * x * x % P != u:
        x = x * ROOT_OF_MINUS_ONE % P
    if v * x * x % P != u or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encode_point(p: Point) -> bytes:
    """Write a point as its 32 canonical bytes (RFC 8032 §5.1.2)."""
    inverse = pow(p[2], P - 2, P)
    return (p[1] * inverse % P | (p[0] * inverse % P & 1) << 255).to_bytes(32, "little")


def sixteen_multiples(p: Point) -> tuple[Point, ...]:
    """Return 0p, 1p, … 15p: scalars are worked off four bits at a time."""
    multiples = [NEUTRAL]
    for _ in range(15):
        multiples.append(add_points(multiples[-1], p))
    return tuple(multiples)


BASE = sixteen_multiples(decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")))


@lru_cache(maxsize=128)
def multiples_of_minus_key(public: bytes) -> tuple[Point, ...]:
    """Return the multiples of -A of a public key A. ValueError: not a canonical point, or one of small order."""
    x, y, z, t = decode_point(public)
    if is_small_order((x, y, z, t)):
        raise ValueError("a key of small order")
    return sixteen_multiples((P - x, y, z, P - t))


@lru_cache(maxsize=64)  # receipts of one checkpoint share their signatures
def ed25519_is_valid(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes: R, S) of `message` is by the key `public` (32 bytes). RFC 8032 §5.1.7, strict.

    R is not decoded: S·B - k·A is computed and must encode to R's very bytes, so R cannot be in another form.
    """
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= L:
        return False
    try:
        minus_key = multiples_of_minus_key(public)
    except ValueError:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    point = NEUTRAL
    for shift in range(252, -1, -4):
        point = double_point(double_point(double_point(double_point(point))))
        point = add_points(point, BASE[scalar >> shift & 15])
        point = add_points(point, minus_key[k >> shift & 15])
    return encode_point(point) == signature[:32] and not is_small_order(point)


# ======================================================================================= 3. the Merkle tree (RFC 6962)

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf (RFC 6962 §2.1)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node above two hashes (RFC 6962 §2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root above 1, 2, 4, 8, … hashes."""
    sha256 = hashlib.sha256
    while len(hashes) > 1:
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2])]
    return hashes[0]


def root_from_path(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """Return the root to which `path` leads from the leaf hash at `index` of a tree of `size` (RFC 9162 §2.1.3.2).

    Fault `path`: the path is not as long as it must be, or the index is not in the tree.
    """
    if not 0 <= index < size:
        raise Fault("path")
    here, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise Fault("path")
        if here & 1 or here == last:
            root = node_hash(sibling, root)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        here, last = here >> 1, last >> 1
    if last:
        raise Fault("path")
    return root


def is_consistent(sizes: tuple[int, int], roots: tuple[bytes, bytes], path: Sequence[bytes]) -> bool:
    """Whether `path` proves that the tree of sizes[0] is the beginning of that of sizes[1] (RFC 9162 §2.1.4.2)."""
    old, new = sizes
    if old in {0, new}:
        return 0 <= old <= new and not path and roots[0] == (roots[1] if old else EMPTY_ROOT)
    proof = deque(path if old & (old - 1) else [roots[0], *path])  # a power of two: the old root itself is a node
    if not 0 < old < new or not proof:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old_root = new_root = proof.popleft()
    for sibling in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            old_root, new_root = node_hash(sibling, old_root), node_hash(sibling, new_root)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            new_root = node_hash(new_root, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and (old_root, new_root) == roots


@dataclass
class Edge:
    """The hashes of the unfinished tile at each level: all of a tree that must be kept so that it can grow.

    `levels[l]` holds fewer than 256 hashes, each of 256**l leaves. A tree of 70,000 leaves keeps 112, 17 and 1.
    """

    levels: list[list[bytes]] = field(default_factory=lambda: [[]])

    @property
    def size(self) -> int:
        """Return how many leaves the tree has."""
        return sum(len(hashes) * TILE**level for level, hashes in enumerate(self.levels))

    def root(self, more: Sequence[bytes] = ()) -> bytes:
        """Return the root; with `more`, as if those leaf hashes stood there too (no more than fill the tile)."""
        peaks: list[bytes] = []  # roots of perfect subtrees, the largest first
        for hashes in reversed([[*self.levels[0], *more], *self.levels[1:]]):
            start = 0
            for width in (256, 128, 64, 32, 16, 8, 4, 2, 1):
                if len(hashes) & width:
                    peaks.append(perfect_root(hashes[start : start + width]))
                    start += width
        if not peaks:
            return EMPTY_ROOT
        root = peaks.pop()
        while peaks:
            root = node_hash(peaks.pop(), root)
        return root

    def grow(self, hashes: Sequence[bytes]) -> Iterator[tuple[int, list[bytes]]]:
        """Add leaf hashes, no more than fill the tile; give each tile that became full: its level and hashes."""
        level = 0
        self.levels[0].extend(hashes)
        while len(self.levels[level]) == TILE:
            full, self.levels[level] = self.levels[level], []
            yield level, full
            level += 1
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].append(perfect_root(full))


# ===================================================================================== 4. canonical JSON (RFC 8785)


def ordered_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object with its keys in RFC 8785's order (UTF-16 code units); ValueError if one stands twice."""
    result = dict(sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass")))
    if len(result) != len(pairs):
        raise ValueError("a key stands twice")
    return result


def small_integer(digits: str) -> int:
    """Read an integer; ValueError beyond ±(2**53 - 1), where other languages would round it."""
    number = int(digits) if len(digits) <= 17 else 2**53
    if abs(number) >= 2**53:
        raise ValueError("a number too large")
    return number


def no_fraction(text: str) -> NoReturn:
    """Refuse a number with a fraction or exponent, NaN and infinities: Pulau writes such numbers as texts."""
    raise ValueError(f"not a whole number: {text[:20]}")


def parse_json(text: str) -> Any:
    """Read JSON strictly: no key twice, whole numbers only. ValueError or RecursionError where it is not."""
    return json.loads(
        text,
        object_pairs_hook=ordered_object,
        parse_int=small_integer,
        parse_float=no_fraction,
        parse_constant=no_fraction,
    )


def canonical(value: object) -> str:
    """Write a value, with objects already in order, as RFC 8785 JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def canonical_object(text: str, what: str) -> dict[str, Any]:
    """Read a JSON object that is written as RFC 8785 demands. Fault `not-canonical`, with `what`, where it is not."""
    try:
        value = parse_json(text)
        if isinstance(value, dict) and canonical(value) == text and len(text.encode()) <= MAX_TEXT:
            return value
    except (ValueError, RecursionError) as error:
        raise Fault("not-canonical", what=what) from error
    raise Fault("not-canonical", what=what)


# ===================================================================== 5. signed notes, policies, checkpoints, proofs


def base64_bytes(text: str) -> bytes | None:
    """Read standard base64 in its one form (RFC 4648 §4); None where it is not."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return raw if base64.b64encode(raw).decode() == text else None


def decimal(text: str) -> int:
    """Read a number without sign or leading zeros, at most 2**63 - 1; -1 where it is none."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text) or int(text) > MAX_SIZE:
        return -1
    return int(text)


@dataclass(frozen=True)
class Signature:
    """One signature line of a note: `— <name> base64(key id || value)`."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True)
class Note:
    """A signed note: the text with its last newline, and the signatures below it (C2SP signed-note)."""

    text: str
    signatures: tuple[Signature, ...]


def is_key_name(name: str) -> bool:
    """Whether this may name a key: not empty, valid Unicode, no space and no plus."""
    return bool(name) and not re.search(r"[\s+\x00-\x1f\ud800-\udfff]", name)


def parse_signature(line: str) -> Signature:
    """Read one signature line. Fault `note`."""
    parts = line.split(" ")
    raw = base64_bytes(parts[2]) if len(parts) == 3 else None
    if raw is None or len(raw) < 5 or parts[0] != "—" or not is_key_name(parts[1]):
        raise Fault("note")
    return Signature(parts[1], raw[:4], raw[4:])


def parse_note(note: str) -> Note:
    """Read a signed note; its signatures are not checked yet. Fault `note` where the form is wrong."""
    text, blank, below = note.rpartition("\n\n")
    lines = below.split("\n")
    if not blank or len(note) > MAX_TEXT or re.search(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]", note):
        raise Fault("note")
    if lines.pop() or not 1 <= len(lines) <= MAX_SIGNATURES:
        raise Fault("note")
    return Note(text + "\n", tuple(parse_signature(line) for line in lines))


NOTE_KEY, COSIGNATURE_KEY = 0x01, 0x04


@dataclass(frozen=True)
class Key:
    """A public key by name and type. Types that this program cannot check are kept, and never count as signed."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand before each of its signatures."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


def parse_key(text: str) -> Key:
    """Read a vkey `<name>+<key id>+<base64(type || key)>` (C2SP signed-note). ValueError where it is none."""
    name, _, rest = text.partition("+")
    written_id, _, encoded = rest.partition("+")
    raw = base64_bytes(encoded)
    if not is_key_name(name) or not raw:
        raise ValueError("not a vkey")
    key = Key(name, raw[0], raw[1:])
    if key.kind in {NOTE_KEY, COSIGNATURE_KEY}:
        multiples_of_minus_key(key.public)
        if key.key_id.hex() != written_id:
            raise ValueError("not the id of this key")
    return key


@dataclass(frozen=True)
class Group:
    """A group of witnesses or groups, of which `needed` must have cosigned."""

    needed: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """Whose signatures are believed, and which of them are enough (C2SP tlog-policy). Filled line by line."""

    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""
    grouped: set[str] = field(default_factory=set)

    def is_met_by(self, cosigned: Iterable[str]) -> bool:
        """Whether these witnesses are enough. A group stands below its members, so one pass in order decides."""
        met = {"none", *cosigned}
        for name, group in self.groups.items():
            if sum(member in met for member in group.members) >= group.needed:
                met.add(name)
        return self.quorum in met

    def read(self, items: list[str]) -> None:
        """Take in one line, split at its white space. ValueError where it breaks a rule."""
        readers = {"log": self.read_log, "witness": self.read_witness, "group": self.read_group}
        readers.get(items[0], self.read_quorum)(items)

    def read_log(self, items: list[str]) -> None:
        """`log <vkey> [<url>]`: no key twice."""
        key = parse_key(items[1]) if len(items) in {2, 3} else None
        if key is None or key.kind == COSIGNATURE_KEY or any(key.public == other.public for other in self.logs):
            raise ValueError("log")
        self.logs.append(key)

    def read_witness(self, items: list[str]) -> None:
        """`witness <name> <vkey> [<url>]`: no name and no key twice."""
        key = parse_key(items[2]) if len(items) in {3, 4} else None
        if key is None or key.kind == NOTE_KEY or self.knows(items[1]):
            raise ValueError("witness")
        if any(key.public == other.public for other in self.witnesses.values()):
            raise ValueError("witness")
        self.witnesses[items[1]] = key

    def read_group(self, items: list[str]) -> None:
        """`group <name> any|all|<k> <name>…`: members are known, and in one group only."""
        if len(items) < 4:
            raise ValueError("group")
        name, rule, members = items[1], items[2], items[3:]
        needed = {"any": 1, "all": len(members)}.get(rule, decimal(rule))
        if self.knows(name) or not 1 <= needed <= len(members) or len(set(members)) != len(members):
            raise ValueError("group")
        if any(member == "none" or not self.knows(member) or member in self.grouped for member in members):
            raise ValueError("group")
        self.grouped.update(members)
        self.groups[name] = Group(needed, tuple(members))

    def read_quorum(self, items: list[str]) -> None:
        """`quorum <name>|none`, once."""
        if items[0] != "quorum" or len(items) != 2 or self.quorum or not self.knows(items[1]):
            raise ValueError("quorum")
        self.quorum = items[1]

    def knows(self, name: str) -> bool:
        """Whether the name is taken."""
        return name == "none" or name in self.witnesses or name in self.groups


def parse_policy(raw: bytes) -> Policy:
    """Read a policy. Unreadable: `policy`, with the number of the line that breaks a rule; `no-quorum`.

    Octets beyond ASCII are opaque: `surrogateescape` maps each to a character of its own, there and back.
    """
    policy = Policy()
    for number, line in enumerate(raw.decode("utf-8", "surrogateescape").split("\n"), 1):
        items = re.split(r"[ \t]+", line.strip(" \t"))
        try:
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line):
                raise ValueError("a control character")
            if items[0] and not items[0].startswith("#"):
                policy.read(items)
        except ValueError as error:
            raise Unreadable("policy", line=number) from error
    if not policy.quorum:
        raise Unreadable("no-quorum")
    return policy


@dataclass(frozen=True)
class Cosignature:
    """A witness of the policy, by its name there, and when it first cosigned (seconds since 1970)."""

    witness: str
    time: int


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log, signed by that log: `cosigned` are the witnesses, `quorum` says whether they are enough."""

    origin: str
    size: int
    root: bytes
    note: str
    cosigned: tuple[Cosignature, ...]
    quorum: bool


def parse_checkpoint(text: str) -> tuple[str, int, bytes]:
    """Read origin, size and root from the text of a note (C2SP tlog-checkpoint). Fault `checkpoint`."""
    lines = text.split("\n")[:-1]
    if len(lines) < 3 or not all(lines):
        raise Fault("checkpoint")
    size, root = decimal(lines[1]), base64_bytes(lines[2])
    if size < 0 or root is None or len(root) != 32:
        raise Fault("checkpoint")
    return lines[0], size, root


def time_of_cosignature(key: Key, text: str, value: bytes) -> int:
    """Check a cosignature of a note's text and return its time (C2SP tlog-cosignature). Fault `signature`."""
    seconds = int.from_bytes(value[:8], "big")
    message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
    if len(value) != 72 or seconds > MAX_SIZE or not ed25519_is_valid(key.public, message, value[8:]):
        raise Fault("signature", name=key.name)
    return seconds


@lru_cache(maxsize=64)
def known_keys(keys: tuple[tuple[str, Key], ...], kind: int) -> dict[tuple[str, bytes], tuple[str, Key]]:
    """Return the keys of one type by what a signature line says of them: name and key id."""
    return {(key.name, key.key_id): (name, key) for name, key in keys if key.kind == kind}


def open_checkpoint(text: str, policy: Policy) -> Checkpoint:
    """Read a signed checkpoint and check every signature of a key that the policy knows.

    Fault: `note`, `checkpoint`; `signature`, one of a known key is bad; `no-log`, no log with that origin signed.
    """
    note = parse_note(text)
    origin, size, root = parse_checkpoint(note.text)
    logs = known_keys(tuple((key.name, key) for key in policy.logs), NOTE_KEY)
    witnesses = known_keys(tuple(policy.witnesses.items()), COSIGNATURE_KEY)
    signed = False
    times: dict[str, int] = {}
    for line in note.signatures:
        by = (line.name, line.key_id)
        if by in logs:
            if not ed25519_is_valid(logs[by][1].public, note.text.encode(), line.value):
                raise Fault("signature", name=line.name)
            signed = signed or line.name == origin
        if by in witnesses:
            name, key = witnesses[by]
            seconds = time_of_cosignature(key, note.text, line.value)
            times[name] = min(seconds, times.get(name, seconds))
    if not signed:
        raise Fault("no-log", origin=origin)
    cosigned = tuple(Cosignature(name, times[name]) for name in policy.witnesses if name in times)
    return Checkpoint(origin, size, root, text, cosigned, policy.is_met_by(times))


@dataclass(frozen=True)
class Proof:
    """Where a leaf stands: index, the hashes from its sibling up, and the checkpoint as text (C2SP tlog-proof)."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str


def parse_proof(text: str) -> Proof:
    """Read a tlog-proof. Fault `proof`. Its `extra` line is unsigned and is passed over."""
    above, blank, checkpoint = text.partition("\n\n")
    lines = above.split("\n")
    if not blank or lines[0] != "c2sp.org/tlog-proof@v1" or len(text) > MAX_TEXT:
        raise Fault("proof")
    if len(lines) > 1 and lines[1].startswith("extra ") and base64_bytes(lines[1][6:]) is not None:
        del lines[1]
    index = decimal(lines[1][6:]) if len(lines) > 1 and lines[1].startswith("index ") else -1
    path = tuple(base64_bytes(line) or b"" for line in lines[2:])
    if index < 0 or len(path) > 63 or any(len(each) != 32 for each in path):
        raise Fault("proof")
    return Proof(index, path, checkpoint)


# ======================================================================================================== 6. receipts

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TIME = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z"
KIND = r"[a-z][a-z0-9_.-]{0,63}"


@lru_cache(maxsize=64)
def leaf_pattern(origin: str) -> re.Pattern[bytes]:
    """Return what each leaf of a log must match: its six fields in RFC 8785 form, and nothing else."""
    log = re.escape(canonical(origin))
    fields = f'"commit":"([0-9a-f]{{64}})","log":{log},"ref":"({UUID})","time":"({TIME})","type":"({KIND})","v":1'
    return re.compile(("\\{" + fields + "\\}").encode())


@dataclass(frozen=True)
class Receipt:
    """A record, its salt (64 hex digits), its leaf and its tlog-proof, each as its exact text."""

    record: str
    salt: str
    leaf: str
    proof: str


@dataclass(frozen=True)
class Verdict:
    """A genuine receipt: what is proven. `state` is `valid`, or `unwitnessed` where the quorum did not cosign."""

    record: dict[str, Any]
    kind: str
    leaf_hash: bytes
    index: int
    checkpoint: Checkpoint

    @property
    def state(self) -> str:
        """Return `valid` or `unwitnessed`."""
        return "valid" if self.checkpoint.quorum else "unwitnessed"


def parse_receipt(raw: bytes, proof: bytes | None = None) -> Receipt:
    """Read a receipt, or one without `proof` and the proof beside it. Fault `receipt`."""
    names = ("record", "salt", "leaf", "proof")
    try:
        value = parse_json(raw.decode("utf-8"))
        if proof is not None and isinstance(value, dict):
            if "proof" in value:
                raise Fault("receipt")
            value["proof"] = proof.decode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Fault("receipt") from error
    if not isinstance(value, dict) or set(value) != {"format", *names} or value["format"] != "pulau-receipt/1":
        raise Fault("receipt")
    if not all(isinstance(value[name], str) for name in names):
        raise Fault("receipt")
    return Receipt(*(value[name] for name in names))


def check_record(receipt: Receipt, origin: str) -> tuple[dict[str, Any], str]:
    """Check that the leaf is that of the record; return the record and the leaf's type.

    Fault: `not-canonical`; `leaf`, not a leaf of this log; `commit`, another record or salt; `fields`, they differ.
    """
    record = canonical_object(receipt.record, "record")
    canonical_object(receipt.leaf, "leaf")
    found = leaf_pattern(origin).fullmatch(receipt.leaf.encode())
    if not found or len(receipt.leaf) > 65_535:
        raise Fault("leaf", origin=origin)
    commit, ref, at, kind = (part.decode() for part in found.groups())
    if not re.fullmatch(r"[0-9a-f]{64}", receipt.salt):
        raise Fault("commit")
    if hashlib.sha256(bytes.fromhex(receipt.salt) + receipt.record.encode()).hexdigest() != commit:
        raise Fault("commit")
    version = record.get("v")
    if (record.get("id"), record.get("at"), version) != (ref, at, 1) or version is True:
        raise Fault("fields")
    if not isinstance(record.get("action"), str):
        raise Fault("fields")
    return record, kind


def check_receipt(receipt: Receipt, policy: Policy) -> Verdict:
    """Check a receipt against a policy; return what it proves. Fault where anything is not as it must be."""
    proof = parse_proof(receipt.proof)
    checkpoint = open_checkpoint(proof.checkpoint, policy)
    record, kind = check_record(receipt, checkpoint.origin)
    hashed = leaf_hash(receipt.leaf.encode())
    if root_from_path(proof.index, checkpoint.size, hashed, proof.path) != checkpoint.root:
        raise Fault("path")
    return Verdict(record, kind, hashed, proof.index, checkpoint)


def names_digest(value: object, digest: str) -> bool:
    """Whether a SHA-256 (64 hex digits) stands anywhere in a payload, as the whole of a text."""
    if isinstance(value, dict):
        return any(names_digest(part, digest) for part in value.values())
    if isinstance(value, list):
        return any(names_digest(part, digest) for part in value)
    return value == digest


def warnings_of(checkpoint: Checkpoint, now: float) -> list[VerifierError]:
    """Return what is odd but proves nothing: this device's clock may be wrong."""
    late = [each for each in checkpoint.cosigned if each.time > now]
    return [VerifierError("future", name=each.witness, time=when(each.time)) for each in late]


# ======================================================================================================== 7. in print

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def base45_bytes(text: str) -> bytes:
    """Read base45 (RFC 9285). ValueError where it is none."""
    numbers = [BASE45.index(character) for character in text]
    raw = bytearray()
    for start in range(0, len(numbers), 3):
        part = numbers[start : start + 3]
        value = sum(number * 45**place for place, number in enumerate(part))
        if len(part) == 1 or value >= 256 ** (len(part) - 1):
            raise ValueError("not base45")
        raw += value.to_bytes(len(part) - 1, "big")
    return bytes(raw)


def inflate(data: bytes) -> bytes:
    """Undo raw deflate (RFC 1951) of at most MAX_TEXT bytes. ValueError: cut, too long, or something follows."""
    try:
        reader = zlib.decompressobj(-15)
        text = reader.decompress(data, MAX_TEXT)
    except zlib.error as error:
        raise ValueError("not deflate") from error
    if not reader.eof or reader.unused_data or reader.unconsumed_tail:
        raise ValueError("cut or too long")
    return text


class Reader:
    """Takes bytes off the front; ValueError where there are too few."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def take(self, count: int) -> bytes:
        """Take so many bytes."""
        if count > len(self.data):
            raise ValueError("cut")
        taken, self.data = self.data[:count], self.data[count:]
        return taken

    def varint(self) -> int:
        """Take a LEB128 number of at most eight bytes, in its shortest form."""
        value = 0
        for place in range(8):
            byte = self.take(1)[0]
            value |= (byte & 127) << 7 * place
            if byte < 128:
                if place and not byte:
                    raise ValueError("not the shortest form")
                return value
        raise ValueError("too long a number")

    def block(self) -> bytes:
        """Take a length and so many bytes."""
        return self.take(self.varint())


def signature_lines(signatures: Sequence[bytes], policy: Policy) -> tuple[str, str]:
    """Give signatures their names by key id; return the origin and the lines. Unknown ones are passed over."""
    logs = {key.key_id: key for key in policy.logs if key.kind == NOTE_KEY}
    known = {**{key.key_id: key for key in policy.witnesses.values() if key.kind == COSIGNATURE_KEY}, **logs}
    if not signatures or signatures[0][:4] not in logs:
        raise Fault("other-log")
    named = [(known[each[:4]].name, each) for each in signatures if each[:4] in known]
    lines = [f"— {name} {base64.b64encode(each).decode()}\n" for name, each in named]
    return named[0][0], "".join(lines)


def parse_print(text: str, policy: Policy) -> Receipt:
    """Rebuild the receipt from the text of a printed proof. Fault `print`: damaged; `other-log`."""
    try:
        if not text.startswith("PULAU1:") or len(text) > 16_384:
            raise ValueError("not a printed proof")
        reader = Reader(base45_bytes(text[len("PULAU1:") :]))
        if reader.take(1) != b"\x01":
            raise ValueError("another version")
        salt = reader.take(32)
        record, kind = inflate(reader.block()).decode(), reader.block().decode("ascii")
        index, size = reader.varint(), reader.varint()
        path = tuple(reader.take(32) for _ in range(reader.varint()))
        signatures = [reader.take(reader.take(1)[0]) for _ in range(reader.varint())]
        if reader.data or len(signatures) > MAX_SIGNATURES:
            raise ValueError("something follows")
    except ValueError as error:
        raise Fault("print") from error
    origin, lines = signature_lines(signatures, policy)
    facts = canonical_object(record, "record")
    leaf = canonical({
        "commit": hashlib.sha256(salt + record.encode()).hexdigest(),
        "log": origin, "ref": facts.get("id"), "time": facts.get("at"), "type": kind, "v": facts.get("v"),
    })  # fmt: skip
    root = base64.b64encode(root_from_path(index, size, leaf_hash(leaf.encode()), path)).decode()
    hashes = "".join(base64.b64encode(each).decode() + "\n" for each in path)
    proof = f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n{origin}\n{size}\n{root}\n\n{lines}"
    return Receipt(record, salt.hex(), leaf, proof)


# ========================================================================================================= 8. monitor


def tile_path(level: object, number: int, width: int = TILE) -> str:
    """Return the path of a tile, or of a bundle (`level` is then "entries") (C2SP tlog-tiles)."""
    digits = str(number).zfill((len(str(number)) + 2) // 3 * 3)
    parts = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    return (
        f"tile/{level}/"
        + "/".join([*("x" + part for part in parts[:-1]), parts[-1]])
        + (f".p/{width}" if width < TILE else "")
    )


class Source:
    """Where the files of a log come from: a folder, or an http(s) address. What comes is believed in nothing."""

    LIMIT = TILE * (2 + 65_535)  # bytes of the largest bundle
    AHEAD = 16  # files asked for before they are needed

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")
        self.web = place.startswith(("http://", "https://"))
        if not self.web and not os.path.isdir(place):
            raise Unreadable("unreadable", name=place)

    def get(self, path: str) -> bytes | None:
        """Return a file, None where there is none. Unreadable: no answer. Fault `too-large`."""
        try:
            data = self.download(path) if self.web else self.read(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, http.client.HTTPException, zlib.error) as error:
            raise Unreadable("unreadable", name=f"{self.place}/{path}") from error
        if len(data) > self.LIMIT:
            raise Fault("too-large", name=path)
        return data

    def read(self, path: str) -> bytes:
        """Read from the folder."""
        try:
            with open(f"{self.place}/{path}", "rb") as file:
                return file.read(self.LIMIT + 1)
        except NotADirectoryError as error:
            raise FileNotFoundError(path) from error

    def download(self, path: str) -> bytes:
        """Read from the address; a log may send gzip unasked."""
        request = urllib.request.Request(f"{self.place}/{path}", headers={"Accept-Encoding": "gzip, identity"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                data: bytes = answer.read(self.LIMIT + 1)
                packed = answer.headers.get("Content-Encoding") == "gzip"
        except urllib.error.HTTPError as error:
            raise (FileNotFoundError(path) if error.code in {404, 410} else error) from error
        return zlib.decompressobj(31).decompress(data, self.LIMIT + 1) if packed else data

    def in_order(self, paths: Iterable[str]) -> Iterator[bytes | None]:
        """Return many files in the order asked for; over the network some are fetched ahead."""
        if not self.web:
            yield from map(self.get, paths)
            return
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            waiting: deque[concurrent.futures.Future[bytes | None]] = deque()
            for path in paths:
                waiting.append(pool.submit(self.get, path))
                if len(waiting) >= self.AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def whole(self, data: bytes | None, level: object, number: int, width: int) -> tuple[bytes, int]:
        """Return a file and its width; where a partial one is gone, the full one. Fault `missing`."""
        if data is None and width < TILE:
            width, data = TILE, self.get(tile_path(level, number))
        if data is None:
            raise Fault("missing", name=tile_path(level, number, width))
        return data, width


def hashes_of(source: Source, data: bytes | None, level: int, number: int, width: int) -> bytes:
    """Return the first `width` hashes of a tile that was fetched. Fault `missing`; `tile`, too short or long."""
    tile, real = source.whole(data, level, number, width)
    if len(tile) != 32 * real:
        raise Fault("tile", name=tile_path(level, number, real))
    return tile[: 32 * width]


def leaves_of(source: Source, data: bytes | None, number: int, width: int) -> list[bytes]:
    """Return the first `width` leaves of a bundle that was fetched. Fault `missing`; `bundle`, cut or too long."""
    bundle, real = source.whole(data, "entries", number, width)
    leaves: list[bytes] = []
    at, end = 0, len(bundle)
    while at < end and len(leaves) < TILE:
        start = at + 2
        at = start + int.from_bytes(bundle[at:start], "big")
        leaves.append(bundle[start:at])
    if at != end or len(leaves) != real:
        raise Fault("bundle", name=tile_path("entries", number, real))
    return leaves[:width]


@dataclass(frozen=True)
class Seen:
    """What a monitor remembers: the last checkpoint and the edge of its tree. Size 0: nothing yet."""

    origin: str = ""
    size: int = 0
    root: bytes = EMPTY_ROOT
    note: str = ""
    levels: tuple[tuple[bytes, ...], ...] = ((),)

    def to_json(self) -> str:
        """Write it for the state file."""
        levels = [[each.hex() for each in level] for level in self.levels]
        kept = {"format": "pulau-monitor/1", "origin": self.origin, "size": self.size, "root": self.root.hex()}
        return json.dumps({**kept, "checkpoint": self.note, "edge": levels}, indent=1)


def load_state(path: str) -> Seen:
    """Read the state file; nothing yet where there is none. Unreadable `state`: damaged (its edge is not its root)."""
    try:
        raw = read_file(path, 16 * MAX_TEXT)
    except Unreadable:
        if os.path.lexists(path):
            raise
        return Seen()
    try:
        kept = parse_json(raw.decode())
        levels = tuple(tuple(bytes.fromhex(each) for each in level) for level in kept["edge"])
        seen = Seen(
            str(kept["origin"]), int(kept["size"]), bytes.fromhex(kept["root"]), str(kept["checkpoint"]), levels
        )
        edge = Edge([list(level) for level in levels])
        whole = len(levels) < 9 and all(
            len(level) < TILE and all(len(each) == 32 for each in level) for level in levels
        )
        if kept["format"] != "pulau-monitor/1" or not whole or (edge.size, edge.root()) != (seen.size, seen.root):
            raise ValueError("the edge is of another tree")
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise Unreadable("state", name=path) from error
    return seen


def save_state(path: str, seen: Seen) -> None:
    """Write the state file so that there is always a whole one: beside it, to the disk, then in its place."""
    handle, beside = tempfile.mkstemp(dir=os.path.dirname(os.path.abspath(path)), prefix=".pulau-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(seen.to_json())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise


Tell = Callable[[int, int], None]
"""Told now and then: how many leaves were read, of how many."""


def no_word(_done: int, _size: int) -> None:
    """Tell nobody how far it is."""


def follow(source: Source, checkpoint: Checkpoint, seen: Seen, edge: Edge, tell: Tell) -> None:
    """Read every leaf from the edge's tile on and let the edge grow to the checkpoint, comparing every tile.

    Fault: `missing`, `bundle`, `leaf-form`, `tile`; `fork`: the tree that was seen is not the beginning of this one.
    """
    leaf, sha256 = leaf_pattern(checkpoint.origin), hashlib.sha256
    edge.levels[0].clear()  # the unfinished bundle is read again from its beginning
    numbers = range(edge.size // TILE, -(-checkpoint.size // TILE))
    widths = {number: min(TILE, checkpoint.size - number * TILE) for number in numbers[-1:]}
    paths = (tile_path(level, each, widths.get(each, TILE)) for each in numbers for level in ("entries", 0))
    files = source.in_order(paths)
    for number, bundle, tile in zip(numbers, files, files):
        width, hashes = widths.get(number, TILE), []
        for place, each in enumerate(leaves_of(source, bundle, number, width)):
            if leaf.fullmatch(each) is None:
                raise Fault("leaf-form", index=number * TILE + place)
            hashes.append(sha256(b"\x00" + each).digest())
        if 0 < seen.size - number * TILE <= width and edge.root(hashes[: seen.size - number * TILE]) != seen.root:
            raise Fault("fork", size=seen.size, saved=seen.note, shown=checkpoint.note)
        if hashes_of(source, tile, 0, number, width) != b"".join(hashes):
            raise Fault("tile", name=tile_path(0, number, width))
        for level, full in edge.grow(hashes):
            if level:
                compare_tile(source, level, number // TILE**level, full)
        tell(number * TILE + width, checkpoint.size)
    for level, partial in enumerate(edge.levels[1:], 1):
        if partial:
            compare_tile(source, level, checkpoint.size // TILE ** (level + 1), partial)


def compare_tile(source: Source, level: int, number: int, hashes: Sequence[bytes]) -> None:
    """Compare a tile with what was computed. Fault `tile`, `missing`."""
    path = tile_path(level, number, len(hashes))
    if hashes_of(source, source.get(path), level, number, len(hashes)) != b"".join(hashes):
        raise Fault("tile", name=path)


def check_growth(seen: Seen, checkpoint: Checkpoint) -> None:
    """Compare two heads. Fault: `another-log`; `rollback`, it is smaller; `fork`, another root at the same size."""
    if seen.origin and seen.origin != checkpoint.origin:
        raise Fault("another-log", origin=checkpoint.origin, saved=seen.origin)
    if checkpoint.size < seen.size:
        raise Fault("rollback", size=checkpoint.size, seen=seen.size, saved=seen.note, shown=checkpoint.note)
    if checkpoint.size == seen.size and checkpoint.root != seen.root:
        raise Fault("fork", size=seen.size, saved=seen.note, shown=checkpoint.note)


def monitor(
    source: Source, policy: Policy, seen: Seen, *, full: bool = False, tell: Tell = no_word
) -> tuple[Checkpoint, Seen]:
    """Check all that is new since `seen`, with `full` all there is; return the checkpoint and what to remember.

    Takes constant memory. Fault where the log is not what it was, or not what it signed. Where what is new does not
    fit to what was seen, all is read again: that tells a fork of the past from a fault in what is new.
    """
    note = source.get("checkpoint")
    if note is None:
        raise Unreadable("unreadable", name=f"{source.place}/checkpoint")
    checkpoint = open_checkpoint(text_of(note, "note"), policy)
    check_growth(seen, checkpoint)
    edge = Edge() if full else Edge([list(level) for level in seen.levels])
    try:
        if full or checkpoint.size > seen.size:
            follow(source, checkpoint, seen, edge, tell)
        if edge.root() != checkpoint.root:
            raise Fault("root", size=checkpoint.size, saved=seen.note, shown=checkpoint.note)
    except Fault as fault:
        if full or not seen.size or fault.code not in {"tile", "root"}:
            raise
        return monitor(source, policy, seen, full=True, tell=tell)
    levels = tuple(tuple(level) for level in edge.levels)
    return checkpoint, Seen(checkpoint.origin, checkpoint.size, checkpoint.root, checkpoint.note, levels)


class Tree:
    """Computes paths and roots from tiles, for receipts; what it computes is compared with the monitored root."""

    def __init__(self, source: Source, size: int) -> None:
        self.source, self.size = source, size
        self.tiles: dict[tuple[int, int], bytes] = {}

    def tile(self, level: int, number: int) -> bytes:
        """Return a tile of the tree; the last ones stay in memory."""
        if (level, number) not in self.tiles:
            if len(self.tiles) >= 1024:
                self.tiles.clear()
            width = min(TILE, self.size // TILE**level - number * TILE)
            data = self.source.get(tile_path(level, number, width))
            self.tiles[level, number] = hashes_of(self.source, data, level, number, width)
        return self.tiles[level, number]

    def root(self, start: int, end: int) -> bytes:
        """Return the hash above the leaves start … end - 1 (RFC 6962 §2.1)."""
        count = end - start
        if count & (count - 1):
            middle = start + (1 << count.bit_length() - 1)
            return node_hash(self.root(start, middle), self.root(middle, end))
        level, rest = divmod(count.bit_length() - 1, 8)
        number, place = divmod(start // TILE**level, TILE)
        tile = self.tile(level, number)
        return perfect_root([tile[32 * each : 32 * each + 32] for each in range(place, place + (1 << rest))])

    def path(self, index: int, start: int, end: int) -> list[bytes]:
        """Return the inclusion path of a leaf among start … end - 1 (RFC 6962 §2.1.1)."""
        if end - start == 1:
            return []
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        if index < middle:
            return [*self.path(index, start, middle), self.root(middle, end)]
        return [*self.path(index, middle, end), self.root(start, middle)]


def check_in_tree(verdict: Verdict, tree: Tree, checkpoint: Checkpoint, roots: dict[int, bytes]) -> None:
    """Check that a receipt's leaf, and its own checkpoint, are in the tree that was monitored. Fault `not-in-tree`."""
    shown, size = verdict.checkpoint, checkpoint.size
    if shown.origin != checkpoint.origin or not verdict.index < shown.size <= size:
        raise Fault("not-in-tree", size=size)
    path = tree.path(verdict.index, 0, size)
    if shown.size not in roots:
        roots[shown.size] = tree.root(0, shown.size)
    path_root = root_from_path(verdict.index, size, verdict.leaf_hash, path)
    if (path_root, roots[shown.size]) != (checkpoint.root, shown.root):
        raise Fault("not-in-tree", size=size)


@dataclass
class Records:
    """How many receipts of a folder were what; faults by the name of the file."""

    valid: int = 0
    unwitnessed: int = 0
    faults: dict[str, Fault] = field(default_factory=dict)


def check_records(folder: str, tree: Tree, checkpoint: Checkpoint, policy: Policy) -> Records:
    """Check every `*.pulau.json` and `*.pulau-score.json` in a folder against the policy and the monitored tree."""
    counted = Records()
    roots: dict[int, bytes] = {}
    if not os.path.isdir(folder):
        raise Unreadable("unreadable", name=folder)
    for name in sorted(name for name in os.listdir(folder) if name.endswith((".pulau.json", SCORE_ENDING))):
        raw = read_file(os.path.join(folder, name))
        try:
            score = check_score(text_of(raw, "score"), policy) if name.endswith(SCORE_ENDING) else None
            verdict = score.receipt if score else check_receipt(parse_receipt(raw), policy)
            if verdict:
                check_in_tree(verdict, tree, checkpoint, roots)
        except Fault as fault:
            counted.faults[name] = fault
            continue
        proven = verdict is not None and verdict.checkpoint.quorum
        counted.valid += proven
        counted.unwitnessed += not proven
    return counted


# --- replay
# ============================================================================================== 9. replaying a score

SCORE_ENDING = ".pulau-score.json"
SCORE_PARTS = {"about", "answers", "digests", "engine", "format", "law", "options", "result"}


@dataclass(frozen=True)
class Replayed:
    """A score that came out as claimed: what the log must have told of it, its law, and what the receipts prove."""

    told: dict[str, Any]
    law: dict[str, Any]
    receipt: Verdict | None
    packs: Verdict | None


@lru_cache(maxsize=1)
def load_replay() -> Any:
    """Load the sums, `pulau_replay.py` beside this file. Unreadable where it is not there."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pulau_replay.py")
    spec = importlib.util.spec_from_file_location("pulau_replay", path)
    if spec is None or spec.loader is None or not os.path.isfile(path):
        raise Unreadable("unreadable", name=path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest_of(value: object) -> str:
    """Return the SHA-256 of a value in its one form."""
    return hashlib.sha256(canonical(parse_json(json.dumps(value))).encode()).hexdigest()


def differences(told: Any, found: Any, path: str) -> list[str]:
    """Return the paths at which what is told is not what is found."""
    if isinstance(told, dict) and isinstance(found, dict):
        names = sorted({*told, *found})
        return [each for name in names for each in differences(told.get(name), found.get(name), f"{path}.{name}")]
    return [] if told == found and type(told) is type(found) else [path]


def told_in(verdict: Verdict, *path: object) -> Any:
    """Return what a record's payload holds at a path; None where nothing does."""
    value = verdict.record.get("payload")
    for name in path:
        value = value.get(name) if isinstance(value, dict) and isinstance(name, str) else None
    return value


def check_score(text: str, policy: Policy) -> Replayed:
    """Compute a score file anew, and hold it against what the log told as it was locked.

    Fault: `score`, not a whole score file; `differs`, where; and as `check_receipt`.
    """
    sums, score = load_replay(), canonical_object(text, "score")
    given = {name: canonical(score.pop(name)).encode() for name in ("receipt", "packs") if name in score}
    if set(score) != SCORE_PARTS or score["format"] != "pulau-score/1" or score["engine"] != sums.ENGINE:
        raise Fault("score")
    law, options, about = score["law"], score["options"], score["about"]
    try:
        result = sums.replayed(law, score["answers"], options)
        told = {**about, "total": result["exact"]["total"], "titles": result["titles"], "result": digest_of(result)}
    except sums.NOT_A_SCORE as error:
        raise Fault("score") from error
    digests = {"rules": digest_of(law), "answers": digest_of(score["answers"])}
    digests["replay"] = digest_of({**digests, "options": options, "engine": sums.ENGINE})
    told |= digests
    where = differences(score["result"], result, "result") + differences(score["digests"], digests, "digests")
    proofs = {name: check_receipt(parse_receipt(each), policy) for name, each in given.items()}
    receipt, packs = proofs.get("receipt"), proofs.get("packs")
    if receipt is not None:
        where += differences(told_in(receipt, "scores", about.get("level")), told, "log")
    if packs is not None:
        where += differences(told_in(packs, "rules", law.get("id")), digests["rules"], "packs")
    if where:
        raise Fault("differs", where=", ".join(where[:12]))
    return Replayed(told, law, receipt, packs)


# ===================================================================================================== 10. the command

WORDS: dict[str, tuple[str, str]] = {  # each sentence in Indonesian and in English
    "unreadable": ("{name} tidak dapat dibaca.", "{name} cannot be read."),
    "too-large": ("{name} lebih besar daripada yang mungkin.", "{name} is larger than it can be."),
    "policy": ("Berkas kebijakan salah pada baris {line}.", "The policy is wrong in line {line}."),
    "no-quorum": ("Berkas kebijakan tidak memuat kuorum.", "The policy has no quorum."),
    "state": ("Berkas keadaan {name} rusak.", "The state file {name} is damaged."),
    "receipt": ("Berkas ini bukan tanda terima Pulau yang utuh.", "This is not a whole receipt of Pulau."),
    "not-canonical": ('Bagian "{what}" tidak dalam bentuk baku.', 'The part "{what}" is not in its one form.'),
    "leaf": ("Daun ini bukan dari catatan {origin}.", "The leaf is not of the log {origin}."),
    "commit": (
        "Isi rekaman telah diubah: tidak cocok dengan catatan.",
        "The record was changed: the log holds another.",
    ),
    "fields": ("Rekaman dan daun tidak saling cocok.", "Record and leaf differ."),
    "proof": ("Bukti rusak atau terpotong.", "The proof is damaged or cut."),
    "path": ("Bukti tidak mengarah ke akar pohon catatan.", "The proof does not lead to the root of the log."),
    "note": ("Kepala catatan rusak atau terpotong.", "The signed head of the log is damaged or cut."),
    "checkpoint": ("Kepala catatan tidak dalam bentuk yang benar.", "The head of the log is not in its right form."),
    "signature": ("Tanda tangan {name} tidak benar.", "The signature of {name} is not right."),
    "no-log": ("Catatan {origin} tidak menandatanganinya.", "No trusted key of the log {origin} has signed it."),
    "other-log": ("Ini dari catatan yang tidak dikenal kebijakan.", "This is of a log that the policy does not know."),
    "print": ("Teks kode QR rusak, terpotong, atau bukan bukti.", "The QR code's text is damaged, cut, or no proof."),
    "file": (
        "Tanda terima asli, tetapi {name} bukan berkas yang dicatat (SHA-256 {sha256}).",
        "The receipt is genuine, but {name} is not a file that it names (SHA-256 {sha256}).",
    ),
    "missing": ("{name} tidak ada, padahal catatan menjanjikannya.", "{name} is missing, though the log promises it."),
    "bundle": ("{name} terpotong atau salah bentuk.", "{name} is cut, or not in its right form."),
    "leaf-form": ("Daun nomor {index} salah bentuk.", "Leaf number {index} is not in its right form."),
    "tile": ("{name} tidak cocok dengan isi catatan.", "{name} does not match what the log holds."),
    "root": (
        "Isi catatan tidak mengarah ke akar yang ditandatangani untuk {size} daun.",
        "What the log holds does not lead to the root that it signed for {size} leaves.",
    ),
    "fork": (
        "CATATAN BERCABANG: {size} daun yang dahulu terlihat kini lain. Simpan kedua kepala catatan sebagai bukti.",
        "THE LOG HAS FORKED: the {size} leaves once seen are others now. Keep both heads as evidence.",
    ),
    "rollback": (
        "Catatan menyusut: dahulu {seen} daun, sekarang {size}.",
        "The log has shrunk: it had {seen} leaves, now {size}.",
    ),
    "another-log": ("Ini catatan {origin}, bukan {saved}.", "This is the log {origin}, not {saved}."),
    "not-in-tree": (
        "Tanda terima ini tidak ada dalam pohon {size} daun yang dipantau.",
        "This receipt is not in the monitored tree of {size} leaves.",
    ),
    "future": (
        "Waktu tanda tangan {name} ({time}) belum tiba menurut jam perangkat ini; periksa jamnya.",
        "{name} signed at {time}, which is still to come by this device's clock; check the clock.",
    ),
    "score": ("Berkas ini bukan berkas nilai Pulau yang utuh.", "This is not a whole score file of Pulau."),
    "differs": ("Nilai ini bukan yang dicatat: berbeda pada {where}.", "This is not the score it should be: {where}."),
    "replayed": (
        "TERHITUNG ULANG DAN TERBUKTI: peraturan, jawaban, dan nilai inilah yang dicatat ketika dikunci.",
        "REPLAYED AND PROVEN: this law, these answers and this score stand in the log as they were locked.",
    ),
    "unproven": (
        "TERHITUNG ULANG, BELUM TERBUKTI: hitungannya benar, tetapi belum ada tanda terima yang cukup disaksikan.",
        "REPLAYED, NOT PROVEN: the sums are right, but no receipt with enough witnesses goes with them.",
    ),
    "total": ("Nilai", "Score"),
    "titles": ("Syarat terpenuhi", "Minimums met"),
    "law": ("Peraturan", "Regulation"),
    "packs": ("Peraturan ini dicatat dipakai sejak", "The log tells this law in use since"),
    "invalid": ("TIDAK SAH", "INVALID"),
    "not-checked": ("TIDAK DAPAT DIPERIKSA", "CANNOT BE CHECKED"),
    "valid": (
        "SAH: tercatat di catatan publik, disaksikan secukupnya, dan tidak berubah sejak itu.",
        "VALID: it stands in the public log, enough witnesses saw it there, and it was not changed since.",
    ),
    "unwitnessed": (
        "BELUM DISAKSIKAN: asli dari catatan ini, tetapi saksi yang disyaratkan belum lengkap.",
        "NOT WITNESSED: genuine, by this log, but not cosigned by the witnesses that the policy asks for.",
    ),
    "ok": (
        "BAIK: seluruh {checked} daun yang diperiksa cocok dengan kepala catatan.",
        "GOOD: all of the {checked} leaves that were checked match the head of the log.",
    ),
    "records": (
        "Tanda terima: {valid} sah, {unwitnessed} belum disaksikan, {faulty} salah.",
        "Receipts: {valid} valid, {unwitnessed} not witnessed, {faulty} faulty.",
    ),
    "progress": ("{done} dari {size} daun", "{done} of {size} leaves"),
    "warning": ("Perhatian", "Note"),
    "action": ("Peristiwa", "Action"),
    "at": ("Waktu", "Time"),
    "payload": ("Isi", "Facts"),
    "log": ("Catatan", "Log"),
    "index": ("Nomor daun", "Leaf number"),
    "size": ("Ukuran pohon", "Size of the tree"),
    "previous": ("Ukuran sebelumnya", "Size before"),
    "root-hash": ("Akar", "Root"),
    "witness": ("Saksi", "Witness"),
    "matching": ("Berkas cocok", "File that belongs to it"),
}


def shown(value: object) -> str:
    """Return text for a terminal: what could move the cursor or turn the direction is escaped."""
    text = value if isinstance(value, str) else canonical(value)
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)


def say(lang: str, code: str, **facts: object) -> str:
    """Return the sentence of a code, in `id` or `en`."""
    return WORDS[code][lang == "en"].format(**{name: shown(value) for name, value in facts.items()})


def when(seconds: int) -> str:
    """Return a time in UTC; the bare number where the calendar ends."""
    try:
        return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))
    except (OverflowError, OSError, ValueError):
        return str(seconds)


@dataclass(frozen=True)
class Report:
    """What a command found: the exit code, the facts for programs, and the lines for people."""

    exit_code: int
    data: dict[str, Any]
    lines: list[str]


def witness_facts(checkpoint: Checkpoint) -> dict[str, Any]:
    """Return what the JSON says of a checkpoint."""
    witnesses = [{"name": each.witness, "time": each.time, "at": when(each.time)} for each in checkpoint.cosigned]
    head = {"log": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()}
    return {**head, "quorum": checkpoint.quorum, "witnesses": witnesses}


def head_lines(checkpoint: Checkpoint, lang: str) -> list[str]:
    """Return the lines on a checkpoint: witnesses, and what is odd."""
    seen = [f"  {say(lang, 'witness')}: {shown(each.witness)}, {when(each.time)}" for each in checkpoint.cosigned]
    odd = warnings_of(checkpoint, time.time())
    return [*seen, *(f"  {say(lang, 'warning')}: {say(lang, each.code, **each.facts)}" for each in odd)]


def receipt_report(verdict: Verdict, files: Sequence[str], lang: str) -> Report:
    """Say what a receipt proves. Fault `file`: one of the files does not belong to it."""
    digests = {name: file_digest(name) for name in files}
    for name, digest in digests.items():
        if not names_digest(verdict.record.get("payload"), digest):
            raise Fault("file", name=name, sha256=digest)
    record, checkpoint = verdict.record, verdict.checkpoint
    labels = [("action", record["action"]), ("at", record["at"])]
    labels += [(name, record[name]) for name in record if name not in {"v", "action", "at", "payload"}]
    payload = record.get("payload", {})
    facts = payload.items() if isinstance(payload, dict) else [("", payload)]
    lines = [say(lang, verdict.state)]
    lines += [f"  {say(lang, name) if name in WORDS else shown(name)}: {shown(value)}" for name, value in labels]
    lines += [f"  {say(lang, 'payload')}: {shown(name)} = {shown(value)}" for name, value in facts]
    place = [("log", checkpoint.origin), ("index", verdict.index), ("size", checkpoint.size)]
    lines += [f"  {say(lang, name)}: {shown(value)}" for name, value in place]
    lines += [f"  {say(lang, 'matching')}: {shown(name)}" for name in digests]
    data = {
        "verdict": verdict.state, "action": record["action"], "time": record["at"], "type": verdict.kind,
        "record": record, "index": verdict.index, "leaf_hash": verdict.leaf_hash.hex(), **witness_facts(checkpoint),
        "files": [{"name": name, "sha256": digest} for name, digest in digests.items()],
        "warnings": [failure(each, lang) for each in warnings_of(checkpoint, time.time())],
    }  # fmt: skip
    return Report(0 if checkpoint.quorum else 3, data, lines + head_lines(checkpoint, lang))


def failure(error: VerifierError, lang: str) -> dict[str, Any]:
    """Return what the JSON says of a fault or warning."""
    return {"code": error.code, "facts": error.facts, "message": say(lang, error.code, **error.facts)}


def file_digest(path: str) -> str:
    """Return the SHA-256 of a file of any length, in hex."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            for block in iter(lambda: file.read(MAX_TEXT), b""):
                digest.update(block)
    except (OSError, ValueError) as error:
        raise Unreadable("unreadable", name=path) from error
    return digest.hexdigest()


def read_file(path: str, limit: int = 4 * MAX_TEXT) -> bytes:
    """Read a file. Unreadable: `unreadable`; `too-large`, longer than anything genuine."""
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise Unreadable("unreadable", name=path) from error
    if len(data) > limit:
        raise Unreadable("too-large", name=path)
    return data


def text_of(raw: bytes, code: str) -> str:
    """Read bytes as UTF-8. Fault `code` where they are none."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(code) from error


def verify_command(args: argparse.Namespace) -> Report:
    """`verify RECEIPT POLICY`, or `verify RECORD PROOF POLICY`."""
    policy = parse_policy(read_file(args.paths[-1]))
    proof = read_file(args.paths[1]) if len(args.paths) == 3 else None
    verdict = check_receipt(parse_receipt(read_file(args.paths[0]), proof), policy)
    return receipt_report(verdict, args.file, args.lang)


def qr_command(args: argparse.Namespace) -> Report:
    """`qr TEXT_OR_FILE POLICY`."""
    policy = parse_policy(read_file(args.policy))
    text = args.text if args.text.startswith("PULAU1:") else text_of(read_file(args.text), "print")
    verdict = check_receipt(parse_print(text.strip("\r\n"), policy), policy)
    return receipt_report(verdict, args.file, args.lang)


def replay_command(args: argparse.Namespace) -> Report:
    """`replay SCORE POLICY`."""
    policy = parse_policy(read_file(args.policy))
    found = check_score(text_of(read_file(args.score), "score"), policy)
    proven = found.receipt is not None and found.receipt.checkpoint.quorum
    state, told, receipt = "replayed" if proven else "unproven", found.told, found.receipt
    met = ", ".join(title for title, reached in told["titles"].items() if reached) or "-"
    facts = [
        ("total", told["total"]),
        ("titles", met),
        ("law", f"{found.law.get('instrument')} (SHA-256 {told['rules']})"),
    ]
    facts += [("at", receipt.record["at"]), ("action", receipt.record["action"])] if receipt else []
    facts += [("packs", found.packs.record["at"])] if found.packs else []
    who = [f"  {shown(name)}: {shown(told[name])}" for name in ("agency", "unit", "year", "level") if name in told]
    lines = [say(args.lang, state), *who, *(f"  {say(args.lang, name)}: {shown(value)}" for name, value in facts)]
    lines += head_lines(receipt.checkpoint, args.lang) if receipt else []
    data = {"verdict": state, "score": told, "regulation": found.law.get("id"), "law_logged": found.packs is not None}
    data |= {"record": receipt.record, "index": receipt.index, **witness_facts(receipt.checkpoint)} if receipt else {}
    return Report(0 if proven else 3, data, lines)


def progress(lang: str) -> Tell:
    """Return what tells a person at a terminal, once a second, how far it is."""
    last = [time.monotonic()]

    def tell(done: int, size: int) -> None:
        if time.monotonic() - last[0] > 1:
            last[0] = time.monotonic()
            print(say(lang, "progress", done=done, size=size), end="\r", file=sys.stderr, flush=True)

    return tell if sys.stderr.isatty() else no_word


def monitor_command(args: argparse.Namespace) -> Report:
    """`monitor SOURCE POLICY --state FILE`. The state is kept also where witnesses lack: the log's word binds it."""
    policy, seen = parse_policy(read_file(args.policy)), load_state(args.state)
    source = Source(args.source)
    checkpoint, now_seen = monitor(source, policy, seen, full=args.full, tell=progress(args.lang))
    records = Records()
    if args.records:
        records = check_records(args.records, Tree(source, checkpoint.size), checkpoint, policy)
    if not records.faults:
        save_state(args.state, now_seen)
    return monitor_report(checkpoint, 0 if args.full else seen.size, records, args.lang)


def monitor_report(checkpoint: Checkpoint, before: int, records: Records, lang: str) -> Report:
    """Say what a monitor found."""
    witnessed = checkpoint.quorum and not records.unwitnessed
    code = 1 if records.faults else 0 if witnessed else 3
    checked = checkpoint.size - before
    faults = {name: failure(error, lang) for name, error in records.faults.items()}
    counts = {"valid": records.valid, "unwitnessed": records.unwitnessed}
    lines = [say(lang, "ok", checked=checked)] + ([] if checkpoint.quorum else [say(lang, "unwitnessed")])
    place = [("log", checkpoint.origin), ("previous", before), ("size", checkpoint.size)]
    lines += [f"  {say(lang, name)}: {shown(value)}" for name, value in place]
    lines += [f"  {say(lang, 'root-hash')}: {checkpoint.root.hex()}", *head_lines(checkpoint, lang)]
    if faults or any(counts.values()):
        lines.append(say(lang, "records", **counts, faulty=len(faults)))
        lines += [f"  {say(lang, 'invalid')}: {shown(name)}: {fault['message']}" for name, fault in faults.items()]
    data = {
        "verdict": ("ok", "invalid", "", "unwitnessed")[code], **witness_facts(checkpoint),
        "previous": before, "checked": checked, "records": {**counts, "faults": faults},
        "warnings": [failure(each, lang) for each in warnings_of(checkpoint, time.time())],
    }  # fmt: skip
    return Report(code, data, lines)


COMMANDS: dict[str, Callable[[argparse.Namespace], Report]] = {
    "verify": verify_command,
    "qr": qr_command,
    "monitor": monitor_command,
    "replay": replay_command,
}


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """Read the command line; wrong use ends with exit code 2."""
    parser = argparse.ArgumentParser(
        prog="pulau_verify.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa / language")
    common.add_argument("--json", action="store_true", help="untuk program / for programs")
    files = argparse.ArgumentParser(add_help=False)
    files.add_argument("--file", action="append", default=[], help="berkas yang dicocokkan / a file to compare")
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify", parents=[common, files], help="tanda terima / a receipt")
    verify.add_argument("paths", nargs="+", metavar="RECEIPT|RECORD [PROOF] POLICY")
    printed = commands.add_parser("qr", parents=[common, files], help="kode QR / a printed proof")
    printed.add_argument("text", metavar="TEXT_OR_FILE")
    printed.add_argument("policy", metavar="POLICY")
    watch = commands.add_parser("monitor", parents=[common], help="seluruh catatan / the whole log")
    watch.add_argument("source", metavar="SOURCE")
    watch.add_argument("policy", metavar="POLICY")
    watch.add_argument("--state", required=True, help="yang diingat / what is remembered")
    watch.add_argument("--full", action="store_true", help="periksa semuanya lagi / check all of it again")
    watch.add_argument("--records", metavar="DIR", help="folder tanda terima / a folder of receipts")
    again = commands.add_parser("replay", parents=[common], help="hitung ulang nilai / compute a score anew")
    again.add_argument("score", metavar="SCORE")
    again.add_argument("policy", metavar="POLICY")
    parsed = parser.parse_args(given)
    if parsed.command == "verify" and len(parsed.paths) not in {2, 3}:
        parser.error("verify RECEIPT POLICY | verify RECORD PROOF POLICY")
    return parsed


def main(given: Sequence[str] | None = None) -> int:
    """Run a command, print what it found, and return the exit code."""
    args = arguments(sys.argv[1:] if given is None else given)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        report = COMMANDS[args.command](args)
    except OSError as error:
        report = failed(Unreadable("unreadable", name=str(error.filename or error)), args.lang)
    except VerifierError as error:
        report = failed(error, args.lang)
    print(json.dumps(report.data) if args.json else "\n".join(report.lines))
    return report.exit_code


def failed(error: VerifierError, lang: str) -> Report:
    """Say why a command ended before its end."""
    said = failure(error, lang)
    title = "not-checked" if isinstance(error, Unreadable) else "invalid"
    return Report(error.exit_code, {"verdict": error.verdict, **said}, [f"{say(lang, title)}: {said['message']}"])


if __name__ == "__main__":
    sys.exit(main())
