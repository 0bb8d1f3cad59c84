"""What outcomes keep of people: who recorded and decided, and what they wrote. Offences name a duty, never a person."""

from __future__ import annotations

from typing import Final

from pulau.apps.outcomes.policies import SEE_TITLES, SEE_TRIGGERS
from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, PersonalTable, impersonal, personal
from pulau.foundation.registry.purposes import SCORES, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_BODY: Final = "About a body, a unit or a decree, not a person."
_FILE: Final = "What file it is, and its digest."
_CODES: Final = "Codes and numbers."
_RECORDED: Final = ("Yang mencatat", "Who recorded it")
_DECIDED: Final = ("Yang memutus", "Who decided")

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal("outcomes.Decree", _BODY, "series", "kind", "number", "issuer", "about", "digest", "file_name"),
    *personal("outcomes.Decree", _RECORD, {"user": _RECORDED, "reason": ("Alasan perbaikan", "Why it was corrected")}),
    *impersonal("outcomes.DecreeCase", _CODES, "kind"),
    *impersonal("outcomes.TitleHeld", _BODY, "name", "title", "state", "source", "stated"),
    *personal("outcomes.TitleHeld", _RECORD, {"recorded_by": _RECORDED}),
    *impersonal("outcomes.Qualification", _BODY, "title", "source"),
    *personal("outcomes.Qualification", _RECORD, {"recorded_by": _RECORDED}),
    *personal("outcomes.Certificate", _RECORD, {"made_by": ("Yang menerbitkan", "Who issued it")}),
    *personal(
        "outcomes.CertificateRequest",
        _RECORD,
        {
            "asked_by": ("Yang meminta sertifikat", "Who asked for the certificate"),
            "name": ("Nama penanda tangan", "Signer's name"),
            "position": ("Jabatan penanda tangan", "Signer's post"),
        },
    ),
    *impersonal("outcomes.Objection", _CODES, "state"),
    *personal(
        "outcomes.Objection",
        _RECORD,
        {
            "filed_by": ("Yang mengajukan", "Who filed it"),
            "grounds": ("Alasan keberatan", "Grounds"),
            "decided_by": _DECIDED,
            "reasons": ("Pertimbangan putusan", "Reasons of the decision"),
        },
    ),
    *impersonal("outcomes.ObjectionFile", _FILE, "digest", "file_name"),
    *personal("outcomes.Acceptance", _RECORD, {"user": ("Yang menerima", "Who accepted"), "note": ("Catatan", "Note")}),
    *impersonal("outcomes.Offence", _BODY, "kind", "role", "source", "digest", "file_name"),
    *personal("outcomes.Offence", _RECORD, {"user": _RECORDED}),
    *impersonal("outcomes.Monitoring", _BODY, "survey", "letter"),
    *personal(
        "outcomes.Monitoring",
        _RECORD,
        {
            "user": ("Pelapor", "Who reported"),
            "findings": ("Hasil pemantauan", "Findings"),
            "follow_up": ("Tindak lanjut", "Follow-up"),
        },
    ),
    *impersonal("outcomes.Trigger", _CODES, "kind", "key", "outcome"),
    *personal(
        "outcomes.Trigger",
        _RECORD,
        {
            "found_by": _RECORDED,
            "source": ("Sumber", "Source"),
            "clarified_by": ("Pemberi klarifikasi", "Who clarified"),
            "clarification": ("Klarifikasi TPI", "What the TPI said"),
            "examined_by": ("Pemeriksa", "Who examined"),
            "finding": ("Hasil pemeriksaan", "What was found"),
        },
    ),
    *impersonal("outcomes.Revocation", _CODES, "triggers", "state", "letter"),
    *personal(
        "outcomes.Revocation",
        _RECORD,
        {
            "proposed_by": ("Pengusul", "Who recommended"),
            "recommendation": ("Rekomendasi", "Recommendation"),
            "decided_by": _DECIDED,
            "reasons": ("Pertimbangan", "Reasons"),
        },
    ),
)  # fmt: skip

TABLES: Final = (
    PersonalTable(
        "outcomes.Objection", "Keberatan", "Objections", users=("filed_by_id", "decided_by_id"), seen_by=(SEE_TITLES,)
    ),
    PersonalTable(
        "outcomes.Monitoring", "Pemantauan predikat", "Monitoring of titles", users=("user_id",), seen_by=(SEE_TITLES,)
    ),
    PersonalTable(
        "outcomes.Trigger",
        "Pemicu pemeriksaan predikat",
        "Triggers",
        users=("found_by_id", "clarified_by_id", "examined_by_id"),
        seen_by=(SEE_TRIGGERS,),
    ),
)
