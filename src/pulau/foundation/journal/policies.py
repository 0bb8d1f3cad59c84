"""Who may read the journal: its lines of the table of permissions."""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits

_OF_THE_BODY: Final = (
    *permits(Relation.AGENCY, roles.AUDITOR, roles.AGENCY_ADMINISTRATOR),
    *permits(Relation.UNIT, roles.UNIT_HEAD),
)

READ: Final = Action(
    "journal.read",
    "Membaca jurnal kegiatan",
    "Read the journal",
    (*_OF_THE_BODY, *permits(Relation.GRANT, roles.AUDITOR)),
)
SEE_NAMES: Final = Action(
    "journal.see_names", "Melihat nama orang di jurnal", "See the names of people in the journal", _OF_THE_BODY
)
EXPORT: Final = Action(
    "journal.export",
    "Mengunduh jurnal kegiatan",
    "Download the journal",
    (
        *permits(Relation.AGENCY, roles.AUDITOR, roles.AGENCY_ADMINISTRATOR),
        *permits(Relation.GRANT, roles.AUDITOR),
        *permits(Relation.UNIT, roles.UNIT_HEAD),
    ),
)

PERMISSIONS: Final = (READ, SEE_NAMES, EXPORT)
