"""Read Pulau's own workbook back, from xlsx or ods, whoever saved it last.

The file is taken as already found safe to open (`exchange.safety`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Decrease, Scale, Share
from pulau.core.scoring.answers import take_answer
from pulau.core.shared.numbers import from_float
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from pulau.exchange.submission import Finding, Printed, Submission
from pulau.exchange.workbook import marks
from pulau.exchange.workbook.form import item_of, open_form, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pulau.core.regulation.model import Item, Pack
    from pulau.exchange.workbook.form import Form, Line

_FIGURES: Final = ("areas.", "sub_areas.")
_WHOLES: Final = frozenset({"total", "enabler", "result"})
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_SHOWN_ROWS: Final = 5
_SHOWN_DIGITS: Final = 12


@dataclass(slots=True)
class _Reading:
    """A form being read under its pack, and what was noticed so far."""

    form: Form
    pack: Pack
    problems: list[Problem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def line(self, item: str, count: str = "") -> Line | None:
        """Find the row of an item, or of one of its counts."""
        return self.form.lines.get(f"{marks.ITEM}{item}{marks.INPUT_MARK}{count}" if count else f"{marks.ITEM}{item}")

    def item_lines(self) -> Iterator[tuple[str, Line]]:
        """Go through the rows of items, in the order of the law."""
        for item in self.pack.items:
            line = self.line(item)
            if line is not None:
                yield item, line


def read_own(data: bytes, name: str) -> Submission:
    """Read a worksheet out of Pulau's own workbook: answers, notes, links, the title held and the printed figures.

    `name` is the file's, for messages. Raises BadInput with each problem at its cell: an answer that its question does
    not take, a row twice, rows missing, a form of another version, a file that is no such workbook. A form made under
    other rules of the same regulation is read, and the difference is a finding.
    """
    form = open_form(data, name)
    reading = _Reading(form, load_pack(form.regulation))
    _check_rules(reading)
    answers = {item.id: _answer(reading, item) for item in reading.pack.items.values()}
    prior_title = _prior_title(reading)
    if reading.problems:
        raise BadInput(reading.problems)
    notes, links = _notes(reading), _links(reading)
    return Submission(
        kind="pulau",
        regulation=reading.pack.id,
        answers={item: answer for item, answer in answers.items() if answer is not None},
        prior_title=prior_title,
        notes=notes,
        links=links,
        printed=_printed(form.lines),
        findings=(*reading.findings, *_setting(form)),
        origin=form.origin,
    )


def _check_rules(reading: _Reading) -> None:
    form, pack = reading.form, reading.pack
    if form.rules_digest != pack.rules_digest:
        digests = {"file": form.rules_digest[:_SHOWN_DIGITS], "now": pack.rules_digest[:_SHOWN_DIGITS]}
        reading.findings.append(Finding.of("rules-differ", form.name, regulation=pack.id, **digests))
        return
    wanted = (f"{marks.ITEM}{key}" for item in pack.items.values() for key in _keys_of(item))
    missing = [item_of(key) for key in wanted if key not in form.lines]
    if missing:
        listed = ", ".join(missing[:_SHOWN_ROWS])
        raise BadInput.because("rows-missing", form.name, count=len(missing), items=listed)


def _inputs(item: Item) -> tuple[str, ...]:
    return item.answer.inputs if isinstance(item.answer, Share | Decrease) else ()


def _keys_of(item: Item) -> tuple[str, ...]:
    return (item.id, *(f"{item.id}{marks.INPUT_MARK}{key}" for key in _inputs(item)))


def _answer(reading: _Reading, item: Item) -> object:
    """Read the answer of an item as `take_answers` takes it; None where it is unanswered."""
    own = reading.line(item.id)
    if own is None:
        return None
    match item.answer:
        case Choice(values=options):
            text = text_of(own.value(marks.ANSWER)).strip()
            answer: object = {option.casefold(): option for option in options}.get(text.casefold(), text) or None
        case Scale():
            answer = _figure(own.value(marks.ANSWER))
        case _:
            lines = {key: reading.line(item.id, key) for key in _inputs(item)}
            given = {key: _figure(line.value(marks.ANSWER)) for key, line in lines.items() if line is not None}
            answer = {key: count for key, count in given.items() if count is not None} or None
    if answer is not None:
        _check(reading, item, answer, own)
    return answer


def _check(reading: _Reading, item: Item, answer: object, own: Line) -> None:
    """Check an answer against its question now, while its cell is known."""
    try:
        take_answer(item, answer)
    except BadInput as error:
        for problem in error.problems:
            line = reading.line(item.id, problem.place.removeprefix(item.id).removeprefix(".")) or own
            place = f"{line.place(marks.ANSWER)} ({problem.place})"
            reading.problems.append(Problem(problem.code, place, problem.params))


def _figure(value: object) -> object:
    """Take a number out of a cell without loss, or the text that stands in its place; None for an empty cell."""
    if isinstance(value, float):
        return from_float(value)
    text = text_of(value)
    return text if text.strip() else None


def _prior_title(reading: _Reading) -> str | None:
    line = reading.form.lines.get(marks.PRIOR_TITLE_KEY)
    held = text_of(line.value(marks.ANSWER)).strip() if line else ""
    if line is None or held.casefold() in {"", marks.NO_TITLE.casefold()}:
        return None
    known = {title.casefold(): title for title in reading.pack.titles}
    if known and held.casefold() not in known:
        problem = Problem.of("unknown-title", line.place(marks.ANSWER), value=held, known=", ".join(known.values()))
        reading.problems.append(problem)
    return known.get(held.casefold(), held)


def _setting(form: Form) -> Iterator[Finding]:
    """Say that the workbook leaves unanswered items out of the mean."""
    line = form.lines.get(marks.UNANSWERED_KEY)
    if line and text_of(line.value(marks.ANSWER)).strip().casefold() == marks.LEAVE_OUT.casefold():
        yield Finding.of("unanswered-left-out", line.place(marks.ANSWER))


def _notes(reading: _Reading) -> dict[str, str]:
    lines = ((item, line, line.columns.get(marks.NOTE)) for item, line in reading.item_lines())
    notes = {item: reading.form.text(line, column) for item, line, column in lines if column is not None}
    return {item: note for item, note in notes.items() if note.strip()}


def _links(reading: _Reading) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item, line in reading.item_lines():
        columns = [column for heading, column in line.columns.items() if heading.startswith(f"{marks.LINK} ")]
        links = tuple(link for column in columns for link in _links_of(reading, line, column))
        if links:
            found[item] = links
    return found


def _links_of(reading: _Reading, line: Line, column: int) -> list[str]:
    """Read the links of a cell: one, several on lines of their own, or the address behind other words."""
    text = reading.form.text(line, column)
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    if all(_ADDRESS.fullmatch(part) for part in parts):
        return parts if len(parts) > 1 else [text] * len(parts)
    target = reading.form.target(line, column)
    # What a spreadsheet turns into an address differs from the words only by how signs are written.
    if target is None or _ADDRESS.match(text):
        return [text]
    reading.findings.append(Finding.of("link-words", line.at(column), words=text, target=target))
    return [target]


def _printed(lines: Mapping[str, Line]) -> dict[str, Printed]:
    printed: dict[str, Printed] = {}
    for key, line in lines.items():
        points = line.value(marks.POINTS)
        if (key in _WHOLES or key.startswith(_FIGURES)) and isinstance(points, float):
            printed[key] = Printed(from_float(points), line.place(marks.POINTS))
    return printed
