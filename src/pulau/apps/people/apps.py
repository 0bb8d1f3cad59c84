"""People as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.actions import ACTIONS
from pulau.apps.people.policies import PERMISSIONS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.acting import provide_actors
from pulau.foundation.ui.navigation import NavLink, add_link


class PeopleConfig(AppConfig):
    """Appointments and API tokens."""

    name = "pulau.apps.people"
    label = "people"

    def ready(self) -> None:
        """Tell the journal which actions happen here, and the apps below who acts."""
        # Imports models, which are loaded only now.
        from pulau.apps.people.acting import acting, acts  # noqa: PLC0415
        from pulau.apps.people.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.people.views.bodies import of_several  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        subjects.add(*SUBJECTS)
        permissions.add(*PERMISSIONS)
        provide_actors(acting)
        about = _("Kunci agar program Anda bekerja atas nama Anda.")
        add_link(NavLink("people:tokens", _("Token API"), "account", 80, acts, about))
        add_link(NavLink("people:bodies", _("Ganti instansi"), "work", 95, of_several))
        about = _("Pilih untuk instansi mana Anda bekerja sekarang.")
        add_link(NavLink("people:bodies", _("Ganti instansi"), "account", 90, of_several, about))
