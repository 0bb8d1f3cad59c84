"""`pulau demo load`."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.foundation.accounts.demo import TENANT_NAME, load_demo


class Command(BaseCommand):
    """Load the fictional regency and its people; a second run changes nothing."""

    help = "Load the demo: a fictional regency and its people. Running it again changes nothing."

    def handle(self, *_args: object, **_options: object) -> None:
        """Load what is missing and say what was new."""
        loaded = load_demo(now=timezone.now())
        if loaded.tenants or loaded.users:
            self.stdout.write(
                _("Contoh dimuat: %(tenant)s, %(users)d pengguna baru.")
                % {"tenant": TENANT_NAME, "users": loaded.users},
            )
        else:
            self.stdout.write(_("Contoh sudah ada; tidak ada yang diubah."))
