"""`pulau opendata key`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.opendata.keys import A_MINUTE, MOST_A_MINUTE, make_key
from pulau.apps.opendata.models import LONGEST_LABEL


class Command(BaseCommand):
    """Make a key of the read API and print it, once."""

    help = "Make a key of the read API."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whom it is for, and how many requests a minute it lets through."""
        parser.add_argument("label")
        parser.add_argument("--a-minute", type=int, default=A_MINUTE)

    def handle(self, *_args: object, **options: str | int) -> None:
        """Make it."""
        label, a_minute = str(options["label"]).strip(), int(options["a_minute"])
        if not label or len(label) > LONGEST_LABEL:
            raise CommandError(
                _("Tulis untuk siapa kunci ini, paling panjang %(most)s huruf.") % {"most": LONGEST_LABEL}
            )
        if not 1 <= a_minute <= MOST_A_MINUTE:
            raise CommandError(_("Banyaknya permintaan per menit: 1 sampai %(most)s.") % {"most": MOST_A_MINUTE})
        self.stdout.write(make_key(label=label, a_minute=a_minute, now=timezone.now()))
