"""Explanations in words: the formula with its inputs filled in, its clause, and what to know beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Choice, Mark
from pulau.exchange.names import Two, answer_text, name_of, number, pick, short

if TYPE_CHECKING:
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.explain import Explanation
    from pulau.core.scoring.model import Evaluation

NOTES: Final[Mapping[str, Two]] = {
    "clamped": ("Rasio dibatasi pada 0 sampai 100%.", "The ratio is kept within 0 and 100%."),
    "zero-denominator": (
        "Pembaginya 0; peraturan tidak mengaturnya, maka berlaku ketetapan paket.",
        "The denominator is 0; the law is silent, so the pack's setting holds.",
    ),
    "unanswered-zero": ("Pertanyaan yang belum dijawab bernilai 0.", "Unanswered items count 0."),
    "unanswered-skipped": (
        "Pertanyaan yang belum dijawab dikeluarkan dari rata-rata, seperti lembar kementerian.",
        "Unanswered items are left out of the mean, as in the ministry's spreadsheet.",
    ),
}
MARKS: Final[Mapping[Mark, Two]] = {
    Mark.CORROBORATED: ("didukung dokumen lain", "corroborated by other documents"),
    Mark.INFERRED: ("disimpulkan", "inferred"),
    Mark.RECALLED: ("belum diperiksa ulang", "not re-checked"),
}


@dataclass(frozen=True, slots=True)
class Worded:
    """An explanation for a reader; `formula` has the inputs filled in, `source` is the clause."""

    path: str
    name: str
    formula: str
    value: str
    source: str
    notes: tuple[str, ...]


def word(evaluation: Evaluation, explanation: Explanation, wording: Wording, language: str) -> Worded:
    """Put an explanation into words of a language."""
    law = explanation.citation
    mark = f" ({pick(MARKS[law.mark], language)})" if law.mark in MARKS else ""
    notes = [pick(NOTES[note], language) for note in explanation.notes]
    return Worded(
        path=explanation.path,
        name=name_of(explanation.path, evaluation.pack, wording, language),
        formula=_formula(evaluation, explanation, wording, language),
        value=_value(explanation, language),
        source=f"{law.text}{mark}",
        notes=(*notes, *((law.note,) if law.note and language == "id" else ())),
    )


def _value(explanation: Explanation, language: str) -> str:
    if explanation.operation == "prior-title":
        yes_no = (("tidak", "no"), ("ya", "yes"))
        return pick(yes_no[int(explanation.value)], language)
    return number(explanation.value, language)


def _formula(evaluation: Evaluation, explanation: Explanation, wording: Wording, language: str) -> str:
    values = [short(term.value, language) for term in explanation.terms]
    weight = short(explanation.weight, language)
    result = number(explanation.value, language)
    match explanation.operation:
        case "sum":
            return f"{' + '.join(values)} = {result}"
        case "mean":
            return f"({' + '.join(values)}) / {len(values)} × {weight} = {result}" if values else f"0 × {weight} = 0"
        case "scale":
            return f"{values[0]} / {values[1]} × {weight} = {result}"
        case "share" | "decrease":
            return f"{_ratio(explanation, values, language)} × {weight} = {result}"
        case "option":
            return _option(evaluation, explanation, wording, language)
        case _:
            return _judgement(explanation, language)


def _judgement(explanation: Explanation, language: str) -> str:
    match explanation.operation:
        case "gate":
            return _gate(explanation, language)
        case "prior-title":
            return _prior_title(explanation, language)
        case _:
            return f"{answer_text(None, language)}: {number(explanation.value, language)}"


def _gate(explanation: Explanation, language: str) -> str:
    actual, required = (term.value for term in explanation.terms)
    # Judged on the exact value: where two decimals would hide the difference, show more of it.
    hidden = actual < required and number(actual, language) == number(required, language)
    left = short(actual, language) if hidden else number(actual, language)
    return f"{left} {'≥' if actual >= required else '<'} {number(required, language)}"


def _ratio(explanation: Explanation, values: list[str], language: str) -> str:
    if "zero-denominator" in explanation.notes and explanation.fraction is not None:
        return short(explanation.fraction, language)
    if explanation.operation == "decrease":
        return f"({values[0]} − {values[1]}) / {values[0]}"
    due = values[1] if len(values) == 2 else f"({' + '.join(values[1:])})"  # noqa: PLR2004 - done and one due
    return f"{values[0]} / {due}"


def _option(evaluation: Evaluation, explanation: Explanation, wording: Wording, language: str) -> str:
    item = evaluation.pack.items[explanation.path.removeprefix("items.")]
    assert isinstance(item.answer, Choice)  # noqa: S101 - an option is the answer of a choice
    option = str(explanation.answer)
    value = short(item.answer.values[option], language)
    text = wording.items[item.id].options[option][language]
    weight, result = short(explanation.weight, language), number(explanation.value, language)
    return f"{option} = {value}; {value} × {weight} = {result} ({text})"


def _prior_title(explanation: Explanation, language: str) -> str:
    required, actual = explanation.stated or ("", None)
    held = actual or pick(("belum ada", "none"), language)
    return f"{pick(('diminta', 'required'), language)} {required}; {pick(('dimiliki', 'held'), language)} {held}"


def plain_words(wording: Wording, item: str, value: object, language: str) -> str:
    """Say an answer, given as plain data, in words: the option with its text, counts with their names."""
    words = wording.items[item]
    if value is None:
        return answer_text(None, language)
    if isinstance(value, Mapping):
        named = (f"{input_name(wording, item, key, language)}: {count}" for key, count in value.items())
        return "; ".join(named)
    text = words.options.get(str(value), {}).get(language, "")
    return f"{value}: {text}" if text else typed_number(value, language)


def typed_number(value: object, language: str) -> str:
    """Write a number of plain data as the reader types it; "" for None."""
    text = "" if value is None else str(value)
    return text if language == "en" else text.replace(".", ",")


def input_name(wording: Wording, item: str, key: str, language: str) -> str:
    """Name a count of a ratio item."""
    return wording.items[item].inputs[key][language]
