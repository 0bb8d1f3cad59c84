"""What follows a case's end here; the plan's line and moments on the case's pages; what a later worksheet is told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from pulau.apps.remediation.mapping import step_title
from pulau.apps.remediation.models import StepState
from pulau.apps.remediation.policies import CHECK, REPAIR, SEE_PLAN
from pulau.apps.remediation.selectors import newest_plan_before, plan_of_case, step_counts, steps_of
from pulau.apps.remediation.services.plans import bear_plan
from pulau.apps.remediation.telling import tell_born
from pulau.core.workflow.assessment import COACHING, REVOKED
from pulau.foundation.registry.carry_notes import CarryNote, CarryNotes
from pulau.foundation.registry.process_cases import (
    CaseFollower,
    CaseMoment,
    CaseMoments,
    CasePart,
    CaseTab,
    PartLine,
)
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from pulau.apps.remediation.models import RemediationStep
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.process_cases import CaseMove

ENDS_IN_REPAIR: Final = frozenset({COACHING, REVOKED})


def _moved(actor: Actor, move: CaseMove, now: datetime) -> None:
    if move.target not in ENDS_IN_REPAIR:
        return
    plan = bear_plan(actor=actor, move=move, now=now)
    if plan is not None:
        tell_born(actor, plan, steps_of(plan).count(), now)


def _line(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    plan = plan_of_case(actor, case_id)
    if plan is None:
        return None
    counts = step_counts(actor, [plan.pk]).get(plan.pk, {})
    whole, checked = sum(counts.values()), counts.get(StepState.CHECKED, 0)
    words = ngettext(
        "%(checked)d dari %(whole)d langkah berhasil", "%(checked)d dari %(whole)d langkah berhasil", whole
    )
    due = ""
    if allowed(actor, REPAIR, unit_id=plan.unit_id) and (left := counts.get(StepState.OPEN, 0)):
        due = ngettext("%(n)d langkah belum direncanakan", "%(n)d langkah belum direncanakan", left) % {"n": left}
    elif allowed(actor, CHECK, unit_id=plan.unit_id) and (done := counts.get(StepState.DONE, 0)):
        due = ngettext("%(n)d langkah menunggu pemeriksaan", "%(n)d langkah menunggu pemeriksaan", done) % {"n": done}
    href = reverse("remediation:plan", args=[unit, year])
    return PartLine(words % {"checked": checked, "whole": whole}, href, due)


def _moments(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    plan = plan_of_case(actor, case_id)
    if plan is None:
        return []
    found = [CaseMoment(plan.born_at, gettext("Rencana perbaikan dibuat dari temuan"), kind="remediation",
                        href=reverse("remediation:plan", args=[unit, year]))]  # fmt: skip
    for step in steps_of(plan):
        href = reverse("remediation:step", args=[unit, year, step.number])
        item, title = step.key if step.kind == "item" else "", step_title(step, _language())
        if step.done_at:
            words = gettext("Langkah perbaikan %(n)d selesai") % {"n": step.number}
            found.append(_moment(step.done_at, words, step.owner.full_name if step.owner else "", title, href, item))
        if step.checked_at:
            words = gettext("Langkah perbaikan %(n)d diperiksa") % {"n": step.number}
            by = step.checked_by.full_name if step.checked_by else ""
            found.append(_moment(step.checked_at, words, by, title, href, item))
    return found


def _moment(at: datetime, words: str, by: str, text: str, href: str, item: str) -> CaseMoment:
    return CaseMoment(at=at, words=words, by=by, text=text, href=href, item=item, kind="remediation")


def _notes(actor: Actor, unit_id: UUID, year: int) -> dict[str, list[CarryNote]]:
    """Return for a worksheet of `year` what was repaired since the newest plan of a year before it, by item."""
    plan = newest_plan_before(actor, unit_id, year)
    found: dict[str, list[CarryNote]] = {}
    for step in steps_of(plan) if plan else ():
        href = reverse("remediation:step", args=[plan.unit.code, plan.year, step.number]) if plan else ""
        found.setdefault(step.key if step.kind == "item" else "", []).append(
            CarryNote(step_title(step, _language()), _state(step), href, step.finding, step.result)
        )
    return found


def _state(step: RemediationStep) -> str:
    label = str(step.get_effect_display() or step.get_state_display())
    return f"{label}, {long_date(step.checked_at)}" if step.checked_at else label


def _language() -> str:
    return get_language() or "id"


FOLLOWER: Final = CaseFollower("remediation", _moved)
PART: Final = CasePart("remediation", gettext_noop("Perbaikan"), 90, _line)
MOMENTS: Final = CaseMoments("remediation", _moments)
NOTES: Final = CarryNotes("remediation", _notes)
TAB: Final = CaseTab(
    "remediation",
    gettext_noop("Perbaikan"),
    90,
    "remediation:plan",
    lambda actor, unit_id, stage: stage in ENDS_IN_REPAIR and allowed(actor, SEE_PLAN, unit_id=unit_id),
)
