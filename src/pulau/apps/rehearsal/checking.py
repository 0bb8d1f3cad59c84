"""What must be true after any season, checked from the rows alone and against what the play remembers.

The rules are written here a second time, by hand and from the law, not read from the process table: a guard that is
missing there is found here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.rehearsal.rows import Rows
from pulau.foundation.registry.logged_facts import logged_facts

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.assessments.contract import Case, Judgement, Transition
    from pulau.apps.rehearsal.record import Remembered
    from pulau.foundation.registry.logged_facts import FactDiffers

TPI: Final = ("tpi-member", "tpi-leader", "tpi-controller")
TPN: Final = ("tpn-desk", "tpn-field")
OUGHT_DRAWN: Final[Mapping[str, frozenset[str]]] = {
    "find_fit": frozenset({"tpi-report-signed"}),
    "find_unfit": frozenset({"tpi-report-signed"}),
    "report_re_evaluation": frozenset({"tpi-report-signed", "title-held"}),
    "propose": frozenset({"proposal-signed", "conditions-met", "in-season", "not-barred"}),
    "pass_screening": frozenset({"screening-recorded", "conditions-met"}),
    "fail_screening": frozenset({"screening-recorded"}),
    "pass_desk": frozenset({"presentation-held"}),
    "finish_field": frozenset({"visit-closed", "survey-recorded"}),
    "finish_clearance": frozenset({"clearances-answered"}),
    "recommend": frozenset({"votes-cast", "majority-for"}),
    "decline": frozenset({"votes-cast", "majority-against"}),
    "determine": frozenset({"decree-recorded", "not-barred"}),
    "begin_monitoring": frozenset({"title-held"}),
    "keep_title": frozenset({"title-held"}),
    "object": frozenset({"objection-filed", "objection-in-time"}),
    "close_unpassed": frozenset({"objection-over"}),
    "propose_revocation": frozenset({"trigger-examined"}),
    "revoke": frozenset({"revocation-decree"}),
    "void": frozenset({"offence-recorded"}),
}
"""What of the drawn facts must have held when an event happened."""

OUGHT_SUBMITTED: Final[Mapping[str, tuple[str, ...]]] = {
    "forward": ("preliminary",),
    "hold_back": ("preliminary",),
    "ask_clarification": ("tpi-member",),
    "begin_round_2": ("tpi-member",),
    "finish_tpi": TPI,
    "pass_desk": ("tpn-desk",),
    "fail_desk": ("tpn-desk",),
    "finish_field": ("tpn-field",),
}
"""At which levels a judgement must have been submitted before an event."""

OUGHT_MINIMUMS: Final[Mapping[str, str]] = {
    "find_fit": "tpi",
    "pass_screening": "tpi",
    "keep_title": "tpi",
    "recommend": "tpn",
}
"""Events at which every minimum of the title must be met, and at which body of assessors."""

OUGHT_CLEAR: Final[Mapping[str, tuple[str, ...]]] = {
    "begin_tpi": TPI,
    "finish_tpi": TPI,
    "pass_screening": TPN,
    "pass_desk": TPN,
    "finish_field": TPN,
    "recommend": TPN,
}
"""Events at which nobody who judges there may have an interest in the unit."""

START: Final = "submitted"


def check_body(tenant_id: UUID, remembered: Remembered) -> tuple[dict[str, int], int, list[str]]:
    """Check all cases of a body; returns how many stand at each stage, how many were checked, and what is wrong."""
    rows = Rows(tenant_id)
    states: dict[str, int] = {}
    wrong: list[str] = []
    for case in rows.cases:
        states[case.stage] = states.get(case.stage, 0) + 1
        wrong += [f"{case.unit_code}: {what}" for what in _wrong_with(case, rows, remembered)]
    wrong += [f"{found.object_type} {found.object_id} is not what the journal told" for found in _untold(tenant_id)]
    return states, len(rows.cases), wrong


def _untold(tenant_id: UUID) -> Iterator[FactDiffers]:
    """Yield what an audit of the public log would ring for: of a season that was played honestly nothing."""
    for facts in logged_facts:
        yield from facts.check(tenant_id)


def _wrong_with(case: Case, rows: Rows, remembered: Remembered) -> Iterator[str]:
    steps: list[Transition] = rows.transitions[case.pk]
    yield from _chain(case, steps)
    yield from _journalled(case, steps, rows)
    for step in steps:
        held = remembered.held.get((case.pk, step.number))
        if held is None:
            yield f"{step.event} happened and nobody played it"
            continue
        yield from (f"{step.event} without {code}" for code in sorted(OUGHT_DRAWN.get(step.event, frozenset()) - held))
        yield from _submitted(case, step, rows)
        yield from _clear(case, step, rows)
        yield from _minimums(case, step)
    yield from _answers(case, rows, remembered)


def _chain(case: Case, steps: list[Transition]) -> Iterator[str]:
    """Each event leaves the stage that the one before came to; the case stands where the last one led."""
    at = START
    for number, step in enumerate(steps, start=1):
        if step.number != number:
            yield f"event {number} is missing"
        if step.source != at:
            yield f"{step.event} left {step.source}, and the case stood at {at}"
        at = step.target
    if case.stage != at or case.revision != len(steps):
        yield f"stands at {case.stage} after {case.revision} events, and its events lead to {at} after {len(steps)}"


def _journalled(case: Case, steps: list[Transition], rows: Rows) -> Iterator[str]:
    told = [entry.action.partition(".")[2] for entry in rows.entries[str(case.pk)]]
    told = [action for action in told if action != "case_opened"]
    happened = [step.event for step in steps]
    if sorted(told) != sorted(happened):
        yield f"the journal has {len(told)} events, and {len(happened)} happened"


def _submitted(case: Case, step: Transition, rows: Rows) -> Iterator[str]:
    for level in OUGHT_SUBMITTED.get(step.event, ()):
        seats = [seat for seat in rows.assignments[case.pk] if seat.level == level and _holds(seat, step.at)]
        if not seats:
            yield f"{step.event} without anybody at {level}"
        for seat in seats:
            if not any(_submitted_by(sheet, seat.user_id, step.at, rows) for sheet in _sheets(case, level, rows)):
                yield f"{step.event} before {level} had submitted"


def _submitted_by(sheet: Judgement, user_id: UUID, at: datetime, rows: Rows) -> bool:
    entries = rows.entries[str(sheet.pk)]
    done = (entry.action == "assessments.judgement_submitted" and entry.at <= at for entry in entries)
    return sheet.user_id == user_id and any(done)


def _clear(case: Case, step: Transition, rows: Rows) -> Iterator[str]:
    levels = OUGHT_CLEAR.get(step.event, ())
    for seat in rows.assignments[case.pk]:
        if seat.level not in levels or not _holds(seat, step.at):
            continue
        bars = [one for one in rows.interests[seat.user_id] if one.unit_id in {None, case.unit_id}]
        if any(one.declared_at <= step.at for one in bars):
            yield f"{step.event} while {seat.level} had an interest in the unit"


def _holds(seat: Any, at: datetime) -> bool:  # noqa: ANN401 - an Assignment
    return bool(seat.given_at <= at and (seat.ended_at is None or seat.ended_at > at))


def _minimums(case: Case, step: Transition) -> Iterator[str]:
    body = OUGHT_MINIMUMS.get(step.event)
    if body is None:
        return
    gates = {name: met for name, met in case.gates.get(body, {}).items() if name.startswith(f"{case.title}.")}
    if not gates or not all(gates.values()):
        yield f"{step.event} below a minimum at {body}"


def _answers(case: Case, rows: Rows, remembered: Remembered) -> Iterator[str]:
    """No answer is lost or on somebody else's sheet; each level has its own; what counts is what the law says."""
    standing: dict[str, dict[str, Any]] = {}
    for sheet in rows.judgements[case.pk]:
        expected = remembered.judged.get((case.pk, sheet.level, sheet.user_id))
        given = rows.answers[sheet.pk]
        if expected is None:
            yield f"a sheet of {sheet.level} that nobody played"
            continue
        newest = {row.item: row for row in given}
        lost = [item for item, value in expected.items() if not _same(newest.get(item), value)]
        if lost:
            yield f"{sheet.level} lost {len(lost)} answers, {lost[0]} among them"
        if any(row.user_id != sheet.user_id for row in given):
            yield f"an answer on the sheet of {sheet.level} is somebody else's"
        numbers: dict[str, list[int]] = {}
        for row in given:
            numbers.setdefault(row.item, []).append(row.version)
        if any(found != list(range(1, len(found) + 1)) for found in numbers.values()):
            yield f"{sheet.level}: versions of an item have a gap"
        if sheet.state != "ended":
            valued = {item: row.value for item, row in newest.items() if row.value is not None}
            standing.setdefault(sheet.level, {}).update(valued)
    yield from _levels(case, standing)


def _levels(case: Case, standing: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Compare the stored total of each body with that of the answers, put together here by hand."""
    from pulau.apps.worksheets.contract import prior_title, score_of  # noqa: PLC0415 - for this comparison alone

    chains = {"tpi": reversed(TPI), "tpn": (*reversed(TPN), *reversed(TPI))}
    for body, chain in chains.items():
        if body not in case.printed:
            continue
        counts: dict[str, Any] = {}
        for level in chain:
            for item, value in standing.get(level, {}).items():
                counts.setdefault(item, value)
        figures = score_of(case.regulation, counts, prior_title(case.tenant_id, case.worksheet_id))
        if figures.exact["total"] != case.exact[body]["total"]:
            yield f"{body} counts {case.exact[body]['total']}, and its answers {figures.exact['total']}"


def _sheets(case: Case, level: str, rows: Rows) -> list[Judgement]:
    return [sheet for sheet in rows.judgements[case.pk] if sheet.level == level]


def _same(row: Any, value: Any) -> bool:  # noqa: ANN401 - a JudgedAnswer or None; an answer
    if row is None:
        return False
    if isinstance(value, dict):
        return isinstance(row.value, dict) and {key: int(count) for key, count in row.value.items()} == value
    return bool(row.value == value)
