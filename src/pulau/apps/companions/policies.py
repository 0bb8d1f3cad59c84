"""Who may do what in the rooms of companions: this app's lines of the table.

- A companion reads and writes only in a room of their own that is open on that day; the room, not the duty alone, lets
  them in. They judge nothing and move no case: no line of the process has them.
- The agency's administrator and head and the leader of the TPI invite; who holds a grant may come by it.
- Everybody who sees the case reads what companions say of it. The unit and the assessors answer; the leader of the TPI,
  and before the ministry its panel, write how they weighed a dissent.
"""

from __future__ import annotations

from typing import Final

from pulau.apps.assessments.contract import SEE
from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits
from pulau.core.workflow.assessment import NATIONAL

_COMPANION: Final = (
    *permits(Relation.UNIT, roles.COMPANION),
    *permits(Relation.AGENCY, roles.COMPANION),
    *permits(Relation.GRANT, roles.COMPANION),
)
_TEAM: Final = permits(Relation.UNIT, roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD)

READ: Final = Action(
    "companions.read", "Membaca penilaian dari ruang pendamping sendiri", "Read a case from one's own companion's room",
    _COMPANION,
)  # fmt: skip
SPEAK: Final = Action(
    "companions.speak", "Memberi saran, bertanya, dan mencatat keberatan", "Advise, ask and dissent on record",
    _COMPANION,
)  # fmt: skip
COME: Final = Action(
    "companions.come", "Membuka ruang pendamping sendiri menurut penugasan wilayah",
    "Open one's own companion's room by a grant", permits(Relation.GRANT, roles.COMPANION),
)  # fmt: skip
INVITE: Final = Action(
    "companions.invite", "Mengundang pendamping dan menutup ruangnya", "Invite companions and close their rooms",
    permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD, roles.TPI_LEADER),
)  # fmt: skip
SEE_ROOMS: Final = Action(
    "companions.see_rooms", "Membaca yang dikatakan pendamping", "Read what companions say", SEE.permits
)
ANSWER: Final = Action(
    "companions.answer", "Menjawab pertanyaan pendamping", "Answer a companion's questions",
    (*_TEAM, *permits(Relation.AGENCY, roles.TPI_LEADER, roles.TPI_CONTROLLER),
     *permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL, states=NATIONAL)),
)  # fmt: skip
WEIGH_AT_HOME: Final = Action(
    "companions.weigh_at_home", "Mencatat bagaimana keberatan pendamping ditimbang di TPI",
    "Write how the TPI weighed a companion's dissent", permits(Relation.AGENCY, roles.TPI_LEADER),
)  # fmt: skip
WEIGH_IN_PANEL: Final = Action(
    "companions.weigh_in_panel", "Mencatat bagaimana keberatan pendamping ditimbang panel",
    "Write how the panel weighed a companion's dissent", permits(Relation.GRANT, roles.TPN_PANEL, states=NATIONAL),
)  # fmt: skip

PERMISSIONS: Final = (READ, SPEAK, COME, INVITE, SEE_ROOMS, ANSWER, WEIGH_AT_HOME, WEIGH_IN_PANEL)
