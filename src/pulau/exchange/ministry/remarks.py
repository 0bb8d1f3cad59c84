"""Notes and links that people leave in the free columns of a form, so that nothing of them is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.exchange.ministry.grid import letters, plain_text
from pulau.exchange.submission import Finding

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack
    from pulau.exchange.extras import Extras
    from pulau.exchange.ministry.reading import Form

_ADDRESS: Final = re.compile(r"(?:https?|ftp)://[^\s<>\"]+|www\.[^\s<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
_TRAILING: Final = ".,;:)]}'\u201d\u2019"
_RUNNABLE: Final = ("javascript:", "data:", "vbscript:")
_NOTE_HEADINGS: Final = ("catatan", "keterangan", "notes")
_LONGEST: Final = 200


def read_remarks(form: Form, extras: Extras) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Read notes and links by item; those beside a heading go to the first item below it, and a finding says so."""
    kept = _Kept(form)
    free = _free_columns(form)
    behind: dict[int, list[tuple[int, str]]] = {}
    for (row, column), address in extras.targets.items():
        behind.setdefault(row, []).append((column, address))
    comments: dict[int, list[tuple[int, str, str]]] = {}
    for (row, column), comment in extras.comments.items():
        comments.setdefault(row, []).append((column, "", comment))
    for row in range(form.columns.header + 1, len(form.cells)):
        texts = [(column, label, text) for column, label in free if (text := _text(form, row, column))]
        kept.keep(row, texts + comments.get(row, []), behind.get(row, []))
    return (
        {owner: "\n".join(dict.fromkeys(found)) for owner, found in kept.notes.items()},
        {owner: tuple(dict.fromkeys(found)) for owner, found in kept.links.items()},
    )


def notice_errors(form: Form, extras: Extras) -> None:
    """Say which answers and which printed figures are cells in error; both read as blank."""
    figures = dict.fromkeys(form.plan.headings.values(), form.columns.points)
    for (row, column), error in sorted(extras.errors.items()):
        answer = column == form.columns.answer and form.plan.owners.get(row) in form.pack.items
        if answer or figures.get(row, -1) == column:
            place = f"{form.sheet}!{letters(column)}{row + 1}"
            form.findings.append(Finding.of("cell-error", place, value=error[:_LONGEST]))


@dataclass(slots=True)
class _Kept:
    form: Form
    notes: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, row: int, texts: list[tuple[int, str, str]], targets: list[tuple[int, str]]) -> None:
        """Keep the notes and links of a row under what the row belongs to."""
        path = self.form.plan.owners.get(row)
        if path is None:
            for column, _, text in texts + [(column, "", address) for column, address in targets]:
                self._notice("note-unplaced", row, column, text=text[:_LONGEST])
            return
        owner = path if path in self.form.pack.items else _first_item(self.form.pack, path)
        if owner != path and (texts or targets):
            column = texts[0][0] if texts else targets[0][0]
            self._notice("note-on-heading", row, column, heading=path, item=owner)
            texts = [(column, f"({path}) {label}", text) for column, label, text in texts]
        for _, label, text in texts:
            found = [address.rstrip(_TRAILING) for address in _ADDRESS.findall(text)]
            if found:
                self.links.setdefault(owner, []).extend(found)
            if found != [text]:
                self.notes.setdefault(owner, []).append(f"{label}{text}")
        for _, address in targets:
            runnable = address.strip().casefold().startswith(_RUNNABLE)
            (self.notes if runnable else self.links).setdefault(owner, []).append(address)

    def _notice(self, code: str, row: int, column: int, **params: object) -> None:
        self.form.findings.append(Finding.of(code, f"{self.form.sheet}!{letters(column)}{row + 1}", **params))


def _first_item(pack: Pack, path: str) -> str:
    """Find the first item below a heading: a sub-area, an area or its half, a part."""
    _, _, rest = path.rpartition("areas.")
    area, _, half = rest.partition(".")
    for sub in pack.sub_areas.values():
        if path in (sub.id, sub.part.value) or (sub.area == area and half in ("", sub.part.value)):
            return sub.items[0]
    return next(iter(pack.items))


def _free_columns(form: Form) -> list[tuple[int, str]]:
    """List the columns that belong to no part of the form, each with the label its notes get."""
    width = max(map(len, form.cells), default=0)
    header = form.cells[form.columns.header]
    found = []
    for column in range(form.columns.until, width):
        if column not in form.columns.known:
            heading = plain_text(header[column]) if column < len(header) else ""
            plain = not heading or heading.casefold().startswith(_NOTE_HEADINGS)
            found.append((column, "" if plain else f"{heading}: "))
    return found


def _text(form: Form, row: int, column: int) -> str:
    cell = form.cell(row, column)
    return cell.strip() if isinstance(cell, str) else plain_text(cell)
