"""Good practices: written and published by a unit, followed by others, and what came of it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.people.contract import area_choices
from pulau.apps.remediation import actions
from pulau.apps.remediation.models import LONGEST_TITLE, Practice, PracticeCopy, PracticeState, RemediationStep
from pulau.apps.remediation.policies import FOLLOW, PUBLISH, WRITE_PRACTICE
from pulau.apps.remediation.refusals import AlreadyFollowed, PlanNotFound, PracticeNotFound
from pulau.apps.remediation.selectors import get_practice_for, get_step_for
from pulau.apps.remediation.wishes import text_of
from pulau.apps.worksheets.contract import percents_of_unit
from pulau.core.shared.codes import RANDOM_BYTES, code_of
from pulau.core.shared.problems import BadInput
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.remediation.wishes import PracticeWish
    from pulau.core.shared.actor import Actor

_WORDS = frozenset({"title", "problem", "steps", "outcome", "cost"})


@transaction.atomic
def write_practice(*, actor: Actor, unit_id: UUID, wish: PracticeWish, now: datetime) -> Practice:
    """Write a practice of a unit, not yet for others; a form that arrives twice writes one.

    Raises PracticeNotFound (no such unit), PermissionDenied, BadInput.
    """
    actor = require(actor, WRITE_PRACTICE, unit_id=unit_id)
    unit = units_of(actor).filter(pk=unit_id).select_for_update(no_key=True).first()  # so that two at once are one
    if unit is None:
        raise PracticeNotFound(unit_id)
    agency = agency_of(actor)
    row = Practice(
        tenant_id=actor.tenant_id,
        code=code_of(secrets.token_bytes(RANDOM_BYTES)),
        unit_id=unit_id,
        unit_name=unit.name,
        agency_name=agency.name if agency else "",
        written_by_id=actor.user_id,
        written_at=now,
    )
    _write(row, wish)
    same = {name: getattr(row, name) for name in (*_WORDS, "area", "item", "unit_id", "written_by_id", "state")}
    there: Practice | None = Practice.objects.for_actor(actor).filter(**same).first()
    if there is not None:
        return there
    row.save(force_insert=True)
    journal.record(actor, actions.WRITTEN.code, row, {"code": row.code}, now, unit_id=unit_id)
    return row


@transaction.atomic
def change_practice(*, actor: Actor, code: str, wish: PracticeWish, now: datetime) -> Practice:
    """Write a practice anew; what is published changes for everybody.

    Raises PracticeNotFound, PermissionDenied, BadInput.
    """
    row = _own(actor, code)
    actor = require(actor, WRITE_PRACTICE, unit_id=row.unit_id)
    if row.version != wish.seen:
        raise BadInput.because("changed-meanwhile", "judul")
    before = {name: getattr(row, name) for name in (*_WORDS, "area", "item")}
    _write(row, wish)
    row.version += 1
    row.save()
    after = {name: getattr(row, name) for name in before}
    payload = {"code": row.code, **journal.changed(before, after, sealed=_WORDS)}
    journal.record(actor, actions.WRITTEN.code, row, payload, now, unit_id=row.unit_id)
    return row


@transaction.atomic
def publish_practice(*, actor: Actor, code: str, now: datetime) -> Practice:
    """Let every body read a practice, by the head of its unit. Raises PracticeNotFound, PermissionDenied."""
    row = _own(actor, code)
    actor = require(actor, PUBLISH, unit_id=row.unit_id)
    if row.state != PracticeState.PUBLISHED:
        before = {"state": row.state}
        row.state, row.published_at = PracticeState.PUBLISHED, now
        row.save(update_fields=["state", "published_at"])
        payload = {"code": row.code, **journal.changed(before, {"state": row.state})}
        journal.record(actor, actions.PUBLISHED.code, row, payload, now, unit_id=row.unit_id)
    return row


@transaction.atomic
def withdraw_practice(*, actor: Actor, code: str, now: datetime) -> Practice:
    """Take a practice back: others read it no more, who follows it keeps it in their plan.

    Raises PracticeNotFound, PermissionDenied.
    """
    row = _own(actor, code)
    actor = require(actor, PUBLISH, unit_id=row.unit_id)
    before = {"state": row.state}
    row.state = PracticeState.WITHDRAWN
    row.save(update_fields=["state"])
    payload = {"code": row.code, **journal.changed(before, {"state": row.state})}
    journal.record(actor, actions.WITHDRAWN.code, row, payload, now, unit_id=row.unit_id)
    return row


@transaction.atomic
def follow_practice(
    *, actor: Actor, code: str, unit_id: UUID, step_id: UUID | None = None, now: datetime
) -> PracticeCopy:
    """Follow a published practice with a unit of one's own body, in a step of its plan or without one.

    The step's action becomes the practice's steps where it has none yet. `before` is the area's percent as the unit's
    newest worksheet says. Raises PracticeNotFound, PlanNotFound, PermissionDenied, AlreadyFollowed.
    """
    practice = get_practice_for(actor, code)
    actor = require(actor, FOLLOW, unit_id=unit_id)
    if practice.state != PracticeState.PUBLISHED or practice.unit_id == unit_id:
        raise PracticeNotFound(code)
    rows = PracticeCopy.objects.for_actor(actor)
    if rows.filter(practice_id=practice.pk, unit_id=unit_id, ended_at__isnull=True).exists():
        raise AlreadyFollowed
    step, change = _into_step(actor, step_id, unit_id, practice) if step_id else (None, {})
    unit = units_of(actor).get(pk=unit_id)
    agency = agency_of(actor)
    year, percent = next(iter(sorted(percents_of_unit(actor, unit_id, practice.area).items(), reverse=True)), (0, None))
    copy: PracticeCopy = rows.create(
        practice=practice,
        source_tenant_id=practice.tenant_id,
        unit_id=unit_id,
        unit_name=unit.name,
        agency_name=agency.name if agency else "",
        step=step,
        year=year or now.year,
        followed_by_id=actor.user_id,
        followed_at=now,
        before=percent,
    )
    payload = {"practice": practice.pk, "code": practice.code, "step": step.pk if step else None, **change}
    journal.record(actor, actions.FOLLOWED.code, copy, payload, now, unit_id=unit_id)
    return copy


@transaction.atomic
def tell_effect(*, actor: Actor, copy_id: UUID, effect: str, now: datetime) -> PracticeCopy:
    """Say what came of following a practice; the figures of the area before and after stand beside it.

    Raises PracticeNotFound, PermissionDenied, BadInput.
    """
    row = PracticeCopy.objects.for_actor(actor).filter(pk=copy_id, ended_at__isnull=True).select_for_update().first()
    if row is None:
        raise PracticeNotFound(copy_id)
    actor = require(actor, FOLLOW, unit_id=row.unit_id)
    practice = Practice.objects.published().filter(pk=row.practice_id).first()
    before = {"effect": row.effect, "after": row.after}
    row.effect, row.effect_at = text_of("effect", effect), now
    if practice is not None:
        percents = percents_of_unit(actor, row.unit_id, practice.area)
        last = max(percents, default=0)
        row.after = percents[last] if last > row.year else None
    row.save(update_fields=["effect", "effect_at", "after"])
    after = {"effect": row.effect, "after": row.after}
    payload = {"area_before": row.before, **journal.changed(before, after, sealed={"effect"})}
    journal.record(actor, actions.EFFECT_TOLD.code, row, payload, now, unit_id=row.unit_id)
    return row


def _own(actor: Actor, code: str) -> Practice:
    row: Practice | None = Practice.objects.for_actor(actor).filter(code=code).select_for_update().first()
    if row is None:
        raise PracticeNotFound(code)
    return row


def _write(row: Practice, wish: PracticeWish) -> None:
    areas = dict(area_choices("id"))
    if wish.area not in areas:
        raise BadInput.because("unknown-choice", "area", value=wish.area, allowed=", ".join(areas))
    row.title = text_of("title", wish.title, most=LONGEST_TITLE)
    row.area, row.item = wish.area, wish.item
    row.problem, row.steps = text_of("problem", wish.problem), text_of("steps", wish.steps)
    row.outcome = text_of("outcome", wish.outcome)
    row.cost = text_of("cost", wish.cost, most=LONGEST_TITLE, needed=False)


def _into_step(
    actor: Actor, step_id: UUID, unit_id: UUID, practice: Practice
) -> tuple[RemediationStep, dict[str, object]]:
    """Return the unit's step, with the practice's steps as its action where it had none, and what changed of it."""
    step = get_step_for(actor, step_id, lock=True)
    if step.plan.unit_id != unit_id:
        raise PlanNotFound(step_id)
    before = {"action": step.action}
    if not step.action:
        step.action = practice.steps
        step.version += 1
        step.save(update_fields=["action", "version"])
    return step, journal.changed(before, {"action": step.action}, sealed={"action"})
