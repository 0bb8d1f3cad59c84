"""Packs of a few items made by chance, and the cheapest plan found in them by trying everything."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import yaml
from hypothesis import strategies as st

from pulau.core.regulation.model import Choice, Scale, Share
from pulau.core.scoring.answers import take_answers
from tests.core import reference
from tests.core.packs import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Item, Pack
    from pulau.core.scoring.answers import Answer, Answers, Counts

ANSWERS: dict[str, dict[str, object]] = {
    "yes-no": {"options": {"Ya": 1, "Tidak": 0}, "citation": "x"},
    "abc": {"options": {"A": 1, "B": 0.5, "C": 0}, "citation": "x"},
    "abcd": {"options": {"A": 1, "B": 0.67, "C": 0.33, "D": 0}, "citation": "x"},
    "index": {"maximum": 0.06, "citation": "x"},
    "percentage": {"maximum": 100, "citation": "x"},
}
KINDS = ("yes-no", "abc", "abcd", "index", "share", "decrease")


@dataclass(frozen=True)
class Case:
    """A pack, a worksheet of it, and what the user gives to the planner."""

    pack: Pack
    answers: Answers
    effort: Mapping[str, int]
    pinned: frozenset[str]


def _item(kind: str, dimensions: tuple[str, ...] = ("system",), **more: object) -> dict[str, object]:
    item: dict[str, object] = {
        "number": "1",
        "dimensions": list(dimensions),
        "keywords": ["x"],
        "citation": "x",
        **more,
    }
    zero = {"value": 1, "value_if_now": 0, "citation": "x"}
    if kind == "share":
        ratio: object = {"inputs": ["due", "done"], "done": "done", "due": ["due"], "zero": zero}
    else:
        ratio = {"inputs": ["before", "now"], "before": "before", "now": "now", "zero": zero}
    of_ratio = {"answer": "ratio", "ratio": ratio}
    return item | (of_ratio if kind in {"share", "decrease"} else {"answer": kind})


def pack_of(enabler: list[str], result: list[str], gates: Mapping[str, tuple[str, str, object]]) -> Pack:
    """Make a pack: kinds of its items, and gates (measure, unit, minimum) of the one title."""
    each = [Fraction(40 * weight, len(result) * (len(result) + 1) // 2) for weight in range(1, len(result) + 1)]
    weights = [str(round(float(weight), 2)) for weight in each[:-1]]
    weights.append(str(40 - sum(Fraction(weight) for weight in weights)) if len(weights) == 0 else
                   f"{float(40 - sum(Fraction(weight) for weight in weights)):.2f}")  # fmt: skip
    data = {
        "id": "small",
        "instrument": "Contoh",
        "kind": "worksheet",
        "status": "in-force",
        "citation": "x",
        "in_force": {"citation": "x"},
        "weights": {"enabler": 60, "result": 40, "citation": "x"},
        "answers": ANSWERS,
        "areas": {"1": {"fulfilment": 60, "citation": "x"}},
        "titles": {
            "WBK": {
                "citation": "x",
                "gates": {
                    key: {"measure": measure, "unit": unit, "minimum": _Raw(str(minimum)), "citation": "x"}
                    for key, (measure, unit, minimum) in gates.items()
                },
            }
        },
        "effort": {"option_step": 10, "ratio_count": 2, "index_hundredth": 1, "percent_point": 1, "citation": "x"},
        "sub_areas": {
            "P": {
                "number": "A",
                "part": "fulfilment",
                "area": "1",
                "weight": 60,
                "citation": "x",
                "items": {f"P.{n}": _item(kind) for n, kind in enumerate(enabler)},
            },
            "H": {
                "number": "B",
                "part": "result",
                "weight": 40,
                "citation": "x",
                "items": {
                    f"H.{n}": _item(kind, weight=_Raw(weight))
                    for n, (kind, weight) in enumerate(zip(result, weights, strict=True))
                },
            },
        },
    }
    return load(yaml.dump(data, Dumper=_Dumper, sort_keys=False), "small")


class _Raw(str):
    """A number written as it is, without passing through a float."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes raw numbers, and no aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


_Dumper.add_representer(_Raw, lambda dumper, raw: dumper.represent_scalar("tag:yaml.org,2002:float", str(raw)))


def _answer(kind: str) -> st.SearchStrategy[object]:
    small = st.integers(0, 4)
    match kind:
        case "index":
            return st.integers(0, 60).map(lambda thousandths: Fraction(thousandths, 1000))
        case "percentage":
            return st.integers(960, 1000).map(lambda tenths: Fraction(tenths, 10))
        case "share":
            return st.fixed_dictionaries({"due": small, "done": small})
        case "decrease":
            return st.fixed_dictionaries({"before": small, "now": small})
        case _:
            return st.sampled_from(list(cast("dict[str, object]", ANSWERS[kind]["options"])))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Small packs with one to three items of the enabler and one or two of the result, partly answered."""
    enabler = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    result = draw(st.lists(st.sampled_from((*KINDS, "percentage")), min_size=1, max_size=2))
    tenths = st.integers(1, 1000).map(lambda n: Fraction(n, 10))
    gates: dict[str, tuple[str, str, object]] = {"total": ("total", "points", float(draw(tenths)))}
    for measure in ("enabler", "areas.1", "sub_areas.H", "items.H.0", "items.P.0", "result"):
        if draw(st.booleans()):
            gates[measure.replace(".", "-")] = (measure, "percent", float(draw(tenths)))
    pack = pack_of(enabler, result, gates)
    kinds = dict(zip(pack.items, [*enabler, *result], strict=True))
    raw = draw(
        st.fixed_dictionaries({key: st.none() | _answer(kind) for key, kind in kinds.items() if kind != "percentage"})
    )
    raw |= draw(st.fixed_dictionaries({key: _answer(kind) for key, kind in kinds.items() if kind == "percentage"}))
    effort = draw(st.dictionaries(st.sampled_from(list(pack.items)), st.integers(1, 30)))
    pinned = draw(st.frozensets(st.sampled_from(list(pack.items)), max_size=1))
    return Case(pack, take_answers(pack, raw), effort, pinned)


def least_effort(case: Case) -> int | None:
    """Try every way to improve; None where none of them passes."""
    each = [_ways(case, item) for item in case.pack.items.values()]
    least: int | None = None
    for ways in product(*each):
        effort = sum(cost for cost, _, _ in ways)
        if least is None or effort < least:
            answers = {key: answer for _, key, answer in ways if answer is not None}
            points = reference.score(case.pack, answers).points
            least = effort if reference.passes(case.pack, points, case.pack.titles["WBK"]) else least
    return least


def _ways(case: Case, item: Item) -> list[tuple[int, str, Answer | None]]:
    now = case.answers.values.get(item.id)
    step = case.effort.get(item.id, _default(item))
    better = [] if item.id in case.pinned else _better(item, now)
    return [(0, item.id, now), *((steps * step, item.id, answer) for steps, answer in better)]


def _default(item: Item) -> int:
    if isinstance(item.answer, Scale):
        return 1
    return 10 if isinstance(item.answer, Choice) else 2


def _better(item: Item, now: Answer | None) -> list[tuple[int, Answer]]:
    """List better answers with the steps they take: one option, one whole hundredth or percent, one count each."""
    kind = item.answer
    if isinstance(kind, Choice):
        worst_first = list(kind.values)[::-1]
        start = 0 if now is None else worst_first.index(str(now))
        return [(n - start, worst_first[n]) for n in range(start + 1, len(worst_first))]
    if isinstance(kind, Scale):
        unit = Fraction(1) if kind.maximum == 100 else Fraction(1, 100)
        value = now if isinstance(now, Fraction) else Fraction(0)
        onto = [n for n in range(ceil(value / unit), int(kind.maximum / unit) + 1) if n * unit > value]
        return [(steps, n * unit) for steps, n in enumerate(onto, start=1)]
    if now is None:
        return []
    counts = cast("Counts", now)
    if isinstance(kind, Share):
        due = sum(counts[key] for key in kind.due)
        more = range(1, due - counts[kind.done] + 1)
        return [(n, MappingProxyType({**counts, kind.done: counts[kind.done] + n})) for n in more]
    fewer = range(1, counts[kind.now] + 1)
    return [(n, MappingProxyType({**counts, kind.now: counts[kind.now] - n})) for n in fewer]
