"""`pulau analytics build`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.analytics.building import count_nation
from pulau.exchange.national.asking import QuestionFailed
from pulau.exchange.national.snapshots import SnapshotNotWritten
from pulau.foundation.ui.formats import number


class Command(BaseCommand):
    """Count the national figures now."""

    help = "Count the national figures now."

    def handle(self, *_args: object, **_options: object) -> None:
        """Take a snapshot, answer every figure, and print what was done."""
        try:
            counted = count_nation(timezone.now())
        except (SnapshotNotWritten, QuestionFailed) as problem:
            raise CommandError(str(problem)) from problem
        words = _("Potret baru") if counted.new else _("Tidak ada yang baru; potret yang ada dipakai")
        rows = sum(file.rows for file in counted.snapshot.files.values())
        self.stdout.write(f"{words}: {counted.snapshot.folder} ({_('%(rows)s baris') % {'rows': number(rows, 0)}})")
        self.stdout.write(_("%(figures)s angka dihitung.") % {"figures": counted.figures})
