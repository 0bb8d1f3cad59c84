"""Hostile files are refused or marked, each with its own code; all are tried each night, and by `make bench`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.inspecting import inspect, inspect_here
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.files.model import Limits
from pulau.exchange.files.names import safe_name
from pulau.exchange.messages import sentences
from tests.exchange.files.hostile import FAMILIES, Specimen, mutations, one_of_each, specimens
from tests.exchange.files.judging import as_expected, outcome_of
from tests.exchange.files.makings import good, picture

pytestmark = pytest.mark.filterwarnings("ignore")
Tell = Callable[[Specimen], str]


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """What differs from what is expected of a specimen; nothing where nothing does."""

    def told(specimen: Specimen) -> str:
        outcome = outcome_of(specimen, tmp_path, apart=False)
        right = as_expected(specimen, outcome)
        return "" if right else f"{specimen.family} {specimen.name[:40]!r}: {specimen.expected}, not {sorted(outcome)}"

    return told


def test_there_are_enough_classes() -> None:
    assert len(FAMILIES) >= 40


def test_one_of_each_class_ends_as_it_should(tell: Tell) -> None:
    assert [told for specimen in one_of_each() if (told := tell(specimen))] == []


@pytest.mark.nightly
def test_all_of_them_end_as_they_should(tell: Tell) -> None:
    all_of_them = list(specimens())
    assert len(all_of_them) >= 500
    assert [told for specimen in all_of_them if (told := tell(specimen))] == []


def test_files_changed_by_chance_break_nothing(tell: Tell) -> None:
    assert [told for specimen in mutations(100) if (told := tell(specimen))] == []


@pytest.mark.nightly
def test_many_files_changed_by_chance_break_nothing(tell: Tell) -> None:
    assert [told for specimen in mutations(10_000) if (told := tell(specimen))] == []


@pytest.mark.parametrize("code", KINDS)
def test_a_good_file_of_each_kind_is_taken(code: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(good(code))
    found = inspect_here(path, f"Laporan.{KINDS[code].extensions[0].upper()}")
    assert (found.kind.code, found.size) == (code, len(good(code)))
    assert not [note for note in found.notes if note.code != "note-old-format"]


def test_a_pdf_is_looked_at_apart_and_its_digest_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(good("pdf"))
    assert inspect(path, "surat.pdf") == inspect_here(path, "surat.pdf")


def test_what_the_process_apart_refuses_is_refused_here(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(good("pdf")[:-200])
    with pytest.raises(BadInput) as refused:
        inspect(path, "surat.pdf")
    assert sentences(refused.value, "id")[0].startswith("surat.pdf: Berkas terpotong")


@pytest.mark.parametrize(
    ("limits", "code", "expected"),
    [
        (Limits(size=10), "pdf", "file-too-big"),
        (Limits(pages=0), "pdf", "file-too-many-pages"),
        (Limits(parts=1), "docx", "file-too-many-parts"),
        (Limits(unpacked=50), "docx", "file-unpacks-too-big"),
        (Limits(pixels=50), "png", "file-image-too-large"),
        (Limits(side=50), "jpeg", "file-image-too-large"),
    ],
)
def test_each_limit_is_kept(limits: Limits, code: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(good(code))
    with pytest.raises(BadInput) as refused:
        inspect_here(path, f"a.{KINDS[code].extensions[0]}", limits)
    assert refused.value.problems[0].code == expected


def test_frames_beyond_the_limit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for code, name in (("gif", "a.gif"), ("tiff", "a.tif"), ("webp", "a.webp")):
        path.write_bytes(picture(code, frames=4))
        assert inspect_here(path, name, Limits(frames=4)).kind.code == code
        with pytest.raises(BadInput, match="file-too-many-frames"):
            inspect_here(path, name, Limits(frames=3))


def test_a_link_or_folder_in_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("rapat")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    for path in (tmp_path / "link", tmp_path):
        with pytest.raises(OSError, match=r"Too many levels|Is a directory"):
            inspect_here(path, "a.txt")


def test_names_from_the_hostile_set_are_made_inert() -> None:
    for specimen in (Specimen("hostile-names", *given) for given in FAMILIES["hostile-names"]()):
        assert not set(safe_name(specimen.name)) & set('<>"/\\\r\n\0:$')
