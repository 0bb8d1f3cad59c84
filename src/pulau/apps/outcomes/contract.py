"""What other apps may use of outcomes."""

from __future__ import annotations

from pulau.apps.outcomes.actions import TITLE_STATED
from pulau.apps.outcomes.bars import RunningBar, bar_of, running_bars
from pulau.apps.outcomes.models import (
    Certificate,
    Decree,
    Objection,
    ObjectionState,
    Revocation,
    RevocationState,
    TitleHeld,
    TitleState,
    Trigger,
)
from pulau.apps.outcomes.refusals import OutcomeNotFound, OutcomeRefused
from pulau.apps.outcomes.selectors import Outcome, outcome_of, title_on, titles_of
from pulau.apps.outcomes.services.certifying import certify, certify_unproven
from pulau.apps.outcomes.services.monitoring import report_monitoring
from pulau.apps.outcomes.services.objections import accept_outcome, decide_objection, file_objection
from pulau.apps.outcomes.services.offences import void_by_offence
from pulau.apps.outcomes.services.revoking import drop_revocation, propose_revocation, revoke
from pulau.apps.outcomes.services.titles import determine, determine_own, record_title
from pulau.apps.outcomes.services.triggers import clarify_trigger, examine_trigger, record_trigger
from pulau.apps.outcomes.wishes import DecreeWish, ExaminationWish, MonitoringWish, OffenceWish, TitleWish

__all__ = [
    "TITLE_STATED",
    "Certificate",
    "Decree",
    "DecreeWish",
    "ExaminationWish",
    "MonitoringWish",
    "Objection",
    "ObjectionState",
    "OffenceWish",
    "Outcome",
    "OutcomeNotFound",
    "OutcomeRefused",
    "Revocation",
    "RevocationState",
    "RunningBar",
    "TitleHeld",
    "TitleState",
    "TitleWish",
    "Trigger",
    "accept_outcome",
    "bar_of",
    "certify",
    "certify_unproven",
    "clarify_trigger",
    "decide_objection",
    "determine",
    "determine_own",
    "drop_revocation",
    "examine_trigger",
    "file_objection",
    "outcome_of",
    "propose_revocation",
    "record_title",
    "record_trigger",
    "report_monitoring",
    "revoke",
    "running_bars",
    "title_on",
    "titles_of",
    "void_by_offence",
]
