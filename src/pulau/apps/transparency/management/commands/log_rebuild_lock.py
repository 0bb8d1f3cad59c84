"""`pulau log rebuild-lock`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.transparency.management.answering import answering, progress
from pulau.apps.transparency.running.mending import rebuild_lock


class Command(BaseCommand):
    """Make the lock store anew from the published tree, after all of it was hashed and the witnesses were asked."""

    help = "Make the lock store anew, where it was lost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the witnesses that cannot be asked."""
        parser.add_argument("--without", action="append", default=[])

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Make it. Raises CommandError where the tree does not hold, or somebody knows a larger log."""
        with answering():
            done = rebuild_lock(options["without"], timezone.now(), progress(self.stdout))
        words = _("Berkas pengunci dibuat ulang di %(size)s daun, akar %(root)s.")
        self.stdout.write(words % {"size": done.size, "root": done.root.hex()})
