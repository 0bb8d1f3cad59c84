"""Hostile pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

from PIL import Image

from tests.exchange.files.makings import good, picture, png
from tests.exchange.files.specimen import Given

PHP = b"<?php system($_GET['c']); ?>"
TOO_LARGE = "file-image-too-large"


def huge_pngs() -> Iterator[Given]:
    for size in (
        (40_000, 40_000),
        (40_000, 1),
        (1, 40_000),
        (30_000, 30_000),
        (2**31 - 1, 2**31 - 1),
        (10_001, 10_000),
    ):
        yield "besar.png", png(size, [(b"IDAT", zlib.compress(b"\0" * 9))]), TOO_LARGE


def png_bombs() -> Iterator[Given]:
    wide, high = 10_000, 9_999
    one_bit = zlib.compress(bytes((wide // 8 + 1) * high), 9)
    yield "bom.png", png((wide, high), [(b"IDAT", one_bit)]), "taken"
    colours = zlib.compress(bytes((wide * 3 + 1) * high), 9)
    yield "bom.png", png((wide, high), [(b"IDAT", colours)], depth=8, colour=2), "taken"
    yield "bom.png", png((100, 100), [(b"IDAT", one_bit)]), "taken"


def png_notes() -> Iterator[Given]:
    packed = zlib.compress(b"a" * 100_000_000, 9)
    for kind, head in ((b"zTXt", b"k\0\0"), (b"iCCP", b"k\0\0"), (b"iTXt", b"k\0\1\0\0\0")):
        pixels = (b"IDAT", zlib.compress(b"\0\0"))
        yield "catatan.png", png((1, 1), [(kind, head + packed), pixels]), "any"
        yield "catatan.png", png((1, 1), [(kind, head + packed)] * 50 + [pixels]), "any"
        yield "catatan.png", png((1, 1), [(kind, bytes(4_000_001)), pixels]), "file-unpacks-too-big"


def other_claims() -> Iterator[Given]:
    gif = bytearray(good("gif"))
    gif[6:10] = struct.pack("<HH", 65_535, 65_535)
    yield "besar.gif", bytes(gif), TOO_LARGE
    jpeg = bytearray(good("jpeg"))
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = struct.pack(">HH", 65_535, 65_535)
    yield "besar.jpg", bytes(jpeg), TOO_LARGE
    for size in ((40_000, 40_000), (65_536, 2)):
        yield "besar.tif", _tiff(size), TOO_LARGE
    webp = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (16_383).to_bytes(3, "little") * 2
    yield "besar.webp", b"RIFF" + struct.pack("<I", len(webp) + 4) + b"WEBP" + webp, "refused"


def _tiff(size: tuple[int, int], following: int = 0) -> bytes:
    tags = [
        (256, 4, size[0]),
        (257, 4, size[1]),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (278, 4, size[1]),
        (279, 4, 9),
    ]
    rows = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + rows + struct.pack("<I", following) + bytes(64)


def frames() -> Iterator[Given]:
    one = good("gif")
    first = one.index(b",", 13 + (3 << ((one[10] & 7) + 1)))
    for count in (501, 20_000):
        yield "bingkai.gif", one[:first] + one[first:-1] * count + b";", "file-too-many-frames"
    yield "bingkai.gif", one[:-1] + b"!\xfe" + b"\x01a" * 2_100_000 + b"\0;", "file-broken"
    yield "lingkar.tif", _tiff((9, 9), following=8), "any"
    pages = b"".join(struct.pack("<HHHIII", 1, 256, 4, 1, 9, 8 + 18 * (n + 1)) for n in range(3_000))
    yield "halaman.tif", b"II*\0" + struct.pack("<I", 8) + pages, "refused"


def hidden_scripts() -> Iterator[Given]:
    for code in ("jpeg", "png", "gif", "webp"):
        kind = "jpg" if code == "jpeg" else code
        for script in (PHP, b"<script>alert(1)</script>", b"<SCRIPT src=x>", b"<!DOCTYPE html><html>"):
            yield f"skrip.{kind}", good(code) + script, "file-hides-script"
    yield "skrip.jpg", picture("jpeg", comment=PHP), "file-hides-script"
    yield "skrip.png", png((1, 1), [(b"tEXt", b"k\0" + PHP), (b"IDAT", zlib.compress(b"\0\0"))]), "file-hides-script"
    yield "skrip.php.jpg", picture("jpeg", comment=PHP), "file-hides-script"


def joined() -> Iterator[Given]:
    for code in ("gif", "png", "jpeg", "webp", "tiff"):
        kind = {"jpeg": "jpg", "tiff": "tif"}.get(code, code)
        yield f"gifar.{kind}", good(code) + good("zip"), "file-goes-on"
    for code, kind in (("gif", "gif"), ("png", "png"), ("jpeg", "jpg"), ("webp", "webp")):
        yield f"gabung.{kind}", good(code) + good("pdf"), "file-goes-on"
        yield f"gabung.{kind}", good(code) + b"MZ\x90\0" + bytes(500), "file-goes-on"


def profiles() -> Iterator[Given]:
    for code, kind in (("jpeg", "jpg"), ("png", "png"), ("webp", "webp"), ("tiff", "tif")):
        for profile in (b"x", b"\xff" * 5_000, bytes(128)):
            yield f"warna.{kind}", picture(code, icc_profile=profile), "taken"


def exif() -> Iterator[Given]:
    told = Image.Exif()
    told[0x010F] = "A" * 60_000
    told[0x0112] = 6
    yield "foto.jpg", picture("jpeg", exif=told.tobytes()), "taken"
    for orientation in (0, 9, 255):
        told[0x0112] = orientation
        yield "foto.jpg", picture("jpeg", exif=told.tobytes()), "taken"
    loop = b"Exif\0\0II*\0" + struct.pack("<I", 8) + struct.pack("<HHHII", 1, 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    yield "foto.jpg", picture("jpeg", exif=loop), "taken"
    yield "foto.jpg", picture("jpeg", exif=b"Exif\0\0II*\0" + b"\xff" * 60_000), "taken"
    count = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + struct.pack(">HHHII", 65_535, 0x0112, 3, 0xFFFFFFFF, 8)
    yield "foto.jpg", picture("jpeg", exif=count), "taken"
    yield "foto.jpg", picture("jpeg", exif=loop) * 2, "any"


def vectors() -> Iterator[Given]:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    for name in ("logo.png", "logo.svg", "logo.jpg", "logo.txt", "logo.pdf"):
        for before in (b"", b"<?xml version='1.0'?>", b"\xef\xbb\xbf", b"  \n<!-- x -->"):
            yield name, before + svg, "file-active"
    yield "logo.svg", svg.decode().encode("utf-16"), "file-active"


def strange_kinds() -> Iterator[Given]:
    for brand in (b"heic", b"avif", b"mif1"):
        yield "foto.jpg", struct.pack(">I", 24) + b"ftyp" + brand + bytes(12), "file-heic"
    for name, head in (
        ("a.ico", b"\0\0\1\0"),
        ("a.bmp", b"BM"),
        ("a.psd", b"8BPS"),
        ("a.eps", b"%!PS"),
        ("a.wmf", b"\xd7\xcd\xc6\x9a"),
    ):
        yield name, head + bytes(60), "file-kind-unknown"
        yield "a.png", head + bytes(60), "file-kind-differs"


FAMILIES: Mapping[str, Callable[[], Iterator[Given]]] = {
    "png-40000-pixels": huge_pngs,
    "png-bomb": png_bombs,
    "png-notes-bomb": png_notes,
    "pictures-that-claim": other_claims,
    "frames-without-end": frames,
    "script-in-picture": hidden_scripts,
    "gifar-and-others": joined,
    "broken-profiles": profiles,
    "exif-bomb": exif,
    "svg-renamed": vectors,
    "strange-pictures": strange_kinds,
}
