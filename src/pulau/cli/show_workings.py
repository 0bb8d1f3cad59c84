"""Plans, comparisons and explanations, printed for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.cli.printing import print_lines, print_table
from pulau.core.regulation.model import Unit
from pulau.core.scoring.explain import explain, paths_below
from pulau.exchange.names import answer_text, gate_name, name_of, number, pick
from pulau.exchange.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from pulau.core.planning.plan import Plan
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.compare import Comparison
    from pulau.core.scoring.model import Evaluation


def show_plan(plan: Plan, wording: Wording, language: str) -> None:
    """Print the steps of a plan, or the gates that block it."""
    print_lines(_plan_head(plan, language))
    if not plan.steps:
        return
    headings = (
        ("Pertanyaan", "Item"),
        ("Kini", "Now"),
        ("Menjadi", "Becomes"),
        ("Upaya", "Effort"),
        ("Tambahan", "Gain"),
    )
    rows = [
        (
            f"{step.item} {wording.items[step.item].question[language]}",
            answer_text(step.before, language),
            answer_text(step.after, language),
            str(step.effort),
            number(step.gain, language),
        )
        for step in plan.steps
    ]
    print_table(pick(("Langkah", "Steps"), language), [pick(h, language) for h in headings], rows, right=(3, 4))


def _plan_head(plan: Plan, language: str) -> Iterator[str]:
    if not plan.reachable:
        yield pick(
            (f"{plan.title} tidak tercapai dari jawaban ini.", f"{plan.title} is not reachable from here."), language
        )
        for gate in plan.blocked_by:
            unit = " %" if gate.unit is Unit.PERCENT else ""
            best, least = (f"{number(value, language)}{unit}" for value in (gate.actual, gate.required))
            yield f"- {gate_name(gate.gate, language)}: {pick(('paling tinggi', 'at best'), language)} {best} < {least}"
    elif not plan.steps:
        yield pick((f"Semua ambang {plan.title} sudah terpenuhi.", f"Every gate of {plan.title} is met."), language)
    else:
        reached = pick(
            (
                "{0} tercapai dengan {1} perbaikan, upaya {2}; nilai menjadi {3}.",
                "{0} is reached by {1} improvements, effort {2}; the total becomes {3}.",
            ),
            language,
        )
        yield reached.format(plan.title, len(plan.steps), plan.effort, number(plan.outcome.total.points, language))
    for assumption in plan.assumptions:
        yield f"{pick(('Dengan anggapan terpenuhi', 'Assumed to be met'), language)}: {gate_name(assumption, language)}"


def show_comparison(comparison: Comparison, after: Evaluation, wording: Wording, language: str) -> None:
    """Print what differs between two worksheets."""
    headings = (("Angka", "Figure"), ("Sebelum", "Before"), ("Sesudah", "After"), ("Selisih", "Difference"))
    rows = [
        (_name(c.path, after, wording, language), *(_optional(v, language) for v in (c.before, c.after, c.difference)))
        for c in comparison.figures
        if c.difference != 0
    ]
    print_table(pick(("Nilai", "Scores"), language), [pick(h, language) for h in headings], rows, right=(1, 2, 3))
    answers = [
        (
            change.item,
            answer_text(change.answer_before, language),
            answer_text(change.answer_after, language),
            _optional(change.points.difference, language),
        )
        for change in comparison.items
    ]
    names = (("Pertanyaan", "Item"), *headings[1:])
    print_table(pick(("Jawaban", "Answers"), language), [pick(h, language) for h in names], answers, right=(3,))
    print_lines(_turned(comparison, language))


def _turned(comparison: Comparison, language: str) -> Iterator[str]:
    said = {True: ("terpenuhi", "met"), False: ("belum", "not met"), None: ("tidak ada", "absent")}
    for change in (*comparison.titles, *comparison.gates):
        if change.met_before != change.met_after or not change.gate:
            name = f"{change.title} {gate_name(change.gate, language)}" if change.gate else change.title
            yield f"{name}: {pick(said[change.met_before], language)} → {pick(said[change.met_after], language)}"


def _name(path: str, evaluation: Evaluation, wording: Wording, language: str) -> str:
    try:
        return name_of(path, evaluation.pack, wording, language)
    except KeyError:
        return path  # a figure of the other side's regulation


def _optional(value: Fraction | None, language: str) -> str:
    return "–" if value is None else number(value, language)


def show_explanation(evaluation: Evaluation, path: str, wording: Wording, language: str) -> None:
    """Print the formula of a figure and of each figure below it, one level down."""
    titles = path.removeprefix("titles.") in evaluation.titles and path.startswith("titles.")
    own = () if titles else (path,)
    below = paths_below(evaluation, path)
    for depth, shown in [(0, entry) for entry in own] + [(1, entry) for entry in below]:
        worded = word(evaluation, explain(evaluation, shown), wording, language)
        indent = "  " * depth
        print_lines(
            [f"{indent}{worded.name}: {worded.value}", f"{indent}  {worded.formula}", f"{indent}  [{worded.source}]"]
        )
        print_lines(f"{indent}  {note}" for note in worded.notes)
