"""From a journal entry to its leaf: the record, its salted commitment, and the leaf that goes into the log."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Final

VERSION: Final = 1
SALT_BYTES: Final = 32
_LARGEST: Final = 2**53 - 1
"""RFC 8785 knows no larger number: to other programs numbers are floats."""
_PLAIN: Final = re.compile(r"[ !#-\[\]-~]*")
"""Text that stands in JSON as it is."""


class RecordRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A text is no record or leaf in its canonical form, or the two do not belong together."""


@dataclass(frozen=True, slots=True)
class Record:
    """A journal entry as it is committed to. Empty texts are fields without a value.

    `payload` is RFC 8785 JSON of an object; `at` is UTC with milliseconds and Z; `tenant` is empty for what the
    operator does.
    """

    id: str
    action: str
    at: str
    object_type: str
    object_id: str
    payload: str
    tenant: str = ""
    actor: str = ""
    role: str = ""
    on_behalf_of: str = ""
    unit: str = ""
    request: str = ""


def record_bytes(record: Record) -> bytes:
    """Return the canonical JSON of a record. The payload goes in as it is: it is canonical already."""
    fields = (
        ("action", record.action), ("actor", record.actor), ("at", record.at), ("id", record.id),
        ("object", record.object_id), ("object_type", record.object_type), ("on_behalf_of", record.on_behalf_of),
        ("payload", record.payload), ("request", record.request), ("role", record.role), ("tenant", record.tenant),
        ("unit", record.unit),
    )  # fmt: skip
    told = ",".join(f'"{name}":{value if name == "payload" else _quoted(value)}' for name, value in fields if value)
    return f'{{{told},"v":{VERSION}}}'.encode()


def commitment(salt: bytes, record: bytes) -> str:
    """Return SHA-256(salt || record) as 64 hex digits. Raises ValueError for a salt that has not 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hashlib.sha256(salt + record).hexdigest()


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the log says of an entry: what kind it is, when it happened, its id and its commitment."""

    type: str
    time: str
    log: str
    ref: str
    commit: str


def leaf_bytes(leaf: Leaf) -> bytes:
    """Return the canonical JSON of a leaf."""
    told = ",".join(f'"{name}":{_quoted(getattr(leaf, name))}' for name in ("commit", "log", "ref", "time", "type"))
    return f'{{{told},"v":{VERSION}}}'.encode()


def leaf_of(record: Record, kind: str, origin: str, salt: bytes) -> Leaf:
    """Return the leaf of a record, of a kind, in the log with this origin."""
    return Leaf(kind, record.at, origin, record.id, commitment(salt, record_bytes(record)))


def read_leaf(raw: bytes) -> Leaf:
    """Return the leaf of its canonical JSON. Raises RecordRefused for anything else."""
    found = read_object(raw)
    if not _is_ours(found.pop("v", None)) or not all(isinstance(value, str) for value in found.values()):
        raise RecordRefused("a leaf of another version")
    try:
        return Leaf(**{name: str(value) for name, value in found.items()})
    except TypeError as problem:
        raise RecordRefused("a leaf has other fields") from problem


def belongs(leaf: Leaf, record: bytes, salt: bytes) -> None:
    """Hold a leaf against the record and salt that it commits to. Raises RecordRefused."""
    told = read_object(record)
    if not _is_ours(told.get("v")) or (told.get("id"), told.get("at")) != (leaf.ref, leaf.time):
        raise RecordRefused("the leaf is of another record")
    if len(salt) != SALT_BYTES or commitment(salt, record) != leaf.commit:
        raise RecordRefused("the record is not the one that was committed to")


def read_object(raw: bytes) -> dict[str, object]:
    """Return the JSON object of its RFC 8785 form, in which no numbers but whole ones stand. Raises RecordRefused."""
    try:
        found = json.loads(
            raw.decode(), object_pairs_hook=once, parse_int=_whole, parse_float=_never, parse_constant=_never
        )
        canonical = isinstance(found, dict) and _canonical(found).encode() == raw
    except (ValueError, RecursionError) as problem:
        raise RecordRefused("not JSON as it is written here") from problem
    if not canonical:
        raise RecordRefused("not an object in its canonical form")
    return dict(found)


def _is_ours(version: object) -> bool:
    return version == VERSION and version is not True


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object of its pairs. Raises ValueError where a name stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _whole(told: str) -> int:
    number = int(told)
    if abs(number) > _LARGEST:
        raise ValueError(f"{told} is too large")
    return number


def _never(told: str) -> object:
    raise ValueError(f"{told} has no place here")


def _canonical(value: object) -> str:
    match value:
        case dict():
            names = sorted(value, key=lambda name: name.encode("utf-16-be"))
            return "{" + ",".join(f"{_quoted(name)}:{_canonical(value[name])}" for name in names) + "}"
        case list():
            return "[" + ",".join(map(_canonical, value)) + "]"
        case str():
            return _quoted(value)
        case _:
            return json.dumps(value)


def _quoted(text: str) -> str:
    """Return a text as RFC 8785 writes it; most are plain, and quick."""
    return f'"{text}"' if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
