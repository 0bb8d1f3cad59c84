"""An honest log, built without the verifier's code: keys of `cryptography`, trees by RFC 6962's own recursion."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pulau.exchange.log import pulau_verify

ORIGIN = "catatan.pulau.example/2026"
NOW = 1_795_762_800  # 27 November 2026
SOURCE = Path(str(pulau_verify.__file__))
BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def base64_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


@dataclass(frozen=True)
class Signer:
    """A log (kind 1) or a witness (kind 4)."""

    name: str
    kind: int = 4
    seed: str = ""

    @cached_property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(digest((self.seed or self.name).encode()))

    @cached_property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        return digest(self.name.encode(), b"\n", bytes([self.kind]), self.public)[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64_of(bytes([self.kind]) + self.public)}"

    def signature(self, text: str, at: int = NOW) -> bytes:
        """Return key id and signature, as they stand in a note."""
        if self.kind == 1:
            return self.key_id + self.private.sign(text.encode())
        signed = self.private.sign(f"cosignature/v1\ntime {at}\n{text}".encode())
        return self.key_id + at.to_bytes(8, "big") + signed

    def line(self, text: str, at: int = NOW) -> str:
        return f"— {self.name} {base64_of(self.signature(text, at))}\n"


LOG = Signer(ORIGIN, 1)
OMBUDSMAN, BPKP, CAMPUS = Signer("ombudsman.example"), Signer("bpkp.example"), Signer("kampus.example/saksi")
POLICY = (
    f"# kebijakan\nlog {LOG.vkey} https://catatan.pulau.example/log\n\n"
    f"witness ombudsman {OMBUDSMAN.vkey} https://saksi.ombudsman.example\n"
    f"witness bpkp {BPKP.vkey}\nwitness universitas {CAMPUS.vkey}\n"
    "group others any bpkp universitas\ngroup all all ombudsman others\nquorum all\n"
)


def canonical(value: object) -> str:
    """RFC 8785 for what the tests write: keys in ASCII."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def uuid(number: int) -> str:
    return str(UUID(bytes=digest(b"id", str(number).encode())[:16], version=4))


def split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


@dataclass(eq=False)
class HonestLog:
    """A log whose entries follow from their number and `tale`: two logs with another tale have other entries."""

    count: int
    tale: str = ""
    branch: int = 0
    """From this index on the tale is told; below it, all logs are alike."""
    changed: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.leaves = [self.changed.get(index) or self.leaf(index) for index in range(self.count)]
        self.mth = cache(self._mth)

    def salt(self, index: int) -> bytes:
        return digest(b"salt", str(index).encode())

    def record(self, index: int) -> dict[str, Any]:
        tale = self.tale if index >= self.branch else ""
        file = hashlib.sha256(b"file %d" % index).hexdigest()
        return {
            "v": 1, "id": uuid(index), "tenant": uuid(-1), "action": "worksheet.locked", "role": "TPI",
            "at": f"2026-11-{1 + index % 27:02d}T08:{index % 60:02d}:00.000Z", "object_type": "worksheet",
            "actor": uuid(-2), "object": uuid(-3),
            "payload": {"evidence": [{"sha256": file}], "level": index % 3, "note": "é" + tale},
        }  # fmt: skip

    def leaf(self, index: int) -> bytes:
        record = self.record(index)
        commit = digest(self.salt(index), canonical(record).encode()).hex()
        leaf = {"commit": commit, "log": ORIGIN, "ref": record["id"], "time": record["at"], "type": "lock", "v": 1}
        return canonical(leaf).encode()

    def _mth(self, start: int, end: int) -> bytes:
        if end - start < 2:
            return digest(b"\x00", self.leaves[start]) if end > start else digest()
        middle = start + split(end - start)
        return digest(b"\x01", self.mth(start, middle), self.mth(middle, end))

    def path(self, index: int, start: int, end: int) -> list[bytes]:
        """RFC 6962 §2.1.1."""
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if index < middle:
            return [*self.path(index, start, middle), self.mth(middle, end)]
        return [*self.path(index, middle, end), self.mth(start, middle)]

    def consistency(self, old: int, start: int, end: int, *, whole: bool = True) -> list[bytes]:
        """RFC 6962 §2.1.2: SUBPROOF(old, D[start:end], whole)."""
        if old == end - start:
            return [] if whole else [self.mth(start, end)]
        k = split(end - start)
        if old <= k:
            return [*self.consistency(old, start, start + k, whole=whole), self.mth(start + k, end)]
        return [*self.consistency(old - k, start + k, end, whole=False), self.mth(start, start + k)]

    def body(self, size: int | None = None) -> str:
        size = self.count if size is None else size
        return f"{ORIGIN}\n{size}\n{base64_of(self.mth(0, size))}\n"

    def note(self, size: int | None = None, *by: Signer) -> str:
        text = self.body(size)
        return text + "\n" + "".join(signer.line(text) for signer in by or (LOG, OMBUDSMAN, BPKP))

    def proof(self, index: int, size: int | None = None, *by: Signer) -> str:
        size = self.count if size is None else size
        hashes = "".join(base64_of(each) + "\n" for each in self.path(index, 0, size))
        return f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n{self.note(size, *by)}"

    def receipt(self, index: int, size: int | None = None, *by: Signer) -> dict[str, str]:
        return {
            "format": "pulau-receipt/1", "record": canonical(self.record(index)), "salt": self.salt(index).hex(),
            "leaf": self.leaves[index].decode(), "proof": self.proof(index, size, *by),
        }  # fmt: skip

    def printed(self, index: int, *by: Signer) -> str:
        return "PULAU1:" + base45(self.packed(index, *by))

    def packed(self, index: int, *by: Signer) -> bytes:
        """What the code of a certificate holds."""
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        record = deflate.compress(canonical(self.record(index)).encode()) + deflate.flush()
        text, path = self.body(), self.path(index, 0, self.count)
        signatures = [signer.signature(text) for signer in by or (LOG, OMBUDSMAN, BPKP)]
        return b"".join([
            b"\x01", self.salt(index), varint(len(record)), record, b"\x04lock", varint(index), varint(self.count),
            varint(len(path)), *path, varint(len(signatures)), *(bytes([len(each)]) + each for each in signatures),
        ])  # fmt: skip

    def write(self, folder: Path, *by: Signer) -> Path:
        """Write the static tree as it is at this size; what was there is kept."""
        for number in range(-(-self.count // 256)):
            leaves = self.leaves[number * 256 : number * 256 + 256]
            bundle = b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)
            put(folder, "entries", number, len(leaves), bundle)
        level, span = 0, 1
        while span <= self.count:
            hashes = [self.mth(start, start + span) for start in range(0, self.count // span * span, span)]
            for number in range(-(-len(hashes) // 256)):
                tile = hashes[number * 256 : number * 256 + 256]
                put(folder, level, number, len(tile), b"".join(tile))
            level, span = level + 1, span * 256
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "checkpoint").write_text(self.note(None, *by), encoding="utf-8")
        return folder


def put(folder: Path, level: int | str, number: int, width: int, data: bytes) -> None:
    path = folder / place(level, number, width)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def place(level: int | str, number: int, width: int = 256) -> str:
    thousands, rest = divmod(number, 1000)
    name = f"x{thousands:03d}/{rest:03d}" if thousands else f"{rest:03d}"
    return f"tile/{level}/{name}" + (f".p/{width}" if width < 256 else "")


def varint(number: int) -> bytes:
    low, rest = number & 127, number >> 7
    return bytes([low | 128]) + varint(rest) if rest else bytes([low])


def base45(raw: bytes) -> str:
    """RFC 9285 §4."""
    text = ""
    for start in range(0, len(raw), 2):
        value = int.from_bytes(raw[start : start + 2], "big")
        for _ in range(3 if len(raw) - start > 1 else 2):
            value, place_value = divmod(value, 45)
            text += BASE45[place_value]
    return text


def checked(receipt: dict[str, str], policy: str = POLICY, *, by: ModuleType = pulau_verify) -> str:
    """What the verifier says of a receipt: `valid`, `unwitnessed`, or the code of its fault."""
    try:
        read = by.parse_receipt(json.dumps(receipt).encode())
        return str(by.check_receipt(read, by.parse_policy(policy.encode())).state)
    except by.VerifierError as error:
        return str(error.code)


def checked_print(text: str, policy: str = POLICY, *, by: ModuleType = pulau_verify) -> str:
    """What the verifier says of a printed proof."""
    try:
        read = by.parse_policy(policy.encode())
        return str(by.check_receipt(by.parse_print(text, read), read).state)
    except by.VerifierError as error:
        return str(error.code)


def followed(folder: Path, seen: Any = None, *, full: bool = False, by: ModuleType = pulau_verify) -> Any:  # noqa: ANN401
    """What a monitor remembers after a look at the folder; the code of the fault where there is one."""
    try:
        return by.monitor(by.Source(str(folder)), by.parse_policy(POLICY.encode()), seen or by.Seen(), full=full)[1]
    except by.VerifierError as error:
        return error.code


def weakened(old: str, new: str) -> ModuleType:
    """The verifier with one check taken out: the control that a test can fail."""
    source = SOURCE.read_text(encoding="utf-8")
    assert source.count(old) == 1, (old, source.count(old))
    import sys  # noqa: PLC0415 - a dataclass looks for its module while it is made

    module = ModuleType("weakened_verifier")
    sys.modules[module.__name__] = module
    exec(compile(source.replace(old, new), str(SOURCE), "exec"), module.__dict__)  # noqa: S102 - our own file
    return module
