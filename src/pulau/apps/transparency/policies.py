"""Who may do what with the log: its lines of the table of permissions."""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits

ERASE_ENTRY: Final = Action(
    "transparency.erase_entry",
    "Menghapus isi entri jurnal atas dasar hukum",
    "Erase the contents of a journal entry by law",
    permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR),
)

PERMISSIONS: Final = (ERASE_ENTRY,)
