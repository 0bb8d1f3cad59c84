"""Addresses of the pages about people."""

from __future__ import annotations

from django.urls import path

from pulau.apps.people.privacy_urls import PRIVACY
from pulau.apps.people.views import (
    access,
    accounts,
    appointments,
    bodies,
    health,
    interests,
    invitations,
    invited,
    outsiders,
    rights,
    staff,
    staff_changes,
    tokens,
)

app_name = "people"

DUTIES = [
    path("penugasan", appointments.appointments, name="appointments"),
    path("penugasan/beri", appointments.give, name="give"),
    path("penugasan/<uuid:appointment_id>/akhiri", appointments.end, name="end"),
    path("hak-saya", rights.rights, name="rights"),
    path("hak-saya/<uuid:appointment_id>/delegasikan", rights.hand_over, name="delegate"),
    path("hak-saya/<uuid:appointment_id>/tarik", rights.take_back, name="take_back"),
    path("siapa-melihat", access.access, name="access"),
    path("kepentingan", interests.own, name="interests"),
    path("kepentingan/semua", interests.of_all, name="interests_all"),
    path("kepentingan/<uuid:interest_id>/akhiri", interests.withdraw, name="withdraw_interest"),
    path("undangan", invitations.invitations, name="invitations"),
    path("undangan/baru", invitations.new, name="invite"),
    path("undangan/<uuid:invitation_id>/kirim-ulang", invitations.resend, name="resend_invitation"),
    path("undangan/<uuid:invitation_id>/batalkan", invitations.revoke, name="revoke_invitation"),
    path("undangan/<slug:key>", invited.invited, name="invited"),
    path("kesehatan", health.page, name="health"),
]

STAFF = [
    path("pegawai", staff.staff, name="staff"),
    path("pegawai/baru", staff_changes.add, name="add_employee"),
    path("pegawai/<uuid:employee_id>", staff.person, name="employee"),
    path("pegawai/<uuid:employee_id>/ubah", staff_changes.change, name="change_employee"),
    path("pegawai/<uuid:employee_id>/pindah", staff_changes.move, name="move_employee"),
    path("pegawai/<uuid:employee_id>/akhiri", staff_changes.end, name="end_employee"),
    path("pegawai/<uuid:employee_id>/plh", staff_changes.act, name="act"),
    path("pegawai/<uuid:employee_id>/akun", accounts.account, name="employee_account"),
    path("pegawai/<uuid:employee_id>/akhiri-sesi", accounts.sign_out, name="sign_out_employee"),
    path("plh/<uuid:posting_id>/akhiri", staff_changes.end_act, name="end_act"),
    path("orang-luar", outsiders.outsiders, name="outsiders"),
    path("orang-luar/baru", outsiders.add, name="add_outsider"),
    path("orang-luar/<uuid:outsider_id>/ubah", outsiders.change, name="change_outsider"),
    path("orang-luar/<uuid:outsider_id>/akun", accounts.outsider_account, name="outsider_account"),
    path("orang-luar/<uuid:outsider_id>/akhiri", outsiders.end, name="end_outsider"),
]

urlpatterns = [
    *PRIVACY,
    *STAFF,
    *DUTIES,
    path("instansi", bodies.bodies, name="bodies"),
    path("token", tokens.tokens, name="tokens"),
    path("token/<uuid:token_id>/cabut", tokens.revoke, name="revoke_token"),
]
