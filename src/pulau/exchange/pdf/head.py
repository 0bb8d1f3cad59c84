"""The head of the summary: whose worksheet, under which law, its total and the verdict on each title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.regulation.model import Gate, PackStatus, Unit
from pulau.core.scoring.model import Unanswered
from pulau.exchange.names import gate_name
from pulau.exchange.pdf.labels import long_date
from pulau.exchange.pdf.subject import Data, Subject, length

if TYPE_CHECKING:
    from datetime import date

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.model import Score, TitleVerdict

SHOWN_GATES: Final = 4


def head(subject: Subject, unit_name: str | None, printed_on: date | None) -> Data:
    """Return title, law, options, total and verdicts."""
    kicker = subject.say("kicker")
    evaluation = subject.evaluation
    return {
        "kicker": kicker if unit_name else None,
        "name": unit_name or kicker,
        "document": f"{kicker}: {unit_name}" if unit_name else kicker,
        "law": _law(subject),
        "options": _options(subject),
        "printed": subject.say("printed", long_date(printed_on, subject.language)) if printed_on else None,
        "total": _score(subject, "total", evaluation.total),
        "parts": [_score(subject, "enabler", evaluation.enabler), _score(subject, "result", evaluation.result)],
        "ticks": [length(gate.minimum) for gate in _total_gates(evaluation.pack)],
        "ticks_key": _ticks_key(subject),
        "titles": [_title(subject, rank, verdict) for rank, verdict in enumerate(evaluation.titles.values(), start=1)],
        "no_titles": None if evaluation.titles else subject.say("no-titles"),
        "no_award": subject.say("no-award") if evaluation.titles else None,
    }


def _law(subject: Subject) -> str:
    pack = subject.evaluation.pack
    days = []
    if pack.in_force.since:
        days.append(subject.say("since", long_date(pack.in_force.since, subject.language)))
    if pack.in_force.until:
        days.append(subject.say("until", long_date(pack.in_force.until, subject.language)))
    status = subject.say(pack.status.value)
    # "in force since …"; of a revoked one the days stand apart, since it is not revoked since then.
    between = " " if pack.status is PackStatus.IN_FORCE or not days else "; "
    return f"{pack.instrument}, {status}{between}{' '.join(days)}".rstrip()


def _options(subject: Subject) -> str:
    evaluation = subject.evaluation
    skip = evaluation.unanswered is Unanswered.SKIP
    parts = [subject.say("unanswered-skip" if skip else "unanswered-zero")]
    if evaluation.prior_title:
        parts.append(subject.say("prior", evaluation.prior_title))
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}"


def _score(subject: Subject, key: str, score: Score) -> Data:
    return {
        "name": subject.say(key),
        "points": subject.number(score.points),
        "of": subject.say("of", subject.number(score.weight)),
        "length": length(score.percent),
    }


def _total_gates(pack: Pack) -> list[Gate]:
    gates = (gate for title in pack.titles.values() for gate in title.gates)
    return [g for g in gates if isinstance(g, Gate) and g.measure == "total" and g.unit is Unit.POINTS]


def _ticks_key(subject: Subject) -> str | None:
    titles = subject.evaluation.pack.titles.values()
    named = [
        subject.say("tick", subject.number(gate.minimum), title.id)
        for title in titles
        for gate in title.gates
        if isinstance(gate, Gate) and gate.measure == "total"
    ]
    return subject.say("ticks", ", ".join(named)) if named else None


def _title(subject: Subject, rank: int, verdict: TitleVerdict) -> Data:
    missed = verdict.missed
    listed = [f"{gate_name(gate.gate, subject.language)}: {subject.state(gate)}" for gate in missed[:SHOWN_GATES]]
    if len(missed) > SHOWN_GATES:
        listed.append(subject.say("more", len(missed) - SHOWN_GATES))
    short = subject.say("title-missed", len(missed), len(verdict.gates))
    return {
        "id": verdict.title,
        "rings": rank,
        "met": verdict.met,
        "verdict": subject.say("title-met") if verdict.met else short,
        "missed": listed,
    }
