"""`pulau simulate season`, one share of it: in the database that the process has."""

from __future__ import annotations

import gc
import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pulau.apps.rehearsal.season import play_season
from pulau.exchange.result_json import dump
from pulau.foundation.tenancy.models import Tenant

SHOWN = 20


class Command(BaseCommand):
    """Play a season and print what came of it."""

    help = "Play a season with invented bodies in an empty database, and check the rules."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many bodies and units, the seed, and which share of the bodies is this process's."""
        parser.add_argument("--agencies", type=int, required=True)
        parser.add_argument("--units", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--share", default="0/1")

    def handle(self, *_args: object, agencies: int, units: int, seed: int, share: str, **_more: object) -> None:
        """Play. Raises CommandError in an installation that has bodies already."""
        if Tenant.objects.exists():
            raise CommandError(_("Simulasi hanya berjalan di basis data yang kosong."))
        gc.set_threshold(100_000, 20, 50)  # rows come and go by the million, and make no cycles
        part, _of, parts = share.partition("/")
        numbers = range(int(part), agencies, int(parts))
        outcome = play_season(agencies=numbers, units=units, seed=seed, told=self._told)
        for words in outcome.violations[:SHOWN]:
            self.stderr.write(words)
        told = {
            "states": dict(sorted(outcome.states.items())),
            "checked": outcome.checked,
            "violations": len(outcome.violations),
            "refused": outcome.refused,
            "barred": outcome.barred,
        }
        self.stdout.write(dump(told), ending="")

    def _told(self, done: int) -> None:
        sys.stderr.write(f"{done}\n")
        sys.stderr.flush()
