"""Worked examples of a pack (`cases/*.yaml`), written in Indonesian so that an official can check them by hand.

A case states the answers in a few lines, then the figures, missed gates and warnings that the law gives for them.
Its form is described in docs/domain/packs.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.differences import written
from pulau.core.regulation.source import Cursor, parse_source
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import GateResult, Unanswered
from pulau.core.shared.numbers import parse_number
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.case_answers import read_answers
from pulau.exchange.case_figures import NAMES, figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.answers import Answers
    from pulau.core.scoring.model import Caution, Evaluation, TitleVerdict

_KEYS: Final = (
    "judul", "keterangan", "semua", "seperti", "jawaban", "jawaban_kosong", "predikat_sebelumnya", "nilai", "predikat",
    "peringatan",
)  # fmt: skip
_ZERO: Final = "nol"
_UNANSWERED: Final = {_ZERO: Unanswered.ZERO, "lewati": Unanswered.SKIP}
_MET: Final = "terpenuhi"
_NO_TITLE: Final = "tidak ada"
_ALL: Final = "semua"
_SLASHED: Final = re.compile(r"([0-9]+)/([1-9][0-9]*)", re.ASCII)

Shortfalls = Mapping[str, str]
"""Missed gates of a title: gate id to what is short (an exact number as text), or to the title that is asked for."""


@dataclass(frozen=True, slots=True)
class Case:
    """One worked example: answers and options in, figures, missed gates and warnings expected.

    `figures` maps a figure's Indonesian name (`area 1 persen`) to its expected text; `titles` a title to its missed
    gates (none: the title is met), None where the case says nothing; `warnings` a code to the places it must name.
    """

    title: str
    note: str
    place: str
    answers: Answers
    unanswered: Unanswered
    prior_title: str | None
    figures: Mapping[str, str]
    titles: Mapping[str, Shortfalls] | None
    warnings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure, title or warning that came out otherwise than the case expects; both sides as text."""

    figure: str
    expected: str
    got: str


def parse_cases(pack: Pack, text: str, file: str) -> tuple[Case, ...]:
    """Parse the cases of one file for a pack; `file` is its name for messages.

    Raises BadInput with file, line and case: unknown keys, items, options or figures, a title used twice.
    """
    top = parse_source(text, file).only("contoh")
    done: dict[str, tuple[Case, dict[str, object]]] = {}
    for place in top["contoh"].sequence():
        title = place.only(*_KEYS)["judul"].text()
        if title in done:
            raise place["judul"].refuse("pack-duplicate-key", key=title)
        raw = read_answers(pack, place, {name: own for name, (_, own) in done.items()})
        done[title] = _case(pack, place, raw), raw
    return tuple(case for case, _ in done.values())


def run_case(pack: Pack, case: Case) -> tuple[Difference, ...]:
    """Score a case under its pack and list what differs from its expectations; nothing where all is as expected."""
    evaluation = evaluate_case(pack, case)
    found = [
        *(_figure_differs(evaluation, name, expected) for name, expected in case.figures.items()),
        *_titles_differ(evaluation, case),
        *_warnings_differ(evaluation, case),
    ]
    return tuple(difference for difference in found if difference.expected != difference.got)


def evaluate_case(pack: Pack, case: Case) -> Evaluation:
    """Score the answers of a case with its options."""
    return evaluate(pack, case.answers, unanswered=case.unanswered, prior_title=case.prior_title)


def _case(pack: Pack, place: Cursor, raw: Mapping[str, object]) -> Case:
    blank = _word(place["jawaban_kosong"], _UNANSWERED) if "jawaban_kosong" in place else _ZERO
    return Case(
        title=place["judul"].text(),
        note=place["keterangan"].text(),
        place=place.place,
        answers=_take(pack, raw, place),
        unanswered=_UNANSWERED[blank],
        prior_title=_prior_title(pack, place),
        figures={name: _expected(pack, name, entry) for name, entry in place["nilai"].entries()},
        titles=_titles(pack, place["predikat"]) if "predikat" in place else None,
        warnings=_warnings(pack, place["peringatan"]) if "peringatan" in place else {},
    )


def _take(pack: Pack, raw: Mapping[str, object], place: Cursor) -> Answers:
    try:
        return take_answers(pack, raw)
    except BadInput as error:
        raise BadInput(Problem(p.code, f"{place.place} {p.place}", p.params) for p in error.problems) from None


def _word(place: Cursor, known: Iterable[str]) -> str:
    word, words = place.text(), tuple(known)
    if word not in words:
        raise place.refuse("pack-unknown-word", word=word, known=", ".join(words))
    return word


def _prior_title(pack: Pack, place: Cursor) -> str | None:
    if "predikat_sebelumnya" not in place:
        return None
    held = _word(place["predikat_sebelumnya"], (_NO_TITLE, *pack.titles))
    return None if held == _NO_TITLE else held


def _expected(pack: Pack, name: str, place: Cursor) -> str:
    """Read an expected figure, and refuse a name that no figure of the pack has; a printed one is kept as written."""
    if not figure(pack, name).known:
        raise place.refuse("unknown-choice", value=name, allowed=NAMES)
    return place.text() if figure(pack, name).printed else _exact(place)


def _exact(place: Cursor) -> str:
    """Read an exact number, written as a decimal (`4.25`) or as a fraction (`1/3`)."""
    text = place.text()
    slashed = _SLASHED.fullmatch(text)
    value = Fraction(int(slashed[1]), int(slashed[2])) if slashed else None if "," in text else parse_number(text)
    if value is None:
        raise place.refuse("pack-wrong-kind", expected="number")
    return written(value)


def _titles(pack: Pack, place: Cursor) -> dict[str, Shortfalls]:
    titles: dict[str, Shortfalls] = {}
    for title, entry in place.only(*pack.titles).entries():
        if entry.is_scalar:
            _word(entry, (_MET,))
            titles[title] = {}
            continue
        gates = {gate.id for gate in pack.titles[title].gates}
        entry.only(*gates)
        titles[title] = {
            gate: short.text() if short.text() in pack.titles else _exact(short) for gate, short in entry.entries()
        }
    return titles


def _warnings(pack: Pack, place: Cursor) -> dict[str, tuple[str, ...]]:
    """Read the warnings expected: item ids, `semua` for all of them, or the values of a warning on the whole sheet."""
    return {
        code: tuple(pack.items) if entry.is_scalar and _word(entry, (_ALL,)) else entry.texts()
        for code, entry in place.entries()
    }


def _figure_differs(evaluation: Evaluation, name: str, expected: str) -> Difference:
    found = figure(evaluation.pack, name)
    got = found.text_in(evaluation) if found.printed else written(found.value_in(evaluation))
    return Difference(name, expected, got)


def _titles_differ(evaluation: Evaluation, case: Case) -> Iterable[Difference]:
    for title, expected in (case.titles or {}).items():
        got = _shortfalls(evaluation.titles[title])
        yield Difference(title, _listed(dict(expected)), _listed(got))


def _shortfalls(verdict: TitleVerdict) -> dict[str, str]:
    return {g.gate: written(g.shortfall) if isinstance(g, GateResult) else g.required for g in verdict.missed}


def _listed(shortfalls: dict[str, str]) -> str:
    return ", ".join(f"{gate}: {short}" for gate, short in sorted(shortfalls.items())) or _MET


def _warnings_differ(evaluation: Evaluation, case: Case) -> Iterable[Difference]:
    got: dict[str, list[str]] = {}
    for caution in evaluation.warnings:
        got.setdefault(caution.code, []).append(_about(caution))
    for code in sorted({*got, *case.warnings}):
        expected, found = sorted(case.warnings.get(code, ())), sorted(got.get(code, ()))
        yield Difference(f"peringatan {code}", ", ".join(expected) or "-", ", ".join(found) or "-")


def _about(caution: Caution) -> str:
    return caution.item or " ".join(value for _, value in caution.params)
