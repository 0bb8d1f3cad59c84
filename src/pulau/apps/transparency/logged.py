"""Which journal entries go into the public log, and under which kind: every action of the journal stands here once.

A leaf shows nothing but its kind and time. What one person does for their own account alone stays out, so that nobody's
habits can be read from times; and so do mere working steps, by which nothing that counts becomes other than before.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a leaf is said to be."""

    LOCK = "lock"
    ANSWER = "answer"
    SCORE = "score"
    EVIDENCE = "evidence"
    SIGNATURE = "signature"
    DECLARATION = "declaration"
    DECISION = "decision"
    DETERMINATION = "determination"
    REPORT = "report"
    FIELD = "field"
    SURVEY = "survey"
    PROCESS = "process"
    REPAIR = "repair"
    ROLE = "role"
    ORGANISATION = "organisation"
    PERSONAL_DATA = "personal-data"
    KEY = "key"
    PACK = "pack"
    RELEASE = "release"
    OPERATION = "operation"
    SEALED = "sealed"


class Reason(StrEnum):
    """Why an entry stays out of the log."""

    OWN = "own"  # what a person does for their own account
    WORKING = "working"  # a working step, or an export: nothing that counts is other than before


_KINDS: Final[dict[Kind, str]] = {
    Kind.LOCK: """
        worksheets.submitted worksheets.withdrawn worksheets.worksheet_opened assessments.judgement_opened
        assessments.judgement_reopened worksheets.package_taken""",
    Kind.ANSWER: """
        worksheets.items_answered worksheets.answers_proposed worksheets.proposal_accepted worksheets.proposal_declined
        worksheets.prior_title_stated zone_areas.aspect_answered worksheets.comment_added""",
    Kind.SCORE: """
        assessments.judged assessments.judgement_submitted assessments.aimed assessments.calibration_answered
        assessments.calibration_opened assessments.calibration_closed""",
    Kind.EVIDENCE: """
        evidence.evidence_kept evidence.evidence_changed evidence.evidence_preserved evidence.evidence_withdrawn
        evidence.evidence_brought_back evidence.version_added worksheets.evidence_added worksheets.evidence_changed
        worksheets.evidence_removed zone_areas.evidence_added zone_areas.evidence_removed""",
    Kind.SIGNATURE: """
        signing.attested signing.drawn signing.ended signing.prepared signing.refused signing.released signing.replaced
        signing.run_ended signing.run_paused signing.run_started signing.signed signing.timestamped signing.withdrawn
        declarations.pact_drawn declarations.pact_due declarations.pact_ended declarations.pact_prepared
        declarations.pact_refused declarations.pact_signed declarations.pact_withdrawn declarations.pact_witnessed
        declarations.pact_written declarations.drawing_refused declarations.attest_started declarations.attest_ended
        proposals.signed reports.signature reports.signed""",
    Kind.DECLARATION: """
        declarations.attached declarations.cancelled declarations.changed declarations.closed declarations.count_asked
        declarations.counted declarations.detached declarations.happened declarations.held declarations.opened
        declarations.planned declarations.template_approved declarations.template_retired declarations.template_written
        declarations.tablet_opened declarations.tablet_ended""",
    Kind.DECISION: """
        assessments.decline assessments.fail_desk assessments.fail_screening assessments.find_fit assessments.find_unfit
        assessments.hold_back assessments.leave_unproposed assessments.pass_desk assessments.pass_screening
        assessments.propose assessments.recommend assessments.reject_objection assessments.uphold_objection
        assessments.void assessments.withdraw assessments.withdraw_proposal assessments.object assessments.forward
        proposals.condition_stated proposals.drafted proposals.screened proposals.season_set proposals.unit_added
        proposals.unit_removed proposals.unit_withdrawn panels.clearance_answered panels.clearance_asked
        panels.member_left panels.member_seated panels.panel_closed panels.panel_opened panels.voted
        companions.dissent_said companions.dissent_weighed companions.entry_answered companions.entry_said
        outcomes.accepted outcomes.objected outcomes.objection_decided outcomes.revocation_decided
        outcomes.revocation_proposed outcomes.trigger_clarified outcomes.trigger_examined outcomes.trigger_found
        assessments.question_ended assessments.replied assessments.asked assessments.ask_clarification""",
    Kind.DETERMINATION: """
        assessments.determine assessments.determine_own assessments.revoke assessments.keep_title
        assessments.drop_revocation assessments.propose_revocation assessments.close_unpassed outcomes.title_stated
        outcomes.title_given outcomes.title_recorded outcomes.title_closed outcomes.certified
        outcomes.certificate_asked outcomes.certificate_ended outcomes.decree_recorded outcomes.decree_corrected
        outcomes.qualified
        outcomes.offence_recorded""",
    Kind.REPORT: """
        reports.made reports.reopened reports.run_started reports.run_ended reports.superseded
        assessments.report_monitoring assessments.report_re_evaluation outcomes.monitored""",
    Kind.FIELD: """
        visits.called_off visits.closed visits.interview_recorded visits.late_decided visits.noted visits.noted_late
        visits.photo_kept visits.planned visits.presentation_called visits.presentation_cancelled
        visits.presentation_held visits.shopper_recorded""",
    Kind.SURVEY: "visits.survey_recorded",
    Kind.PROCESS: """
        assessments.begin_monitoring assessments.begin_preliminary assessments.begin_round_2 assessments.begin_screening
        assessments.begin_tpi assessments.call_presentation assessments.carry_on assessments.case_opened
        assessments.finish_clearance assessments.finish_field assessments.finish_tpi assessments.assigned
        assessments.unassigned companions.room_opened companions.room_ended""",
    Kind.REPAIR: """
        remediation.born remediation.effect_told remediation.practice_followed remediation.practice_published
        remediation.practice_withdrawn remediation.practice_written remediation.step_added remediation.step_checked
        remediation.step_done remediation.step_planned""",
    Kind.ROLE: """
        people.appointed people.appointment_ended people.appointment_withdrawn people.acting_post_given
        people.acting_post_ended people.delegated people.delegation_ended people.invited people.invitation_accepted
        people.invitation_resent people.invitation_revoked people.account_linked people.outsider_linked
        people.interest_declared people.interest_withdrawn worksheets.duties_given worksheets.duty_ended
        accounts.user_registered accounts.closed accounts.reopened accounts.factors_reset people.employee_signed_out
        people.token_issued people.token_revoked""",
    Kind.ORGANISATION: """
        accounts.tenant_opened agencies.agency_changed agencies.agency_described agencies.readiness_recorded
        agencies.unit_added agencies.unit_closed agencies.unit_corrected agencies.unit_merged agencies.unit_moved
        agencies.unit_renamed agencies.unit_reopened people.employee_added people.employee_changed
        people.employee_ended people.employee_moved people.outsider_added people.outsider_changed people.outsider_ended
        zone_areas.area_changed zone_areas.area_made zone_areas.invitation_accepted zone_areas.invitation_declined
        zone_areas.invitation_withdrawn zone_areas.unit_invited zone_areas.unit_joined zone_areas.unit_left
        imports.batch_written imports.finished""",
    Kind.PERSONAL_DATA: """
        people.breach_gathered people.data_request_answered people.data_requested people.hold_ended people.hold_placed
        people.person_erased people.retention_swept transparency.erased""",
    Kind.KEY: """
        signing.certificate_issued signing.certificate_revoked transparency.log_begun transparency.key_rotated
        transparency.policy_changed""",
    Kind.PACK: "transparency.packs_loaded",
    Kind.RELEASE: "transparency.software_changed publication.published opendata.released",
    Kind.OPERATION: """
        transparency.loss_accepted transparency.lock_rebuilt transparency.audit_failed editorial.page_published
        editorial.page_taken_back editorial.announced editorial.announcement_changed editorial.announcement_ended""",
}
_APART: Final[dict[Reason, str]] = {
    Reason.OWN: """
        accounts.details_changed accounts.factor_added accounts.factor_removed accounts.password_changed
        accounts.password_set accounts.sessions_ended people.own_data_taken notices.cadence_chosen notices.read
        worksheets.mentions_read worksheets.tour_ended""",
    Reason.WORKING: """
        editorial.page_begun editorial.draft_saved editorial.page_placed
        imports.checked imports.discarded imports.exported imports.mapped imports.problems_exported imports.resumed
        imports.started imports.stopped imports.uploaded journal.exported assessments.exported
        worksheets.package_exported signing.exported declarations.pact_reminded declarations.pacts_asked
        opendata.key_made opendata.key_revoked
        worksheets.webhook_added worksheets.webhook_changed worksheets.webhook_removed worksheets.webhook_tested""",
}

LOGGED: Final[dict[str, Kind]] = {action: kind for kind, actions in _KINDS.items() for action in actions.split()}
APART: Final[dict[str, Reason]] = {action: reason for reason, actions in _APART.items() for action in actions.split()}


class ActionUnplaced(Exception):  # noqa: N818 - a fact, as every error of this project
    """An action of the journal stands in neither table: a mistake in the program."""


def kind_of(action: str) -> Kind | None:
    """Return the kind under which an action goes into the log; None: it stays out. Raises ActionUnplaced."""
    if action in APART:
        return None
    try:
        return LOGGED[action]
    except KeyError as problem:
        raise ActionUnplaced(action) from problem
