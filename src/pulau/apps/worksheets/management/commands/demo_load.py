"""`pulau demo load`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.worksheets.demo_house.load import HouseLoaded, load_house
from pulau.foundation.accounts.demo import TENANT_CODE, TENANTS
from pulau.foundation.ui.formats import short_number

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Load the fictional regency, its people and their worksheets; a second run changes nothing."""

    help = "Load the demo: a fictional regency and its neighbours, three years. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one option."""
        parser.add_argument("--no-sign-in", action="store_true", help="Give nobody of the demo a password.")

    def handle(self, *_args: object, **options: object) -> None:
        """Load what is missing and say what was new."""
        without = bool(options["no_sign_in"])
        if not (settings.DEMO_SIGN_IN or without):
            raise CommandError(
                _(
                    "Contoh berisi orang rekaan dengan sandi yang diketahui semua orang, maka tidak dimuat di sini. "
                    "Dengan --no-sign-in contoh dimuat tanpa sandi."
                )
            )
        loaded = load_house(now=timezone.now(), sign_in=not without, tell=self._tell)
        self.stdout.write(_words(loaded))

    def _tell(self, done: int, every: int) -> None:
        """Show how far it is, on one line of a terminal."""
        if self.stdout.isatty():
            self.stdout.write(f"\r  {done}/{every}", ending="" if done < every else "\r")
            self.stdout.flush()


def _words(loaded: HouseLoaded) -> str:
    if not loaded.anything:
        return _("Contoh sudah ada; tidak ada yang diubah.")
    told = _(
        "Contoh dimuat: %(tenant)s, %(users)d akun, %(units)d unit, %(employees)d pegawai, %(sheets)d lembar kerja."
    )
    lines = [
        told
        % {
            "tenant": TENANTS[TENANT_CODE],
            "users": loaded.people.users,
            "units": loaded.units,
            "employees": loaded.employees,
            "sheets": loaded.worksheets,
        }
    ]
    if loaded.ceremonies.pacts:
        held = _("%(declarations)s pencanangan, %(pacts)s pakta, %(documents)s dokumen bertanda tangan.")
        lines.append(held % {name: short_number(value) for name, value in asdict(loaded.ceremonies).items()})
    return "\n".join(lines)
