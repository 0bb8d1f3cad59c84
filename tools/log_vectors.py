"""Write the public log's test vectors from fixed seeds: docs/domain/log-vectors.json."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pulau.core.log.checkpoints import Checkpoint, cosign, sign_checkpoint
from pulau.core.log.entries import Record, leaf_bytes, leaf_of, record_bytes
from pulau.core.log.notes import COSIGNATURE, ED25519, Signature, with_signatures
from pulau.core.log.printed import PREFIX, Printed, base45, print_proof, unbase45
from pulau.core.log.proofs import Growth, Proof
from pulau.core.log.receipts import Receipt
from pulau.core.log.tiles import HEIGHT, WIDTH, Tile, pack_leaves, tiles_of
from pulau.core.log.tree import consistency_proof, inclusion_proof, leaf_hash, node_hash, root_of
from pulau.exchange.log.keys import secret_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.core.log.notes import Note
    from pulau.core.log.tree import Subtree
    from pulau.exchange.log.keys import Secret

PLACE: Final = Path("docs/domain/log-vectors.json")
ORIGIN: Final = "pulau.example/log"
AT: Final = 1_795_762_800
SIZE: Final = 300
INDEX: Final = 203
OLD: Final = 117
LOG: Final = secret_of(ORIGIN, ED25519, b"\x01" * 32)
OMBUDSMAN: Final = secret_of("ombudsman.example/witness", COSIGNATURE, b"\x02" * 32)
BPKP: Final = secret_of("bpkp.example/witness", COSIGNATURE, b"\x03" * 32)
UNIVERSITY: Final = secret_of("universitas.example/witness", COSIGNATURE, b"\x04" * 32)
POLICY: Final = f"""\
# Policy of the test vectors
log {LOG.key.vkey}
witness ombudsman {OMBUDSMAN.key.vkey} https://witness.ombudsman.example/
witness bpkp {BPKP.key.vkey}
witness universitas {UNIVERSITY.key.vkey}
group others any bpkp universitas
group all all ombudsman others
quorum all
"""
SALT: Final = bytes(range(32))
RECORD: Final = Record(
    id="0198a2b4-0000-7000-8000-000000000001",
    action="worksheet.locked",
    at="2026-11-27T07:00:00.000Z",
    object_type="worksheet",
    object_id="0198a2b4-0000-7000-8000-000000000002",
    payload='{"digest":"' + hashlib.sha256(b"a file\n").hexdigest() + '","note":"skor é \\"81,25\\"","version":12}',
    tenant="0198a2b4-0000-7000-8000-000000000003",
    actor="0198a2b4-0000-7000-8000-000000000004",
    role="unit",
)
LEAF: Final = leaf_bytes(leaf_of(RECORD, "lock", ORIGIN, SALT))
LEAVES: Final = [LEAF if number == INDEX else b"leaf %d" % number for number in range(SIZE)]
HASHES: Final = [leaf_hash(each) for each in LEAVES]


def subtree_of(hashes: Sequence[bytes]) -> Subtree:
    """Return the subtree hashes of a whole tree, level by level."""
    rows = [list(hashes)]
    while len(rows[-1]) > 1:
        row = rows[-1]
        rows.append([node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)])
    return lambda level, index: rows[level][index]


SUBTREE: Final = subtree_of(HASHES)


def note(*witnesses: Secret, size: int = SIZE) -> Note:
    """Return the checkpoint of so many leaves, signed by the log and cosigned by witnesses."""
    head = sign_checkpoint(Checkpoint(ORIGIN, size, root_of(HASHES[:size])), [(LOG.key, LOG.sign)])
    return with_signatures(head, [cosign(head, each.key, each.sign, AT) for each in witnesses])


def receipt(checkpoint: Note) -> Receipt:
    """Return the receipt of the record under a checkpoint."""
    proof = Proof(INDEX, inclusion_proof(INDEX, SIZE, SUBTREE), checkpoint)
    return Receipt(record_bytes(RECORD).decode(), SALT.hex(), LEAF.decode(), str(proof))


def vectors() -> dict[str, Any]:
    """Return all vectors, as they stand in the file."""
    whole = note(OMBUDSMAN, BPKP)
    path = inclusion_proof(INDEX, SIZE, SUBTREE)
    printed = Printed(record_bytes(RECORD), SALT, "lock", Proof(INDEX, path, whole))
    return {
        "about": "Vectors of docs/domain/log.md, by tools/log_vectors.py. Hashes, keys and salts are in hex.",
        "keys": [_key(each) for each in (LOG, OMBUDSMAN, BPKP, UNIVERSITY)],
        "entry": {
            "fields": {name: value for name, value in asdict(RECORD).items() if value},
            "record": record_bytes(RECORD).decode(),
            "salt": SALT.hex(),
            "commitment": hashlib.sha256(SALT + record_bytes(RECORD)).hexdigest(),
            "type": "lock",
            "leaf": LEAF.decode(),
            "leaf_hash": leaf_hash(LEAF).hex(),
        },
        "leaves": [each.decode() for each in LEAVES],
        "leaf_hashes": [each.hex() for each in HASHES[:8]],
        "roots": {str(size): root_of(HASHES[:size]).hex() for size in (*range(9), OLD, SIZE)},
        "inclusion": [
            {"index": index, "size": size, "path": _hex(inclusion_proof(index, size, SUBTREE))}
            for size in (*range(1, 9), SIZE)
            for index in (range(size) if size < SIZE else (0, INDEX, 255, 256, SIZE - 1))
        ],
        "consistency": [
            {"old": old, "size": size, "path": _hex(consistency_proof(old, size, SUBTREE))}
            for size in (*range(1, 9), SIZE)
            for old in (range(size + 1) if size < SIZE else (0, 1, 8, OLD, SIZE))
        ],
        "tiles": {each.path: hashlib.sha256(_tile(each)).hexdigest() for each in tiles_of(SIZE)},
        "checkpoint": {"size": SIZE, "root": root_of(HASHES).hex(), "time": AT, "note": str(whole)},
        "policy": POLICY,
        "receipt": str(receipt(whole)),
        "printed": print_proof(printed),
        "growth": str(Growth(OLD, consistency_proof(OLD, SIZE, SUBTREE), note())),
        "unwitnessed": [
            {"why": why, "receipt": str(receipt(note(*witnesses)))}
            for why, witnesses in (
                ("nobody cosigned", ()),
                ("only the Ombudsman cosigned", (OMBUDSMAN,)),
                ("the Ombudsman did not cosign", (BPKP, UNIVERSITY)),
            )
        ],
        "invalid": [
            *({"what": "receipt", "why": why, "text": wrong} for why, wrong in _changed_receipts(receipt(whole))),
            *({"what": "receipt", "why": why, "text": wrong} for why, wrong in _badly_signed(whole)),
            *({"what": "printed", "why": why, "text": wrong} for why, wrong in _wrong_prints(print_proof(printed))),
            *({"what": "growth", "why": why, "text": wrong} for why, wrong in _wrong_growths()),
            *({"what": "policy", "why": why, "text": wrong} for why, wrong in _wrong_policies()),
        ],
    }  # fmt: skip


def _tile(tile: Tile) -> bytes:
    places = range(tile.index * WIDTH, tile.index * WIDTH + tile.width)
    if tile.level < 0:
        return pack_leaves([LEAVES[each] for each in places])
    return b"".join(SUBTREE(tile.level * HEIGHT, each) for each in places)


def _key(secret: Secret) -> dict[str, Any]:
    key = secret.key
    return {
        "name": key.name, "type": key.kind, "seed": secret.seed.hex(), "public": key.public.hex(), "id": key.id.hex(),
        "vkey": key.vkey, "secret": secret.text,
    }  # fmt: skip


def _hex(path: Sequence[bytes]) -> list[str]:
    return [each.hex() for each in path]


def _changed_receipts(good: Receipt) -> list[tuple[str, str]]:
    def changed(**fields: tuple[str, str]) -> str:
        told = asdict(good)
        for name, (old, new) in fields.items():
            if old not in told[name]:
                raise ValueError(old)
            told[name] = told[name].replace(old, new, 1)
        return str(Receipt(**told))

    log = next(line for line in good.proof.splitlines(keepends=True) if line.startswith(f"— {ORIGIN} "))
    return [
        ("the record says something else than was committed to", changed(record=("81,25", "91,25"))),
        ("the record has a space that its canonical form has not", changed(record=('"v":1', '"v": 1'))),
        ("the salt is another", changed(salt=("00", "01"))),
        ("the salt is in upper case", changed(salt=(SALT.hex(), SALT.hex().upper()))),
        ("the leaf is of another type than the one in the log", changed(leaf=('"lock"', '"score"'))),
        ("the leaf's version is true", changed(leaf=('"v":1', '"v":true'))),
        ("the leaf's time is not the record's", changed(leaf=("07:00:00", "07:00:01"))),
        ("the index is another", changed(proof=("index 203", "index 202"))),
        ("the index is not in the tree", changed(proof=("index 203", "index 300"))),
        ("the index has a zero before it", changed(proof=("index 203", "index 0203"))),
        ("the path has a hash too many", changed(proof=("\n\n", "\n" + "A" * 43 + "=\n\n"))),
        ("the checkpoint's size was changed", changed(proof=("\n300\n", "\n301\n"))),
        ("the checkpoint is of another log", changed(proof=(f"{ORIGIN}\n300", "other.example\n300"))),
        ("the log's signature is missing", changed(proof=(log, ""))),
        ("a field is missing", str(good).replace('"salt"', '"salz"')),
        ("a field stands twice", str(good).replace("{", '{"salt": "", ', 1)),
        ("the format is of another version", str(good).replace("receipt/1", "receipt/2")),
    ]


def _badly_signed(whole: Note) -> list[tuple[str, str]]:
    log, ombudsman, bpkp = whole.signatures
    turned = replace(bpkp, value=bpkp.value[:-1] + bytes([bpkp.value[-1] ^ 1]))
    above = int.from_bytes(log.value[32:], "little") + 2**252 + 27742317777372353535851937790883648493
    malleable = replace(log, value=log.value[:32] + above.to_bytes(32, "little"))
    small = replace(log, value=b"\x01" + bytes(31) + log.value[32:])
    later = replace(ombudsman, value=(AT + 1).to_bytes(8, "big") + ombudsman.value[8:])

    def signed(*signatures: Signature) -> str:
        return str(receipt(replace(whole, signatures=signatures)))

    return [
        ("the log's signature has an S that is not below L", signed(malleable, ombudsman, bpkp)),
        ("the log's signature has an R of small order", signed(small, ombudsman, bpkp)),
        ("a witness's cosignature is bad", signed(log, ombudsman, turned)),
        ("a witness's bad cosignature stands beside a good one", signed(log, ombudsman, bpkp, turned)),
        ("the time of a cosignature was changed", signed(log, later, bpkp)),
    ]


def _wrong_prints(printed: str) -> list[tuple[str, str]]:
    raw = unbase45(printed.removeprefix(PREFIX))
    return [
        ("another version", PREFIX + base45(b"\x02" + raw[1:])),
        ("the salt is another", PREFIX + base45(raw[:1] + bytes(32) + raw[33:])),
        ("cut off", PREFIX + base45(raw[:-1])),
        ("something follows", PREFIX + base45(raw + b"\x00")),
        ("the last signature is damaged", PREFIX + base45(raw[:-1] + bytes([raw[-1] ^ 1]))),
        ("a prefix of another version", printed.replace("PULAU1", "PULAU2")),
    ]


def _wrong_growths() -> list[tuple[str, str]]:
    growth = str(Growth(OLD, consistency_proof(OLD, SIZE, SUBTREE), note()))
    return [
        ("the old size is above the new one", growth.replace("old 117", "old 301")),
        ("the proof is of another old size", growth.replace("old 117", "old 118")),
        ("the old size has a zero before it", growth.replace("old 117", "old 0117")),
    ]


def _wrong_policies() -> list[tuple[str, str]]:
    return [
        ("no quorum", POLICY.replace("quorum all\n", "")),
        ("the quorum stands twice", POLICY + "quorum all\n"),
        ("a member is not known", POLICY.replace("any bpkp", "any bpk")),
        ("a witness is a member of two groups", POLICY.replace("ombudsman others", "ombudsman bpkp others")),
        ("the key's id does not belong to it", POLICY.replace(f"+{LOG.key.id.hex()}+", "+00000000+")),
        ("a witness has a log's type of key", POLICY.replace(BPKP.key.vkey, LOG.key.vkey)),
        ("more is asked than there are", POLICY.replace("others any", "others 3")),
        ("a control sign", POLICY.replace("\n", "\r\n")),
    ]


def text() -> str:
    """Return the file's content."""
    return json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PLACE.write_text(text(), encoding="utf-8")
    print(f"written: {PLACE}")
    sys.exit(0)
