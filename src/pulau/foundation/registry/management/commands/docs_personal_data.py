"""`pulau docs personal-data`."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from pulau.foundation.registry.personal_data_page import personal_data_page


class Command(BaseCommand):
    """Print the page of personal data, as it is kept in docs/security/personal-data.md."""

    help = "Print docs/security/personal-data.md as the register of personal data has it."

    def handle(self, *_args: object, **_options: object) -> None:
        """Print it."""
        self.stdout.write(personal_data_page(), ending="")
