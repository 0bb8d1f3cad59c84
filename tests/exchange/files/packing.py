"""Containers with any lie in them, and office files as small as they can be; the same bytes every time."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from functools import cache

WORD = "wordprocessingml.document"
MAINS = {"docx": ("word/document.xml", WORD), "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet")}
MAINS |= {"pptx": ("ppt/presentation.xml", "presentationml.presentation")}
_OUTSIDE = 'TargetMode="External"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
OASIS = "application/vnd.oasis.opendocument."
ODF_SPACES = " ".join(
    [*(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for n, v in
       (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("script", "script"))),
     'xmlns:xlink="http://www.w3.org/1999/xlink"']
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """An entry of a zip as it claims to be; None where it tells the truth."""

    name: bytes
    content: bytes
    packed: bytes | None = None
    size: int | None = None
    method: int = 8
    flags: int = 0
    mode: int = 0o644 << 16
    at: int | None = None


def zipped(entries: list[Entry], comment: bytes = b"") -> bytes:
    """Pack entries, with every lie that they tell."""
    out, directory = io.BytesIO(), b""
    for one in entries:
        packed = one.packed if one.packed is not None else _deflated(one.content) if one.method == 8 else one.content
        size = len(one.content) if one.size is None else one.size
        check, name = zlib.crc32(one.content), one.name
        common = struct.pack("<HHHHHIII", 20, one.flags, one.method, 0, 33, check, len(packed), size)
        common += struct.pack("<HH", len(name), 0)
        at = out.tell() if one.at is None else one.at
        if one.at is None:
            out.write(b"PK\x03\x04" + common + one.name + packed)
        directory += (
            b"PK\x01\x02" + struct.pack("<H", 0x31E) + common + struct.pack("<HHHII", 0, 0, 0, one.mode, at) + one.name
        )
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(directory), out.tell(), len(comment))
    return out.getvalue() + directory + b"PK\x05\x06" + end + comment


def parts(given: dict[str, bytes], method: int = 8) -> bytes:
    """Pack parts honestly."""
    return zipped([Entry(name.encode(), content, method=method) for name, content in given.items()])


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


@cache
def zeros(megabytes: int, around: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Deflate some megabytes of spaces between two texts, without ever holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    ends = [zlib.compressobj(9, zlib.DEFLATED, -15) for _ in around]
    first = ends[0].compress(around[0]) + ends[0].flush(zlib.Z_FULL_FLUSH)
    return first + block * megabytes + ends[1].compress(around[1]) + ends[1].flush()


def relations(*targets: tuple[str, str, bool]) -> bytes:
    """Relations: last word of the type, target, whether outside."""
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}" {_OUTSIDE if outside else ""}/>'
        for n, (kind, target, outside) in enumerate(targets)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">{rows}</Relationships>'.encode()


def office_parts(code: str, more: dict[str, bytes] | None = None, macros: str = "") -> dict[str, bytes]:
    """Make the parts of a .docx, .xlsx or .pptx."""
    main, words = MAINS[code]
    kind = macros or f"application/vnd.openxmlformats-officedocument.{words}.main+xml"
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )
    given = {"[Content_Types].xml": types.encode(), "_rels/.rels": relations(("officeDocument", main, False))}
    if code == "docx":
        text = "<w:p><w:r><w:t>Laporan kinerja</w:t></w:r></w:p>"
        given[main] = f"<?xml version='1.0'?><w:document {W}><w:body>{text}</w:body></w:document>".encode()
    elif code == "xlsx":
        sheets = '<sheets><sheet name="A" sheetId="1" r:id="r0"/></sheets>'
        given[main] = f'<workbook {S} xmlns:r="{OFFICE}">{sheets}</workbook>'.encode()
        given["xl/_rels/workbook.xml.rels"] = relations(("worksheet", "worksheets/sheet1.xml", False))
        row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Jumlah layanan</t></is></c></row>'
        given["xl/worksheets/sheet1.xml"] = f"<worksheet {S}><sheetData>{row}</sheetData></worksheet>".encode()
    else:
        given[main] = b'<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
    return given | (more or {})


def office(code: str, more: dict[str, bytes] | None = None, macros: str = "") -> bytes:
    """Make a .docx, .xlsx or .pptx."""
    return parts(office_parts(code, more, macros))


def odf(code: str, body: str = "<text:p>Notulen rapat</text:p>", more: dict[str, bytes] | None = None) -> bytes:
    """Make an .odt, .ods or .odp."""
    words = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[code]
    cell = f"<table:table-row><table:table-cell>{body}</table:table-cell></table:table-row>"
    inner = {
        "odt": body,
        "ods": f'<table:table table:name="A">{cell}</table:table>',
        "odp": f'<draw:page draw:name="a"><draw:frame><draw:text-box>{body}</draw:text-box></draw:frame></draw:page>',
    }[code]
    held = f"<office:body><office:{words}>{inner}</office:{words}></office:body>"
    content = f'<office:document-content {ODF_SPACES} office:version="1.2">{held}</office:document-content>'
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", OASIS + words), ("content.xml", "text/xml"))
    )
    manifest = f'<manifest:manifest xmlns:manifest="{MANIFEST}">{files}</manifest:manifest>'
    first = Entry(b"mimetype", (OASIS + words).encode(), method=0)
    given = {"content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()} | (more or {})
    return zipped([first, *(Entry(name.encode(), one) for name, one in given.items())])
