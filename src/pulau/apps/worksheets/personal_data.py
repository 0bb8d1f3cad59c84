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
        "replay_digest",
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
    *impersonal("worksheets.Webhook", "An address of a body's own system.", "url", "events"),
    *impersonal(
        *("worksheets.WebhookDelivery", "Ids and figures; ends after its time.", "event", "body", "state"),
        "last_problem",
    ),
)

TABLES: Final = (
    PersonalTable("worksheets.Answer", "Jawaban yang diisi", "Answers given", users=("user_id",), seen_by=(READ,)),
    PersonalTable("worksheets.Comment", "Komentar", "Comments", users=("author_id",), seen_by=(READ,)),
    PersonalTable("worksheets.Mention", "Sebutan", "Mentions", users=("user_id",)),
    PersonalTable("worksheets.Presence", "Lembar kerja yang terbuka", "Open worksheets", users=("user_id",)),
)
