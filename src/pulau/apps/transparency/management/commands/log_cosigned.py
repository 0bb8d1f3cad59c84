"""`pulau log cosigned`."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.transparency.management.answering import answering
from pulau.apps.transparency.running.cosigning import LinesRefused, take_lines


class Command(BaseCommand):
    """Take in the signature lines that a witness brought as a file."""

    help = "Take in the answer of a witness without a server."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file")

    def handle(self, *_args: object, file: str, **_more: object) -> None:
        """Take it in. Raises CommandError where no witness of the policy signed a head of this log in it."""
        with answering():
            try:
                party, head = take_lines(Path(file).read_bytes(), timezone.now())
            except LinesRefused as problem:
                words = _("Di berkas itu tidak ada tanda tangan saksi dari kebijakan untuk kepala log ini: %(why)s.")
                raise CommandError(words % {"why": problem}) from problem
        told = {"name": party.name, "size": head.size}
        quorum = _("kuorum tercapai") if head.quorum_at else _("kuorum belum tercapai")
        self.stdout.write(_("Saksi %(name)s menandatangani ukuran %(size)s;") % told + f" {quorum}.")
