"""A look-alike of the ministry's form: the same layout and the same way of counting, our own words, any trap wanted.

The official form is not in the repository. `build(pack_id, answers)` gives a `Form` whose rows a test may bend in every
way before `write` makes a workbook of it; `points` are then counted as the form's own formulas do, errors included.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import xlsxwriter

from pulau.core.regulation.model import Choice, Decrease, Part, Scale, Share
from pulau.exchange.packs import load_pack, load_wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pulau.core.regulation.model import Item, Pack, SubArea
    from pulau.core.regulation.wording import Wording

Cell = str | float | None
HEADINGS = {"text": "Penilaian", "weight": "Bobot", "explanation": "Penjelasan", "kind": "Pilihan Jawaban"}
HEADINGS |= {"answer": "Jawaban", "points": "Nilai", "percent": " %", "note": "Catatan/Keterangan/Penjelasan"}
COLUMNS = {"text": 1, "weight": 7, "explanation": 8, "kind": 9, "answer": 10, "points": 11, "percent": 12, "note": 14}
OPTION_VALUES = {
    "ya/tidak": {"ya": 1.0, "tidak": 0.0},
    "a/b/c": {"a": 1.0, "b": 0.5, "c": 0.0},
    "a/b/c/d": {"a": 1.0, "b": 0.67, "c": 0.33, "d": 0.0},
    "a/b/c/d/e": {"a": 1.0, "b": 0.75, "c": 0.5, "d": 0.25, "e": 0.0},
}


@dataclass(slots=True)
class Line:
    """A row: `role` is part, area, sub-area, inner, item, count, total or sum; `path` what it belongs to."""

    role: str
    path: str
    indent: int
    mark: str
    text: str
    weight: Cell = None
    kind: str = ""
    answer: Cell = None
    points: Cell = None
    note: Cell = None
    link: str = ""
    extra: dict[int, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Form:
    """A form that can be bent: its rows from top to bottom, where its columns stand, the name of its sheet."""

    pack: Pack
    lines: list[Line]
    columns: dict[str, int] = field(default_factory=lambda: dict(COLUMNS))
    headings: dict[str, str] = field(default_factory=lambda: dict(HEADINGS))
    sheet: str = "LKE ZI"
    header_row: int = 1
    summary: bool = True

    def line(self, path: str, role: str = "item") -> Line:
        """Return the first row of a role for a path (`P1.i.a`, `R1.i.a.jumlah_agen`, `P1.i`)."""
        return next(line for line in self.lines if line.path == path and line.role == role)

    def index(self, path: str, role: str = "item") -> int:
        return self.lines.index(self.line(path, role))

    def cell(self, path: str, role: str = "item", column: str = "answer") -> str:
        """Name a cell as findings and problems do."""
        return f"{self.sheet}!{xlsxwriter.utility.xl_col_to_name(self.columns[column])}{self.row(path, role) + 1}"

    def row(self, path: str, role: str = "item") -> int:
        return self.header_row + 2 + self.index(path, role)

    def shift(self, after: int, by: int = 1) -> Form:
        """Insert blank columns before the column numbered `after`."""
        self.columns = {name: n + by if n >= after else n for name, n in self.columns.items()}
        return self

    def counted(self) -> Form:
        """Fill in the points as the form's formulas would."""
        _count(self)
        return self

    def write(self) -> bytes:
        """Make the workbook."""
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False, "nan_inf_to_errors": True}) as book:
            if self.summary:
                summary = book.add_worksheet("Utama")
                summary.write_row(0, 1, ["Penilaian", "", "Bobot", "Nilai", " %"])
                summary.hide()
            sheet = book.add_worksheet(self.sheet)
            sheet.activate()
            for name, column in self.columns.items():
                sheet.write(self.header_row, column, self.headings[name])
            for number, line in enumerate(self.lines):
                _write(sheet, self.header_row + 2 + number, number, line, self.columns)
        return out.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, number: int, line: Line, columns: Mapping[str, int]
) -> None:
    sheet.write(row, 0, number + 1)
    start = columns["text"] + line.indent
    if line.mark:
        sheet.write_string(row, start, line.mark)
    sheet.write_string(row, start + 1, line.text)
    for name in ("weight", "kind", "answer", "note"):
        value: Cell = getattr(line, name)
        if value is not None and value != "":
            sheet.write(row, columns[name], value)
    if line.points is not None:
        sheet.write_formula(row, columns["points"], "=1-1", None, line.points)
    if line.link:
        sheet.write_url(row, columns["note"] + 1, line.link, string="bukti")
    for column, value in line.extra.items():
        sheet.write(row, column, value)


def build(
    pack_id: str, answers: Mapping[str, object], *, reword: Callable[[str, str], str] = lambda _, text: text
) -> Form:
    """Build a filled form of a pack. `reword` may change the text of each row: it gets the row's path and our words."""
    pack, wording = load_pack(pack_id), load_wording(pack_id)
    lines = list(_lines(pack, wording, answers))
    return Form(pack, [replace(line, text=reword(line.path, line.text)) for line in lines]).counted()


def _lines(pack: Pack, wording: Wording, answers: Mapping[str, object]) -> Iterator[Line]:
    split = any(area.reform is not None for area in pack.areas.values())
    yield Line("part", "enabler", 0, "A.", "PENGUNGKIT" if split else "PROSES", float(pack.enabler))
    for part in (Part.FULFILMENT, Part.REFORM) if split else (Part.FULFILMENT,):
        if split:
            name = "PEMENUHAN" if part is Part.FULFILMENT else "REFORM"
            yield Line("part", part.value, 1, "I." if part is Part.FULFILMENT else "II.", name, 30.0)
        for area_id, area in pack.areas.items():
            subs = [sub for sub in pack.sub_areas.values() if sub.area == area_id and sub.part is part]
            weight = area.fulfilment if part is Part.FULFILMENT else area.reform
            path = f"areas.{area_id}.{part.value}" if split else f"areas.{area_id}"
            mark = f"{subs[0].number.split('.')[-2]}."
            yield Line("area", path, 2, mark, wording.areas[area_id]["id"].upper(), float(weight or 0))
            for sub in subs:
                text = wording.sub_areas[sub.id]["id"]
                yield Line("sub-area", sub.id, 3, f"{sub.number.rpartition('.')[2]}.", text, float(sub.weight))
                yield from _items(pack, wording, sub.items, answers, 4)
    yield Line("sum", "enabler", 0, "", "TOTAL PENGUNGKIT")
    yield Line("part", "result", 0, "B.", "HASIL", float(pack.result))
    for sub in (sub for sub in pack.sub_areas.values() if sub.part is Part.RESULT):
        text = wording.sub_areas[sub.id]["id"].upper()
        yield Line("sub-area", sub.id, 1, f"{sub.number.rpartition('.')[2]}.", text, float(sub.weight))
        yield from _items(pack, wording, sub.items, answers, 2)
    yield Line("sum", "result", 0, "", "TOTAL HASIL")
    yield Line("sum", "total", 0, "", "NILAI EVALUASI ZONA INTEGRITAS")


def _items(
    pack: Pack, wording: Wording, items: tuple[str, ...], answers: Mapping[str, object], indent: int
) -> Iterator[Line]:
    for item in (pack.items[item_id] for item_id in items):
        answer = answers.get(item.id)
        line = Line(
            "item", item.id, indent, f"{item.number.rpartition('.')[2]}.", wording.items[item.id].question["id"]
        )
        line.kind = _kind(item)
        if indent == 2:
            line.weight = float(item.weight)
        if isinstance(item.answer, Choice):
            line.answer = str(answer) if answer is not None else None
        elif isinstance(item.answer, Scale):
            line.answer = float(str(answer).replace(",", ".")) if answer is not None else None
        yield line
        if isinstance(item.answer, Share | Decrease):
            yield from _counts(item, wording, answer if isinstance(answer, dict) else {}, indent)


def _counts(item: Item, wording: Wording, given: Mapping[str, object], indent: int) -> Iterator[Line]:
    answer = item.answer
    parts = answer.due if isinstance(answer, Share) and len(answer.due) > 1 else ()
    if parts:
        total = sum(float(str(given[key])) for key in parts) if given else None
        yield Line("total", item.id, indent, "-", "Jumlah yang harus melaporkan", kind="Jumlah", answer=total)
    assert isinstance(answer, Share | Decrease)
    for key in answer.inputs:
        text = wording.items[item.id].inputs[key]["id"]
        value = float(str(given[key])) if key in given else None
        yield Line("count", f"{item.id}.{key}", indent, "", f"- {text}", kind="Jumlah", answer=value)


def _kind(item: Item) -> str:
    if isinstance(item.answer, Choice):
        return "/".join(item.answer.values)
    if isinstance(item.answer, Scale):
        return "Nilai\n(0-4)" if item.answer.maximum <= 4 else "% (0-100%)"
    return "%"


def _count(form: Form) -> None:
    """Count as the form does: blanks and unread answers are left out of a mean; LHKASN is never read."""
    shown = {line.path: _shown(form, line) for line in form.lines if line.role == "item"}
    subs = {sub.id: _sub_area(sub, [shown.get(item) for item in sub.items]) for sub in form.pack.sub_areas.values()}
    areas: dict[str, float] = {}
    for sub in form.pack.sub_areas.values():
        if sub.area is not None:
            split = form.pack.areas[sub.area].reform is not None
            path = f"areas.{sub.area}.{sub.part.value}" if split else f"areas.{sub.area}"
            areas[path] = areas.get(path, 0.0) + (subs[sub.id] or 0.0)
    enabler, result = (
        sum(areas.values()),
        sum(subs[s.id] or 0.0 for s in form.pack.sub_areas.values() if s.area is None),
    )
    wholes = {"enabler": enabler, "result": result, "total": enabler + result}
    points: dict[str, Mapping[str, Cell]] = {"item": shown, "sub-area": subs, "area": areas, "sum": wholes}
    for line in form.lines:
        if line.role in points:
            line.points = points[line.role].get(line.path)


def _sub_area(sub: SubArea, shown: list[Cell]) -> float | None:
    values = [value for value in shown if isinstance(value, float)]
    if sub.part is Part.RESULT:
        return sum(values)
    if sub.id == "R5.iii" and isinstance(shown[0], float):
        return shown[0] * float(sub.weight)
    return sum(values) / len(values) * float(sub.weight) if values else None


def _shown(form: Form, line: Line) -> Cell:
    item = form.pack.items[line.path]
    if isinstance(item.answer, Scale):
        index = line.answer
        return index / float(item.answer.maximum) * float(item.weight) if isinstance(index, float) else "Blm Diisi"
    if isinstance(item.answer, Share | Decrease):
        line.answer = line.answer if isinstance(line.answer, float) else _ratio(form, item)
        return line.answer
    options = OPTION_VALUES.get(line.kind.casefold())
    if options is None:
        return "-"
    value = options.get(str(line.answer).casefold())
    if value is None:
        return "Blm Diisi"
    return value * float(item.weight) if form.pack.sub_areas[item.sub_area].part is Part.RESULT else value


def _ratio(form: Form, item: Item) -> Cell:
    counts = {line.path.rpartition(".")[2]: line.answer for line in form.lines if line.path.startswith(f"{item.id}.")}
    if any(not isinstance(value, float) for value in counts.values()) or not counts:
        return "Blm Diisi"
    numbers = {key: value for key, value in counts.items() if isinstance(value, float)}
    if isinstance(item.answer, Decrease):
        before, now = numbers["tahun_lalu"], numbers["tahun_ini"]
        return (1.0 if now == 0 else "#DIV/0!") if before == 0 else max(0.0, (before - now) / before)
    assert isinstance(item.answer, Share)
    total = next((line.answer for line in form.lines if line.role == "total" and line.path == item.id), None)
    due = total if isinstance(total, float) else sum(numbers[key] for key in item.answer.due)
    return min(1.0, numbers[item.answer.done] / due) if due else "#DIV/0!"
