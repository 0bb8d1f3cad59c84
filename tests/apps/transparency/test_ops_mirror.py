"""Copies of the static tree: whole at every moment, brought up to date, and checked without a database."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pulau.apps.transparency import places
from pulau.cli.main import build
from pulau.core.log.tiles import tiles_of
from pulau.exchange.log.growing import TILES_DIFFER, LogRefused
from pulau.exchange.log.mirroring import EMPTY, LOG_SHRANK, Mirrored, mirror
from pulau.exchange.log.trees import FolderTree
from tests.apps.transparency.opened import back_up, grown, published, put_back_files

pytestmark = pytest.mark.django_db


def copied(folder: Path) -> Mirrored:
    return mirror(places.tree_store(), folder, places.policy_text().encode())


def checked(folder: Path, *more: str) -> tuple[int, str]:
    done = CliRunner().invoke(build(), ["log", "verify", str(folder), *more], env={"PULAU_LANGUAGE": "en"})
    return done.exit_code, done.output


def test_a_copy_holds_the_tree_of_its_checkpoint_and_only_what_is_new_is_fetched_again(
    log: Path, tmp_path: Path
) -> None:
    grown(300)
    copy = tmp_path / "copy"
    first = copied(copy)
    assert first.there == 0
    size = grown(300, "more")
    again = copied(copy)
    assert again.checkpoint.size == size
    assert again.there == 2, "the full bundle, and its tile"
    files = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    wanted = {tile.path for tile in tiles_of(size)}
    assert files == wanted | {"checkpoint", "policy", "pulau_verify.py", "pulau_replay.py", "README.txt"}
    code, told = checked(copy, "--state", str(tmp_path / "state"))
    assert (code, f"all of the {size} leaves" in told) == (0, True), told


def test_a_copy_stays_whole_where_the_log_grows_or_the_disk_fills_while_it_is_made(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size, copy = grown(600), tmp_path / "copy"
    real, calls = FolderTree.read, [0]

    def read(self: FolderTree, path: str) -> bytes:
        calls[0] += 1
        if calls[0] == 3:
            monkeypatch.setattr(FolderTree, "read", real)
            grown(400, "meanwhile")
        return real(self, path)

    monkeypatch.setattr(FolderTree, "read", read)
    assert copied(copy).checkpoint.size == size
    assert checked(copy)[0] == 0
    write = FolderTree.write

    def full(self: FolderTree, files: dict[str, bytes]) -> None:
        if "checkpoint" in files:
            raise OSError("no space left")
        write(self, files)

    with monkeypatch.context() as patched:
        patched.setattr(FolderTree, "write", full)
        with pytest.raises(OSError, match="no space"):
            copied(copy)
    assert checked(copy)[0] == 0, "the old one is whole still"
    copied(copy)
    assert f"all of the {published().size} leaves" in checked(copy)[1]


def test_a_copy_that_has_more_than_the_log_is_kept_as_evidence(log: Path, tmp_path: Path) -> None:
    grown(2)
    old = back_up(tmp_path / "backup")
    grown(2, "more")
    copied(tmp_path / "copy")
    put_back_files(old)
    with pytest.raises(LogRefused, match=LOG_SHRANK):
        copied(tmp_path / "copy")
    assert checked(tmp_path / "copy")[0] == 0


def test_a_damaged_tree_is_not_copied_and_a_damaged_copy_is_found(log: Path, tmp_path: Path) -> None:
    with pytest.raises(LogRefused, match=EMPTY):
        copied(tmp_path / "none")
    grown(300)
    copied(tmp_path / "copy")
    bundle = tmp_path / "copy" / "tile" / "entries" / "000"
    bundle.write_bytes(bundle.read_bytes().replace(b"key", b"kez", 1))
    code, told = checked(tmp_path / "copy")
    assert (code, "INVALID" in told) == (1, True)
    (log / "tree" / "tile" / "1" / "000.p" / "1").write_bytes(bytes(32))
    with pytest.raises(LogRefused, match=TILES_DIFFER):
        copied(tmp_path / "another")
    assert not (tmp_path / "another" / "checkpoint").exists()
