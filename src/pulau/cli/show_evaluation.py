"""The verdict on a worksheet, printed for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.cli.printing import print_lines, print_table
from pulau.core.scoring.model import GateResult, Unanswered
from pulau.exchange.differences import differences
from pulau.exchange.messages import sentence
from pulau.exchange.names import DIMENSIONS, gate_name, name_of, number, pick
from pulau.exchange.result_json import replay_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.cli.reading import Scored
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.model import AnyGateResult, Evaluation, TitleVerdict
    from pulau.exchange.submission import Submission

_SHOWN_ITEMS = 12


def show_evaluation(scored: Scored, wording: Wording, language: str) -> None:
    """Print verdict, gates, areas, dimensions, warnings and what differs from the file's own figures."""
    evaluation = scored.evaluation
    print_lines(_head(evaluation, language))
    for verdict in evaluation.titles.values():
        _show_gates(verdict, language)
    _show_areas(evaluation, wording, language)
    _show_dimensions(evaluation, language)
    print_lines(_warnings(evaluation, language))
    _show_differences(scored, wording, language)
    print_lines(_findings(scored.submission, language))


def _head(evaluation: Evaluation, language: str) -> Iterator[str]:
    total, enabler, result = (
        number(s.points, language) for s in (evaluation.total, evaluation.enabler, evaluation.result)
    )
    yield f"{evaluation.pack.instrument}"
    names = pick(("Nilai total {0} (pengungkit {1}, hasil {2})", "Total {0} (enabler {1}, result {2})"), language)
    yield names.format(total, enabler, result)
    for verdict in evaluation.titles.values():
        yield f"{verdict.title}: {verdict_text(verdict, language)}"
    if not evaluation.titles:
        yield pick(("Peraturan ini tidak memberi predikat.", "This regulation grants no titles."), language)
    policy = {
        Unanswered.ZERO: ("Pertanyaan kosong dihitung 0.", "Unanswered items count 0."),
        Unanswered.SKIP: (
            "Pertanyaan kosong dikeluarkan dari rata-rata.",
            "Unanswered items are left out of the mean.",
        ),
    }
    yield pick(policy[evaluation.unanswered], language)
    yield f"replay {replay_digest(evaluation)}"


def verdict_text(verdict: TitleVerdict, language: str) -> str:
    """Say whether a title is met, and otherwise which gates are short and by how much."""
    if verdict.met:
        return pick(("terpenuhi", "met"), language)
    short = ", ".join(
        f"{gate_name(gate.gate, language)} {_shortfall(gate, language)}".rstrip() for gate in verdict.missed
    )
    return f"{pick(('belum terpenuhi', 'not met'), language)}: {short}"


def _shortfall(gate: AnyGateResult, language: str) -> str:
    if not isinstance(gate, GateResult):
        return ""
    less = pick(("kurang", "short by"), language)
    unit = " %" if gate.unit == "percent" else ""
    return f"{less} {number(gate.shortfall, language)}{unit}"


def _show_gates(verdict: TitleVerdict, language: str) -> None:
    headings = (("Syarat", "Gate"), ("Minimum", "Minimum"), ("Capaian", "Actual"), ("Status", "State"))
    clauses = tuple(dict.fromkeys(gate.citation for gate in verdict.gates))
    # One clause for all gates stands once, above the table.
    single = len(clauses) == 1
    rows = [
        (
            gate_name(gate.gate, language),
            *_gate_figures(gate, language),
            pick(("terpenuhi", "met"), language) if gate.met else _shortfall(gate, language) or "–",
            *(() if single else (gate.citation,)),
        )
        for gate in verdict.gates
    ]
    names = [pick(h, language) for h in (*headings, *(() if single else (("Dasar", "Source"),)))]
    print_table(f"{verdict.title} ({clauses[0]})" if single else verdict.title, names, rows, right=(1, 2))


def _gate_figures(gate: AnyGateResult, language: str) -> tuple[str, str]:
    if not isinstance(gate, GateResult):
        return gate.required, gate.actual or "–"
    unit = " %" if gate.unit == "percent" else ""
    return f"{number(gate.required, language)}{unit}", f"{number(gate.actual, language)}{unit}"


def _show_areas(evaluation: Evaluation, wording: Wording, language: str) -> None:
    headings = (
        ("Area", "Area"),
        ("Pemenuhan", "Fulfilment"),
        ("Reform", "Reform"),
        ("Nilai", "Score"),
        ("Bobot", "Weight"),
        ("%", "%"),
    )
    rows = [
        (
            name_of(f"areas.{key}", evaluation.pack, wording, language),
            number(area.fulfilment, language),
            "–" if area.reform is None else number(area.reform, language),
            number(area.score.points, language),
            number(area.score.weight, language),
            number(area.score.percent, language),
        )
        for key, area in evaluation.areas.items()
    ]
    print_table(
        pick(("Area perubahan", "Areas of change"), language),
        [pick(h, language) for h in headings],
        rows,
        right=range(1, 6),
    )


def _show_dimensions(evaluation: Evaluation, language: str) -> None:
    headings = (("Dimensi", "Dimension"), ("Nilai", "Score"), ("Bobot", "Weight"), ("%", "%"))
    rows = [
        (
            pick(DIMENSIONS[key.value], language),
            *(number(v, language) for v in (score.points, score.weight, score.percent)),
        )
        for key, score in evaluation.dimensions.items()
    ]
    title = pick(("Sistem, manusia, budaya", "System, people, culture"), language)
    print_table(title, [pick(h, language) for h in headings], rows, right=(1, 2, 3))


def _warnings(evaluation: Evaluation, language: str) -> Iterator[str]:
    unanswered = [caution.item or "" for caution in evaluation.warnings if caution.code == "unanswered"]
    others = [caution for caution in evaluation.warnings if caution.code != "unanswered"]
    if unanswered or others:
        yield f"\n{pick(('Peringatan', 'Warnings'), language)}"
    for caution in others:
        place = f"{caution.item}: " if caution.item else ""
        yield f"- {place}{sentence(caution.code, caution.params, language)}"
    if unanswered:
        more = len(unanswered) - _SHOWN_ITEMS
        listed = ", ".join(unanswered[:_SHOWN_ITEMS]) + (f", … +{more}" if more > 0 else "")
        yield f"- {len(unanswered)} {pick(('belum dijawab', 'unanswered'), language)}: {listed}"


def _show_differences(scored: Scored, wording: Wording, language: str) -> None:
    found = differences(scored.evaluation, scored.submission)
    if not found:
        return
    headings = (("Angka", "Figure"), ("Tercetak", "Printed"), ("Dihitung", "Recomputed"), ("Sebab", "Why"))
    unknown = pick(("sebabnya tidak diketahui", "cause unknown"), language)
    rows = [
        (
            name_of(entry.path, scored.evaluation.pack, wording, language),
            number(entry.printed, language),
            number(entry.recomputed, language),
            " ".join(sentence(cause, (), language) for cause in entry.causes) or unknown,
        )
        for entry in found
    ]
    title = pick(("Berbeda dari angka tercetak dalam berkas", "Different from the figures the file prints"), language)
    print_table(title, [pick(h, language) for h in headings], rows, right=(1, 2))


def _findings(submission: Submission, language: str) -> Iterator[str]:
    if submission.findings:
        yield f"\n{pick(('Catatan pembacaan berkas', 'Noticed while reading the file'), language)}"
    for finding in submission.findings:
        yield f"- {finding.place}: {sentence(finding.code, finding.params, language)}"
    if submission.notes or submission.links:
        links = sum(len(listed) for listed in submission.links.values())
        kept = pick(("{0} catatan dan {1} tautan terbaca", "{0} notes and {1} links were read"), language)
        yield f"- {kept.format(len(submission.notes), links)}"
