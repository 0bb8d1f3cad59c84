"""A trial: other answers than those that stand, read from an address, scored, and never written.

A field is named after its item (`j-P1.i.a`), a count after its item and itself (`j-R1.i.a.jumlah_agen`); what is blank
stays as it is, and `-` takes an answer back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.apps.worksheets.calculation import calculation_of, legible
from pulau.apps.worksheets.desk.queries import with_fields
from pulau.core.regulation.model import Choice, Scale
from pulau.core.scoring.answers import Answers, plain, take_answer
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence
from pulau.exchange.words import input_name

if TYPE_CHECKING:
    from django.http import QueryDict

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.core.regulation.model import Item, Pack
    from pulau.core.scoring.answers import Answer
    from pulau.core.shared.problems import Problem

PREFIX: Final = "j-"
NOTHING: Final = "-"
_LONGEST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried.

    `typed` holds each field as it was typed, `tried` the answers that differ from those that stand (None: taken back),
    `problems` the sentences of each item that cannot be taken, `strange` those of fields that are of no item here.
    `calculation` is the score with `tried`; what cannot be taken stays as it stands.
    """

    typed: Mapping[str, str]
    tried: Mapping[str, Answer | None]
    problems: Mapping[str, tuple[str, ...]]
    strange: tuple[str, ...]
    calculation: Calculation


def read_trial(desk: Desk, query: QueryDict) -> Trial:
    """Read a trial and score it."""
    pack = desk.evaluation.pack
    typed = {key: str(query[key]).strip() for key in query if key.startswith(PREFIX) and str(query[key]).strip()}
    wishes, strange = _by_item(desk, typed)
    tried: dict[str, Answer | None] = {}
    problems: dict[str, tuple[str, ...]] = {}
    for item_id, wish in wishes.items():
        item, now = pack.items[item_id], desk.evaluation.answers.values.get(item_id)
        try:
            answer = _taken(item, wish, now)
        except BadInput as problem:
            problems[item_id] = tuple(_sentence(desk, item_id, found) for found in problem.problems)
            continue
        if answer != now:
            tried[item_id] = answer
    return Trial(typed, tried, problems, strange, _scored(desk, tried))


def address_of(desk: Desk, answers: Mapping[str, str | Mapping[str, str]]) -> str:
    """Return the address of the trial of some answers, given as plain data."""
    fields: list[tuple[str, str]] = []
    for item, answer in answers.items():
        now = desk.evaluation.answers.values.get(item)
        if isinstance(answer, str):
            number = desk.language == "id" and isinstance(desk.evaluation.pack.items[item].answer, Scale)
            fields.append((f"{PREFIX}{item}", answer.replace(".", ",") if number else answer))
            continue
        there = plain(now) if isinstance(now, Mapping) else {}
        assert isinstance(there, dict)  # noqa: S101 - counts are written as a mapping
        fields += [(f"{PREFIX}{item}.{key}", count) for key, count in answer.items() if there.get(key) != count]
    return with_fields(desk.address("try"), fields)


def _by_item(desk: Desk, typed: Mapping[str, str]) -> tuple[dict[str, str | dict[str, str]], tuple[str, ...]]:
    """Gather the fields by item, in the order of the law; what is of no item here becomes a sentence."""
    pack = desk.evaluation.pack
    found: dict[str, str | dict[str, str]] = {}
    strange: list[str] = []
    for field, text in typed.items():
        name = field.removeprefix(PREFIX)
        item, key = _place(pack, name)
        if item is None:
            named = legible(name[:_LONGEST_SHOWN])
            reason = sentence("unknown-item", [("regulation", pack.instrument)], desk.language)
            strange.append(f"{named}: {reason}")
        elif key:
            counts = found.setdefault(item.id, {})
            assert isinstance(counts, dict)  # noqa: S101 - an item has counts or an answer, never both
            counts[key] = text
        else:
            found[item.id] = text
    return {item: found[item] for item in pack.items if item in found}, tuple(strange)


def _place(pack: Pack, name: str) -> tuple[Item | None, str]:
    """Find the item of a field, and the count where it is one of several."""
    item = pack.items.get(name)
    if item is not None and isinstance(item.answer, Choice | Scale):
        return item, ""
    item = pack.items.get(name.rpartition(".")[0])
    key = name.rpartition(".")[2]
    if item is None or isinstance(item.answer, Choice | Scale) or key not in item.answer.inputs:
        return None, ""
    return item, key


def _taken(item: Item, wish: str | dict[str, str], now: Answer | None) -> Answer | None:
    """Check a wish; counts that were not typed stay as they are. Raises BadInput."""
    if isinstance(wish, str):
        return None if wish == NOTHING else take_answer(item, wish)
    there = plain(now) if isinstance(now, Mapping) else {}
    assert isinstance(there, dict)  # noqa: S101 - counts are written as a mapping
    return take_answer(item, {**there, **wish})


def _sentence(desk: Desk, item: str, problem: Problem) -> str:
    """Say what is wrong, with the name of the count where it is one."""
    text = legible(sentence(problem.code, problem.params, desk.language))
    key = problem.place.removeprefix(f"{item}.")
    known = desk.calculation.wording.items[item].inputs
    return f"{input_name(desk.calculation.wording, item, key, desk.language)}: {text}" if key in known else text


def _scored(desk: Desk, tried: Mapping[str, Answer | None]) -> Calculation:
    pack = desk.evaluation.pack
    merged = {**desk.evaluation.answers.values, **tried}
    values = {item: answer for item in pack.items if (answer := merged.get(item)) is not None}
    answers = Answers(pack.id, MappingProxyType(values))
    return calculation_of(desk.row, evaluate(pack, answers, prior_title=desk.evaluation.prior_title))
