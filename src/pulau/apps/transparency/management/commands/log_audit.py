"""`pulau log audit`."""

from __future__ import annotations

import json
import sys

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.transparency.management.answering import REFUSED, answering, progress
from pulau.apps.transparency.running.auditing import PARTS, audit


class Command(BaseCommand):
    """Hash the whole log anew, and hold the database against it; exits with 1 where something differs."""

    help = "Check the whole log, the journal and what it tells of."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the parts; all of them where none is named."""
        for part in PARTS:
            parser.add_argument(f"--{part}", action="store_true")

    def handle(self, *_args: object, **options: object) -> None:
        """Check, and print what was found."""
        shown = progress(self.stdout)
        parts = [part for part in PARTS if options[part]] or list(PARTS)
        with answering():
            done = audit(timezone.now, parts, lambda _part, now, every: shown(now, every))
        for part in parts:
            found = done.found[part]
            self.stdout.write(f"{part}: " + (_("%(count)s berbeda") % found if found["count"] else _("baik")))
            for each in found["first"]:
                self.stdout.write(f"  {each if isinstance(each, str) else json.dumps(each, sort_keys=True)}")
        self.stdout.write(_("Diperiksa: %(size)s daun.") % {"size": done.size})
        if any(done.found[part]["count"] for part in parts):
            sys.exit(REFUSED)
