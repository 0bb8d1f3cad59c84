"""What stands after the figures: warnings, differences from the file, findings, the plan, how to replay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from pulau.core.scoring import ENGINE_VERSION
from pulau.core.scoring.model import PriorTitleResult, Unanswered
from pulau.exchange.differences import UNKNOWN
from pulau.exchange.differences import differences as find_differences
from pulau.exchange.messages import sentence
from pulau.exchange.names import answer_text
from pulau.exchange.result_json import replay_digest
from pulau.exchange.words import input_name

if TYPE_CHECKING:
    from pulau.core.planning.plan import Plan, Step
    from pulau.exchange.pdf.subject import Data, Subject
    from pulau.exchange.submission import Submission

SHOWN_ITEMS: Final = 24
SHOWN_FINDINGS: Final = 12


def warnings(subject: Subject) -> list[str]:
    """Say each warning; unanswered items share one line."""
    pack, cautions = subject.evaluation.pack, subject.evaluation.warnings
    lines = []
    for caution in cautions:
        if caution.code != "unanswered":
            text = sentence(caution.code, caution.params, subject.language)
            lines.append(f"{pack.items[caution.item].number}: {text}" if caution.item else text)
    unanswered = [pack.items[c.item].number for c in cautions if c.code == "unanswered" and c.item]
    if unanswered:
        listed = _cut(subject, unanswered, SHOWN_ITEMS, ", ")
        lines.append(subject.say("unanswered", len(unanswered), listed))
    return lines


def _cut(subject: Subject, entries: list[str], most: int, between: str) -> str:
    more = [subject.say("more", len(entries) - most)] if len(entries) > most else []
    return between.join([*entries[:most], *more])


def differences(subject: Subject, submission: Submission | None) -> list[Data]:
    """Return the file's own figures that differ from the recomputed ones, with the cause where it is known."""
    if submission is None:
        return []
    return [
        {
            "name": subject.name(found.path),
            "file": subject.number(found.printed),
            "recomputed": subject.number(found.recomputed),
            "cause": " ".join(_cause(subject, cause) for cause in found.causes),
        }
        for found in find_differences(subject.evaluation, submission)
    ]


def _cause(subject: Subject, cause: str) -> str:
    return subject.say("unknown-cause") if cause == UNKNOWN else sentence(cause, (), subject.language)


def findings(subject: Subject, submission: Submission | None) -> list[str]:
    """Say what the import noticed, cut after a dozen."""
    noticed = submission.findings if submission else ()
    lines = [f"{finding.place}: {sentence(finding.code, finding.params, subject.language)}" for finding in noticed]
    more = len(lines) - SHOWN_FINDINGS
    return [*lines[:SHOWN_FINDINGS], subject.say("more", more)] if more > 0 else lines


def plan_table(subject: Subject, plan: Plan | None) -> Data | None:
    """Return the steps of a plan and what they lead to, or what blocks it."""
    if plan is None:
        return None
    said = [_outcome(subject, plan)]
    said += [subject.say("plan-assumes", gate.required) for gate in _assumed(plan)]
    return {
        "title": subject.say("plan", plan.title),
        "said": said,
        "rows": [_step(subject, step) for step in plan.steps],
    }


def _outcome(subject: Subject, plan: Plan) -> str:
    if not plan.reachable:
        short = ", ".join(f"{subject.gate(gate)} ({subject.state(gate)})" for gate in plan.blocked_by)
        return subject.say("plan-blocked", short)
    if not plan.steps:
        return subject.say("plan-done")
    before, after = subject.evaluation.total.points, plan.outcome.total.points
    return subject.say("plan-reach", len(plan.steps), plan.effort, subject.number(before), subject.number(after))


def _assumed(plan: Plan) -> list[PriorTitleResult]:
    gates = plan.outcome.titles[plan.title].missed
    return [gate for gate in gates if isinstance(gate, PriorTitleResult) and gate.gate in plan.assumptions]


def _step(subject: Subject, step: Step) -> Data:
    return {
        "gain": f"+{subject.number(step.gain)}",
        "effort": str(step.effort),
        **(_moved_count(subject, step) if isinstance(step.after, Mapping) else _moved(subject, step)),
    }


def _moved(subject: Subject, step: Step) -> Data:
    return {
        "name": subject.name(f"items.{step.item}"),
        "before": answer_text(step.before, subject.language),
        "after": answer_text(step.after, subject.language),
    }


def _moved_count(subject: Subject, step: Step) -> Data:
    """Return the one count of a ratio that moves; the others stay as they are."""
    before, after = (dict(a) if isinstance(a, Mapping) else {} for a in (step.before, step.after))
    moved = next(key for key, count in after.items() if before.get(key) != count)
    name = f"{subject.name(f'items.{step.item}')} {input_name(subject.wording, step.item, moved, subject.language)}"
    return {"name": name, "before": str(before.get(moved, "–")), "after": str(after[moved])}


def replay(subject: Subject) -> Data:
    """Return the digests, and the command that computes this summary anew."""
    evaluation = subject.evaluation
    options = [f"pulau evaluate {subject.say('a-file')}.json --regulation {evaluation.pack.id}"]
    if evaluation.pack.overlays:
        options.append(f"--overlay {subject.say('a-file')}.yaml")
    if evaluation.prior_title:
        options.append(f"--prior-title {evaluation.prior_title}")
    if evaluation.unanswered is Unanswered.SKIP:
        options.append("--unanswered skip")
    return {
        "how": f"{subject.say('how')} {subject.say('same')}",
        "command": " ".join([*options, "--format json"]),
        "digests": [
            {"name": subject.say("rules"), "value": evaluation.pack.rules_digest},
            {"name": subject.say("answers"), "value": evaluation.answers.digest},
            {"name": subject.say("replay"), "value": replay_digest(evaluation)},
        ],
        "engine": subject.say("engine", ENGINE_VERSION),
    }
