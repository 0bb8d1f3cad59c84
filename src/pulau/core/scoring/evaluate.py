"""Score one worksheet: figures, gates, verdict and warnings, exactly as the pack says.

Source: Permenpan RB 90/2021, Lampiran II, Bab III and Lampiran III, or whatever regulation the pack is.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Choice, Part
from pulau.core.scoring.answers import no_worksheet
from pulau.core.scoring.figures import add_up, figures_of
from pulau.core.scoring.gates import judge_titles
from pulau.core.scoring.kernel import Kernel, build_kernel, count, ratio_of
from pulau.core.scoring.model import AreaScore, Evaluation, ItemResult, Score, Unanswered
from pulau.core.scoring.warnings import warnings_of
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.core.regulation.model import Area, Item, Pack
    from pulau.core.scoring.answers import Answer, Answers
    from pulau.core.scoring.figures import Figures

_ZERO = Fraction(0)


def evaluate(
    pack: Pack,
    answers: Answers,
    *,
    unanswered: Unanswered = Unanswered.ZERO,
    prior_title: str | None = None,
) -> Evaluation:
    """Score a worksheet.

    `prior_title` is the title the unit holds, as stated by the user. Raises BadInput for a pack without a worksheet,
    for answers of another pack, and for a prior title that the pack does not know.
    """
    _refuse_what_cannot_be_scored(pack, answers, prior_title)
    tally = count(kernel_of(pack), answers.values, skip=unanswered is Unanswered.SKIP)
    figures = figures_of(pack)
    points = [Fraction(value, tally.unit) for value in add_up(figures, tally)]
    # The sub-areas stand first, in the order of the pack.
    sub_areas = {key: Score(own, sub.weight) for (key, sub), own in zip(pack.sub_areas.items(), points, strict=False)}
    items = _item_results(pack, answers.values, unanswered)
    areas = {key: _area_score(area, figures, points) for key, area in pack.areas.items()}
    evaluation = Evaluation(
        pack=pack,
        answers=answers,
        unanswered=unanswered,
        prior_title=prior_title,
        total=Score(points[figures.position["total"]], pack.enabler + pack.result),
        enabler=Score(points[figures.position["enabler"]], pack.enabler),
        result=Score(points[figures.position["result"]], pack.result),
        areas=MappingProxyType(areas),
        sub_areas=MappingProxyType(sub_areas),
        items=MappingProxyType(items),
        titles=MappingProxyType({}),
        warnings=(),
    )
    judged = judge_titles(evaluation)
    return replace(judged, warnings=warnings_of(judged))


@lru_cache(maxsize=64)
def kernel_of(pack: Pack) -> Kernel:
    """Make a pack ready once; packs are frozen."""
    return build_kernel(pack)


def _refuse_what_cannot_be_scored(pack: Pack, answers: Answers, prior_title: str | None) -> None:
    if not pack.worksheet:
        raise no_worksheet(pack)
    if answers.regulation != pack.id:
        raise BadInput.because("regulation-differs", "regulation", file=answers.regulation, asked=pack.id)
    if prior_title is not None and pack.titles and prior_title not in pack.titles:
        raise BadInput.because("unknown-title", "prior_title", value=prior_title, known=", ".join(pack.titles))


def _area_score(area: Area, figures: Figures, points: Sequence[Fraction]) -> AreaScore:
    path = f"areas.{area.id}"
    fulfilment = points[figures.position[f"{path}.fulfilment"]]
    reform = None if area.reform is None else points[figures.position[f"{path}.reform"]]
    return AreaScore(fulfilment, reform, Score(points[figures.position[path]], area.weight))


def _item_results(pack: Pack, answers: Mapping[str, Answer], unanswered: Unanswered) -> dict[str, ItemResult]:
    skip = unanswered is Unanswered.SKIP
    ready = _ready_results(pack)
    results: dict[str, ItemResult] = {}
    for sub_area in pack.sub_areas.values():
        left_out = skip and sub_area.part is not Part.RESULT
        answered = sum(item in answers for item in sub_area.items) if left_out else len(sub_area.items)
        share = None if answered in (0, len(sub_area.items)) else sub_area.weight / answered
        for item_id in sub_area.items:
            answer = answers.get(item_id)
            # An option's result is the same in every worksheet, so it is made once a pack.
            known = ready[item_id].get(answer) if share is None and isinstance(answer, str) else None
            results[item_id] = known or _item_result(pack.items[item_id], answer, skip=left_out, share=share)
    return results


def _item_result(item: Item, answer: Answer | None, *, skip: bool, share: Fraction | None) -> ItemResult:
    """Score one item; `share` is its weight where a mean leaves the unanswered out."""
    if answer is None:
        return ItemResult(None, None if skip else _ZERO, _ZERO, item.weight if share is None else _ZERO)
    weight = item.weight if share is None else share
    fraction = value_of(item, answer)
    return ItemResult(answer, fraction, fraction * weight, weight)


@lru_cache(maxsize=64)
def _ready_results(pack: Pack) -> Mapping[str, Mapping[str, ItemResult]]:
    """Make the results of every option once; packs are frozen."""
    return {
        item.id: {
            option: _item_result(item, option, skip=False, share=None)
            for option in (item.answer.values if isinstance(item.answer, Choice) else ())
        }
        for item in pack.items.values()
    }


def value_of(item: Item, answer: Answer) -> Fraction:
    """Return the value 0..1 of an answer."""
    if isinstance(item.answer, Choice):
        return item.answer.values[answer]  # type: ignore[index]  # the pack's check made it an option
    return Fraction(*ratio_of(item.answer, answer))
