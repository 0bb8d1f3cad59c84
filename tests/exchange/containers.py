"""Workbooks as containers: packed from parts as a test wants them, honest or not."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
ROOT = (
    f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="r0" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)


def packed(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts into a zip; a name may come twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items() if hasattr(parts, "items") else parts:
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(sheet: bytes, shared: bytes = b"", more: Mapping[str, bytes] | None = None) -> bytes:
    """Make an .xlsx of one sheet; `sheet` is what stands in `sheetData`, `shared` the `si` elements."""
    return packed(xlsx_parts(sheet, shared) | dict(more or {}))


def xlsx_parts(sheet: bytes, shared: bytes = b"") -> dict[str, bytes]:
    """Make the parts of an .xlsx of one sheet."""
    sheets = '<sheets><sheet name="LKE" sheetId="1" r:id="r1"/></sheets>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>'
    related = (
        f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": related.encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">'.encode() + shared + b"</sst>",
        "xl/worksheets/sheet1.xml": (
            b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN.encode(), sheet)
        ),
    }


def ods(table: str, manifest: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """Make an .ods of one sheet; `table` is what stands in its table."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    root = f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">'
    body = f'<office:body><office:spreadsheet><table:table table:name="LKE">{table}</table:table>'
    content = f"{root}{body}</office:spreadsheet></office:body></office:document-content>"
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": MANIFEST.format(manifest).encode(),
    }
    return packed(parts | dict(more or {}))
