"""What other apps may use of clearances and panels."""

from __future__ import annotations

from pulau.apps.panels.services.clearances import ask_clearance, record_answer
from pulau.apps.panels.services.sitting import open_panel
from pulau.apps.panels.services.voting import cast_vote
from pulau.apps.panels.wishes import AnswerWish, VoteWish

__all__ = [
    "AnswerWish",
    "VoteWish",
    "ask_clearance",
    "cast_vote",
    "open_panel",
    "record_answer",
]
