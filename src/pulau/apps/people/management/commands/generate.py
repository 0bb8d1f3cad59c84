"""`pulau generate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.people.generating import AlreadyInUse, Size, generate
from pulau.foundation.accounts.services import TenantCodeTaken

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Fill an empty installation with invented agencies, units and employees, to see how it bears their number."""

    help = "Fill an empty installation with invented agencies, units and employees."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the numbers."""
        for name in ("agencies", "units", "employees"):
            parser.add_argument(f"--{name}", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--force", action="store_true")

    def handle(
        self, *_args: object, agencies: int, units: int, employees: int, seed: int, force: bool, **_more: object
    ) -> None:
        """Generate it, or say why not."""
        if not 0 < agencies <= min(units, employees):
            raise CommandError(_("Setiap instansi memerlukan sedikitnya satu unit dan satu pegawai."))
        size = Size(agencies, units, employees)
        try:
            generate(size=size, seed=seed, now=timezone.now(), force=force, tell=self._tell)
        except AlreadyInUse as problem:
            words = _(
                "Sudah ada instansi di sini. Data rekaan hanya masuk ke instalasi kosong, kecuali dengan --force."
            )
            raise CommandError(words) from problem
        except TenantCodeTaken as problem:
            raise CommandError(_("Kode %(code)s sudah ada: data rekaan sudah dimuat.") % {"code": problem}) from problem
        words = _("Data rekaan dimuat: %(agencies)d instansi, %(units)d unit, %(employees)d pegawai.")
        self.stdout.write(words % {"agencies": agencies, "units": units, "employees": employees})

    def _tell(self, done: int, every: int) -> None:
        """Show how far it is, on one line of a terminal."""
        if self.stdout.isatty():
            self.stdout.write(f"\r  {done}/{every}", ending="" if done < every else "\r")
            self.stdout.flush()
