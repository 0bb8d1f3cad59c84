"""What the journal says of people and their keys."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

APPOINTED = JournalAction("people.appointed", "Penugasan diberikan", "An appointment was given")
APPOINTMENT_ENDED = JournalAction("people.appointment_ended", "Penugasan diakhiri", "An appointment was ended")
APPOINTMENT_WITHDRAWN = JournalAction(
    "people.appointment_withdrawn",
    "Penugasan yang belum mulai ditarik",
    "An appointment that had not begun was taken back",
)
DELEGATED = JournalAction("people.delegated", "Peran didelegasikan", "A role was delegated")
DELEGATION_ENDED = JournalAction("people.delegation_ended", "Pendelegasian diakhiri", "A delegation was ended")
INTEREST_DECLARED = JournalAction("people.interest_declared", "Kepentingan dinyatakan", "An interest was declared")
INTEREST_WITHDRAWN = JournalAction(
    "people.interest_withdrawn", "Pernyataan kepentingan diakhiri", "A declared interest was ended"
)
INVITED = JournalAction("people.invited", "Undangan dikirim", "An invitation was sent")
INVITATION_RESENT = JournalAction("people.invitation_resent", "Undangan dikirim ulang", "An invitation was sent again")
INVITATION_REVOKED = JournalAction("people.invitation_revoked", "Undangan dibatalkan", "An invitation was revoked")
INVITATION_ACCEPTED = JournalAction("people.invitation_accepted", "Undangan diterima", "An invitation was accepted")
TOKEN_ISSUED = JournalAction("people.token_issued", "Token API dibuat", "An API token was issued")
TOKEN_REVOKED = JournalAction("people.token_revoked", "Token API dicabut", "An API token was revoked")

EMPLOYEE_ADDED = JournalAction("people.employee_added", "Pegawai ditambahkan", "An employee was added")
EMPLOYEE_CHANGED = JournalAction("people.employee_changed", "Data pegawai diubah", "An employee's facts were changed")
EMPLOYEE_MOVED = JournalAction("people.employee_moved", "Pegawai berganti jabatan", "An employee took another post")
EMPLOYEE_ENDED = JournalAction("people.employee_ended", "Masa kerja pegawai diakhiri", "An employee's service ended")
ACTING_POST_GIVEN = JournalAction("people.acting_post_given", "Plh. atau Plt. ditunjuk", "An acting post was given")
ACTING_POST_ENDED = JournalAction("people.acting_post_ended", "Plh. atau Plt. diakhiri", "An acting post was ended")
ACCOUNT_LINKED = JournalAction(
    "people.account_linked", "Akun pegawai ditautkan", "An employee was linked to an account"
)
OUTSIDER_ADDED = JournalAction("people.outsider_added", "Orang luar dicatat", "A person from outside was noted")
OUTSIDER_CHANGED = JournalAction(
    "people.outsider_changed", "Data orang luar diubah", "A person from outside was changed"
)
OUTSIDER_ENDED = JournalAction("people.outsider_ended", "Masa orang luar diakhiri", "A person from outside was ended")
EMPLOYEE_SIGNED_OUT = JournalAction(
    "people.employee_signed_out", "Semua sesi pegawai diakhiri", "All sessions of an employee were ended"
)
OUTSIDER_LINKED = JournalAction(
    "people.outsider_linked", "Akun orang luar ditautkan", "A person from outside was linked to an account"
)
STAFF_ACTIONS = (
    *(EMPLOYEE_ADDED, EMPLOYEE_CHANGED, EMPLOYEE_MOVED, EMPLOYEE_ENDED, ACTING_POST_GIVEN),
    *(ACTING_POST_ENDED, ACCOUNT_LINKED, EMPLOYEE_SIGNED_OUT),
    *(OUTSIDER_ADDED, OUTSIDER_CHANGED, OUTSIDER_ENDED, OUTSIDER_LINKED),
)

ACTIONS = (
    *STAFF_ACTIONS,
    APPOINTED,
    APPOINTMENT_ENDED,
    TOKEN_ISSUED,
    TOKEN_REVOKED,
    *(APPOINTMENT_WITHDRAWN, DELEGATED, DELEGATION_ENDED, INTEREST_DECLARED, INTEREST_WITHDRAWN),
    *(INVITED, INVITATION_RESENT, INVITATION_REVOKED, INVITATION_ACCEPTED),
)
