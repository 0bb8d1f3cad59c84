"""`pulau privacy sweep`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.people.sweeping import swept


class Command(BaseCommand):
    """End what is past its time by the register of personal data."""

    help = "End what is past its time; --dry-run only tells what it would touch."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to count only."""
        parser.add_argument("--dry-run", action="store_true", dest="dry_run")

    def handle(self, *_args: object, **options: object) -> None:
        """Sweep, and tell."""
        dry = bool(options["dry_run"])
        total = 0
        for code, done in swept(timezone.now(), dry=dry):
            for table, count in done.items():
                total += count
                self.stdout.write(f"{code} {table} {count}")
        told = _("%(count)d baris akan dibersihkan.") if dry else _("%(count)d baris dibersihkan.")
        self.stdout.write(told % {"count": total})
