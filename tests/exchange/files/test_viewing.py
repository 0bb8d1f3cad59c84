"""What is made for viewing shows the pages, tells nothing else, and leaves the file as it was."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pulau.exchange.files import office_pdf, viewing
from pulau.exchange.files.extracting import MOST, text_of, tidy
from pulau.exchange.files.kinds import KINDS
from pulau.exchange.files.model import LIMITS
from pulau.exchange.files.viewing import View, prepare
from tests.exchange.files.makings import good, pdf, picture
from tests.exchange.files.packing import odf, office

SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>"


def view(content: bytes, code: str, folder: Path) -> View:
    """Prepare a file, which stays as it was."""
    path, into = folder / "given", folder / "made"
    path.write_bytes(content)
    into.mkdir()
    made = prepare(path, KINDS[code], into)
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest()
    kept = {one.name for one in into.iterdir()}
    assert kept == {*(page.name for page in made.pages), *([made.clean.name] if made.clean else [])}
    return made


def test_a_pdf_is_shown_without_scripts_files_and_names_of_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewing, "MOST_PAGES", 2)
    spec = "<</Type/Filespec/F(data.xml)/EF<</F 12 0 R>>>>"
    data = "<</Type/EmbeddedFile/Length 7>>\nstream\nRAHASIA\nendstream"
    told = "<</Type/Metadata/Subtype/XML/Length 12>>\nstream\nAyu Larasati\nendstream"
    names = f"<</EmbeddedFiles<</Names[(a) 11 0 R]>>/JavaScript<</Names[(b) {SCRIPT}]>>>>"
    root = f"/OpenAction {SCRIPT}/Metadata 10 0 R/Names{names}"
    page = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://canary.invalid)>>>>]"
    made = view(pdf(told, spec, data, root=root, page=page, pages=3), "pdf", tmp_path)
    assert made.text.startswith("Surat keputusan")
    assert (len(made.pages), [note.code for note in made.notes]) == (2, ["preview-first-pages"])
    with Image.open(made.pages[0]) as first:
        assert (first.format, first.size) == ("WEBP", (1_400, 1_982))
    assert made.clean
    with pikepdf.open(made.clean) as clean:
        assert len(clean.pages) == 3
        plain = BytesIO()
        clean.save(
            plain,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    for trace in (b"JavaScript", b"alert", b"Larasati", b"RAHASIA", b"canary", b"OpenAction", b"/Info"):
        assert trace not in plain.getvalue()


def test_a_photo_is_turned_upright_and_tells_no_place(tmp_path: Path) -> None:
    told = Image.Exif()
    told[0x0112], told[0x010F] = 6, "PulauCam"
    told.get_ifd(0x8825)[1] = "S"
    made = view(picture("jpeg", (400, 300), exif=told.tobytes(), comment=b"rahasia"), "jpeg", tmp_path)
    assert made.clean
    for path in (made.clean, *made.pages):
        with Image.open(path) as shown:
            assert shown.size == (300, 400)
            assert not shown.getexif()
        assert b"PulauCam" not in path.read_bytes()
        assert b"rahasia" not in path.read_bytes()


@pytest.mark.nightly
@pytest.mark.parametrize("code", ["png", "gif", "webp", "tiff"])
def test_pictures_of_other_kinds_are_shown(code: str, tmp_path: Path) -> None:
    made = view(picture(code, frames=1 if code == "png" else 3), code, tmp_path)
    assert len(made.pages) == (3 if code == "tiff" else 1)
    assert made.clean


def test_without_libreoffice_an_office_file_is_kept_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_pdf, "_PLACES", ())
    monkeypatch.setattr("shutil.which", lambda _: None)
    made = view(good("docx"), "docx", tmp_path)
    assert (made.pages, made.clean, made.text) == ((), None, "Laporan kinerja")
    assert [note.code for note in made.notes] == ["no-office-viewer"]


@pytest.mark.libreoffice
def test_a_workbook_is_shown_as_libreoffice_prints_it(tmp_path: Path) -> None:
    made = view(good("xlsx"), "xlsx", tmp_path)
    assert (len(made.pages), made.text) == (1, "Jumlah layanan")
    assert made.clean
    assert made.clean.read_bytes().startswith(b"%PDF")


@pytest.mark.libreoffice
@pytest.mark.nightly
@pytest.mark.parametrize("code", ["docx", "odt", "ods"])
def test_other_office_files_are_shown_where_their_part_of_libreoffice_is_here(code: str, tmp_path: Path) -> None:
    if office_pdf.viewer_of(KINDS[code]) is None:
        pytest.skip("this part of LibreOffice is not installed")
    assert view(good(code), code, tmp_path).pages


@pytest.mark.parametrize(
    ("code", "content", "words"),
    [
        ("docx", office("docx"), "Laporan kinerja"),
        ("xlsx", office("xlsx"), "Jumlah layanan"),
        (
            "pptx",
            office("pptx", {"ppt/slides/slide1.xml": b"<p xmlns:a='a'><a:p><a:t>Paparan</a:t></a:p></p>"}),
            "Paparan",
        ),
        ("odt", odf("odt"), "Notulen rapat"),
        ("ods", odf("ods"), "Notulen rapat"),
        ("csv", "unit;nilai\nDinas;3,5\n".encode("utf-16"), "unit;nilai\nDinas;3,5"),
        ("txt", "café".encode("latin-1"), "café"),
        ("zip", good("zip"), "surat.pdf\ncatatan.txt"),
        ("pdf", good("pdf"), "Surat keputusan"),
        ("png", good("png"), ""),
    ],
)
def test_the_words_of_each_kind_are_found(code: str, content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "given"
    path.write_bytes(content)
    assert text_of(path, KINDS[code], LIMITS.unpacked, LIMITS.parts) == words


def test_words_are_one_form_of_letters_without_unseen_signs_and_bounded() -> None:
    assert tidy("re\u0301sume\u0301\x00\u202e \t x\r\n\n y") == "résumé x\ny"
    assert len(tidy("é" * MOST).encode()) <= MOST


@pytest.mark.parametrize("told", ["../rahasia.pdf", "/etc/hostname", "tautan.pdf", "", 7])
def test_a_process_that_was_taken_over_names_no_file_of_others(
    told: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lihat"
    folder.mkdir()
    (tmp_path / "rahasia.pdf").write_bytes(b"%PDF-1.7 rahasia")
    for name in ("tautan.pdf", "page-01.webp"):
        (folder / name).symlink_to(tmp_path / "rahasia.pdf")
    (folder / "page-02.webp").write_bytes(b"gambar")
    monkeypatch.setattr(viewing._Preparing, "ask", lambda *_any: {"clean": told, "count": 2})
    made = prepare(tmp_path / "x.pdf", KINDS["pdf"], folder)
    assert (made.clean, made.pages) == (None, (folder / "page-02.webp",))
