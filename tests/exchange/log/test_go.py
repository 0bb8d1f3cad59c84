"""A log as the sequencer writes it, checked by Go's packages for its checksum database, which know nothing of Pulau."""

from __future__ import annotations

import json
import os
import subprocess
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

import pytest

from pulau.core.log.checkpoints import cosign
from pulau.core.log.notes import with_signatures
from pulau.core.log.tree import consistency_proof, inclusion_proof, tree_at
from pulau.exchange.log.growing import Log
from pulau.exchange.log.lock_store import LockStore
from pulau.exchange.log.reading import subtree_in
from pulau.exchange.log.trees import FolderTree
from tests.core.log.made import BPKP, LOG, NOW, OMBUDSMAN, ORIGIN, UNIVERSITY

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulau.core.log.tree import Subtree

pytestmark = pytest.mark.nightly

SOURCE: Final = Path(__file__).parent / "go" / "check.go"
WITNESSES: Final = (OMBUDSMAN, BPKP, UNIVERSITY)
SIZE: Final = 3_000
WHOLE: Final = (1, 2, 255, 256, 257, 513, SIZE)
"""Sizes of which every leaf is proven; between them the log grows in batches of all sizes."""


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Go's verdict about data, and the folder of a tree."""
    made = tmp_path_factory.mktemp("go")
    go = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": str(made / "cache")}
    subprocess.run(["go", "build", "-o", made / "check", SOURCE], check=True, env=go)

    def run(data: dict[str, Any], *folder: Path) -> subprocess.CompletedProcess[str]:
        (made / "data.json").write_text(json.dumps(data), encoding="utf-8")
        return subprocess.run(
            [made / "check", made / "data.json", *folder], check=False, capture_output=True, text=True
        )

    return run


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """A log that grew in batches, its heads and proofs on the way, and the folder of its tree."""
    folder, chance = tmp_path_factory.mktemp("log"), Random(6962)  # noqa: S311 - the same log each time
    leaves = [b"%d " % number + chance.randbytes(chance.choice([0, 9, 300])).hex().encode() for number in range(SIZE)]
    sizes = sorted({*WHOLE, *chance.sample(range(1, SIZE), 60)})
    with LockStore(folder / "lock.sqlite3") as lock:
        log = Log(lock, FolderTree(folder / "tree"), folder / "staged", ORIGIN)
        log.resume()
        for old, size in pairwise([0, *sizes]):
            log.append(leaves[old:size])
            log.settle()
        subtree = subtree_in(log._store, log.tree.size)
        note = log.publish([(LOG.key, LOG.sign)])
    note = with_signatures(note, [cosign(note, each.key, each.sign, NOW) for each in WITNESSES])
    return _data([leaf.decode() for leaf in leaves], sizes, subtree, chance) | {
        "checkpoint": {"note": str(note), "time": NOW}
    }, folder / "tree"


def _data(leaves: list[str], sizes: list[int], subtree: Subtree, chance: Random) -> dict[str, Any]:
    proven = [
        (index, size) for size in sizes for index in (range(size) if size in WHOLE else chance.sample(range(size), 1))
    ]
    return {
        "keys": [{"type": each.key.kind, "vkey": each.key.vkey} for each in (LOG, *WITNESSES)],
        "leaves": leaves,
        "roots": {str(size): tree_at(size, subtree).root.hex() for size in sizes},
        "inclusion": [
            {"index": index, "size": size, "path": [each.hex() for each in inclusion_proof(index, size, subtree)]}
            for index, size in proven
        ],
        "consistency": [
            {"old": old, "size": size, "path": [each.hex() for each in consistency_proof(old, size, subtree)]}
            for size in sizes
            for old in sizes
            if old <= size
        ],
    }


def test_go_finds_signatures_proofs_and_tiles_good(
    check: Callable[..., subprocess.CompletedProcess[str]], grown: tuple[dict[str, Any], Path]
) -> None:
    found = check(*grown)
    assert found.returncode == 0, found.stdout + found.stderr
    assert f"checkpoint of {SIZE}, signed by {ORIGIN} and 3 witnesses" in found.stdout
    assert f"13 tiles, and from them the proofs of {SIZE} leaves" in found.stdout
    assert found.stdout.endswith("all of it holds\n")


def test_go_finds_the_published_vectors_good(check: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    found = check(json.loads(Path("docs/domain/log-vectors.json").read_text(encoding="utf-8")))
    assert found.returncode == 0, found.stdout + found.stderr


def _spoil(data: dict[str, Any], what: str) -> None:
    other = "00" * 32
    note = data["checkpoint"]["note"]
    match what:
        case "inclusion":
            data["inclusion"][-1]["path"][0] = other
        case "index":
            data["inclusion"][-1]["index"] -= 1
        case "consistency":
            data["consistency"][-2]["path"][-1] = other
        case "root":
            data["roots"]["257"] = other
        case "leaf":
            data["leaves"][7] += " "
        case "log signature":
            data["keys"][0]["vkey"] = data["keys"][0]["vkey"].replace("+", "+0", 1)
        case "size":
            data["checkpoint"]["note"] = note.replace(f"\n{SIZE}\n", f"\n{SIZE + 1}\n")
        case _:
            data["checkpoint"]["time"] += 1


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("inclusion", f"leaf {SIZE - 1} of {SIZE}"),
        ("index", f"leaf {SIZE - 2} of {SIZE}"),
        ("consistency", f"{SIZE} after"),
        ("root", "another root"),
        ("leaf", "another root"),
        ("log signature", "malformed verifier id"),
        ("size", "the checkpoint's signatures"),
        ("time", "a cosignature"),
    ],
)
def test_go_refuses_what_is_wrong(
    what: str,
    why: str,
    check: Callable[..., subprocess.CompletedProcess[str]],
    grown: tuple[dict[str, Any], Path],
) -> None:
    """So that it says yes means something."""
    wrong = json.loads(json.dumps(grown[0]))
    _spoil(wrong, what)
    found = check(wrong)
    assert found.returncode == 1, found.stdout
    assert "refused: " in found.stdout
    assert why in found.stdout


def test_go_refuses_a_tile_with_one_bit_turned(
    check: Callable[..., subprocess.CompletedProcess[str]], grown: tuple[dict[str, Any], Path]
) -> None:
    data, tree = grown
    tile = tree / "tile/0/003"
    kept = tile.read_bytes()
    tile.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    try:
        found = check(data, tree)
    finally:
        tile.write_bytes(kept)
    assert (found.returncode, "other hashes" in found.stdout) == (1, True), found.stdout
