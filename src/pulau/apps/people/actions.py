"""What the journal says of people and their keys."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

APPOINTED = JournalAction("people.appointed", "Penugasan diberikan", "An appointment was given")
APPOINTMENT_ENDED = JournalAction("people.appointment_ended", "Penugasan diakhiri", "An appointment was ended")
TOKEN_ISSUED = JournalAction("people.token_issued", "Token API dibuat", "An API token was issued")
TOKEN_REVOKED = JournalAction("people.token_revoked", "Token API dicabut", "An API token was revoked")

ACTIONS = (APPOINTED, APPOINTMENT_ENDED, TOKEN_ISSUED, TOKEN_REVOKED)
