"""What a case's page shows of clearances and panel to the ministry's people, and the tabs that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from pulau.apps.assessments.contract import case_of
from pulau.apps.panels.policies import ASK_CLEARANCE, READ_CLEARANCES, READ_PANEL, SEAT, VOTE
from pulau.apps.panels.selectors import clearances_of, is_settled, sittings_of
from pulau.core.workflow.assessment import CLEARANCE, FIELD, PANEL
from pulau.exchange.panel import panel_law
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import CasePart, CaseTab, PartLine
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_BEFORE: Final = frozenset({"proposed", "screening", "desk"})


def _clearances(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    case = case_of(actor.tenant_id, case_id)
    if case.stage in _BEFORE or not allowed(actor, READ_CLEARANCES, unit_id=case.unit_id, state=case.stage):
        return None
    rows = clearances_of(case.tenant_id, case_id)
    today = today_of(actor, timezone.now())
    bodies = panel_law().bodies
    settled = sum(is_settled(row, today) for row in rows.values())
    told = {"n": settled, "all": len(bodies)}
    words = _("%(n)d dari %(all)d lembaga sudah menjawab atau lewat waktunya.") % told
    asks = case.stage == CLEARANCE and allowed(actor, ASK_CLEARANCE, unit_id=case.unit_id, state=case.stage)
    due = _("Minta klarifikasi") if asks and len(rows) < len(bodies) else ""
    return PartLine(words, reverse("panels:clearances", args=[unit, year]), due)


def _panel(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    case = case_of(actor.tenant_id, case_id)
    if not allowed(actor, READ_PANEL, unit_id=case.unit_id, state=case.stage):
        return None
    newest = next(iter(sittings_of(case.tenant_id, case_id)), None)
    if newest is None and case.stage != PANEL:
        return None
    href = reverse("panels:panel", args=[unit, year])
    may_vote = allowed(actor, VOTE, unit_id=case.unit_id, state=case.stage)
    if newest is None or newest.panel.closed_at is not None:
        may_seat = allowed(actor, SEAT, unit_id=case.unit_id, state=case.stage)
        return PartLine(_("Sidang belum dibuka.") if case.stage == PANEL else _("Sidang ditutup."), href,
                        _("Buka sidang panel") if may_seat else "")  # fmt: skip
    told = {"n": newest.tally.voted, "all": newest.tally.members}
    words = ngettext(
        "%(n)d dari %(all)d anggota sudah bersuara.", "%(n)d dari %(all)d anggota sudah bersuara.", told["n"]
    )
    seat = newest.seat_of(actor.user_id)
    waits = may_vote and seat is not None and not newest.votes[seat.pk]
    return PartLine(words % told, href, _("Berikan suara") if waits else "")


def _shows_clearances(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return stage not in _BEFORE and allowed(actor, READ_CLEARANCES, unit_id=unit_id, state=stage)


def _shows_panel(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return stage not in {*_BEFORE, FIELD, CLEARANCE} and allowed(actor, READ_PANEL, unit_id=unit_id, state=stage)


PARTS: Final = (
    CasePart("clearances", gettext_noop("Klarifikasi lembaga"), 70, _clearances),
    CasePart("panels", gettext_noop("Panel"), 71, _panel),
)
TABS: Final = (
    CaseTab("clearances", gettext_noop("Klarifikasi"), 70, "panels:clearances", _shows_clearances),
    CaseTab("panels", gettext_noop("Panel"), 71, "panels:panel", _shows_panel),
)
