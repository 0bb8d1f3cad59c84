"""What other apps may use of proposals."""

from __future__ import annotations

from pulau.apps.proposals.checking import conditions_of
from pulau.apps.proposals.proposed import proposed_checks
from pulau.apps.proposals.selectors import seal_of, units_of_proposal
from pulau.apps.proposals.services.drafting import draft_proposal
from pulau.apps.proposals.services.screening import record_screening
from pulau.apps.proposals.services.season import set_season
from pulau.apps.proposals.services.signing import sign_proposal
from pulau.apps.proposals.services.stating import state_condition
from pulau.apps.proposals.wishes import ScreeningWish, SeasonWish, SigningWish, StatedWish

__all__ = [
    "ScreeningWish",
    "SeasonWish",
    "SigningWish",
    "StatedWish",
    "conditions_of",
    "draft_proposal",
    "proposed_checks",
    "record_screening",
    "seal_of",
    "set_season",
    "sign_proposal",
    "state_condition",
    "units_of_proposal",
]
