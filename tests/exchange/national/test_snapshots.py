"""A snapshot is whole or not there at all; what fails leaves the one before."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from signal import SIGKILL
from threading import Event

import pytest

from pulau.exchange.national.snapshots import (
    KEPT,
    MANIFEST,
    SnapshotNotWritten,
    newest_snapshot,
    read_snapshot,
    write_snapshot,
)
from pulau.exchange.opendata.model import Row
from pulau.exchange.opendata.writing import ParquetWriter
from tests.exchange.national.small import MOMENT, sources, taken, unit_year


def test_what_was_written_is_found_with_its_moment_and_its_counts(tmp_path: Path) -> None:
    made = taken(tmp_path, unit_year(1), unit_year(2))
    assert newest_snapshot(tmp_path) == made
    assert (made.moment, made.files["unit-years"].rows, made.files["areas"].rows) == (MOMENT, 2, 0)
    assert sorted(path.name for path in made.folder.iterdir()) == sorted(
        [MANIFEST, *(file.name for file in made.files.values())]
    )


def test_a_night_that_finds_nothing_new_keeps_the_snapshot_that_is_there(tmp_path: Path) -> None:
    first = taken(tmp_path, unit_year(1))
    again = taken(tmp_path, unit_year(1), hours=24)
    assert again == first
    assert [path.name for path in tmp_path.glob("[0-9]*")] == [first.folder.name]


def test_the_last_three_are_kept(tmp_path: Path) -> None:
    made = [taken(tmp_path, unit_year(number), hours=24 * number) for number in range(1, 6)]
    assert sorted(tmp_path.glob("[0-9]*")) == [one.folder for one in made[-KEPT:]]
    assert newest_snapshot(tmp_path) == made[-1]


def test_one_that_was_broken_off_is_never_read_and_is_swept_away(tmp_path: Path) -> None:
    first = taken(tmp_path, unit_year(1))
    half = tmp_path / ".making-half"
    half.mkdir()
    (half / "unit-years.parquet").write_bytes(b"PAR1")
    assert newest_snapshot(tmp_path) == first
    taken(tmp_path, unit_year(2), hours=24)
    assert not half.exists()


@pytest.mark.parametrize(
    "damage",
    ["a byte", "cut", "a file gone", "no manifest", "a broken manifest", "a list", "another schema", "another table"],
)
def test_a_damaged_one_is_passed_over_for_the_one_before(tmp_path: Path, damage: str) -> None:
    first = taken(tmp_path, unit_year(1))
    second = taken(tmp_path, unit_year(2), hours=24)
    harm(second.folder, damage)
    assert read_snapshot(second.folder) is None
    assert newest_snapshot(tmp_path) == first


def harm(folder: Path, damage: str) -> None:
    """Damage a snapshot."""
    data, manifest = folder / "unit-years.parquet", folder / MANIFEST
    content, told = bytearray(data.read_bytes()), json.loads(manifest.read_text())
    match damage:
        case "a byte":
            content[len(content) // 2] ^= 1
            data.write_bytes(content)
        case "cut":
            data.write_bytes(content[:-9])
        case "a file gone":
            data.unlink()
        case "no manifest":
            manifest.unlink()
        case "a broken manifest":
            manifest.write_text('{"schema": 1, "tables": {')
        case "a list":
            manifest.write_text("[]")
        case "another schema":
            manifest.write_text(json.dumps({**told, "schema": 99}))
        case _:
            manifest.write_text(json.dumps({**told, "tables": {"../rahasia": {"rows": 0, "bytes": 0, "sha256": ""}}}))


def test_a_damaged_one_is_replaced_though_nothing_is_new(tmp_path: Path) -> None:
    first = taken(tmp_path, unit_year(1))
    harm(first.folder, "a byte")
    second = taken(tmp_path, unit_year(1), hours=24)
    assert second.folder != first.folder
    assert [path.name for path in tmp_path.glob("[0-9]*")] == [second.folder.name]


def test_one_of_the_same_moment_that_was_damaged_is_written_anew(tmp_path: Path) -> None:
    first = taken(tmp_path, unit_year(1))
    harm(first.folder, "cut")
    assert read_snapshot(taken(tmp_path, unit_year(1)).folder) is not None


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EACCES, "unwritable")])
def test_a_disk_that_takes_no_more_leaves_the_one_before_and_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    first = taken(tmp_path, unit_year(1))

    def refuse(_writer: ParquetWriter, _columns: Sequence[Sequence[object]]) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(ParquetWriter, "write", refuse)
    with pytest.raises(SnapshotNotWritten) as caught:
        taken(tmp_path, unit_year(2), hours=24)
    assert caught.value.code == code
    assert newest_snapshot(tmp_path) == first
    assert list(tmp_path.glob(".making-*")) == []


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SnapshotNotWritten, match="unwritable"):
        taken(tmp_path / "file" / "below", unit_year(1))


def test_rows_that_end_in_an_error_leave_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[Sequence[Row]]:
        yield [unit_year(1)]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        write_snapshot(tmp_path, MOMENT, {**sources(), "unit-years": failing()})
    assert list(tmp_path.glob("[0-9.]*-*")) == []
    assert newest_snapshot(tmp_path) is None


def test_a_process_that_is_killed_while_it_writes_leaves_no_snapshot(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from tests.exchange.national.small import *\n"
        "def slow():\n yield [unit_year(1)]\n print('writing', flush=True)\n time.sleep(60)\n"
        "write_snapshot(Path(sys.argv[1]), MOMENT, {**sources(), 'unit-years': slow()})"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(SIGKILL)
    assert newest_snapshot(tmp_path) is None
    assert read_snapshot(taken(tmp_path, unit_year(1)).folder) is not None


def test_no_folder_is_no_snapshot(tmp_path: Path) -> None:
    assert newest_snapshot(tmp_path / "none") is None


def test_two_that_write_at_once_wait_for_each_other(tmp_path: Path) -> None:
    began, go_on = Event(), Event()

    def slow() -> Iterator[Sequence[Row]]:
        began.set()
        go_on.wait(30)
        yield [unit_year(1)]

    with ThreadPoolExecutor(2) as both:
        first = both.submit(write_snapshot, tmp_path, MOMENT, {**sources(), "unit-years": slow()})
        assert began.wait(30)
        second = both.submit(taken, tmp_path, unit_year(2), hours=1)
        with pytest.raises(TimeoutError):
            second.result(0.3)
        go_on.set()
        made = [first.result(30), second.result(30)]
    assert sorted(tmp_path.glob("[0-9]*")) == [one.folder for one in made]
