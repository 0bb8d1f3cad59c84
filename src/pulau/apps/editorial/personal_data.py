"""What public pages keep of people: who wrote them."""

from __future__ import annotations

from typing import Final

from pulau.apps.editorial.policies import EDIT
from pulau.foundation.registry.personal_data import (
    Declared,
    Kept,
    OnErasure,
    PersonalTable,
    impersonal,
    personal,
)
from pulau.foundation.registry.purposes import RECORD, SCORES, WHILE_RECORD

_KEPT: Final = Kept(RECORD, WHILE_RECORD, OnErasure.KEEP, SCORES)
_PUBLIC: Final = "Text for the public."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("editorial.Page", "Where a page stands.", "slug", "kind"),
    *impersonal("editorial.PageVersion", "A code.", "state"),
    *impersonal("editorial.PageVersion", _PUBLIC, "title_id", "lead_id", "body_id", "title_en", "lead_en", "body_en"),
    *personal(
        "editorial.PageVersion",
        _KEPT,
        {"written_by": ("Penyunting", "Editor"), "note": ("Catatan penyunting", "Editor's note")},
    ),
    *impersonal("editorial.Announcement", _PUBLIC, "text_id", "text_en", "link", "tone"),
    *personal("editorial.Announcement", _KEPT, {"written_by": ("Penyunting", "Editor")}),
)
TABLES: Final = (
    PersonalTable(
        "editorial.PageVersion",
        "Versi halaman publik",
        "Versions of public pages",
        users=("written_by_id",),
        seen_by=(EDIT,),
        bodiless=True,
    ),
    PersonalTable(
        "editorial.Announcement",
        "Pengumuman",
        "Announcements",
        users=("written_by_id",),
        seen_by=(EDIT,),
        bodiless=True,
    ),
)
