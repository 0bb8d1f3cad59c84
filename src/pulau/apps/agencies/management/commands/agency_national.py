"""`pulau agency national`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.agencies.refusals import AgencyNotDescribed
from pulau.apps.agencies.services.agency import make_national
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Let an agency give duties for a region or the whole country, or take that back."""

    help = "Let an agency give duties for a region or the whole country, or take that back."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the agency's code, and whether the right is taken back."""
        parser.add_argument("code")
        parser.add_argument("--withdraw", action="store_true")

    def handle(self, *_args: object, **options: str) -> None:
        """Do it, or say why not."""
        code, national = options["code"], not options["withdraw"]
        tenant = Tenant.objects.filter(code=code).first()
        if tenant is None:
            raise CommandError(_("Tidak ada instansi dengan kode %(code)s.") % {"code": code})
        try:
            with behind_wall(tenant.pk):
                row = make_national(actor=Actor.system(tenant.pk), national=national, now=timezone.now())
        except AgencyNotDescribed as problem:
            raise CommandError(_("Instansi %(code)s belum diberi keterangan.") % {"code": code}) from problem
        told = _("%(name)s dapat memberi tugas di luar instansinya.")
        if not national:
            told = _("%(name)s hanya dapat memberi tugas di instansinya sendiri.")
        self.stdout.write(told % {"name": row.name})
