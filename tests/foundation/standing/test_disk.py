"""The files of kept pages: shared by processes, bounded, whole or not there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pulau import __version__
from pulau.foundation.standing import entries
from pulau.foundation.standing.disk import KEPT_SECONDS, Disk
from pulau.foundation.standing.entries import Kept
from pulau.foundation.standing.refusing import LARGEST
from tests.foundation.standing import site
from tests.foundation.standing.conftest import BEGIN, Portal, text
from tests.foundation.test_away import away

PAGE = "/uji/hal/bps"
KEY = ("/a", "", "id")


def kept(body: bytes = b"isi", built: float = BEGIN) -> Kept:
    return Kept(body, (("Content-Type", "text/plain"),), "id", built, 30, frameable=False, version=__version__)


def test_what_is_written_is_read_as_it_was(portal: Portal) -> None:
    disk = Disk(portal.folder, 10_000)
    disk.write(KEY, kept(bytes(range(256))))
    assert disk.read(KEY) == kept(bytes(range(256)))
    assert disk.read(("/a", "", "en")) is None


def test_another_process_gives_what_this_one_made_without_asking_the_view(db: None, portal: Portal) -> None:
    first = portal.process().get(PAGE)
    portal.later(10)
    second = portal.process().get(PAGE)
    assert (second.content, site.made["page"]) == (first.content, 1)
    portal.later(20)
    portal.process().get(PAGE)
    assert site.made["page"] == 2


def test_what_another_process_made_later_wins_over_ones_own(db: None, portal: Portal) -> None:
    one, other = portal.process(), portal.process()
    one.get(PAGE)
    portal.later(31)
    other.get(PAGE)
    assert "bps 2 " in text(one.get(PAGE))
    assert site.made["page"] == 2


def test_what_another_version_made_is_shown_only_while_the_database_is_away(
    db: None, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(entries, "__version__", "0.0.1")
        portal.process().get(PAGE)
    with away():
        assert "seperti pada 27 November 2026" in text(portal.process().get(PAGE))
    assert "bps 3 " in text(portal.process().get(PAGE))


def _signed(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _whole: b"",
    "half written": lambda whole: whole[: len(whole) // 2],
    "a bit": lambda whole: whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
    "nonsense": lambda _whole: os.urandom(500),
    "no packed body": lambda whole: _signed(whole[65:].partition(b"\n")[0] + b"\nx"),
    "no JSON": lambda _whole: _signed(b"x\ny"),
    "another shape": lambda _whole: _signed(b"[1]\ny"),
    "facts missing": lambda _whole: _signed(b'{"key": ["/uji/hal/bps", "", "id"]}\ny'),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_counts_as_not_there_and_goes(
    db: None, portal: Portal, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    portal.process().get(PAGE)
    (file,) = portal.files()
    file.write_bytes(DAMAGE[damage](file.read_bytes()))
    assert "bps 2 " in text(portal.process().get(PAGE))
    assert "is damaged" in caplog.text
    assert text(portal.process().get(PAGE)).count("bps 2 ") == 1, "it was written anew"


def test_a_file_of_another_page_is_not_taken_for_this_one(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    (one,) = portal.files()
    client.get("/uji/hal/kpu")
    (other,) = set(portal.files()) - {one}
    one.write_bytes(other.read_bytes())
    assert "bps 3 " in text(portal.process().get(PAGE))


def test_a_folder_in_place_of_a_file_hurts_nobody(db: None, portal: Portal) -> None:
    portal.process().get(PAGE)
    (file,) = portal.files()
    file.unlink()
    file.mkdir()
    assert [portal.process().get(PAGE).status_code for _ in range(2)] == [200, 200]


def test_a_file_that_unpacks_to_more_than_a_page_may_have_is_not_read(portal: Portal) -> None:
    disk = Disk(portal.folder, 10_000_000)
    disk.write(KEY, kept(b"0" * LARGEST))
    assert disk.read(KEY) is not None
    disk.write(KEY, kept(b"0" * 50_000_000))
    assert disk.read(KEY) is None


def test_the_folder_stays_within_its_limit_and_the_oldest_goes(portal: Portal) -> None:
    disk = Disk(portal.folder, 40_000)
    for number in range(100):
        disk.write((f"/{number}", "", "id"), kept(os.urandom(1000)))
        os.utime(disk._place((f"/{number}", "", "id")), (BEGIN + number, BEGIN + number))
    assert sum(file.stat().st_size for file in portal.files()) <= 48_000
    assert disk.read(("/0", "", "id")) is None
    assert disk.read(("/99", "", "id")) is not None


def test_what_was_not_written_anew_for_a_week_goes(portal: Portal) -> None:
    disk = Disk(portal.folder, 10_000_000)
    disk.write(KEY, kept())
    (file,) = portal.files()
    os.utime(file, (BEGIN - KEPT_SECONDS - 1, BEGIN - KEPT_SECONDS - 1))
    Disk(portal.folder, 10_000_000).write(("/b", "", "id"), kept())
    assert file not in portal.files()
    assert len(portal.files()) == 1


def test_a_write_that_breaks_off_leaves_what_was_there(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(portal.folder, 10_000)
    disk.write(KEY, kept(b"alt"))

    def full(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(Path, "replace", full)
    disk.write(KEY, kept(b"neu"))
    found = disk.read(KEY)
    assert found is not None
    assert found.body == b"alt"
    assert len(portal.files()) == 1, "nothing unfinished is left"


def test_a_limit_of_nothing_writes_nothing(portal: Portal) -> None:
    Disk(portal.folder, 0).write(KEY, kept())
    assert portal.files() == []
