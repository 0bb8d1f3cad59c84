"""`pulau opendata revoke`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.opendata.keys import KeyNotFound, revoke_key


class Command(BaseCommand):
    """Let a key of the read API count no more."""

    help = "Revoke a key of the read API."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the first letters of the key."""
        parser.add_argument("hint")

    def handle(self, *_args: object, **options: str) -> None:
        """Revoke it."""
        try:
            row = revoke_key(hint=options["hint"][:11], now=timezone.now())
        except KeyNotFound:
            raise CommandError(_("Tidak ada satu kunci pun yang berlaku dan diawali begitu.")) from None
        self.stdout.write(_("Kunci %(hint)s… (%(label)s) dicabut.") % {"hint": row.hint, "label": row.label or "–"})
