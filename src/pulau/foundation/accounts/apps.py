"""Accounts as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from pulau.foundation.accounts.actions import ACTIONS
from pulau.foundation.accounts.personal_data import FIELDS, TABLES
from pulau.foundation.accounts.personal_data_sign_in import FIELDS as SIGN_IN_FIELDS
from pulau.foundation.accounts.personal_data_sign_in import TABLES as SIGN_IN_TABLES
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import erasers, personal_data, personal_tables
from pulau.foundation.tenancy.policy import signed_in
from pulau.foundation.ui.navigation import NavLink, add_link


class AccountsConfig(AppConfig):
    """Users and the opening of tenants."""

    name = "pulau.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Tell the journal which actions happen here, and Django what to look for."""
        # Imports models, which are loaded only now.
        from pulau.foundation.accounts.checks import no_published_password  # noqa: PLC0415
        from pulau.foundation.accounts.erasing import ERASER  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        erasers.add(ERASER)
        personal_data.add(*FIELDS, *SIGN_IN_FIELDS)
        personal_tables.add(*TABLES, *SIGN_IN_TABLES)
        checks.register(no_published_password, checks.Tags.database)
        periodic_jobs.add(PeriodicJob("pulau.foundation.accounts.tasks.forget", 24 * 60))
        named = _("Nama Anda seperti dilihat rekan kerja, dan bahasa surel dari Pulau.")
        add_link(NavLink("accounts:details", _("Nama dan bahasa"), "account", 5, signed_in, about=named))
        about = _("Kata sandi, passkey, kode aplikasi, perangkat yang masuk, dan riwayatnya.")
        add_link(NavLink("accounts:security", _("Keamanan akun"), "account", 10, signed_in, about=about))
