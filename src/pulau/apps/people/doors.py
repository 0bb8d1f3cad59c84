"""The doors to the pages about roles, rights and visits, the notices that they send, and the job of the operator's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pulau.apps.people.acting import acts
from pulau.apps.people.answer_register import ZONE_TEAMS
from pulau.apps.people.data_request_reminders import DUE_REQUESTS
from pulau.apps.people.data_request_reminders import KINDS as REQUEST_KINDS
from pulau.apps.people.news import ENDING_SOON, KINDS
from pulau.apps.people.policies import DECLARE_INTEREST, INVITE, SEE_ACCESS, SEE_APPOINTMENTS, SEE_HEALTH, SEE_INTERESTS
from pulau.apps.people.views.bodies import guest_strip, of_several
from pulau.foundation.registry.answer_registers import answer_registers
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.notice_kinds import notice_kinds
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link
from pulau.foundation.ui.strip import add_strip

_BODIES = _("Pilih untuk instansi mana Anda bekerja sekarang.")
LINKS = (
    NavLink("people:bodies", _("Ganti instansi"), "work", 95, of_several),
    NavLink("people:bodies", _("Ganti instansi"), "account", 90, of_several, _BODIES),
    NavLink("people:rights", _("Hak saya"), "account", 10, acts, _("Apa yang boleh Anda lakukan, dan mengapa.")),
    NavLink(
        "people:interests",
        _("Kepentingan saya"),
        "account",
        40,
        may(DECLARE_INTEREST),
        _("Nyatakan di mana Anda tidak dapat menilai."),
    ),
    NavLink(
        "people:appointments",
        _("Penugasan"),
        "manage",
        30,
        may(SEE_APPOINTMENTS),
        _("Siapa memegang peran apa, di mana, dan sampai kapan."),
    ),
    NavLink(
        "people:invitations",
        _("Undangan"),
        "manage",
        35,
        may(INVITE),
        _("Ajak orang memegang peran lewat surel."),
    ),
    NavLink(
        "people:interests_all",
        _("Pernyataan kepentingan"),
        "manage",
        40,
        may(SEE_INTERESTS),
        _("Siapa tidak menilai di mana, dan sampai kapan."),
    ),
    NavLink(
        "people:access",
        _("Siapa melihat apa"),
        "manage",
        45,
        may(SEE_ACCESS),
        _("Periksa siapa dapat melihat atau mengubah apa."),
    ),
    NavLink(
        "people:health",
        _("Kesehatan sistem"),
        "manage",
        95,
        may(SEE_HEALTH),
        _("Keadaan sistem: basis data, pekerjaan, surel, dan versi."),
    ),
)


def open_doors() -> None:
    """Register them all."""
    for link in LINKS:
        add_link(link)
    add_strip("people.guest", guest_strip)
    answer_registers.add(ZONE_TEAMS)
    notice_kinds.add(*KINDS, *REQUEST_KINDS)
    due_sources.add(ENDING_SOON, DUE_REQUESTS)
    periodic_jobs.add(PeriodicJob("pulau.apps.people.tasks.count_health", 15))
