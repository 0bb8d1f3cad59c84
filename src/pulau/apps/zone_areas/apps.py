"""Zone areas as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.zone_areas.actions import ACTIONS
from pulau.apps.zone_areas.notices import GROUP, KINDS
from pulau.apps.zone_areas.personal_data import FIELDS, TABLES
from pulau.apps.zone_areas.policies import PERMISSIONS, SEE
from pulau.foundation.registry.demo_parts import DemoPart, demo_parts
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data, personal_tables
from pulau.foundation.registry.reliances import reliances
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.registry.unit_links import unit_links
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.openings import FurtherOpening, open_further
from pulau.foundation.ui.navigation import NavLink, add_link


class ZoneAreasConfig(AppConfig):
    """Zone areas, their units and their integration."""

    name = "pulau.apps.zone_areas"
    label = "zone_areas"

    def ready(self) -> None:
        """Register what happens here, and open the wall for the figures that members agreed to show."""
        # Imports models, which are loaded only now.
        from pulau.apps.zone_areas.demo_places.load import load_port  # noqa: PLC0415
        from pulau.apps.zone_areas.models import AGREED  # noqa: PLC0415 - the same
        from pulau.apps.zone_areas.naming import RELIANCE, SUBJECTS, UNIT_LINKS  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        notice_groups.add(GROUP)
        notice_kinds.add(*KINDS)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        personal_tables.add(*TABLES)
        subjects.add(*SUBJECTS)
        unit_links.add(UNIT_LINKS)
        reliances.add(RELIANCE)
        demo_parts.add(DemoPart("zone-areas", load_port))
        open_further(FurtherOpening("worksheets.Worksheet", "zone_area", AGREED))
        about = _("Unit-unit di satu tempat yang dinilai bersama, juga lintas instansi.")
        add_link(NavLink("zone_areas:areas", _("Kawasan"), "manage", 12, may(SEE), about))
