"""Answers out of the cells of a form: only what is unambiguous is put right, and each time said."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Scale
from pulau.core.scoring.answers import take_answer
from pulau.core.shared.numbers import from_float, print_exact
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.ministry.grid import plain_text
from pulau.exchange.ministry.reading import is_blank, read_number, shown
from pulau.exchange.ministry.tallies import read_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Item
    from pulau.exchange.ministry.reading import Form

_LED: Final = re.compile(r"\(?\s*([a-z]|ya|tidak)\s*(?:[.):;,]+\s*|\s+(?=\S{2})|$)(.*)", re.DOTALL)
_WORDS: Final = re.compile(r"[a-z]+")
_CLOSE: Final = Fraction(1, 10**6)
_PERCENT: Final = 100


def read_answers(form: Form) -> dict[str, object]:
    """Read every answer as `take_answers` takes it. Raises BadInput with every problem, each at its cell."""
    answers: dict[str, object] = {}
    for item_id, item in form.pack.items.items():
        row = form.plan.items.get(item_id)
        match item.answer:
            case Choice(values=options):
                answer: object = None if row is None else _option(form, item_id, row, options)
            case Scale():
                answer = None if row is None else _index(form, item, row)
            case ratio:
                answer = read_counts(form, item, ratio)
        if answer is not None:
            answers[item_id] = answer
    _compare_repeated(form)
    if form.problems:
        raise BadInput(form.problems)
    return answers


def _option(form: Form, item: str, row: int, options: Mapping[str, Fraction]) -> str | None:
    cell = form.cell(row, form.columns.answer)
    if cell == "":
        return None
    if isinstance(cell, str) and cell in options:
        return cell
    text = plain_text(cell) if isinstance(cell, str) else ""
    if isinstance(cell, str) and is_blank(form, row, item, text):
        return None
    option = _unambiguous(text.casefold(), {option.casefold(): option for option in options})
    if option is None:
        form.refuse("unknown-option", row, item, value=shown(cell), allowed=", ".join(options))
        return None
    form.notice("answer-normalised", row, item=item, value=shown(cell), option=option)
    form.mended.add(item)
    return option


def _unambiguous(text: str, options: Mapping[str, str]) -> str | None:
    """Read `a`, `A.`, `b) sebagian`, `ya, sudah`; nothing where another option is named too."""
    if text in options:
        return options[text]
    led = _LED.fullmatch(text)
    if led is None or led[1] not in options:
        return None
    spaced = len(led[1]) == 1 and not re.match(r"\(?\s*[a-z]\s*[.):;,]", text)
    if spaced or any(word in options for word in _WORDS.findall(led[2])):
        return None
    return options[led[1]]


def _index(form: Form, item: Item, row: int) -> object:
    number = read_number(form, row, item.id)
    if number is None:
        return None
    assert isinstance(item.answer, Scale)  # noqa: S101 - the caller matched it
    if item.answer.maximum == _PERCENT:
        number = _percentage(form, item, row, number)
    try:
        take_answer(item, number)
    except BadInput as error:
        form.problems.extend(Problem(p.code, f"{form.at(row)} ({item.id})", p.params) for p in error.problems)
        return None
    return number


def _percentage(form: Form, item: Item, row: int, number: Fraction) -> Fraction:
    """Tell 0.85 of a cell shown as 85 % from 0.85 percent: by the points beside it, or else as a share."""
    cell, points = form.cell(row, form.columns.answer), form.cell(row, form.columns.points)
    if isinstance(cell, str) or not 0 < number <= 1:
        return number
    if isinstance(points, float) and math.isfinite(points):
        as_percent = abs(from_float(points) - number * item.weight / _PERCENT) <= _CLOSE
        if as_percent and number != 0:
            return number
    percent = number * _PERCENT
    form.notice("percent-read-as-share", row, item=item.id, value=print_exact(number), percent=print_exact(percent))
    return percent


def _compare_repeated(form: Form) -> None:
    """Refuse a row that comes twice with another answer; say where both answers are the same."""
    for what, first, second in form.plan.twice:
        one, other = (plain_text(form.cell(row, form.columns.answer)).casefold() for row in (first, second))
        if one == other:
            form.notice("duplicate-row-same", second, item=what, other=form.at(first))
        else:
            form.refuse("duplicate-row", second, what, item=what, other=form.at(first))
