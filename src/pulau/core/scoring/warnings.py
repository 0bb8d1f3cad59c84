"""What a reader of a result should know beside its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.core.regulation.model import Decrease, Gate, PackStatus, Share, Unit
from pulau.core.scoring.model import Caution, GateResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from pulau.core.regulation.model import Item, Pack
    from pulau.core.scoring.answers import Answer, Counts
    from pulau.core.scoring.model import AreaScore, Evaluation

AREA_MINIMUM = "area-minimum"


def warnings_of(evaluation: Evaluation) -> tuple[Caution, ...]:
    """List the warnings of a judged evaluation: the pack's first, then those of items in the order of the law."""
    return (*_of_pack(evaluation), *_of_items(evaluation.pack, evaluation.answers.values))


def _of_pack(evaluation: Evaluation) -> Iterator[Caution]:
    pack = evaluation.pack
    if pack.status is PackStatus.UNVERIFIED:
        yield Caution("unverified-pack", None, (("regulation", pack.instrument),))
    if any(point.id == AREA_MINIMUM for point in pack.open_points):
        yield from _area_read_apart(evaluation)


def _area_read_apart(evaluation: Evaluation) -> Iterator[Caution]:
    """Warn where reading fulfilment and reform apart, which the law leaves open, would take a title away."""
    for title in evaluation.pack.titles.values():
        results = evaluation.titles[title.id].gates
        reached = all(result.met for result in results if isinstance(result, GateResult))
        for gate in title.gates if reached else ():
            if isinstance(gate, Gate) and gate.unit is Unit.PERCENT and gate.measure.startswith("areas."):
                area_id = gate.measure.removeprefix("areas.")
                if _turned_by_halves(evaluation.pack, evaluation.areas[area_id], area_id, gate.minimum):
                    yield Caution("open-point", None, (("point", AREA_MINIMUM), ("area", area_id), ("title", title.id)))


def _turned_by_halves(pack: Pack, area: AreaScore, area_id: str, minimum: Fraction) -> bool:
    weights = pack.areas[area_id]
    if area.reform is None or weights.reform is None:
        return False
    lower = min(100 * area.fulfilment / weights.fulfilment, 100 * area.reform / weights.reform)
    return lower < minimum <= area.score.percent


def _of_items(pack: Pack, answers: Mapping[str, Answer]) -> Iterator[Caution]:
    for item_id, item in pack.items.items():
        answer = answers.get(item_id)
        if answer is None:
            yield Caution("unanswered", item_id)
        # Options are the most; they are passed over first.
        elif answer.__class__ is not str and isinstance(item.answer, Share | Decrease):
            yield from _of_counts(item, item.answer, answer)  # type: ignore[arg-type]  # the pack's check made it counts


def _of_counts(item: Item, kind: Share | Decrease, counts: Counts) -> Iterator[Caution]:
    if isinstance(kind, Decrease):
        if counts[kind.before] == 0:
            policy = kind.zero.value_if_now if counts[kind.now] else kind.zero.value
            yield Caution("zero-denominator", item.id, (("value", str(policy)),))
        return
    due = sum(counts[key] for key in kind.due)
    if due == 0:
        yield Caution("zero-denominator", item.id, (("value", str(kind.zero.value)),))
    elif counts[kind.done] > due:
        yield Caution("capped-ratio", item.id, (("done", str(counts[kind.done])), ("due", str(due))))
