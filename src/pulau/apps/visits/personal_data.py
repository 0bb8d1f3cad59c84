"""What visits keep of people: who recorded, who was there, who agreed, and what they told."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_BODY: Final = "About a body or a place, not a person."
_FIGURES: Final = "Codes, figures and digests."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("visits.Presentation", _BODY, "state", "place", "wish"),
    *personal(
        "visits.Presentation",
        _RECORD,
        {
            "called_by": ("Yang meminta", "Who called for it"),
            "closed_by": ("Yang mencatat", "Who recorded it"),
            "attended": ("Yang hadir", "Who attended"),
            "notes": ("Catatan", "Notes"),
        },
    ),
    *impersonal("visits.Visit", _BODY, "kind", "place", "state", "close_reason"),
    *personal(
        "visits.Visit",
        _RECORD,
        {
            "team": ("Anggota tim", "Members of the team"),
            "leader": ("Ketua tim", "Leader of the team"),
            "planned_by": ("Yang merencanakan", "Who planned it"),
            "closed_by": ("Yang menutup", "Who closed it"),
            "summary": ("Ringkasan per area", "Summary by area"),
        },
    ),
    *impersonal("visits.Finding", _FIGURES, "key", "line", "seen", "items"),
    *personal("visits.Finding", _RECORD, {"user": ("Pencatat", "Who recorded"), "note": ("Catatan", "Note")}),
    *impersonal("visits.LateFinding", _FIGURES, "key", "line", "seen", "items", "state"),
    *personal(
        "visits.LateFinding",
        _RECORD,
        {
            "user": ("Pencatat", "Who recorded"),
            "note": ("Catatan", "Note"),
            "decided_by": ("Yang memutuskan", "Who decided"),
        },
    ),
    *impersonal("visits.Photo", _FIGURES, "key", "line", "digest", "kind", "state", "copy", "copy_kind"),
    *personal(
        "visits.Photo",
        _RECORD,
        {
            "user": ("Pemotret", "Who took it"),
            "consent": ("Siapa yang menyetujui", "Who consented"),
            "note": ("Keterangan", "Caption"),
            "place": ("Tempat", "Place"),
            "latitude": ("Lintang, dibulatkan", "Latitude, rounded"),
            "longitude": ("Bujur, dibulatkan", "Longitude, rounded"),
        },
    ),
    *impersonal("visits.ShopperVisit", _BODY, "key", "service", "manner"),
    *personal(
        "visits.ShopperVisit",
        _RECORD,
        {
            "shopper": ("Pembeli misterius", "The mystery shopper"),
            "story": ("Cerita", "Story"),
            "user": ("Pencatat", "Who recorded"),
        },
    ),
    *impersonal("visits.Interview", _FIGURES, "key", "area"),
    *personal(
        "visits.Interview",
        _RECORD,
        {
            "role": ("Peran yang diwawancarai", "Role of who was interviewed"),
            "summary": ("Ringkasan", "Summary"),
            "user": ("Pencatat", "Who recorded"),
        },
    ),
    *impersonal(
        "visits.SurveyResult", _FIGURES, "runner", "runner_name", "document", "document_name", "document_kind"
    ),
    *personal("visits.SurveyResult", _RECORD, {"user": ("Pencatat", "Who recorded")}),
)  # fmt: skip
