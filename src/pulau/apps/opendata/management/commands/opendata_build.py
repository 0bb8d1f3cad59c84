"""`pulau opendata build`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.opendata.releasing import NothingToRelease, ReleaseOvertaken, build_release
from pulau.foundation.storage import StoreUnavailable


class Command(BaseCommand):
    """Make the release of a year now, and print its digest."""

    help = "Make the release of a year."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the year."""
        parser.add_argument("--year", type=int, default=0)

    def handle(self, *_args: object, **options: int) -> None:
        """Make it; tells how far it is every few seconds."""
        now = timezone.now()
        year = options["year"] or timezone.localdate(now).year
        try:
            outcome = build_release(year=year, now=now, told=self._tell)
        except NothingToRelease:
            raise CommandError(_("Belum ada yang dipublikasikan sampai tahun %(year)s.") % {"year": year}) from None
        except ReleaseOvertaken:
            told = _("Rilis lain dari tahun %(year)s selesai lebih dahulu; rilis ini dibuang.") % {"year": year}
            raise CommandError(told) from None
        except StoreUnavailable as problem:
            raise CommandError(_("Tempat berkas tidak dapat dipakai: %(why)s") % {"why": problem}) from problem
        values = {"release": str(outcome.release), "digest": outcome.release.manifest}
        if outcome.new:
            self.stdout.write(_("Rilis %(release)s terbit. SHA256SUMS: %(digest)s") % values)
        else:
            self.stdout.write(_("Data sama dengan rilis %(release)s; tidak ada versi baru.") % values)

    def _tell(self, table: str, done: int, total: int) -> None:
        self.stderr.write(f"{table}: {done} / {total}")
