"""Which pacts the head of a whole body owes: elected or appointed heads (a regent, a minister) are no employees.

Whoever holds the body itself pledges for it as its head, each year. Whoever holds it for good and is an employee too
has a pact of that post already, and owes no second one; whoever only acts as head signs for the body beside the own
one, as whoever acts as head of a further unit does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pulau.core.pledging.renewing import Cause, EndCause, Held, Post, Renewal, RenewalRule, Serving, over, renew


@dataclass(frozen=True, slots=True)
class Heading:
    """Who heads a body on a day: what they are called there, first and last day, and whether they only act."""

    position: str
    since: date
    until: date | None = None
    acting: bool = False
    employed: bool = False

    @property
    def owes(self) -> bool:
        """Whether they owe a pact as head of the body, beside or instead of that of an employee."""
        return self.acting or not self.employed


def renew_head(rule: RenewalRule, heading: Heading | None, held: Sequence[Held], day: date) -> Renewal:
    """Return which pacts of a body's head become due and which end on a day; asked again, it returns nothing more.

    `held` are all pacts of the person as head of the body; `heading` is None once they are it no more. Who begins is no
    new employee: they are told that their post changed.
    """
    if heading is None or not heading.owes:
        cause = EndCause.POST_OVER if heading is None else EndCause.REPLACED
        return Renewal(endings=over(held, day, cause))
    post = Post(None, heading.position, heading.since, leads=True)
    plan = renew(rule, Serving("", heading.since, heading.until, post), held, day)
    tasks = (replace(one, cause=Cause.NEW_POST) if one.cause is Cause.NEW_STAFF else one for one in plan.tasks)
    return Renewal(tuple(tasks), plan.endings)
