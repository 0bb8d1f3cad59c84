"""Who may do what with clearances and panels: this app's lines of the table.

Both are the ministry's: its assessors ask other bodies and record what they answer, its panel sits and votes. Nobody of
the judged body reads them here; what follows reaches it by the report and the outcome.
"""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits
from pulau.core.workflow.assessment import CLEARANCE, DESK, FIELD, NATIONAL, PANEL, PROPOSED, SCREENING

_TPN: Final = (roles.TPN_ASSESSOR, roles.TPN_PANEL)
_BEFORE_PANEL: Final = frozenset({PROPOSED, SCREENING, DESK, FIELD, CLEARANCE})
"""The sheet shows the scores of every level: whoever still judges, or may yet be asked to, must not read it."""

READ_CLEARANCES: Final = Action(
    "panels.read_clearances", "Membaca klarifikasi lembaga lain", "Read what other bodies answered",
    permits(Relation.GRANT, *_TPN, states=NATIONAL),
)  # fmt: skip
ASK_CLEARANCE: Final = Action(
    "panels.ask_clearance", "Meminta klarifikasi lembaga lain", "Ask other bodies for clearance",
    permits(Relation.GRANT, *_TPN, states={FIELD, CLEARANCE}),
)  # fmt: skip
RECORD_CLEARANCE: Final = Action(
    "panels.record_clearance", "Mencatat jawaban klarifikasi beserta suratnya", "Record the answer of a body",
    permits(Relation.GRANT, *_TPN, states={FIELD, CLEARANCE, PANEL}),
)  # fmt: skip
READ_PANEL: Final = Action(
    "panels.read_panel", "Membaca lembar panel", "Read the sheet of a panel",
    permits(Relation.GRANT, *_TPN, states=NATIONAL - _BEFORE_PANEL),
)  # fmt: skip
SEAT: Final = Action(
    "panels.seat", "Membuka sidang panel dan menentukan anggotanya", "Open a panel and seat its members",
    permits(Relation.GRANT, roles.TPN_PANEL, states={PANEL}),
)  # fmt: skip
VOTE: Final = Action(
    "panels.vote", "Memberikan suara dalam sidang panel", "Vote in a panel",
    permits(Relation.GRANT, roles.TPN_PANEL, states={PANEL}),
)  # fmt: skip

PERMISSIONS: Final = (READ_CLEARANCES, ASK_CLEARANCE, RECORD_CLEARANCE, READ_PANEL, SEAT, VOTE)
