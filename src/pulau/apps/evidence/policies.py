"""Who may do what with evidence: this app's lines of the table, and the questions asked of them.

Assessors see no list of evidence. They open the very versions that were handed in to them: TPI those of its body, the
ministry's those of a case that is before it.
"""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits
from pulau.core.workflow.assessment import NATIONAL

_TEAM: Final = permits(Relation.UNIT, roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD)
_ADMINISTRATOR: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)
_HEAD: Final = permits(Relation.AGENCY, roles.AGENCY_HEAD)

READ: Final = Action("evidence.read", "Membaca bukti", "Read evidence", (*_TEAM, *_ADMINISTRATOR, *_HEAD))
READ_CONFIDENTIAL: Final = Action(
    "evidence.read_confidential", "Membaca bukti rahasia", "Read confidential evidence", (*_TEAM, *_HEAD)
)
READ_HANDED: Final = Action(
    "evidence.read_handed", "Membuka bukti yang diajukan kepada penilai", "Open evidence handed in to assessors",
    (*permits(Relation.AGENCY, roles.TPI_MEMBER, roles.TPI_LEADER, roles.TPI_CONTROLLER),
     *permits(Relation.UNIT, roles.TPI_MEMBER),
     *permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL, states=NATIONAL)),
)  # fmt: skip
KEEP: Final = Action(
    "evidence.keep", "Menyimpan, mengganti, dan menarik bukti", "Keep, replace and withdraw evidence",
    (*_TEAM, *_ADMINISTRATOR),
)  # fmt: skip

SEE_HOUSE: Final = Action(
    "evidence.see_house", "Melihat cara berkas diperiksa dan disimpan", "See how files are checked and kept",
    (*_ADMINISTRATOR, *permits(Relation.GRANT, roles.OPERATOR)),
)  # fmt: skip

PERMISSIONS: Final = (READ, READ_CONFIDENTIAL, READ_HANDED, KEEP, SEE_HOUSE)
