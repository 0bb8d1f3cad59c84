"""`pulau signing setup`, which `pulau migrate` runs too."""

from __future__ import annotations

import os

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.signing.anchoring import write_anchors
from pulau.exchange.home import ANCHORS, home_folder


class Command(BaseCommand):
    """Make the installation's authority where there is none, and write its anchors into its home."""

    help = "Make the installation's authority where there is none, and write its anchors."

    def handle(self, *_args: object, **_options: object) -> None:
        """Do it. Raises CommandError where the anchors cannot be written."""
        folder = home_folder(os.environ) / ANCHORS
        try:
            path = write_anchors(folder, timezone.now())
        except OSError as problem:
            raise CommandError(_("Jangkar tidak dapat ditulis: %(why)s") % {"why": problem}) from problem
        self.stdout.write(_("Jangkar untuk memeriksa dokumen: %(path)s") % {"path": path})
