"""Who may do what with reports of evaluation: this app's lines of the table.

- The leader of the TPI makes its report while the case is at that stage, and the monitoring's report later; the leader
  and the technical controller sign. The ministry's assessors and panel make theirs once the panel has decided.
- The TPI reads its drafts; the unit and its agency read the TPI's report once the case has left that stage, and the
  TPN's once it is signed; the ministry reads what is before it.
- Companions read what the stage allows, through this app's contract (app `companions`).
"""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits
from pulau.core.workflow.assessment import (
    ASSESSMENT,
    DETERMINED,
    MONITORING,
    NATIONAL,
    PRELIMINARY,
    RECOMMENDED,
    TO_BE_COACHED,
    TPI_REPORT,
    WITH_TPI,
)
from pulau.exchange.reports.content import ReportKind

AFTER_TPI: Final = frozenset(ASSESSMENT.stages) - WITH_TPI - {PRELIMINARY}
"""The stages that come after the TPI's report."""
SINCE_REPORT: Final = AFTER_TPI | {TPI_REPORT}
"""The stages of cases that have come to the TPI's report."""
_AFTER_PANEL: Final = frozenset({RECOMMENDED, TO_BE_COACHED, DETERMINED, MONITORING})
_TPI: Final = permits(Relation.AGENCY, roles.TPI_LEADER, states={TPI_REPORT, MONITORING})
_TPN: Final = permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL, states=_AFTER_PANEL)
_READERS: Final = (
    *permits(Relation.UNIT, roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD, states=AFTER_TPI),
    *permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD, states=AFTER_TPI),
)
_ASSESSORS: Final = (
    *permits(Relation.AGENCY, roles.TPI_MEMBER, roles.TPI_LEADER, roles.TPI_CONTROLLER, states=SINCE_REPORT),
    *permits(Relation.UNIT, roles.TPI_MEMBER, states=SINCE_REPORT),
    *permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL, states=NATIONAL),
)

MAKE: Final = Action(
    "reports.make", "Menyusun laporan hasil evaluasi", "Make a report of evaluation", (*_TPI, *_TPN)
)  # of one's own side: MAKING says which
MAKE_TPI: Final = Action("reports.make_tpi", "Menyusun laporan TPI", "Make a report of the TPI", _TPI)
MAKE_TPN: Final = Action("reports.make_tpn", "Menyusun laporan TPN", "Make a report of the TPN", _TPN)
MAKING: Final = {ReportKind.TPI: MAKE_TPI, ReportKind.MONITORING: MAKE_TPI, ReportKind.TPN: MAKE_TPN}
"""Who makes a report of each kind: neither side writes in the other's name."""
READ: Final = Action(
    "reports.read", "Membaca laporan hasil evaluasi", "Read reports of evaluation", (*_READERS, *_ASSESSORS)
)
SIGN: Final = Action(
    "reports.sign", "Menandatangani laporan hasil evaluasi", "Sign a report of evaluation", _ASSESSORS
)  # whom the version names; the document itself asks that again
DRAFTS: Final = Action(
    "reports.drafts", "Membandingkan versi laporan hasil evaluasi", "Compare versions of a report", _ASSESSORS
)
MANY: Final = Action(
    "reports.many", "Menyusun laporan semua unit sekaligus", "Make the reports of all units at once",
    permits(Relation.AGENCY, roles.TPI_LEADER),
)  # fmt: skip

PERMISSIONS: Final = (MAKE, MAKE_TPI, MAKE_TPN, READ, SIGN, DRAFTS, MANY)
