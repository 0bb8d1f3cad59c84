"""Journal entries are complete: a service that changes rows tells what was and what is, in the role that allowed it."""

from __future__ import annotations

import ast

from tests.architecture.source import Function, Module
from tests.architecture.test_services import calls, public_services, services_of

TOLD_BY_THE_ACTION = {
    "people.services.inviting": "an invitation is only ever sent again, revoked or accepted",
    "people.services.tokens.revoke_token": "a token is only ever revoked",
    "worksheets.services.answers": "each answer is a version of its own, with its digest; the one before stays",
    "worksheets.services.handing": "a submission is only ever handed in or withdrawn, and its manifest tells the rest",
    "worksheets.services.proposing": "a proposal is only ever accepted, declined or superseded",
    "worksheets.services.evidence.remove_item_evidence": "a piece is only ever taken away from an item",
    "worksheets.services.duties.end_duty": "a duty only ever ends",
    "worksheets.services.talking.mark_mentions_read": "a mention is only ever read",
    "worksheets.services.tour.end_tour": "the tour only ever ends",
    "accounts.services.opening": "nothing of a password is told",
    "accounts.services.securing": "nothing of a password or a factor is told",
    "imports.services": "an import is a run of states, and each of its rows writes an entry of its own",
    "declarations.services.leading.read_line": "each line read is an event of its own, of which the entry tells",
    "declarations.services.asking.ask_batch": "each task made or ended is told by itself, and so is joining an account",
    "declarations.services.attesting": "a run is a list of states, and each signature writes an entry of its own",
    "signing.services.running": "a run is a list of states, and each of its signatures writes an entry of its own",
    "reports.services.runs": "a run is a count that grows, and each version of a report writes an entry of its own",
    "assessments.services.advancing.advance": "an event tells by itself the stage that it left and the one it led to",
    "assessments.services.teams.end_assignment": "an assignment only ever ends",
    "assessments.services.asking": "a question only waits, is answered or ends; what is said are rows that stay",
    "assessments.services.judging": "each judged answer is a version of its own, with its digest; the ones before stay",
    "assessments.services.judgements": "a sheet is only submitted or opened again, and its digest tells the rest",
    "assessments.services.calibrating.close_calibration": "a set is only ever closed",
    "companions.services.rooms.end_room": "a room only ever ends",
    "editorial.services.pages": "each save is a version of its own, with its digest; the ones before stay",
    "evidence.services.taking": "a version is a row of its own, with its digest; the ones before stay",
    "outcomes.services.stating": "a statement is told in full each time; the ones before stay, and proofs of them",
    "publication.services.publishing": "what is told is a digest, before and after; the rows can be made anew",
    "notices.services": "a notice is only ever read; a choice is told as chosen",
}
"""Services whose action says all there is to say, with the reason."""


def tree(module: Module, name: str) -> list[Function]:
    """The function and those of its module that it leads to."""
    functions, found, waiting = services_of(module), dict[str, Function](), [name]
    while waiting:
        each = waiting.pop()
        if each in functions and each not in found:
            found[each] = functions[each]
            waiting += calls(functions[each])
    return list(found.values())


def changes(function: Function) -> bool:
    """Whether the function writes some columns of rows that are there."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names = {keyword.arg for keyword in node.keywords}
            if (node.func.attr == "save" and "update_fields" in names) or node.func.attr == "bulk_update":
                return True
            if node.func.attr == "update" and names - {None}:
                return True
    return False


def silent_changes() -> list[str]:
    found = []
    for module, name in public_services():
        functions = tree(module, name)
        told = any("journal.changed" in calls(function) for function in functions)
        if any(map(changes, functions)) and not told:
            found.append(f"{module.name}.{name}")
    return found


def test_a_change_tells_what_was_and_what_is() -> None:
    known = [name for name in silent_changes() if not any(f".{reason}" in name for reason in TOLD_BY_THE_ACTION)]
    assert known == [], "give journal.changed(before, after), or name it here with the reason"


def test_every_exception_is_still_one() -> None:
    names = silent_changes()
    assert [part for part in TOLD_BY_THE_ACTION if not any(f".{part}" in name for name in names)] == []


def test_the_walk_sees_a_change_that_is_not_told() -> None:
    """Negative control."""
    silent = ast.parse("def f(row):\n    row.save(update_fields=['x'])\n    journal.record(a, b, row, {}, now)").body[0]
    assert isinstance(silent, ast.FunctionDef)
    assert changes(silent)
    assert "journal.changed" not in calls(silent)
