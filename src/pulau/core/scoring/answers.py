"""Answers of a worksheet: taken from plain data, checked against the pack, kept exact and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Scale, Share
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.numbers import parse_number, parse_whole, print_exact
from pulau.core.shared.problems import BadInput, Problem

if TYPE_CHECKING:
    from pulau.core.regulation.model import Decrease, Item, Pack

MOST_COUNT: Final = 10**12
Counts = Mapping[str, int]
Answer = str | Fraction | Counts
"""An option's key, an index or percentage, or the counts of a ratio."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one worksheet under one pack: item id to answer; what is not there is unanswered."""

    regulation: str
    values: Mapping[str, Answer]

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical answers; unanswered items are not part of it."""
        return canonical_digest(exact_answers(self))


def exact_answers(answers: Answers) -> dict[str, str | dict[str, str]]:
    """Return answers as plain data of which the answers digest is made: no two answers are written the same."""
    return {item: _whole_truth(answer) for item, answer in answers.values.items()}


def take_answers(pack: Pack, raw: Mapping[str, object]) -> Answers:
    """Check plain answers (of JSON or a workbook) against a pack.

    None, and an item that is not there, are unanswered. Options are taken as written in the pack, counts as whole
    numbers of at least 0 (or text of one), indices as numbers with point or comma within their scale.
    Raises BadInput with every problem found, each at its item.
    """
    if not pack.worksheet:
        raise no_worksheet(pack)
    problems: list[Problem] = []
    values: dict[str, Answer] = {}
    for item_id, value in raw.items():
        item = pack.items.get(item_id)
        if item is None:
            problems.append(Problem.of("unknown-item", item_id, regulation=pack.id))
        elif value is not None:
            try:
                values[item_id] = take_answer(item, value)
            except BadInput as error:
                problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    in_order = {item_id: values[item_id] for item_id in pack.items if item_id in values}
    return Answers(pack.id, MappingProxyType(in_order))


def no_worksheet(pack: Pack) -> BadInput:
    """Make the error for a regulation without a worksheet; it names the one to use instead."""
    return BadInput.because("no-worksheet", pack.id, amends=pack.amends or "-")


def take_answer(item: Item, value: object) -> Answer:
    """Check one answer against its item. Raises BadInput."""
    match item.answer:
        case Choice(values=options):
            return _option(item.id, value, options)
        case Scale(maximum=maximum):
            return _on_scale(item.id, value, maximum)
        case ratio:
            return _counts(item.id, value, ratio)


def plain(answer: Answer) -> str | dict[str, str]:
    """Write an answer as plain data: numbers as decimal text."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, Fraction):
        return print_exact(answer)
    return {key: str(count) for key, count in answer.items()}


def _whole_truth(answer: Answer) -> str | dict[str, str]:
    """Write an answer so that no other answer is written the same; printing stops at 28 digits, a gate does not."""
    printed = plain(answer)
    return str(answer) if isinstance(answer, Fraction) and Fraction(str(printed)) != answer else printed


def _option(place: str, value: object, options: Mapping[str, Fraction]) -> str:
    if not isinstance(value, str) or value not in options:
        raise BadInput.because("unknown-option", place, value=_shown(value), allowed=", ".join(options))
    return value


def _on_scale(place: str, value: object, maximum: Fraction) -> Fraction:
    number = _number(value)
    if number is None:
        raise BadInput.because("not-a-number", place, value=_shown(value))
    if not 0 <= number <= maximum:
        raise BadInput.because("out-of-scale", place, value=_shown(value), maximum=print_exact(maximum))
    return number


def _number(value: object) -> Fraction | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, Decimal):
        return Fraction(value) if value.is_finite() and abs(value.adjusted()) < 30 else None  # noqa: PLR2004 - digits
    return Fraction(value) if isinstance(value, int | Fraction) else None


def _counts(place: str, value: object, ratio: Share | Decrease) -> Counts:
    if not isinstance(value, Mapping):
        raise BadInput.because("counts-expected", place, value=_shown(value), inputs=", ".join(ratio.inputs))
    problems: list[Problem] = []
    counts: dict[str, int] = {}
    for key, entry in value.items():
        if key not in ratio.inputs:
            problems.append(Problem.of("unknown-input", f"{place}.{key}", inputs=", ".join(ratio.inputs)))
        elif entry is not None:
            try:
                counts[key] = _count(f"{place}.{key}", entry)
            except BadInput as error:
                problems.extend(error.problems)
    given = {key for key, entry in value.items() if entry is not None}
    problems.extend(Problem.of("missing-input", f"{place}.{key}") for key in needed_inputs(ratio) if key not in given)
    if problems:
        raise BadInput(problems)
    return MappingProxyType({key: counts[key] for key in ratio.inputs if key in counts})


def needed_inputs(ratio: Share | Decrease) -> tuple[str, ...]:
    """List the counts that the formula of a ratio needs; the form may ask for more."""
    return (*ratio.due, ratio.done) if isinstance(ratio, Share) else (ratio.before, ratio.now)


def _count(place: str, value: object) -> int:
    number = parse_whole(value) if isinstance(value, str) else _number(value)
    if number is None:
        as_number = parse_number(value) if isinstance(value, str) else None
        code = "not-a-number" if as_number is None else "fractional-count"
        raise BadInput.because(code, place, value=_shown(value))
    if number < 0:
        raise BadInput.because("negative-count", place, value=_shown(value))
    if Fraction(number).denominator != 1:
        raise BadInput.because("fractional-count", place, value=_shown(value))
    if number > MOST_COUNT:
        raise BadInput.because("count-too-large", place, value=_shown(value), most=MOST_COUNT)
    return int(number)


def _shown(value: object) -> str:
    """Show a value that was refused, cut so that a message stays readable."""
    try:
        text = str(value)
    except ValueError:  # Python writes no whole number of more than 4,300 digits
        text = "…"
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - length of a message
