"""`pulau log accept-loss`."""

from __future__ import annotations

import sys
from typing import Final

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.transparency.management.answering import REFUSED, answering
from pulau.apps.transparency.running.mending import Loss, accept_loss

_SHOWN: Final = 50


class Command(BaseCommand):
    """Declare entries that a database which was put back no longer has, so that the log goes on."""

    help = "Declare entries as lost, after a database was put back."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to ask."""
        parser.add_argument("--yes", action="store_true")

    def handle(self, *_args: object, **options: object) -> None:
        """Show what is missing, ask, and declare it. Raises CommandError; exits with 1 where it was not confirmed."""

        def confirm(loss: Loss) -> bool:
            self._show(loss)
            if options["yes"]:
                return True
            self.stdout.write(_("Nyatakan hilang untuk selamanya? Ketik YA: "), ending="")
            self.stdout.flush()
            return sys.stdin.readline().strip() == "YA"

        with answering():
            declared = accept_loss(confirm, timezone.now())
        if declared is None:
            self.stdout.write(_("Tidak ada yang diubah."))
            sys.exit(REFUSED)
        words = _("%(lost)s entri dinyatakan hilang; log berjalan terus dari %(end)s daun.")
        self.stdout.write(words % {"lost": len(declared.gone), "end": declared.end})

    def _show(self, loss: Loss) -> None:
        words = _("Log ada di %(end)s daun, basis data di %(start)s. Tidak ada di basis data: %(lost)s entri.")
        self.stdout.write(words % {"end": loss.end, "start": loss.start, "lost": len(loss.gone)})
        for index, leaf in loss.gone[:_SHOWN]:
            self.stdout.write(f"  {index}  {leaf.time}  {leaf.type}  {leaf.ref}")
        if len(loss.gone) > _SHOWN:
            self.stdout.write(_("  … dan %(n)s lagi") % {"n": len(loss.gone) - _SHOWN})
