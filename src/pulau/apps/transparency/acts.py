"""Which acts people keep receipts of: what they handed in, signed, proposed, objected to or decided."""

from __future__ import annotations

from typing import Final

from pulau.apps.transparency.logged import LOGGED, Kind

_KINDS: Final = frozenset(
    {Kind.LOCK, Kind.SCORE, Kind.SIGNATURE, Kind.DECISION, Kind.DETERMINATION, Kind.REPORT, Kind.ROLE}
)
RECEIPTED: Final = tuple(sorted(action for action, kind in LOGGED.items() if kind in _KINDS))
"""The actions whose entries stand on a person's page of receipts."""

_OFFERED: Final = """
    worksheets.submitted worksheets.withdrawn assessments.judgement_submitted assessments.judgement_reopened
    signing.signed signing.refused declarations.pact_signed declarations.pact_refused declarations.pact_witnessed
    proposals.signed reports.signature reports.signed panels.voted panels.clearance_answered companions.dissent_said
    assessments.decline assessments.fail_desk assessments.fail_screening assessments.find_fit assessments.find_unfit
    assessments.hold_back assessments.leave_unproposed assessments.pass_desk assessments.pass_screening
    assessments.propose assessments.recommend assessments.reject_objection assessments.uphold_objection
    assessments.void assessments.withdraw assessments.withdraw_proposal assessments.object assessments.forward
    assessments.determine assessments.determine_own assessments.revoke assessments.keep_title
    assessments.drop_revocation assessments.propose_revocation assessments.close_unpassed
    proposals.screened outcomes.accepted outcomes.objected outcomes.objection_decided outcomes.revocation_decided
    outcomes.revocation_proposed outcomes.title_given outcomes.title_recorded outcomes.decree_recorded
    outcomes.decree_corrected outcomes.certified outcomes.offence_recorded
"""
OFFERED: Final = frozenset(_OFFERED.split())
"""The acts after which the next page says that there is a receipt: those that bind somebody."""
