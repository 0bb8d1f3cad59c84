"""`pulau package list`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from pulau.apps.worksheets.models import SheetState
from pulau.apps.worksheets.packaging.offered import offered
from pulau.exchange.result_json import dump


class Command(BaseCommand):
    """Print which self-assessments can be exported."""

    help = "Print which self-assessments can be exported."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form."""
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *_args: object, format: str, **_more: object) -> None:  # noqa: A002 - the name of the option
        """Print them, those that were handed in first: one a line, or as a JSON array."""
        rows = sorted(offered(), key=lambda row: row["state"] != SheetState.SUBMITTED)
        if format == "json":
            self.stdout.write(dump(rows), ending="")
            return
        states = {"draft": _("draf"), "submitted": _("diajukan")}
        for row in rows:
            told = {**row, "state": states.get(row["state"], row["state"])}
            words = _("%(year)d  %(unit)s (%(agency)s)  %(state)s  %(answered)d jawaban, %(evidence)d bukti")
            self.stdout.write(words % told)
        if not rows:
            self.stdout.write(_("Belum ada lembar kerja yang berisi."))
