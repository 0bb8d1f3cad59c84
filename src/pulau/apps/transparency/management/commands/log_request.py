"""`pulau log request`."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.transparency.management.answering import answering
from pulau.apps.transparency.running.cosigning import request_for


class Command(BaseCommand):
    """Write the newest head as a request for a witness without a server."""

    help = "Write a request for a witness without a server."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whom, and where to."""
        parser.add_argument("witness")
        parser.add_argument("--output", required=True)

    def handle(self, *_args: object, witness: str, output: str, **_more: object) -> None:
        """Write it. Raises CommandError for a name that the policy has not, or before the first head."""
        with answering():
            try:
                growth = request_for(witness, timezone.now())
            except LookupError as problem:
                words = _("Tidak ada saksi %(name)s di kebijakan, atau belum ada kepala log.")
                raise CommandError(words % {"name": witness}) from problem
            Path(output).write_text(str(growth), encoding="utf-8")
        words = _("%(path)s ditulis. Saksi menjalankan: pulau witness cosign %(path)s --dir FOLDER -o JAWABAN")
        self.stdout.write(words % {"path": output})
