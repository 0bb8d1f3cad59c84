"""What differs between two packs as law: weights, items, gates, conditions of a proposal, open points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Choice, Gate, Scale, Share
from pulau.core.shared.numbers import print_exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import AnswerKind, Decrease, Item, Pack, PriorTitle, Title


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of the law on both sides, as text; None on the side that has none.

    `path` names it (`areas.5.reform`, `sub_areas.P1.i`, `WBK.total`, or for an item its id and the field).
    """

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PackDifferences:
    """What differs between two packs; `added` and `removed` are item ids, `items` the changed fields of the others."""

    weights: tuple[Difference, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    items: tuple[Difference, ...]
    gates: tuple[Difference, ...]
    conditions: tuple[Difference, ...]
    open_points: tuple[Difference, ...]
    same_law: bool


def compare_packs(before: Pack, after: Pack) -> PackDifferences:
    """Compare two packs; `same_law` is whether their rules digests are equal, which covers citations and dates too."""
    shared = [key for key in before.items if key in after.items]
    fields = (_differ(_item(before.items[key]), _item(after.items[key])) for key in shared)
    return PackDifferences(
        weights=_differ(_weights(before), _weights(after)),
        added=tuple(key for key in after.items if key not in before.items),
        removed=tuple(key for key in before.items if key not in after.items),
        items=tuple(difference for found in fields for difference in found),
        gates=_differ(_gates(before.titles), _gates(after.titles)),
        conditions=_differ(_conditions(before), _conditions(after)),
        open_points=_differ(
            {p.id: p.setting for p in before.open_points}, {p.id: p.setting for p in after.open_points}
        ),
        same_law=before.rules_digest == after.rules_digest,
    )


def written(value: Fraction) -> str:
    """Write a number without loss: as a decimal where it ends within 28 digits, otherwise as a fraction."""
    text = print_exact(value)
    return text if Fraction(text) == value else f"{value.numerator}/{value.denominator}"


def formula(kind: AnswerKind) -> str:
    """Write how an answer becomes a value 0..1: `Ya = 1, Tidak = 0`, `0 … 4`, `selesai / harus`."""
    if isinstance(kind, Choice):
        return ", ".join(f"{option} = {written(value)}" for option, value in kind.values.items())
    if isinstance(kind, Scale):
        return f"0 … {written(kind.maximum)}"
    if isinstance(kind, Share):
        due = " + ".join(kind.due)
        return f"{kind.done} / {due}" if len(kind.due) == 1 else f"{kind.done} / ({due})"
    return f"({kind.before} - {kind.now}) / {kind.before}"


def zero_policy(kind: Share | Decrease) -> str:
    """Write what a ratio counts where its denominator is 0."""
    if isinstance(kind, Share):
        return f"x / 0 = {written(kind.zero.value)}"
    return f"0 / 0 = {written(kind.zero.value)}, x / 0 = {written(kind.zero.value_if_now)}"


def _differ(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    paths = dict.fromkeys((*before, *after))
    found = (Difference(path, before.get(path), after.get(path)) for path in paths)
    return tuple(difference for difference in found if difference.before != difference.after)


def _weights(pack: Pack) -> dict[str, str]:
    weights = {"enabler": written(pack.enabler), "result": written(pack.result)}
    for key, area in pack.areas.items():
        weights[f"areas.{key}.fulfilment"] = written(area.fulfilment)
        if area.reform is not None:
            weights[f"areas.{key}.reform"] = written(area.reform)
    return weights | {f"sub_areas.{key}": written(sub_area.weight) for key, sub_area in pack.sub_areas.items()}


def _item(item: Item) -> dict[str, str]:
    fields = {"sub_area": item.sub_area, "number": item.number, "weight": written(item.weight)}
    fields["answer"] = formula(item.answer)
    if not isinstance(item.answer, Choice | Scale):
        fields["inputs"] = ", ".join(item.answer.inputs)
        fields["zero"] = zero_policy(item.answer)
    fields["dimensions"] = ", ".join(item.dimensions)
    return {f"{item.id} {name}": value for name, value in fields.items()}


def _gates(titles: Mapping[str, Title]) -> dict[str, str]:
    return {f"{title.id}.{gate.id}": gate_text(gate) for title in titles.values() for gate in title.gates}


def gate_text(gate: Gate | PriorTitle) -> str:
    """Write what a gate asks for: `areas.5 ≥ 60%`, `total ≥ 75`, or the title held before."""
    if isinstance(gate, Gate):
        return f"{gate.measure} ≥ {written(gate.minimum)}{'%' if gate.unit == 'percent' else ''}"
    return gate.title


def _conditions(pack: Pack) -> dict[str, str]:
    return {
        f"{rules.instrument} {rules.since} {condition.id} {title}": least
        for rules in pack.proposal
        for condition in rules.conditions
        for title, least in condition.minimum.items()
    }
