"""The door to shared tablets, and what they keep of people."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.policies import ATTEND_TABLET
from pulau.apps.declarations.tablet_people import FIELDS, TABLES
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link

LINK: Final = NavLink(
    "declarations:tablets",
    _("Tablet tanda tangan"),
    "manage",
    53,
    may(ATTEND_TABLET),
    _("Pegawai menandatangani bergantian di satu tablet, disaksikan."),
)


def open_tablet_doors() -> None:
    """Register them."""
    add_link(LINK)
    personal_data.add(*FIELDS)
    personal_tables.add(*TABLES)
    periodic_jobs.add(PeriodicJob("pulau.apps.declarations.tasks.resume_attesting", 15))
