"""What cannot be done with titles and outcomes, as facts."""

from __future__ import annotations

from django.http import Http404


class OutcomeNotFound(Http404):
    """There is no such title, decree, objection or trigger, or the actor may not know of it."""


class OutcomeRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """Nothing was done; `reason` is one of the words below, `field` names what is to be mended, `told` its values."""

    def __init__(self, reason: str, field: str = "", **told: object) -> None:
        """Keep all three."""
        self.reason, self.field, self.told = reason, field, told
        super().__init__(reason)


NUMBER_MISSING = "number-missing"
NUMBER_UNFIT = "number-unfit"
NUMBER_KNOWN = "number-known"
DAY_AHEAD = "day-ahead"
DAY_TOO_EARLY = "day-too-early"
ENDS_BEFORE_START = "ends-before-start"
TEXT_MISSING = "text-missing"
TEXT_TOO_LONG = "text-too-long"
TEXT_UNREADABLE = "text-unreadable"
NOTHING_CHOSEN = "nothing-chosen"
ISSUERS_DIFFER = "issuers-differ"
TITLE_UNKNOWN = "title-unknown"
TITLE_STANDS = "title-stands"
NO_TITLE = "no-title"
NOTHING_CHANGED = "nothing-changed"
ALREADY_FILED = "already-filed"
ALREADY_DECIDED = "already-decided"
ALREADY_EXAMINED = "already-examined"
ALREADY_RECORDED = "already-recorded"
ALREADY_ASKED = "already-asked"
OTHER_YEAR = "other-year"
NUMBER_OUT_OF_RANGE = "number-out-of-range"
BY_RULE_ONLY = "by-rule-only"
NOT_QUALIFIED = "not-qualified"
NOT_IN_FORCE = "not-in-force"
OTHER_ISSUER = "other-issuer"
AREA_NOT_MET = "area-not-met"
