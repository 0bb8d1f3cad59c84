"""Whoever keeps watch over the log finds whatever was changed in it, and raises no false alarm."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pulau.exchange.log.pulau_verify import (
    Fault,
    Seen,
    Source,
    Unreadable,
    load_state,
    monitor,
    parse_policy,
    save_state,
)
from tests.exchange.log.honest import (
    BPKP,
    LOG,
    OMBUDSMAN,
    ORIGIN,
    POLICY,
    HonestLog,
    Signer,
    canonical,
    followed,
    place,
    weakened,
)

SIZE = 700  # three bundles, the last of 188


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return HonestLog(SIZE).write(tmp_path_factory.mktemp("mirror") / "log")


@pytest.fixture
def copy(mirror: Path, tmp_path: Path) -> Path:
    """A mirror that a test may spoil."""
    return Path(shutil.copytree(mirror, tmp_path / "copy"))


@pytest.fixture(scope="module")
def seen(mirror: Path) -> Seen:
    remembered: Seen = followed(mirror)
    return remembered


def spoil(path: Path, at: int = 40) -> None:
    """Flip one bit."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def written(tmp_path: Path, name: str, log: HonestLog, *by: Signer) -> Path:
    return log.write(tmp_path / name, *by)


def changed(index: int, leaf: bytes | None = None) -> HonestLog:
    """The log with one leaf edited, rehashed and signed again by the log itself."""
    edited = HonestLog(SIZE).leaves[index].replace(b'"lock"', b'"role"')
    return HonestLog(SIZE, changed={index: edited if leaf is None else leaf})


def test_an_honest_log_is_followed_to_its_end(seen: Seen) -> None:
    assert (seen.origin, seen.size, seen.root) == (ORIGIN, SIZE, HonestLog(SIZE).mth(0, SIZE))
    assert [len(level) for level in seen.levels] == [188, 2]


def test_honest_growth_raises_no_alarm(tmp_path: Path) -> None:
    sizes = [0, 1, 2, 7, 100, 255, 256, 257, 300, 511, 512, 513, 513, 700, 768, 800, 1024, 1100]
    remembered = None
    for size in sizes:
        folder = HonestLog(size).write(tmp_path / "log")
        remembered = followed(folder, remembered)
        assert isinstance(remembered, Seen), (size, remembered)
        assert remembered.size == size
        assert followed(folder) == remembered == followed(folder, remembered, full=True)


def test_growth_needs_no_partial_tile_of_the_past(tmp_path: Path) -> None:
    folder = written(tmp_path, "log", HonestLog(300))
    remembered = followed(folder)
    for partial in [*folder.rglob("*.p")]:
        shutil.rmtree(partial)
    HonestLog(600).write(folder)
    assert followed(folder, remembered).size == 600


def test_growth_reads_only_what_is_new(copy: Path, seen: Seen) -> None:
    HonestLog(1100).write(copy)
    for number in (0, 1):
        (copy / place("entries", number)).unlink()
        (copy / place(0, number)).unlink()
    assert followed(copy, seen).size == 1100
    assert followed(copy, seen, full=True) == "missing"
    assert followed(copy) == "missing"


def test_a_full_tile_serves_where_the_partial_one_is_gone(tmp_path: Path) -> None:
    """A log may drop partial tiles as soon as it has grown on, though the checkpoint that was read is older."""
    folder = written(tmp_path, "log", HonestLog(1000))
    shutil.rmtree(folder / "tile/0/003.p")
    shutil.rmtree(folder / "tile/entries/003.p")
    HonestLog(1100).write(folder)
    (folder / "checkpoint").write_text(HonestLog(1000).note(), encoding="utf-8")
    (folder / "tile/1/000.p/3").write_bytes((folder / "tile/1/000.p/4").read_bytes()[:96])
    assert followed(folder).size == 1000


@pytest.mark.parametrize("path", [place(0, 0), place(0, 2, 188), place(1, 0, 2)])
def test_a_flipped_bit_in_a_tile_is_found(copy: Path, path: str) -> None:
    spoil(copy / path)
    assert followed(copy) == "tile"


@pytest.mark.parametrize("path", [place(0, 0), place(0, 2, 188), place(1, 0, 2)])
def test_a_tile_that_is_cut_or_goes_on_is_found(copy: Path, path: str) -> None:
    whole = (copy / path).read_bytes()
    for data in (whole[:-1], whole[:-32], whole + b"\x00", whole + bytes(32), b""):
        (copy / path).write_bytes(data)
        assert followed(copy) == "tile"


@pytest.mark.parametrize("path", [place("entries", 0), place("entries", 2, 188)])
def test_a_bundle_that_is_cut_or_goes_on_is_found(copy: Path, path: str) -> None:
    whole = (copy / path).read_bytes()
    length = 2 + int.from_bytes(whole[:2], "big")
    for data in (
        whole[:-1],
        whole[:-length],
        whole + whole[:length],
        whole + b"\x00",
        b"",
        whole[length:],
        bytes(9000),
    ):
        (copy / path).write_bytes(data)
        assert followed(copy) == "bundle"


@pytest.mark.parametrize("path", [place("entries", 1), place("entries", 2, 188), place(0, 1), place(1, 0, 2)])
def test_a_missing_file_is_found(copy: Path, path: str) -> None:
    (copy / path).unlink()
    assert followed(copy) == "missing"


def test_a_file_larger_than_any_can_be_is_not_read_to_its_end(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = max(path.stat().st_size for path in copy.rglob("*") if path.is_file())
    monkeypatch.setattr(Source, "LIMIT", largest)
    assert followed(copy).size == SIZE
    monkeypatch.setattr(Source, "LIMIT", largest - 1)
    assert followed(copy) == "too-large"


def bundle(leaves: list[bytes]) -> bytes:
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def test_an_edited_reordered_deleted_or_inserted_leaf_is_found(copy: Path) -> None:
    leaves = HonestLog(SIZE).leaves[:256]
    for other in (
        [changed(3).leaves[3], *leaves[1:]],
        [leaves[1], leaves[0], *leaves[2:]],
        [*leaves[:100], *leaves[101:], HonestLog(SIZE).leaves[256]],
        [*leaves[:100], changed(3).leaves[3], *leaves[100:255]],
    ):
        (copy / place("entries", 0)).write_bytes(bundle(other))
        assert followed(copy) == "tile"
    (copy / place("entries", 0)).write_bytes(bundle(leaves[1:]))
    assert followed(copy) == "bundle"


def test_leaves_and_tiles_changed_together_do_not_lead_to_the_signed_root(copy: Path, tmp_path: Path) -> None:
    other = written(tmp_path, "other", changed(600))
    shutil.copytree(other / "tile", copy / "tile", dirs_exist_ok=True)
    assert followed(copy) == "root"
    lenient = weakened("    if edge.root() != checkpoint.root:", "    if False:")
    assert followed(copy, by=lenient).size == SIZE, "the control"


BAD_LEAVES = {
    "no leaf": b"x",
    "another log": HonestLog(1).leaves[0].replace(ORIGIN.encode(), b"lain.example"),
    "a field more": HonestLog(1).leaves[0].replace(b'"v":1', b'"v":1,"w":1'),
    "a field less": HonestLog(1).leaves[0].replace(b',"v":1', b""),
    "white space": HonestLog(1).leaves[0].replace(b":", b": ", 1),
    "a line end": HonestLog(1).leaves[0] + b"\n",
    "a name in it": HonestLog(1).leaves[0].replace(b'"lock"', b'"Budi Santoso"'),
    "a time that is none": HonestLog(1).leaves[0].replace(b"-11-", b"-13-"),
    "a time without milliseconds": HonestLog(1).leaves[0].replace(b".000Z", b"Z"),
    "another order": canonical({"v": 1}).encode() + HonestLog(1).leaves[0][:0],
}


@pytest.mark.parametrize("leaf", BAD_LEAVES.values(), ids=BAD_LEAVES.keys())
def test_a_leaf_in_another_form_is_found_though_the_log_signed_it(tmp_path: Path, leaf: bytes) -> None:
    folder = written(tmp_path, "log", HonestLog(5, changed={3: leaf}))
    assert followed(folder) == "leaf-form"
    lenient = weakened("            if leaf.fullmatch(each) is None:", "            if False:")
    assert followed(folder, by=lenient).size == 5, "the control"


def test_a_rollback_is_found(tmp_path: Path, seen: Seen) -> None:
    folder = written(tmp_path, "log", HonestLog(SIZE - 1))
    assert followed(folder, seen) == "rollback"
    lenient = weakened("    if checkpoint.size < seen.size:", "    if False:")
    assert followed(folder, seen, full=True, by=lenient).size == SIZE - 1, "the control"


@pytest.mark.parametrize("full", [False, True])
def test_a_fork_at_the_same_size_is_found(tmp_path: Path, seen: Seen, full: bool) -> None:  # noqa: FBT001 - a case
    folder = written(tmp_path, "log", changed(600))
    assert followed(folder, seen, full=full) == "fork"
    assert isinstance(followed(folder), Seen), "by itself it is whole: only memory finds it"


FORKS = [(699, 701), (600, 1100), (512, 768), (511, 900), (0, 1100), (699, 1300)]


@pytest.mark.parametrize(("branch", "size"), FORKS)
def test_a_fork_at_a_larger_size_is_found(tmp_path: Path, seen: Seen, branch: int, size: int) -> None:
    folder = written(tmp_path, "log", HonestLog(size, tale="lain", branch=branch))
    assert followed(folder, seen) == "fork"
    assert followed(folder, seen, full=True) == "fork"
    assert isinstance(followed(folder), Seen)


@pytest.mark.parametrize("size", [256, 512])
def test_a_fork_below_what_is_read_again_is_found_and_called_so(tmp_path: Path, size: int) -> None:
    remembered = followed(written(tmp_path, "log", HonestLog(size)))
    folder = written(tmp_path, "other", HonestLog(900, tale="lain", branch=size - 1))
    assert followed(folder, remembered) == "fork"


def test_both_heads_of_a_fork_are_shown_as_evidence(tmp_path: Path, seen: Seen) -> None:
    folder = written(tmp_path, "log", HonestLog(1100, tale="lain", branch=600))
    with pytest.raises(Fault) as caught:
        monitor(Source(str(folder)), parse_policy(POLICY.encode()), seen)
    assert caught.value.facts["saved"] == HonestLog(SIZE).note()
    assert caught.value.facts["shown"] == (folder / "checkpoint").read_text(encoding="utf-8")


def test_the_control_without_memory_forks_pass(tmp_path: Path, seen: Seen) -> None:
    folder = written(tmp_path, "log", HonestLog(1100, tale="lain", branch=600))
    lenient = weakened("        if 0 < seen.size - number * TILE <= width and ", "        if False and ")
    assert followed(folder, seen, by=lenient).size == 1100


def test_wrong_keys_are_found(tmp_path: Path, seen: Seen) -> None:
    stranger = Signer(ORIGIN, 1, "stranger")
    assert followed(written(tmp_path, "log", HonestLog(SIZE), stranger, OMBUDSMAN, BPKP), seen) == "no-log"


def test_a_checkpoint_that_was_touched_is_found(copy: Path, seen: Seen) -> None:
    note = HonestLog(SIZE).note()
    for other, code in (
        (note.replace("\n700\n", "\n699\n"), "signature"),
        (note.replace(ORIGIN + "\n", "lain.example\n", 1), "signature"),
        (note[:-3], "note"),
        ("", "note"),
    ):
        (copy / "checkpoint").write_text(other, encoding="utf-8")
        assert followed(copy, seen) == code
    (copy / "checkpoint").write_bytes(b"\xff")
    assert followed(copy, seen) == "note"
    (copy / "checkpoint").unlink()
    assert followed(copy, seen) == "unreadable"


def test_the_state_of_one_log_is_not_used_for_another(mirror: Path, seen: Seen) -> None:
    other = Seen("lain.example", seen.size, seen.root, seen.note, seen.levels)
    assert followed(mirror, other) == "another-log"


def test_a_log_without_its_witnesses_is_followed_and_said_to_be_unwitnessed(tmp_path: Path) -> None:
    folder = written(tmp_path, "log", HonestLog(10), LOG)
    assert followed(folder).size == 10


def test_a_state_comes_back_as_it_was_saved(tmp_path: Path, seen: Seen) -> None:
    path = tmp_path / "state"
    assert load_state(str(path)) == Seen()
    save_state(str(path), seen)
    assert load_state(str(path)) == seen
    assert [each.name for each in tmp_path.iterdir()] == ["state"], "nothing is left beside it"


def test_a_damaged_state_is_never_used(tmp_path: Path, seen: Seen) -> None:
    path = tmp_path / "state"
    save_state(str(path), seen)
    text = path.read_text(encoding="utf-8")
    kept = json.loads(text)
    flipped = [[("0" if each[0] != "0" else "1") + each[1:] for each in level] for level in kept["edge"]]
    changes: list[dict[str, object]] = [
        {"size": 699}, {"size": "x"}, {"root": "00" * 32}, {"edge": flipped}, {"edge": []}, {"edge": 1},
        {"edge": [[1]]}, {"format": "x"}, {"root": 1}, {"edge": [["00"]]}, {"edge": [["zz" * 32]]},
    ]  # fmt: skip
    others = ["", "{", "[]", "null", '"x"', text[: len(text) // 2]]
    for damaged in (*others, *(json.dumps({**kept, **change}) for change in changes)):
        path.write_text(damaged, encoding="utf-8")
        with pytest.raises(Unreadable):
            load_state(str(path))
    path.unlink()
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Unreadable):
        load_state(str(path))
