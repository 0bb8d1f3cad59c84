"""A plan for readers: each step in words, where it leads, and what blocks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.worksheets.planning import EFFORT_KINDS, EFFORT_PREFIX, PlanRequest, next_title
from pulau.apps.worksheets.report.details import answer_words
from pulau.apps.worksheets.report.titles import full_gate_name, visible
from pulau.core.planning.effort import effort_of, kind_of_step
from pulau.core.scoring.answers import plain
from pulau.exchange.names import answer_text, number
from pulau.exchange.words import input_name

if TYPE_CHECKING:
    from fractions import Fraction

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.planning.plan import Plan, Step
    from pulau.core.scoring.answers import Answer, Counts


@dataclass(frozen=True, slots=True)
class StepView:
    """A step: the item's question, the answer before and after in words, what it costs and gains.

    `answer` is the one after, as plain data.
    """

    path: str
    number: str
    question: str
    before: str
    after: str
    effort: int
    gain: Fraction
    evidence: tuple[str, ...]
    answer: str | dict[str, str]

    @property
    def item(self) -> str:
        """The item's id."""
        return self.path.removeprefix("items.")


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan: its steps, or the gates that block it (name, the best possible, what is asked)."""

    title: str
    reachable: bool
    steps: tuple[StepView, ...]
    effort: int
    total: Fraction
    blocked: tuple[tuple[str, str, str], ...]
    assumes_prior: str
    pinned: int


@dataclass(frozen=True, slots=True)
class PinView:
    """An item that may be pinned or given an effort of its own; `effort` is the pack's default."""

    item: str
    number: str
    question: str
    answer: str
    effort: int
    typed: str
    pinned: bool


@dataclass(frozen=True, slots=True)
class EffortView:
    """The effort of one kind of step: the form's field, its words, the pack's default, what was typed."""

    field: str
    label: str
    default: int
    typed: str


def plan_view(calculation: Calculation, plan: Plan, language: str) -> PlanView:
    """Put a plan into words."""
    gates = calculation.evaluation.titles[plan.title].gates
    asked = next((gate.required for gate in gates if gate.gate in plan.assumptions), "")
    return PlanView(
        title=plan.title,
        reachable=plan.reachable,
        steps=tuple(_step(calculation, step, language) for step in plan.steps),
        effort=plan.effort,
        total=plan.outcome.total.points,
        blocked=tuple(
            (
                full_gate_name(calculation, gate.gate, language),
                f"{number(gate.actual, language)}{'%' if gate.unit == 'percent' else ''}",
                f"{visible(gate.shortfall, language)}{'%' if gate.unit == 'percent' else ''}",
            )
            for gate in plan.blocked_by
        ),
        assumes_prior=str(asked),
        pinned=len(plan.pinned),
    )


def _step(calculation: Calculation, step: Step, language: str) -> StepView:
    words = calculation.wording.items[step.item]
    before, after = _texts(calculation, step, language)
    return StepView(
        path=f"items.{step.item}",
        number=calculation.evaluation.pack.items[step.item].number,
        question=words.question[language],
        before=before,
        after=after,
        effort=step.effort,
        gain=step.gain,
        evidence=words.evidence[language],
        answer=plain(step.after),
    )


def _texts(calculation: Calculation, step: Step, language: str) -> tuple[str, str]:
    """Word both answers; of counts only the one that moves."""
    if isinstance(step.after, str):
        before, after = (_option(calculation, step.item, answer, language) for answer in (step.before, step.after))
        return before, after
    if not isinstance(step.after, Mapping):
        return answer_text(step.before, language), answer_text(step.after, language)
    return _counts(calculation, step.item, (step.before, step.after), language)


def _counts(
    calculation: Calculation, item: str, answers: tuple[Answer | None, Counts], language: str
) -> tuple[str, str]:
    before = answers[0] if isinstance(answers[0], Mapping) else {}
    after = answers[1]
    moved = [key for key, count in after.items() if before.get(key) != count]
    named = (f"{input_name(calculation.wording, item, key, language)} {before.get(key, '–')}" for key in moved)
    return ", ".join(named), ", ".join(str(after[key]) for key in moved)


def _option(calculation: Calculation, item: str, answer: Answer | None, language: str) -> str:
    text = answer_text(answer, language)
    words = answer_words(calculation, item, answer, language)
    return f"{text} ({words})" if words else text


def effort_views(calculation: Calculation, request: PlanRequest | None) -> list[EffortView]:
    """List the kinds of steps that this regulation's items have."""
    labels = {
        "option_step": _("Satu tingkat jawaban"),
        "ratio_count": _("Satu hitungan pada rasio"),
        "index_hundredth": _("Seperseratus indeks survei"),
        "percent_point": _("Satu persen"),
    }
    pack = calculation.evaluation.pack
    defaults = effort_of(pack).kinds
    there = {kind_of_step(item) for item in pack.items.values()}
    typed = request.effort if request else {}
    return [
        EffortView(f"{EFFORT_PREFIX}{kind}", labels[kind], defaults[kind], typed.get(kind, ""))
        for kind in EFFORT_KINDS
        if kind in there
    ]


def pin_views(calculation: Calculation, request: PlanRequest | None, language: str) -> list[PinView]:
    """List the items that can still improve, in the order of the law."""
    evaluation = calculation.evaluation
    efforts = effort_of(evaluation.pack)
    typed, pinned = (request.effort, request.pinned) if request else ({}, ())
    return [
        PinView(
            item=item.id,
            number=item.number,
            question=calculation.wording.items[item.id].question[language],
            answer=_shown(evaluation.items[item.id].answer, language),
            effort=efforts.of_step(item),
            typed=typed.get(item.id, ""),
            pinned=item.id in pinned,
        )
        for item in evaluation.pack.items.values()
        if evaluation.items[item.id].points < item.weight
    ]


def _shown(answer: Answer | None, language: str) -> str:
    if isinstance(answer, Mapping):
        return " / ".join(str(count) for count in answer.values())
    return answer_text(answer, language)


def chosen_title(calculation: Calculation, request: PlanRequest | None) -> str:
    """Return the title that the plan form shows: the one asked for, else the next one, else the highest."""
    titles = list(calculation.evaluation.titles)
    if request and request.title in titles:
        return request.title
    return next_title(calculation.evaluation) or (titles[-1] if titles else "")
