"""Worksheets with their answers, evidence and scores, what a team says over them, and how they are handed in."""

from __future__ import annotations

from pulau.apps.worksheets.models.answers import (
    LONGEST_NOTE,
    Answer,
    Level,
    Source,
)
from pulau.apps.worksheets.models.handing import (
    LONGEST_REASON,
    LONGEST_REMARK,
    AreaDuty,
    ItemEvidence,
    ProposalState,
    ProposedAnswer,
    Submission,
    SubmissionState,
)
from pulau.apps.worksheets.models.sheets import (
    FIRST_YEAR,
    LAST_YEAR,
    DailyScore,
    Presence,
    SheetState,
    Worksheet,
)
from pulau.apps.worksheets.models.talk import LONGEST_COMMENT, Comment, Mention
from pulau.apps.worksheets.models.webhooks import (
    DeliveryManager,
    DeliveryRows,
    DeliveryState,
    Webhook,
    WebhookDelivery,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "LONGEST_COMMENT",
    "LONGEST_NOTE",
    "LONGEST_REASON",
    "LONGEST_REMARK",
    "Answer",
    "AreaDuty",
    "Comment",
    "DailyScore",
    "DeliveryManager",
    "DeliveryRows",
    "DeliveryState",
    "ItemEvidence",
    "Level",
    "Mention",
    "Presence",
    "ProposalState",
    "ProposedAnswer",
    "SheetState",
    "Source",
    "Submission",
    "SubmissionState",
    "Webhook",
    "WebhookDelivery",
    "Worksheet",
]
