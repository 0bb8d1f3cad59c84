"""Where a file's own printed figures differ from the recomputed ones, and why where the cause is known."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.model import Evaluation
    from pulau.exchange.submission import Submission

TOLERANCE: Final = Fraction(1, 10**9)
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that the file prints otherwise: cell, points printed and recomputed, codes of causes (at least one)."""

    path: str
    cell: str
    printed: Fraction
    recomputed: Fraction
    causes: tuple[str, ...]

    @property
    def difference(self) -> Fraction:
        """How much more the file prints; negative where it prints less."""
        return self.printed - self.recomputed


def differences(evaluation: Evaluation, submission: Submission) -> tuple[Difference, ...]:
    """Compare what the file prints with the evaluation: sub-areas, halves, areas, enabler, result, total.

    A sum carries the causes of its parts; `unknown` is added where they do not account for all of its difference.
    """
    found: dict[str, Difference] = {}
    for path, parts in _tree(evaluation.pack).items():
        printed = submission.printed.get(path)
        if printed is None:
            continue
        recomputed = figure_at(evaluation, path)
        if abs(printed.value - recomputed) <= TOLERANCE:
            continue
        differing = [found[part] for part in _printed_parts(parts, submission, evaluation.pack) if part in found]
        causes = _causes(path, submission, differing, printed.value - recomputed)
        found[path] = Difference(path, printed.cell, printed.value, recomputed, causes)
    return tuple(found.values())


def _causes(path: str, submission: Submission, parts: Iterable[Difference], difference: Fraction) -> tuple[str, ...]:
    own = submission.causes.get(path)
    if own:
        return own
    parts = list(parts)
    codes = [code for part in parts for code in part.causes]
    if abs(difference - sum((part.difference for part in parts), Fraction(0))) > TOLERANCE or not parts:
        codes.append(UNKNOWN)
    return tuple(dict.fromkeys(codes))


def _printed_parts(parts: Iterable[str], submission: Submission, pack: Pack) -> list[str]:
    """Go down to the parts that the file prints: where it prints no area, its halves; where no half, its sub-areas."""
    tree = _tree(pack)
    found: list[str] = []
    for part in parts:
        found.extend([part] if part in submission.printed else _printed_parts(tree.get(part, ()), submission, pack))
    return found


def _tree(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Map each figure to the figures it is the sum of, parts before sums."""
    tree: dict[str, tuple[str, ...]] = {f"sub_areas.{sub}": () for sub in pack.sub_areas}
    for area in pack.areas:
        halves: dict[str, tuple[str, ...]] = {}
        for part in (Part.FULFILMENT, Part.REFORM):
            subs = tuple(f"sub_areas.{s.id}" for s in pack.sub_areas.values() if s.area == area and s.part is part)
            if subs:
                halves[f"areas.{area}.{part.value}"] = subs
        tree.update(halves)
        tree[f"areas.{area}"] = tuple(halves)
    tree["enabler"] = tuple(f"areas.{area}" for area in pack.areas)
    tree["result"] = tuple(f"sub_areas.{s.id}" for s in pack.sub_areas.values() if s.part is Part.RESULT)
    tree["total"] = ("enabler", "result")
    return tree


def figure_at(evaluation: Evaluation, path: str) -> Fraction:
    """Return the points at a path: `total`, `enabler`, `result`, `areas.N`, `areas.N.fulfilment`, `sub_areas.X`."""
    head, _, rest = path.partition(".")
    if head == "areas":
        area, _, half = rest.partition(".")
        score = evaluation.areas[area]
        if half == Part.FULFILMENT.value:
            return score.fulfilment
        return (score.reform or Fraction(0)) if half else score.score.points
    if head == "sub_areas":
        return evaluation.sub_areas[rest].points
    return {"total": evaluation.total, "enabler": evaluation.enabler, "result": evaluation.result}[head].points
