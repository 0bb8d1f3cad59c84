"""Who may do what with plans of repair and good practices: this app's lines of the table.

The unit plans and repairs; whether a repair had its effect is said by the internal assessors, never by the unit.
"""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import MEMBER, Action, Relation, permits

_TEAM: Final = permits(Relation.UNIT, roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD)
_OVERSEEING: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD)
_TPI: Final = permits(Relation.AGENCY, roles.TPI_MEMBER, roles.TPI_LEADER, roles.TPI_CONTROLLER)
_VISITORS: Final = permits(Relation.GRANT, roles.COMPANION, roles.TPN_ASSESSOR, roles.TPN_PANEL, roles.LEADERS_FORUM)

SEE_PLAN: Final = Action(
    "remediation.see", "Melihat rencana perbaikan", "See a plan of repair",
    (*_TEAM, *_OVERSEEING, *_TPI, *permits(Relation.UNIT, roles.TPI_MEMBER)),
)  # fmt: skip
REPAIR: Final = Action("remediation.repair", "Menyusun dan mengerjakan perbaikan", "Plan and carry out repairs", _TEAM)
CHECK: Final = Action(
    "remediation.check", "Memeriksa hasil perbaikan", "Check what came of a repair",
    (*_TPI, *permits(Relation.UNIT, roles.TPI_MEMBER)),
)  # fmt: skip
SEE_PRACTICES: Final = Action(
    "remediation.see_practices", "Membaca praktik baik", "Read good practices", (*MEMBER, *_VISITORS)
)
WRITE_PRACTICE: Final = Action("remediation.write_practice", "Menulis praktik baik", "Write a good practice", _TEAM)
PUBLISH: Final = Action(
    "remediation.publish", "Menerbitkan dan menarik praktik baik", "Publish and withdraw good practices",
    permits(Relation.UNIT, roles.UNIT_HEAD),
)  # fmt: skip
FOLLOW: Final = Action("remediation.follow", "Meniru praktik baik", "Follow a good practice", _TEAM)

PERMISSIONS: Final = (SEE_PLAN, REPAIR, CHECK, SEE_PRACTICES, WRITE_PRACTICE, PUBLISH, FOLLOW)
