"""Who may write what everybody reads: the operator's editors, and nobody by a duty in a body."""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits

EDIT: Final = Action(
    "editorial.edit",
    "Menyunting dan menerbitkan halaman publik, kabar, dan pengumuman",
    "Edit and publish public pages, news and announcements",
    permits(Relation.GRANT, roles.OPERATOR),
)

PERMISSIONS: Final = (EDIT,)
