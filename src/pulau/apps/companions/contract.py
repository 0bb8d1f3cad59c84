"""What other apps may use of companions."""

from __future__ import annotations

from pulau.apps.companions.selectors import Dissent, dissents_on
from pulau.apps.companions.services.rooms import come_by_grant, invite_companion
from pulau.apps.companions.services.saying import answer_companion, speak
from pulau.apps.companions.wishes import Invitation, Words

__all__ = [
    "Dissent",
    "Invitation",
    "Words",
    "answer_companion",
    "come_by_grant",
    "dissents_on",
    "invite_companion",
    "speak",
]
