"""Hostile PDFs."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping

import pikepdf

from tests.exchange.files.makings import good, ole, pdf, saved
from tests.exchange.files.specimen import Given

SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>"


def scripts() -> Iterator[Given]:
    places = [{"root": f"/OpenAction {SCRIPT}"}, {"root": f"/AA<</WC {SCRIPT}>>"}, {"page": f"/AA<</O {SCRIPT}>>"}]
    places += [{"root": f"/Names<</JavaScript<</Names[(a) {SCRIPT}]>>>>"}]
    places += [{"page": f"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A {SCRIPT}>>]"}]
    places += [{"root": f"/OpenAction<</S/GoTo/D[100 0 R/Fit]/Next {SCRIPT}>>"}]
    places += [{"page": f"/Annots[<</Type/Annot/Subtype/Text/T(a)/Rect[0 0 9 9]/AA<</K {SCRIPT}>>>>]"}]
    for place in places:
        yield "skrip.pdf", pdf(**place), "note-scripts"  # type: ignore[arg-type]
        yield "skrip.pdf", saved(pdf(**place), object_stream_mode=pikepdf.ObjectStreamMode.generate), "note-scripts"  # type: ignore[arg-type]
    yield "skrip.pdf", pdf(SCRIPT.replace("/JavaScript", "/#4aavaScript"), root="/OpenAction 10 0 R"), "note-scripts"


def launches() -> Iterator[Given]:
    for action in ("<</S/Launch/F(cmd.exe)>>", "<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>", "<</S/#4caunch/F(a)>>"):
        yield "jalan.pdf", pdf(root=f"/OpenAction {action}"), "file-starts-program"
        yield "jalan.pdf", pdf(action, root="/OpenAction 10 0 R"), "file-starts-program"
        yield "jalan.pdf", pdf(page=f"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A {action}>>]"), "file-starts-program"


def attachments() -> Iterator[Given]:
    for name, expected in (
        ("x.exe", "file-has-embedded"),
        ("x.docm", "file-has-embedded"),
        ("x.js", "file-has-embedded"),
        ("x.html", "file-has-embedded"),
        ("data.xml", "note-embedded"),
        ("data.csv", "note-embedded"),
    ):
        spec = f"<</Type/Filespec/F({name})/UF({name})/EF<</F 11 0 R>>>>"
        stream = "<</Type/EmbeddedFile/Length 2>>\nstream\nMZ\nendstream"
        yield "lampir.pdf", pdf(spec, stream, root="/Names<</EmbeddedFiles<</Names[(a) 10 0 R]>>>>"), expected
        yield (
            "lampir.pdf",
            pdf(spec, stream, page="/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 10 0 R>>]"),
            expected,
        )


def sends() -> Iterator[Given]:
    for kind in ("SubmitForm", "ImportData"):
        action = f"<</S/{kind}/F<</FS/URL/F(http://canary.invalid/)>>>>"
        yield "kirim.pdf", pdf(root=f"/OpenAction {action}"), "note-sends"


def media() -> Iterator[Given]:
    for kind in ("RichMedia", "3D", "Movie", "Screen"):
        yield "media.pdf", pdf(page=f"/Annots[<</Type/Annot/Subtype/{kind}/Rect[0 0 9 9]>>]"), "note-embedded"


def encrypted() -> Iterator[Given]:
    for revision in (2, 3, 4, 6):
        lock = _lock(revision, "rahasia")
        yield "kunci.pdf", saved(pdf(), encryption=lock, static_id=True), "file-encrypted"
        lock = _lock(revision, "")
        yield "jaga.pdf", saved(pdf(), encryption=lock, static_id=True), "note-protected"


def _lock(revision: int, user: str) -> pikepdf.Encryption:
    new = revision >= 4
    return pikepdf.Encryption(user=user, owner="pemilik", R=revision, aes=new, metadata=new)  # type: ignore[arg-type]


def recursion() -> Iterator[Given]:
    good_one = pdf().decode("latin-1")
    for kids in ("/Kids[2 0 R]", "/Kids[100 0 R 2 0 R]", "/Kids[100 0 R 100 0 R 100 0 R]"):
        yield "lingkar.pdf", good_one.replace("/Kids[100 0 R]", kids).encode("latin-1"), "any"
    yield "lingkar.pdf", good_one.replace("/Parent 2 0 R", "/Parent 100 0 R").encode("latin-1"), "any"
    yield "lingkar.pdf", pdf("[10 0 R]", root="/Outlines 10 0 R /Dests 10 0 R"), "any"
    yield "lingkar.pdf", pdf("<</First 10 0 R/Next 10 0 R/Last 10 0 R/Title(a)>>", root="/Outlines 10 0 R"), "taken"
    for depth in (100, 400, 5_000, 200_000):
        yield "sarang.pdf", pdf("[" * depth + "]" * depth, root="/X 10 0 R"), "any"
        yield "sarang.pdf", pdf("<</A " * depth + "1" + ">>" * depth, root="/X 10 0 R"), "any"
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>/Length 5>>"
    form += "\nstream\n/X Do\nendstream"
    yield "gambar.pdf", pdf(form, page="/Contents 10 0 R"), "any"


def huge_pages() -> Iterator[Given]:
    for box in (
        "0 0 1000000 1000000",
        "0 0 14400 14400",
        "0 0 1e30 1e30",
        "0 0 0 0",
        "-9 -9 -8 99999999",
        "0 0 1 2000000",
    ):
        yield "besar.pdf", pdf(page=f"/MediaBox[{box}]"), "any"
    for more in ("/UserUnit 100000", "/Rotate 45", "/Rotate 99999999999", "/CropBox[9 9 1 1]"):
        yield "besar.pdf", pdf(page=more), "any"


def broken_tables() -> Iterator[Given]:
    data = pdf()
    at = data.rindex(b"startxref")
    for number in (b"0", b"1", b"99999999", b"-1", b"18446744073709551617", b"x"):
        yield "tabel.pdf", data[:at] + b"startxref\n" + number + b"\n%%EOF\n", "any"
    yield "tabel.pdf", data.replace(b"xref\n0 1", b"xref\n0 999999999"), "any"
    yield "tabel.pdf", data.replace(b" 00000 n", b" 99999 n"), "any"
    yield "tabel.pdf", data.replace(b"trailer", b"trailor"), "any"
    yield "tabel.pdf", data.replace(b"/Root 1 0 R", b"/Root 77 0 R"), "any"
    yield "tabel.pdf", data.replace(b"/Root 1 0 R", f"/Root 1 0 R/Prev {at}".encode()), "any"


def claims() -> Iterator[Given]:
    data = pdf()
    for old, new in (
        (b"/Count 1", b"/Count 1000000000"),
        (b"/Count 1", b"/Count -1"),
        (b"/Size 101", b"/Size 1000000000"),
        (b"/Length 44", b"/Length 1000000000000"),
        (b"/Length 44", b"/Length -5"),
    ):
        yield "klaim.pdf", data.replace(old, new), "any"
    stream = "<</Type/ObjStm/N 1000000000/First 10/Length 4>>\nstream\n1 0 \nendstream"
    yield "klaim.pdf", pdf(stream), "any"
    yield "klaim.pdf", pdf("<</Type/XRef/Size 1000000000/W[1 9 9]/Length 0>>\nstream\n\nendstream"), "any"
    yield "halaman.pdf", pdf(pages=5_001), "file-too-many-pages"


def stream_bombs() -> Iterator[Given]:
    spaces = zlib.compress(b" " * 150_000_000, 1).decode("latin-1")
    once = zlib.compress(spaces.encode("latin-1"), 1).decode("latin-1")
    for body, filters in ((spaces, "/FlateDecode"), (once, "[/FlateDecode/FlateDecode]")):
        head = f"<</Length {len(body)}/Filter {filters}"
        yield "bom.pdf", _raw(f"{head}>>\nstream\n", body, "/Contents 10 0 R"), "any"
        yield "bom.pdf", _raw(f"{head}/Type/ObjStm/N 9/First 9>>\nstream\n", body, ""), "any"
        image = f"{head}/Type/XObject/Subtype/Image/Width 30000/Height 10000/ColorSpace/DeviceGray"
        image += "/BitsPerComponent 8>>\nstream\n"
        yield "bom.pdf", _raw(image, body, "/Resources<</XObject<</X 10 0 R>>>>/Contents 11 0 R"), "any"


def _raw(head: str, body: str, page: str) -> bytes:
    return pdf(f"{head}{body}\nendstream", "<</Length 21>>\nstream\n99 0 0 99 0 0 cm /X Do\nendstream", page=page)


def joined() -> Iterator[Given]:
    for rest in (
        good("zip"),
        good("docx"),
        b"MZ\x90\0" + bytes(2_000),
        b"<html><script>alert(1)</script></html>",
        b"<svg/>" * 9,
        b"#!/bin/sh\nrm -rf x\n",
        bytes(range(1, 255)) * 9,
    ):
        yield "gabung.pdf", pdf() + rest, "file-goes-on"
    yield "gabung.pdf", ole("WordDocument") + pdf(), "file-kind-differs"


def late_heads() -> Iterator[Given]:
    for before, expected in (
        (b"\n", "refused"),
        (b"junk " * 50, "refused"),
        (b"<html><script>", "file-active"),
        (b"GIF89a", "refused"),
        (b"MZ" + bytes(60), "file-program"),
        (b"\xef\xbb\xbf", "refused"),
    ):
        yield "geser.pdf", before + pdf(), expected


def fonts() -> Iterator[Given]:
    for body in ("\x00\x01\x00\x00" + "\xff" * 400, "OTTO" + "\x7f" * 900, "%!PS-AdobeFont-1.0\n" + "{" * 5_000):
        for key in ("FontFile", "FontFile2", "FontFile3"):
            font = "<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 0/LastChar 255/FontDescriptor 11 0 R>>"
            told = f"<</Type/FontDescriptor/FontName/X/Flags 32/{key} 12 0 R>>"
            file = f"<</Length {len(body)}/Length1 {len(body)}>>\nstream\n{body}\nendstream"
            yield "huruf.pdf", pdf(font, told, file, page="/Resources<</Font<</F1 10 0 R>>>>"), "any"


FAMILIES: Mapping[str, Callable[[], Iterator[Given]]] = {
    "pdf-scripts": scripts,
    "pdf-launch": launches,
    "pdf-attachments": attachments,
    "pdf-sends": sends,
    "pdf-media": media,
    "pdf-encrypted": encrypted,
    "pdf-recursion": recursion,
    "pdf-huge-pages": huge_pages,
    "pdf-broken-table": broken_tables,
    "pdf-claims": claims,
    "pdf-stream-bomb": stream_bombs,
    "pdf-joined": joined,
    "pdf-late-head": late_heads,
    "pdf-broken-fonts": fonts,
}
