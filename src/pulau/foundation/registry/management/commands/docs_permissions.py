"""`pulau docs permissions`."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from pulau.foundation.registry.permissions_page import permissions_page


class Command(BaseCommand):
    """Print the page of permissions, as it is kept in docs/security/permissions.md."""

    help = "Print docs/security/permissions.md as the table of permissions has it."

    def handle(self, *_args: object, **_options: object) -> None:
        """Print it."""
        self.stdout.write(permissions_page(), ending="")
