"""Who may do what with an agency, its units and readiness facts: this app's lines of the table."""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import MEMBER, Action, Relation, permits

_VISITORS: Final = permits(
    Relation.GRANT, roles.COMPANION, roles.TPN_ASSESSOR, roles.TPN_PANEL, roles.LEADERS_FORUM, roles.AUDITOR
)

KEEP_UNITS: Final = Action(
    "agencies.keep_units",
    "Menambah dan mengubah unit kerja",
    "Add and change work units",
    permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR),
)
SEE_UNITS: Final = Action(
    "agencies.see_units",
    "Melihat unit kerja dan riwayatnya",
    "See the work units and their history",
    (*MEMBER, *_VISITORS),
)
DESCRIBE_AGENCY: Final = Action(
    "agencies.describe_agency",
    "Mengubah keterangan instansi",
    "Change what is told of the agency",
    permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR),
)
SEE_READINESS: Final = Action(
    "agencies.see_readiness",
    "Melihat syarat kesiapan per tahun",
    "See the readiness facts of each year",
    (*MEMBER, *_VISITORS),
)
RECORD_READINESS: Final = Action(
    "agencies.record_readiness",
    "Mencatat syarat kesiapan dengan dokumennya",
    "Record readiness facts with their document",
    permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.TPI_LEADER),
)

PERMISSIONS: Final = (KEEP_UNITS, SEE_UNITS, DESCRIBE_AGENCY, SEE_READINESS, RECORD_READINESS)
