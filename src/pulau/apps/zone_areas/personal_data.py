"""What zone areas keep of people: who asked and answered, and what they wrote."""

from __future__ import annotations

from typing import Final

from pulau.apps.zone_areas.policies import READ_INTEGRATION, SEE
from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, PersonalTable, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_BODY: Final = "About a body or a place, not a person."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("zone_areas.ZoneArea", _BODY, "code", "name", "kind", "region_code", "held_title", "held_by"),
    *impersonal("zone_areas.ZoneAreaMember", _BODY, "unit_code", "unit_name", "agency_name", "state"),
    *personal(
        "zone_areas.ZoneAreaMember",
        _RECORD,
        {
            "asked_by": ("Yang mengundang atau memasukkan", "Who asked, or put it in"),
            "message": ("Pesan undangan", "Message of the invitation"),
            "answered_by": ("Yang menjawab", "Who answered"),
            "reason": ("Alasan menolak atau keluar", "Reason of declining or leaving"),
        },
    ),
    *impersonal("zone_areas.AreaAssessment", _BODY, "regulation"),
    *impersonal("zone_areas.AspectAnswer", "Codes of an answer.", "aspect", "value"),
    *personal(
        "zone_areas.AspectAnswer", _RECORD, {"user": ("Yang mengisi", "Who answered"), "note": ("Catatan", "Note")}
    ),
    *impersonal("zone_areas.AspectEvidence", "A code of the law.", "aspect"),
    *personal("zone_areas.AspectEvidence", _RECORD, {"added_by": ("Yang menambahkan", "Who added it")}),
)

TABLES: Final = (
    PersonalTable(
        "zone_areas.ZoneAreaMember",
        "Undangan kawasan",
        "Invitations to zone areas",
        users=("asked_by_id", "answered_by_id"),
        seen_by=(SEE,),
    ),
    PersonalTable(
        "zone_areas.AspectAnswer",
        "Jawaban aspek kawasan",
        "Answers to aspects of zone areas",
        users=("user_id",),
        seen_by=(READ_INTEGRATION,),
    ),
    PersonalTable(
        "zone_areas.AspectEvidence",
        "Bukti aspek kawasan",
        "Evidence of aspects of zone areas",
        users=("added_by_id",),
        seen_by=(READ_INTEGRATION,),
    ),
)
