"""What the desks register: their place in the navigation, and what the journal says of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pulau.apps.assessments.desk_actions import DESK_ACTIONS
from pulau.apps.assessments.policies import DESK
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


def open_desks() -> None:
    """Register it."""
    journal_actions.add(*DESK_ACTIONS)
    add_link(NavLink("assessments:desk", _("Meja penilai"), "work", 35, may(DESK)))
