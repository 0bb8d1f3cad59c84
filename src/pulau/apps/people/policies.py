"""Who may do what with employees, duties, interests, invitations and personal data: this app's lines of the table."""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import MEMBER, OWN, Action, Relation, permits

_ADMINISTRATOR: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)
_OVERSEEING: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD)
_HEAD: Final = permits(Relation.UNIT, roles.UNIT_HEAD)

SEE_STAFF: Final = Action(
    "people.see_staff", "Melihat daftar pegawai", "See the list of employees", (*_OVERSEEING, *_HEAD)
)
KEEP_STAFF: Final = Action(
    "people.keep_staff", "Menambah dan mengubah data pegawai", "Add and change employees", _ADMINISTRATOR
)
END_SESSIONS: Final = Action(
    "people.end_sessions", "Mengakhiri semua sesi seorang pegawai", "End all sessions of an employee", _ADMINISTRATOR
)
KEEP_OUTSIDERS: Final = Action(
    "people.keep_outsiders", "Mencatat orang dari luar instansi", "Keep people from outside the agency", _ADMINISTRATOR
)
SEE_APPOINTMENTS: Final = Action(
    "people.see_appointments",
    "Melihat siapa memegang peran apa",
    "See who holds which role",
    (*_OVERSEEING, *_HEAD, *permits(Relation.AGENCY, roles.AUDITOR)),
)
APPOINT: Final = Action("people.appoint", "Memberi dan mengakhiri peran", "Give and end roles", _ADMINISTRATOR)
INVITE: Final = Action("people.invite", "Mengundang orang memegang peran", "Invite people to a role", _ADMINISTRATOR)
DELEGATE: Final = Action("people.delegate", "Mendelegasikan peran sendiri", "Delegate one's own role", (*MEMBER,))
DECLARE_INTEREST: Final = Action(
    "people.declare_interest", "Menyatakan kepentingan sendiri", "Declare one's own interest", OWN
)
SEE_INTERESTS: Final = Action(
    "people.see_interests",
    "Melihat pernyataan kepentingan",
    "See declared interests",
    (*_ADMINISTRATOR, *permits(Relation.AGENCY, roles.TPI_CONTROLLER, roles.TPI_LEADER)),
)
KEEP_TOKENS: Final = Action("people.keep_tokens", "Membuat token API sendiri", "Make one's own API tokens", OWN)
SEE_ACCESS: Final = Action(
    "people.see_access", "Memeriksa siapa dapat melihat apa", "Check who can see what", _ADMINISTRATOR
)
SEE_HEALTH: Final = Action(
    "people.see_health",
    "Melihat kesehatan sistem, tanpa isi instansi mana pun",
    "See the health of the system, without any agency's content",
    permits(Relation.GRANT, roles.OPERATOR),
)
SEE_OWN_DATA: Final = Action(
    "people.see_own_data", "Melihat dan mengunduh data diri", "See and download one's own data", OWN
)
ANSWER_DATA_REQUESTS: Final = Action(
    "people.answer_data_requests",
    "Menjawab permintaan tentang data pribadi",
    "Answer requests about personal data",
    _ADMINISTRATOR,
)

PERMISSIONS: Final = (
    *(SEE_STAFF, KEEP_STAFF, END_SESSIONS, KEEP_OUTSIDERS, SEE_APPOINTMENTS, APPOINT, INVITE, DELEGATE),
    *(DECLARE_INTEREST, SEE_INTERESTS, KEEP_TOKENS, SEE_ACCESS, SEE_HEALTH, SEE_OWN_DATA, ANSWER_DATA_REQUESTS),
)
