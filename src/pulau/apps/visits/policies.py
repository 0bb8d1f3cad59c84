"""Who may do what on a visit: this app's lines of the table.

- The ministry's assessors call a presentation at the desk, plan and hold visits at the field stage, and ask people.
  Their panel reads all of it. TPI plans visits of its own in its rounds, and reads those alone.
- Who records belongs to the visit's team, by assignment; what a phone brings later is kept, whatever the stage.
- The unit and its agency read the plan (unless the visit is a mystery), and what was found once the stage is over:
  never who the mystery shoppers were, nor what they or those interviewed told. Companions read none of it here.
"""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits
from pulau.core.workflow.assessment import CLARIFICATION, DESK, FIELD, NATIONAL, TPI_ROUND_1, TPI_ROUND_2

TPI_STAGES: Final = frozenset({TPI_ROUND_1, CLARIFICATION, TPI_ROUND_2})
"""In which TPI visits."""

_TEAM: Final = permits(Relation.UNIT, roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD)
_OVERSEEING: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD)
_TPI: Final = (
    *permits(Relation.AGENCY, roles.TPI_MEMBER, roles.TPI_LEADER, roles.TPI_CONTROLLER),
    *permits(Relation.UNIT, roles.TPI_MEMBER),
)
_TPN: Final = permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL, states=NATIONAL)

SEE: Final = Action(
    "visits.see", "Melihat rencana kunjungan dan hasilnya menurut tahap", "See visits and, by stage, what was found",
    (*_TEAM, *_OVERSEEING, *_TPI, *_TPN),
)  # fmt: skip
READ_FIELD: Final = Action(
    "visits.read_field", "Membaca seluruh hasil evaluasi lapangan", "Read all of the field evaluation", _TPN
)
READ_TPI: Final = Action("visits.read_tpi", "Membaca kunjungan TPI", "Read the visits of TPI", _TPI)
LOOK: Final = Action("visits.look", "Melihat foto kunjungan", "Look at photos of a visit", (*_TPN, *_TPI))
PRESENT: Final = Action(
    "visits.present", "Meminta paparan dan mencatatnya", "Call a presentation and record it",
    permits(Relation.GRANT, roles.TPN_ASSESSOR, states={DESK}),
)  # fmt: skip
PLAN: Final = Action(
    "visits.plan", "Merencanakan kunjungan", "Plan a visit",
    (*permits(Relation.GRANT, roles.TPN_ASSESSOR, states={FIELD}),
     *permits(Relation.AGENCY, roles.TPI_LEADER, states=TPI_STAGES)),
)  # fmt: skip
RECORD: Final = Action(
    "visits.record", "Mencatat yang terlihat pada kunjungan", "Record what is seen on a visit",
    (*permits(Relation.GRANT, roles.TPN_ASSESSOR, states=NATIONAL), *_TPI),
)  # fmt: skip
ASK: Final = Action(
    "visits.ask", "Mencatat pembeli misterius, wawancara, dan survei",
    "Record mystery shoppers, interviews and surveys",
    permits(Relation.GRANT, roles.TPN_ASSESSOR, states={FIELD}),
)  # fmt: skip

PERMISSIONS: Final = (SEE, READ_FIELD, READ_TPI, LOOK, PRESENT, PLAN, RECORD, ASK)
