"""`pulau log sequence`."""

from __future__ import annotations

import signal
import sys
from threading import Event

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from pulau.apps.transparency.looping import once, run
from pulau.apps.transparency.management.answering import REFUSED, answering
from pulau.apps.transparency.models import LogState
from pulau.apps.transparency.refusals import refusal_told


class Command(BaseCommand):
    """Be the log's sequencer until stopped, or take in what waits now."""

    help = "Run the log's sequencer in this process."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether it ends by itself."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *_args: object, **options: object) -> None:
        """Run it. Raises CommandError where another one works or nothing may be signed."""
        with answering():
            if options["once"]:
                self._once()
                return
            over = Event()
            for each in (signal.SIGINT, signal.SIGTERM):
                signal.signal(each, lambda _number, _frame: over.set())
            self.stdout.write(_("Pengurut berjalan. Ctrl+C: berhenti."))
            run(over, asked=True)

    def _once(self) -> None:
        taken = once()
        state = LogState.objects.get()
        if state.refused:
            told = refusal_told(state.refused, state.refused_facts)
            self.stderr.write(f"{told.what}\n{told.do} ({state.refused})")
            sys.exit(REFUSED)
        self.stdout.write(_("%(taken)s entri diolah; log kini %(size)s daun.") % {"taken": taken, "size": state.size})
