"""Lines of the checklist as they arrive from phones: each once, nothing over another, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.visits.actions import LATE_DECIDED, NOTED, NOTED_LATE
from pulau.apps.visits.models import LONGEST_TEXT, Finding, LateFinding, LateState, Seen, Visit, VisitState
from pulau.apps.visits.policies import RECORD
from pulau.apps.visits.refusals import LineMoved, VisitNotFound, VisitRefused
from pulau.apps.visits.rooms import in_time
from pulau.apps.visits.selectors import line_now, lock_visit
from pulau.apps.visits.texts import taken
from pulau.exchange.field_checklist import checklist_on
from pulau.exchange.packs import load_pack
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.visits.wishes import LineWish
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a line: its row, or None where it says what stands already; late, or disputed."""

    row: Finding | LateFinding | None
    disputed: bool = False

    @property
    def late(self) -> bool:
        """Whether it came after the visit was closed."""
        return isinstance(self.row, LateFinding)


@transaction.atomic
def note_line(*, actor: Actor, visit_id: UUID, wish: LineWish, now: datetime) -> Noted:
    """Record a line as it was typed; the same key a second time changes nothing.

    It is a new version while the visit is open, its stage lasts and the writer is assigned; afterwards it is kept as
    late, for the leader. Raises VisitNotFound, PermissionDenied (not of the team), VisitRefused.
    """
    row, case = lock_visit(actor, visit_id)
    actor = require(actor, RECORD, unit_id=case.unit_id, state=case.stage)
    if str(actor.user_id) not in row.team or row.state == VisitState.CALLED_OFF:
        raise PermissionDenied(RECORD.code)
    there = _there(actor, row, wish.key)
    if there is not None:
        return Noted(there)
    line = checklist_on(row.checklist_on).line(wish.line)
    if line is None:
        raise VisitRefused("line-unknown")
    said = _said(actor, row, wish, line.items_in(load_pack(case.regulation)), now)
    if in_time(case, row, actor.user_id):
        return _noted(actor, row, case, said, now)
    late: LateFinding = LateFinding.objects.for_actor(actor).create(**said)
    journal.record(actor, NOTED_LATE.code, late, _payload(late), now, unit_id=case.unit_id)
    return Noted(late)


@transaction.atomic
def decide_late(*, actor: Actor, late_id: UUID, take: bool, known: int, now: datetime) -> LateFinding:
    """Take a late line over as a version of its own, in its writer's name, or leave it; only the visit's leader does.

    `known` is the newest version of the line that the leader saw. Raises VisitNotFound, PermissionDenied, LineMoved,
    VisitRefused where it is decided already.
    """
    found = LateFinding.objects.for_actor(actor).filter(pk=late_id).values_list("visit_id", flat=True).first()
    if found is None:
        raise VisitNotFound(late_id)
    row, case = lock_visit(actor, found)
    actor = require(actor, RECORD, unit_id=case.unit_id, state=case.stage)
    if row.leader_id != actor.user_id:
        raise PermissionDenied(RECORD.code)
    late: LateFinding = LateFinding.objects.for_actor(actor).get(pk=late_id)
    if late.state != LateState.WAITING:
        raise VisitRefused("late-decided")
    if take:
        _take_over(actor, late, known, now)
    late.state = LateState.TAKEN if take else LateState.LEFT
    late.decided_by_id, late.decided_at = actor.person, now
    late.save(update_fields=["state", "decided_by", "decided_at"])
    payload = {"visit": row.pk, "line": late.line, "key": late.key} | journal.changed({}, {"state": late.state})
    journal.record(actor, LATE_DECIDED.code, late, payload, now, unit_id=case.unit_id)
    return late


def _there(actor: Actor, visit: Visit, key: UUID) -> Finding | LateFinding | None:
    for model in (Finding, LateFinding):
        row: Finding | LateFinding | None = model.objects.for_actor(actor).filter(key=key).first()
        if row is not None:
            if (row.visit_id, row.user_id) != (visit.pk, actor.user_id):
                raise VisitNotFound(key)
            return row
    return None


def _said(actor: Actor, visit: Visit, wish: LineWish, items: tuple[str, ...], now: datetime) -> dict[str, object]:
    if wish.seen not in Seen.values:
        raise VisitRefused("seen-missing", f"terlihat-{wish.line}")
    note = taken(wish.note, f"catatan-{wish.line}", LONGEST_TEXT)
    return {
        "visit_id": visit.pk,
        "key": wish.key,
        "line": wish.line,
        "known": wish.known,
        "seen": wish.seen,
        "note": note,
        "items": list(items),
        "user_id": actor.person,
        "typed_at": min(wish.typed_at, now),  # a phone's clock may be ahead
        "at": now,
    }


def _noted(actor: Actor, visit: Visit, case: Case, said: dict[str, object], now: datetime) -> Noted:
    rows = list(Finding.objects.for_actor(actor).filter(visit_id=visit.pk, line=said["line"]))
    standing = line_now(rows)
    if standing is not None:
        said["known"] = min(int(str(said["known"])), standing.newest)  # nobody saw what was not there yet
        same = (standing.stands.seen, standing.stands.note) == (said["seen"], said["note"])
        if same and not standing.beside:
            return Noted(None)
    else:
        said["known"] = 0
    row: Finding = Finding.objects.for_actor(actor).create(version=len(rows) + 1, **said)
    payload = {**_payload(row), "version": row.version}
    if visit.state == VisitState.PLANNED:
        before, visit.state = visit.state, VisitState.UNDER_WAY
        visit.save(update_fields=["state"])
        payload |= journal.changed({"state": before}, {"state": visit.state})
    journal.record(actor, NOTED.code, row, payload, now, unit_id=case.unit_id)
    after = line_now([*rows, row])
    return Noted(row, disputed=after is not None and bool(after.beside))


def _take_over(actor: Actor, late: LateFinding, known: int, now: datetime) -> None:
    rows = list(Finding.objects.for_actor(actor).filter(visit_id=late.visit_id, line=late.line))
    standing = line_now(rows)
    if standing is not None and standing.newest != known:
        raise LineMoved(standing.stands)
    Finding.objects.for_actor(actor).create(
        visit_id=late.visit_id,
        key=late.key,
        line=late.line,
        version=len(rows) + 1,
        known=len(rows),
        seen=late.seen,
        note=late.note,
        items=late.items,
        user_id=late.user_id,
        typed_at=late.typed_at,
        at=now,
        from_late=late,
    )


def _payload(row: Finding | LateFinding) -> dict[str, object]:
    return {
        "visit": row.visit_id,
        "line": row.line,
        "known": row.known,
        "key": row.key,
        "said": fingerprint("visit-line", f"{row.seen}\n{row.note}"),  # the unit reads the journal
    }
