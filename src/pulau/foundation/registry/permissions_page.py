"""The table of permissions as a page of the docs, written from the table itself."""

from __future__ import annotations

from pulau.core.shared.permissions import Action, Permit, Relation
from pulau.core.shared.roles import APART, SCOPES, SECOND_FACTOR
from pulau.foundation.registry.permissions import permissions

_RELATIONS = {
    Relation.UNIT: "of the very unit",
    Relation.AGENCY: "of the whole agency",
    Relation.GRANT: "by a grant of region or country",
    Relation.OWN: "only one's own",
    Relation.MEMBER: "any appointment of the agency",
}

_HEAD = """# Permissions

Written by `pulau docs permissions` from the table in the code (`policies.py` of each app); a test compares the two.
What stands in no line is refused. What belongs to another tenant is answered like something that does not exist (404).

A line fits when the person holds the role in that relation, in that state. Roles are held by appointments with a first
and a last day; outside of them nobody holds anything. The system itself (set-up, schedules, commands of the operator)
may do everything in the tenant that it acts for.

## Relations

| relation | means |
|---|---|
"""


def permissions_page() -> str:
    """Return the page: relations, roles, pairs kept apart, and every action with its lines."""
    parts = [_HEAD, *(f"| {relation.value} | {words} |\n" for relation, words in _RELATIONS.items())]
    parts.append("\n## Roles\n\n| role | held in | second factor |\n|---|---|---|\n")
    for role, scopes in SCOPES.items():
        places = ", ".join(sorted(scope.value for scope in scopes))
        parts.append(f"| `{role}` | {places} | {'needed' if role in SECOND_FACTOR else '–'} |\n")
    parts.append("\nNever held by one person in one body at one time: ")
    parts.append("; ".join(" and ".join(f"`{role}`" for role in sorted(pair)) for pair in APART))
    parts.append(".\n\n## Actions\n")
    parts += [_action(action) for action in sorted(permissions, key=lambda action: action.code)]
    return "".join(parts)


def _action(action: Action) -> str:
    lines = "".join(_line(permit) for permit in action.permits)
    title = f"\n### `{action.code}`\n\n{action.english} ({action.indonesian}).\n\n"
    return f"{title}| role | relation | states |\n|---|---|---|\n{lines}"


def _line(permit: Permit) -> str:
    role = f"`{permit.role}`" if permit.role else "whoever"
    states = ", ".join(f"`{state}`" for state in sorted(permit.states)) or "all"
    return f"| {role} | {_RELATIONS[permit.relation]} | {states} |\n"
