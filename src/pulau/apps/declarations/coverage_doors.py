"""How coverage is found: a link among those of work, and what a unit's page says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.coverage_links import UNIT_LINKS
from pulau.apps.declarations.policies import SEE_COVERAGE
from pulau.foundation.registry.unit_links import unit_links
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


def open_coverage_doors() -> None:
    """Register both; called once the models are loaded."""
    unit_links.add(UNIT_LINKS)
    add_link(NavLink("declarations:coverage", _("Cakupan"), "work", 70, may(SEE_COVERAGE)))
