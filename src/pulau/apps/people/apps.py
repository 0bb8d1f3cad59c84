"""People as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.actions import ACTIONS
from pulau.apps.people.policies import KEEP_OUTSIDERS, PERMISSIONS, SEE_STAFF
from pulau.foundation.registry.importers import importers
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.acting import provide_actors, provide_people
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class PeopleConfig(AppConfig):
    """Appointments and API tokens."""

    name = "pulau.apps.people"
    label = "people"

    def ready(self) -> None:
        """Tell the journal which actions happen here, and the apps below who acts."""
        # Imports models, which are loaded only now.
        from pulau.apps.people.acting import acting, acting_in, acts  # noqa: PLC0415
        from pulau.apps.people.doors import open_doors  # noqa: PLC0415 - the same
        from pulau.apps.people.importing import STAFF  # noqa: PLC0415 - the same
        from pulau.apps.people.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.people.privacy import keep_register  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        subjects.add(*SUBJECTS)
        keep_register()
        permissions.add(*PERMISSIONS)
        importers.add(STAFF)
        provide_actors(acting)
        provide_people(acting_in)
        about = _("Siapa bekerja di unit mana, dan dengan jabatan apa.")
        add_link(NavLink("people:staff", _("Pegawai"), "manage", 20, may(SEE_STAFF), about))
        about = _("Orang dari luar yang mendampingi atau menyaksikan.")
        add_link(NavLink("people:outsiders", _("Orang luar"), "manage", 25, may(KEEP_OUTSIDERS), about))
        about = _("Kunci agar program Anda bekerja atas nama Anda.")
        add_link(NavLink("people:tokens", _("Token API"), "account", 80, acts, about))
        open_doors()
