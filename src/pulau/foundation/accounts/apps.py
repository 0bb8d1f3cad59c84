"""Accounts as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from pulau.foundation.accounts.actions import ACTIONS
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
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

        journal_actions.add(*ACTIONS)
        checks.register(no_published_password, checks.Tags.database)
        periodic_jobs.add(PeriodicJob("pulau.foundation.accounts.tasks.forget", 24 * 60))
        about = _("Kata sandi, passkey, kode aplikasi, perangkat yang masuk, dan riwayatnya.")
        add_link(NavLink("accounts:security", _("Keamanan akun"), "account", 10, signed_in, about=about))
