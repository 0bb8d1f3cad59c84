"""Telling the people around a plan what happened, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.people.contract import actors_around
from pulau.apps.remediation.notices import BORN, CHECKED, DONE, DUE, LATE
from pulau.apps.remediation.policies import CHECK, REPAIR
from pulau.apps.remediation.selectors import due_steps
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.due_things import DueSource, DueThing
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.remediation.models import RemediationPlan, RemediationStep
    from pulau.core.shared.actor import Actor
    from pulau.core.shared.permissions import Action


def tell_born(actor: Actor, plan: RemediationPlan, steps: int, now: datetime) -> None:
    """Tell the unit's people that a plan waits for them."""
    _tell(actor, plan, BORN.code, REPAIR, {"steps": str(steps)}, "", now)


def tell_done(actor: Actor, step: RemediationStep, now: datetime) -> None:
    """Tell the assessors that a step awaits its check."""
    _tell(actor, step.plan, DONE.code, CHECK, {"number": str(step.number)}, f"/{step.number}", now)


def tell_checked(actor: Actor, step: RemediationStep, now: datetime) -> None:
    """Tell the unit's people what came of a check."""
    _tell(actor, step.plan, CHECKED.code, REPAIR, {"number": str(step.number)}, f"/{step.number}", now)


def _tell(
    actor: Actor, plan: RemediationPlan, kind: str, action: Action, params: dict[str, str], rest: str, now: datetime
) -> None:
    news = News(kind, plan, _address(plan) + rest, {**_place(plan), **params})
    notify(tenant_id=plan.tenant_id, users=_who(actor, plan.unit_id, action, now), news=news, now=now)


def _who(actor: Actor, unit_id: UUID, action: Action, now: datetime) -> list[UUID]:
    around = actors_around(actor, unit_id, now)
    return [user.pk for user, their in around if user.pk != actor.user_id and allowed(their, action, unit_id=unit_id)]


def _place(plan: RemediationPlan) -> dict[str, str]:
    return {"unit": plan.unit.name, "year": str(plan.year)}


def _address(plan: RemediationPlan) -> str:
    return reverse("remediation:plan", args=[plan.unit.code, plan.year])


def _due(actor: Actor, _today: date, last: date) -> Iterator[DueThing]:
    for step in due_steps(actor, last):
        if step.due_on is not None and step.owner_id is not None:
            params = {**_place(step.plan), "number": str(step.number), "due": step.due_on.isoformat()}
            url = f"{_address(step.plan)}/{step.number}"
            yield DueThing(str(step.pk), step.due_on, (step.owner_id,), url, params)


DUE_STEPS: Final = DueSource("remediation.step", DUE.code, _due, LATE.code, stages=(7, 1))
