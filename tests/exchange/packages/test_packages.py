"""A package is a bag that any tool can check; whatever was changed in it is found."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

from pulau.core.shared.problems import BadInput
from pulau.exchange.packages.bag import BagWriter, PayloadDiffers
from pulau.exchange.packages.checking import check_package
from pulau.exchange.packages.manifest import manifest_bytes, read_manifest
from tests.exchange.packages.made import FILE, MOMENT, NAME, parts, write


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write(tmp_path / "paket.zip", parts(), {NAME: FILE})


def codes(path: Path) -> list[str]:
    return [problem.code for problem in check_package(path).problems]


def rewritten(package: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same ZIP after a change of its files by name."""
    with zipfile.ZipFile(package) as opened:
        files = {entry.filename: opened.read(entry) for entry in opened.infolist()}
    change(files)
    other = package.with_name("lain.zip")
    with zipfile.ZipFile(other, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return other


def test_a_whole_package_is_good_here_and_to_the_library_of_congress(package: Path, tmp_path: Path) -> None:
    checked = check_package(package)
    assert (checked.problems, checked.notes, checked.counts["files"]) == ((), (), 1)
    with zipfile.ZipFile(package) as opened:
        opened.extractall(tmp_path / "bag")
    assert bagit.Bag(str(tmp_path / "bag" / "paket")).validate()


def test_the_same_content_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "again.zip", parts(), {NAME: FILE})
    assert again.read_bytes() == package.read_bytes()


def test_a_manifest_is_read_as_it_was_written() -> None:
    kept = parts()["manifest.json"]
    assert manifest_bytes(read_manifest(kept)) == kept


def test_a_file_that_is_not_what_it_was_said_to_be_makes_no_package(tmp_path: Path) -> None:
    with (tmp_path / "x.zip").open("wb") as file, BagWriter(file, "paket", MOMENT) as bag:
        with pytest.raises(PayloadDiffers):
            bag.add(NAME, [FILE], size=len(FILE), digest="0" * 64)
        with pytest.raises(PayloadDiffers):
            bag.add("evidence/other", [FILE], size=len(FILE) + 1)


CHANGES: dict[str, Callable[[dict[str, Any], dict[str, bytes]], object]] = {
    "package-answer-changed": lambda said, _files: said["worksheet.json"]["answers"][1].update(note="lain"),
    "package-score": lambda said, _files: said["worksheet.json"]["answers"][1].update(value="A"),
    "package-evidence-changed": lambda _said, files: files.update({NAME: b"lain"}),
    "package-evidence-differs": lambda said, _files: said["evidence.json"]["pieces"][0].update(items=[]),
    "package-missing": lambda _said, files: files.clear(),
    "package-untold": lambda _said, files: files.update({"evidence/0123456789AB-v1.pdf": b"x"}),
    "package-manifest": lambda said, _files: said["package.json"]["submission"].update(answers="0" * 64),
    "package-manifest-other": lambda said, _files: said["package.json"].update(year=2025),
    "package-format": lambda said, _files: said["package.json"].update(format="pulau-package-9"),
    "package-value": lambda said, _files: said["package.json"].update(year="2026"),
    "duplicate-key": lambda said, _files: said["worksheet.json"]["answers"].append(
        said["worksheet.json"]["answers"][0]
    ),
}


@pytest.mark.parametrize("code", CHANGES)
def test_a_whole_bag_of_what_does_not_fit_is_found_out(code: str, tmp_path: Path) -> None:
    said, files = parts(), {NAME: FILE}
    CHANGES[code](said, files)
    assert code in codes(write(tmp_path / "paket.zip", said, files))


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("package-changed", lambda files: files.update({f"paket/data/{NAME}": b"x" * len(FILE)})),
        ("package-missing", lambda files: files.pop(f"paket/data/{NAME}")),
        ("package-unlisted", lambda files: files.update({"paket/data/evidence/lain.pdf": b"x"})),
        ("package-unlisted", lambda files: files.update({"paket/setup.exe": b"x"})),
        ("package-lists", lambda files: files.update({"paket/manifest-sha256.txt": b"not a list"})),
        ("package-missing", lambda files: files.pop("paket/tagmanifest-sha256.txt")),
    ],
)
def test_a_bag_that_was_touched_is_found_out(
    code: str, change: Callable[[dict[str, bytes]], object], package: Path
) -> None:
    assert code in codes(rewritten(package, lambda files: (change(files), None)[1]))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("package-not-bag", ["loose.txt"]),
        ("package-not-bag", ["a/x.txt", "b/x.txt"]),
        ("package-odd-name", ["paket/../../etc/passwd"]),
        ("package-odd-name", ["/etc/passwd"]),
        ("package-odd-name", ["paket/C:evil.txt"]),
        ("package-odd-name", ["paket/gnp.\u202eexe"]),
    ],
)
def test_a_zip_that_is_no_package_is_refused(code: str, names: list[str], tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for name in names:
            opened.writestr(name, b"x")
    with pytest.raises(BadInput) as refused:
        check_package(path)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_bombs_links_and_what_is_no_zip_are_refused(tmp_path: Path) -> None:
    bomb, link, no_zip = tmp_path / "bomb.zip", tmp_path / "link.zip", tmp_path / "no.zip"
    small = tmp_path / "small.zip"
    with zipfile.ZipFile(small, "w", zipfile.ZIP_DEFLATED) as opened:
        for number in range(20):
            opened.writestr(f"paket/data/{number}", bytes(900_000))
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("paket/data/x", bytes(5_000_000))
    entry = zipfile.ZipInfo("paket/data/x")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(link, "w") as opened:
        opened.writestr(entry, "/etc/passwd")
    no_zip.write_bytes(b"PK\x03\x04")
    for path, code in (
        (bomb, "package-bomb"),
        (small, "package-bomb"),
        (link, "package-odd-name"),
        (no_zip, "package-not-zip"),
    ):
        with pytest.raises(BadInput) as refused:
            check_package(path)
        assert [problem.code for problem in refused.value.problems] == [code]


def test_no_flipped_bit_passes_and_none_breaks_the_check(package: Path, tmp_path: Path) -> None:
    whole = package.read_bytes()
    chance = random.Random(6)  # noqa: S311 - which bits are flipped is no secret
    other = tmp_path / "flipped.zip"
    passed = []
    for _ in range(300):
        flipped = bytearray(whole)
        at = chance.randrange(len(whole))
        flipped[at] ^= 1 << chance.randrange(8)
        other.write_bytes(flipped)
        try:
            good = check_package(other).good
        except BadInput:
            continue
        if good and not same_files(package, other):
            passed.append(at)
    assert passed == []


def same_files(left: Path, right: Path) -> bool:
    """Whether two ZIPs unpack to the same: a stamp or a mode in a directory says nothing of the content."""
    with zipfile.ZipFile(left) as one, zipfile.ZipFile(right) as two:
        names = [entry.filename for entry in one.infolist()]
        return names == [entry.filename for entry in two.infolist()] and all(
            one.read(name) == two.read(name) for name in names
        )


def test_a_count_of_thousands_of_digits_is_passed_over(package: Path) -> None:
    def counted(files: dict[str, bytes]) -> None:
        files["paket/bag-info.txt"] = b"Payload-Oxum: " + b"9" * 5_000 + b".1\n"

    assert codes(rewritten(package, counted)) == ["package-changed"]
