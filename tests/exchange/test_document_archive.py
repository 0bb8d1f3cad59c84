"""A folder of documents: whole files, safe names, and an index that never speaks of what is not there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pulau.exchange.document_archive import INDEX, Archive, Kept, UnsafeName, place_of

CONTENT = b"%PDF-1.7 isi"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize(
    "parts",
    [("..", "pakta", "A1.pdf"), ("sagara", "a/b", "A1.pdf"), ("sagara", "pakta", "../A1.pdf"), ("", "pakta", "A1.pdf"),
     ("sagara", "pakta", "A1.exe"), ("sagara", "pakta\x00", "A1.pdf"), ("sagara", "CON:", "A1.pdf")],
)  # fmt: skip
def test_a_name_that_could_do_harm_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(UnsafeName):
        place_of(*parts)
    assert place_of("sagara", "personal-pact", "0123456789AB.pdf") == "sagara/personal-pact/0123456789AB.pdf"


def test_the_right_file_stays_and_a_wrong_one_is_replaced(tmp_path: Path) -> None:
    archive, asked = Archive(tmp_path / "arsip"), []

    def read() -> bytes:
        asked.append(1)
        return CONTENT

    place = place_of("sagara", "pakta", "A1.pdf")
    assert archive.keep(place, DIGEST, read) is Kept.WRITTEN
    assert archive.keep(place, DIGEST, read) is Kept.THERE
    (tmp_path / "arsip" / place).write_bytes(b"%PDF-1.7 lain")
    assert archive.keep(place, DIGEST, read) is Kept.WRITTEN
    assert len(asked) == 2
    with pytest.raises(ValueError, match="A2"):
        archive.keep(place_of("sagara", "pakta", "A2.pdf"), "0" * 64, read)
    assert [path.name for path in (tmp_path / "arsip").rglob("*") if path.is_file()] == ["A1.pdf"]


def test_a_link_is_not_taken_for_the_file(tmp_path: Path) -> None:
    elsewhere = tmp_path / "lain.pdf"
    elsewhere.write_bytes(CONTENT)
    archive = Archive(tmp_path)
    (tmp_path / "sagara" / "pakta").mkdir(parents=True)
    (tmp_path / "sagara/pakta/A1.pdf").symlink_to(elsewhere)
    assert archive.keep("sagara/pakta/A1.pdf", DIGEST, lambda: CONTENT) is Kept.WRITTEN
    assert not (tmp_path / "sagara/pakta/A1.pdf").is_symlink()


def test_an_index_takes_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.index({"agency": None}) as index:
        index.add({"code": "A1", "title": "“Pakta” — ünï"})
        index.add({"code": "A2"})
        index.miss({"code": "A3"})
    before = (tmp_path / INDEX).read_text("utf-8")
    read = json.loads(before)
    assert [row["code"] for row in read["documents"]] == ["A1", "A2"]
    assert read["missing"] == [{"code": "A3"}]

    def broken() -> None:
        with archive.index({"agency": None}) as index:
            index.add({"code": "B1"})
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="space"):
        broken()
    assert (tmp_path / INDEX).read_text("utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == [INDEX]
