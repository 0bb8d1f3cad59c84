"""What follows in this app: a panel is closed as its case moves on, with the outcome that it came to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.contract import case_of
from pulau.apps.panels.actions import CLOSED
from pulau.apps.panels.selectors import open_sitting
from pulau.core.workflow.assessment import PANEL
from pulau.foundation.journal import services as journal
from pulau.foundation.registry.process_cases import CaseFollower, CaseMove
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def _close(actor: Actor, move: CaseMove, now: datetime) -> None:
    if move.source != PANEL or move.target == PANEL:
        return
    sitting = open_sitting(actor.tenant_id, move.case_id)
    if sitting is None:
        return
    panel = sitting.panel
    panel.outcome, panel.closed_at = sitting.outcome.value if sitting.outcome else "", now
    panel.save(update_fields=["outcome", "closed_at"])
    payload = {
        **journal.changed({"outcome": None}, {"outcome": panel.outcome or None}), "case": move.case_id,
        "number": panel.number,
    }  # fmt: skip
    if sitting.outcome:  # how many voted how is the ministry's alone, and the judged body reads the journal
        counts = sorted((choice.value, count) for choice, count in sitting.tally.counts.items())
        payload["counts"] = fingerprint("counts", str(counts))
    unit_id = case_of(actor.tenant_id, move.case_id).unit_id
    journal.record(actor, CLOSED.code, panel, payload, now, unit_id=unit_id)


CLOSING: Final = CaseFollower("panels.closing", _close)
