"""What worksheets keep of people: who answered and spoke, and what they wrote."""

from __future__ import annotations

from typing import Final

from pulau.apps.worksheets.policies import READ
from pulau.foundation.registry.personal_data import Declared, Kept, OnErasure, PersonalTable, impersonal, personal
from pulau.foundation.registry.purposes import ONE_DAY, SCORES, TELLING, WHILE_RECORD, WORK

_RECORD: Final = Kept(WORK, WHILE_RECORD, OnErasure.KEEP, SCORES)
_FIGURES: Final = "Figures and codes of a unit's worksheet."

FIELDS: Final[tuple[Declared, ...]] = (
    *impersonal(
        *("worksheets.Worksheet", _FIGURES, "regulation", "prior_title", "exact", "printed", "gates", "titles"),
        *("replay_digest", "state"),
    ),
    *personal(
        "worksheets.Answer",
        _RECORD,
        {
            "user": ("Yang mengisi", "Who answered"),
            "note": ("Catatan", "Note"),
            "origin": ("Asal (nama berkas)", "Origin (name of a file)"),
        },
    ),
    *impersonal("worksheets.Answer", _FIGURES, "level", "item", "value", "source"),
    *impersonal("worksheets.DailyScore", _FIGURES, "printed", "titles"),
    *personal(
        "worksheets.Presence",
        Kept(WORK, ONE_DAY, OnErasure.REMOVE),
        {"user": ("Yang membuka", "Who has it open"), "area": ("Area", "Area")},
    ),
    *personal("worksheets.Comment", _RECORD, {"author": ("Penulis", "Author"), "body": ("Komentar", "Comment")}),
    *impersonal("worksheets.Comment", _FIGURES, "item"),
    *personal("worksheets.Mention", Kept(TELLING, WHILE_RECORD, OnErasure.REMOVE), {"user": ("Yang disebut", "Named")}),
    *personal(
        "worksheets.ItemEvidence",
        _RECORD,
        {
            "added_by": ("Yang menambahkan bukti", "Who added the evidence"),
            "removed_by": ("Yang melepas bukti", "Who took the evidence away"),
            "remark": ("Keterangan bukti pada butir", "Remark on the evidence"),
        },
    ),
    *impersonal("worksheets.ItemEvidence", _FIGURES, "item"),
    *personal(
        "worksheets.AreaDuty",
        _RECORD,
        {
            "user": ("Penanggung jawab area", "Who answers for the area"),
            "given_by": ("Yang menunjuk", "Who named them"),
        },
    ),
    *impersonal("worksheets.AreaDuty", _FIGURES, "area"),
    *personal(
        "worksheets.ProposedAnswer",
        _RECORD,
        {
            "decided_by": ("Yang memutuskan usulan", "Who decided on the proposal"),
            "reason": ("Alasan", "Reason"),
        },
    ),
    *impersonal(
        "worksheets.ProposedAnswer", _FIGURES, "item", "register", "value", "query", "facts", "digest", "state"
    ),
    *personal(
        "worksheets.Submission",
        _RECORD,
        {
            "submitted_by": ("Yang mengajukan", "Who handed it in"),
            "submitted_name": ("Nama yang mengajukan di tempat lain", "Name of who handed it in elsewhere"),
            "ended_by": ("Yang menarik", "Who withdrew it"),
            "end_reason": ("Alasan", "Reason"),
        },
    ),
    *impersonal(
        *("worksheets.Submission", _FIGURES, "state", "manifest", "answers", "evidence", "replay_digest", "accepted"),
    ),
    *impersonal("worksheets.Webhook", "An address of a body's own system.", "url", "events"),
    *impersonal(
        *("worksheets.WebhookDelivery", "Ids and figures; ends after its time.", "event", "body", "state"),
        "last_problem",
    ),
)

TABLES: Final = (
    PersonalTable("worksheets.Answer", "Jawaban yang diisi", "Answers given", users=("user_id",), seen_by=(READ,)),
    PersonalTable("worksheets.Comment", "Komentar", "Comments", users=("author_id",), seen_by=(READ,)),
    PersonalTable(
        "worksheets.ItemEvidence", "Bukti pada butir", "Evidence of items", users=("added_by_id",), seen_by=(READ,)
    ),
    PersonalTable(
        "worksheets.AreaDuty", "Area yang ditanggung", "Areas answered for", users=("user_id",), seen_by=(READ,)
    ),
    PersonalTable(
        *("worksheets.ProposedAnswer", "Usulan yang diputuskan", "Proposals decided"),
        users=("decided_by_id",),
        seen_by=(READ,),
    ),
    PersonalTable(
        *("worksheets.Submission", "Penilaian mandiri yang diajukan", "Self-assessments handed in"),
        users=("submitted_by_id",),
        seen_by=(READ,),
    ),
    PersonalTable("worksheets.Mention", "Sebutan", "Mentions", users=("user_id",)),
    PersonalTable("worksheets.Presence", "Lembar kerja yang terbuka", "Open worksheets", users=("user_id",)),
)
