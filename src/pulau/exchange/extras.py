"""What a table of values does not show of a sheet: addresses behind cells, comments, and cells in error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Final

from pulau.exchange.safety.cells import column_number, parse
from pulau.exchange.safety.workbooks import relations

if TYPE_CHECKING:
    from pulau.exchange.safety.archive import Archive
    from pulau.exchange.safety.workbooks import Workbook

At = tuple[int, int]
"""Row and column, both from 0."""

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_FORMULA: Final = re.compile(
    rb'<c\s[^>]*?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<f[^>]*>[^<]*?HYPERLINK\((?:&quot;|")([^"&<]*(?:&amp;[^"&<]*)*)'
)
_ERROR: Final = re.compile(
    rb'<c\s[^>]*?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*?t="e"[^>]*>(?:<f[^>]*(?:/>|>[^<]*</f>))?<v>([^<]*)'
)
_MOST: Final = 20_000
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Extras:
    """Of a sheet: the addresses behind cells, the comments on them, and the errors that cells show (`#DIV/0!`)."""

    targets: Mapping[At, str] = field(default_factory=dict)
    comments: Mapping[At, str] = field(default_factory=dict)
    errors: Mapping[At, str] = field(default_factory=dict)


def extras_of(workbook: Workbook, sheet: str) -> Extras:
    """Find the extras of a sheet; of an .ods the addresses alone. Raises BadInput where a part is broken."""
    if workbook.opendocument:
        links = workbook.links.get(sheet, ())
        return Extras({(row - 1, column - 1): address for row, column, address in links if address})
    archive = workbook.archive
    part = _part_of(archive, workbook.book, sheet)
    if part not in archive.parts:
        return Extras()
    related = relations(archive, part)
    targets = _hyperlinks(archive, part, related)
    content = archive.read(part)
    if b"HYPERLINK(" in content:
        for letters, row, address in _FORMULA.findall(content):
            targets.setdefault(_at(letters, row), unescape(address.decode("utf-8", "replace")))
    in_error = _ERROR.findall(content) if b't="e"' in content else ()
    errors = {_at(letters, row): text.decode("utf-8", "replace") for letters, row, text in in_error}
    comments = [target for kind, target in related.values() if kind == "comments" and target in archive.parts]
    return Extras({at: address for at, address in targets.items() if address}, _comments(archive, comments), errors)


def _at(letters: bytes, row: bytes) -> At:
    return int(row) - 1, column_number(letters.decode()) - 1


def _part_of(archive: Archive, book: str, sheet: str) -> str:
    """Find the part of a sheet by its name."""
    ids: dict[str, str] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == "sheet":
            ids[attributes.get("name", "")] = _related_id(attributes)

    parse(archive, book, start=start)
    return relations(archive, book).get(ids.get(sheet, ""), ("", ""))[1]


def _related_id(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _hyperlinks(archive: Archive, part: str, related: Mapping[str, tuple[str, str]]) -> dict[At, str]:
    found: dict[At, str] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] != "hyperlink" or len(found) >= _MOST:
            return
        target = related.get(_related_id(attributes), ("", ""))[1]
        at = _REFERENCE.match(attributes.get("ref", ""))
        if target and at is not None:
            anchor = attributes.get("location", "")
            address = f"{target}#{anchor}" if anchor and "#" not in target else target
            found[int(at[2]) - 1, column_number(at[1]) - 1] = address

    if any(kind == "hyperlink" for kind, _ in related.values()):
        parse(archive, part, start=start)
    return found


def _comments(archive: Archive, parts: list[str]) -> dict[At, str]:
    found: dict[At, list[str]] = {}
    here: list[At | None] = [None]
    inside = [False]

    def start(element: str, attributes: dict[str, str]) -> None:
        local = element.rpartition(":")[2]
        if local == "comment":
            at = _REFERENCE.match(attributes.get("ref", ""))
            here[0] = (int(at[2]) - 1, column_number(at[1]) - 1) if at is not None and len(found) < _MOST else None
        inside[0] = local == "t"

    def end(_: str) -> None:
        inside[0] = False

    def text(data: str) -> None:
        if inside[0] and here[0] is not None:
            found.setdefault(here[0], []).append(data)

    for part in parts:
        parse(archive, part, start=start, end=end, text=text)
    texts = {at: " ".join("".join(pieces)[:_LONGEST].split()) for at, pieces in found.items()}
    return {at: comment for at, comment in texts.items() if comment}
