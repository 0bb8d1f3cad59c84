"""Agencies as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.agencies.actions import ACTIONS
from pulau.apps.agencies.personal_data import FIELDS
from pulau.apps.agencies.policies import PERMISSIONS, SEE_READINESS, SEE_UNITS
from pulau.foundation.registry.importers import importers
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.place import provide_zones
from pulau.foundation.ui.navigation import NavLink, add_link


class AgenciesConfig(AppConfig):
    """Agencies and their work units."""

    name = "pulau.apps.agencies"
    label = "agencies"

    def ready(self) -> None:
        """Tell the journal which actions happen here, and lead administrators to their units."""
        # Imports models, which are loaded only now.
        from pulau.apps.agencies.importing import UNITS  # noqa: PLC0415
        from pulau.apps.agencies.naming import SUBJECTS, zone_of_agency  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        subjects.add(*SUBJECTS)
        personal_data.add(*FIELDS)
        provide_zones(zone_of_agency)
        permissions.add(*PERMISSIONS)
        importers.add(UNITS)
        about = _("Susunan unit, nama dan induknya, serta riwayat perubahannya.")
        add_link(NavLink("agencies:units", _("Unit kerja"), "manage", 10, may(SEE_UNITS), about))
        about = _("Opini BPK, SAKIP, indeks RB, SPIP, dan kepatuhan lain tiap tahun, dengan dokumennya.")
        add_link(NavLink("agencies:readiness", _("Syarat kesiapan"), "manage", 14, may(SEE_READINESS), about))
        about = _("Jenis, wilayah, dan zona waktu instansi.")
        add_link(NavLink("agencies:agency", _("Instansi kita"), "manage", 16, may(SEE_UNITS), about))
