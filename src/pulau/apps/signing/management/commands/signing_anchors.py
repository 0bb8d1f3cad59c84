"""`pulau signing anchors`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.signing.anchoring import write_anchors


class Command(BaseCommand):
    """Write the certificates that whoever checks documents has to trust."""

    help = "Write the certificates that whoever checks documents has to trust."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("--output", required=True)

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Write root.pem. Raises CommandError where it cannot be written."""
        try:
            path = write_anchors(Path(options["output"]), timezone.now())
        except OSError as problem:
            raise CommandError(_("Jangkar tidak dapat ditulis: %(why)s") % {"why": problem}) from problem
        self.stdout.write(str(path))
