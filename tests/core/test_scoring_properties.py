"""What holds for every worksheet of every pack, checked against the rules written a second time (`reference`)."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given

from pulau.core.regulation.model import Choice, Decrease, Gate, Scale, Share
from pulau.core.scoring.answers import Answer, Answers, take_answers
from pulau.core.scoring.batch import Summary, evaluate_many
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Evaluation, GateResult, Unanswered
from pulau.core.shared.numbers import hundredths
from pulau.exchange.packs import load_pack
from tests.core import reference
from tests.core.packs import load
from tests.core.sheets import FEW, SCORED, SEEDS, raw_sheet, sheet, small_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Item, Pack

TINY = load()
READINGS = (Unanswered.ZERO, Unanswered.SKIP)
every_pack = pytest.mark.parametrize("pack", [TINY, *map(load_pack, SCORED)], ids=lambda pack: pack.id)
either_reading = pytest.mark.parametrize("reading", READINGS)


def figures(result: Evaluation) -> dict[str, Fraction]:
    """Gather the points of an evaluation by path, areas with their halves."""
    points = {"total": result.total.points, "enabler": result.enabler.points, "result": result.result.points}
    for key, area in result.areas.items():
        points[f"areas.{key}"] = area.score.points
        points[f"areas.{key}.fulfilment"] = area.fulfilment
        points[f"areas.{key}.reform"] = area.reform or Fraction(0)
    points |= {f"sub_areas.{key}": score.points for key, score in result.sub_areas.items()}
    return points | {f"items.{key}": item.points for key, item in result.items.items()}


# --------------------------------------------------------------------------------------------- equal to the reference


def check_against_reference(pack: Pack, answers: Answers, reading: Unanswered) -> None:
    result = evaluate(pack, answers, unanswered=reading)
    plainly = reference.score(pack, answers.values, skip=reading is Unanswered.SKIP)
    assert figures(result) == plainly.points
    assert {key: item.fraction for key, item in result.items.items()} == plainly.values
    for title in pack.titles.values():
        met = {gate.gate: gate.met for gate in result.titles[title.id].gates if isinstance(gate, GateResult)}
        assert met == {g.id: reference.gate_met(pack, plainly.points, g) for g in title.gates if isinstance(g, Gate)}


@every_pack
@either_reading
@FEW
@given(seed=SEEDS)
def test_every_figure_and_gate_is_that_of_the_plain_rules(pack: Pack, reading: Unanswered, seed: int) -> None:
    check_against_reference(pack, sheet(pack, seed), reading)


@either_reading
@given(answers=small_answers(TINY))
def test_a_small_worksheet_is_that_of_the_plain_rules(reading: Unanswered, answers: Answers) -> None:
    check_against_reference(TINY, answers, reading)


@every_pack
@either_reading
@FEW
@given(seed=SEEDS)
def test_many_worksheets_give_the_figures_and_gates_of_each(pack: Pack, reading: Unanswered, seed: int) -> None:
    prior = Random(seed).choice([None, *pack.titles])  # noqa: S311 - a worksheet, not a secret
    sheets = [sheet(pack, seed + more) for more in range(3)]
    together = evaluate_many(pack, [(s.values, prior) for s in sheets], skip=reading is Unanswered.SKIP)
    for answers, summary in zip(sheets, together, strict=True):
        same_as(summary, evaluate(pack, answers, unanswered=reading, prior_title=prior))


def same_as(summary: Summary, single: Evaluation) -> None:
    points = {path: value for path, value in figures(single).items() if not path.startswith("items.")}
    for key, area in single.areas.items():
        points[f"areas.{key}.percent"] = area.score.percent
        if area.reform is None:
            del points[f"areas.{key}.reform"]
    assert summary.printed == {path: hundredths(v.numerator, v.denominator) for path, v in points.items()}
    assert summary.gates == {f"{t}.{g.gate}": g.met for t, v in single.titles.items() for g in v.gates}
    assert summary.titles == {title: verdict.met for title, verdict in single.titles.items()}


# ------------------------------------------------------------------------------------------------- sums and bounds


@every_pack
@either_reading
@FEW
@given(seed=SEEDS)
def test_the_total_is_the_sum_of_its_parts(pack: Pack, reading: Unanswered, seed: int) -> None:
    result = evaluate(pack, sheet(pack, seed), unanswered=reading)
    total = result.total
    assert total.points == result.enabler.points + result.result.points
    assert result.enabler.points == sum(area.score.points for area in result.areas.values())
    assert total.points == sum(score.points for score in result.sub_areas.values())
    assert total.points == sum(item.points for item in result.items.values())
    assert total.points == sum(score.points for score in result.dimensions.values())
    assert total.weight == sum(score.weight for score in result.dimensions.values()) == 100
    for area in result.areas.values():
        assert area.score.points == area.fulfilment + (area.reform or 0)
    for sub_area in pack.sub_areas.values():
        assert result.sub_areas[sub_area.id].weight == sum(result.items[item].weight for item in sub_area.items)


@every_pack
@either_reading
@FEW
@given(seed=SEEDS)
def test_every_figure_lies_between_0_and_its_weight(pack: Pack, reading: Unanswered, seed: int) -> None:
    result = evaluate(pack, sheet(pack, seed), unanswered=reading)
    areas = [area.score for area in result.areas.values()]
    scores = [result.total, result.enabler, result.result, *areas, *result.sub_areas.values()]
    for score in (*scores, *result.dimensions.values()):
        assert 0 <= score.points <= score.weight
        assert 0 <= score.percent <= 100
    for item in result.items.values():
        assert 0 <= item.points <= item.weight
        assert item.points == (item.fraction or 0) * item.weight


@every_pack
@FEW
@given(seed=SEEDS)
def test_leaving_blanks_out_never_counts_less_than_counting_them_0(pack: Pack, seed: int) -> None:
    answers = sheet(pack, seed)
    zero, skip = (evaluate(pack, answers, unanswered=reading).total.points for reading in READINGS)
    assert zero <= skip


@every_pack
@FEW
@given(seed=SEEDS)
def test_the_order_of_answers_does_not_matter(pack: Pack, seed: int) -> None:
    raw = raw_sheet(pack, seed)
    keys = Random(seed).sample(list(raw), len(raw))  # noqa: S311 - a worksheet, not a secret
    left, right = take_answers(pack, raw), take_answers(pack, {key: raw[key] for key in keys})
    assert left.digest == right.digest
    assert figures(evaluate(pack, left)) == figures(evaluate(pack, right))
    unsorted = Answers(pack.id, MappingProxyType({key: left.values[key] for key in keys}))
    assert figures(evaluate(pack, unsorted)) == figures(evaluate(pack, left))


# -------------------------------------------------------------------------------------------------- never lower


def better(item: Item, answer: Answer | None) -> Answer | None:
    """Raise one answer a little: an option, an index, a numerator (or less of what should fall)."""
    kind = item.answer
    if isinstance(kind, Choice):
        options = list(kind.values)
        place = len(options) if answer is None else options.index(str(answer))
        return options[place - 1] if place else None
    if isinstance(kind, Scale):
        now = answer if isinstance(answer, Fraction) else Fraction(0)
        return min(kind.maximum, now + Fraction(1, 100)) if now < kind.maximum else None
    if answer is None:
        return MappingProxyType(dict.fromkeys(kind.inputs, 1))
    counts = dict(cast("Mapping[str, int]", answer))
    moving, by = (kind.done, 1) if isinstance(kind, Share) else (kind.now, -1)
    assert isinstance(kind, Share | Decrease)
    return MappingProxyType({**counts, moving: counts[moving] + by}) if counts[moving] + by >= 0 else None


@every_pack
@FEW
@given(seed=SEEDS)
def test_raising_one_answer_never_lowers_any_figure(pack: Pack, seed: int) -> None:
    before = sheet(pack, seed)
    item = Random(seed).choice(list(pack.items.values()))  # noqa: S311 - a worksheet, not a secret
    raised = better(item, before.values.get(item.id))
    if raised is not None:
        after = Answers(pack.id, MappingProxyType({**before.values, item.id: raised}))
        lower, higher = (figures(evaluate(pack, answers)) for answers in (before, after))
        assert all(higher[path] >= value for path, value in lower.items())


@given(answers=small_answers(TINY))
def test_raising_any_answer_of_a_small_worksheet_never_lowers_the_total(answers: Answers) -> None:
    total = evaluate(TINY, answers).total.points
    for item in TINY.items.values():
        raised = better(item, answers.values.get(item.id))
        if raised is not None:
            after = Answers(TINY.id, MappingProxyType({**answers.values, item.id: raised}))
            assert evaluate(TINY, after).total.points >= total
