"""What the desks register: their place in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pulau.apps.assessments.policies import DESK
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


def open_desks() -> None:
    """Register it."""
    add_link(NavLink("assessments:desk", _("Meja penilai"), "work", 35, may(DESK)))
