"""`pulau agency open`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.agencies.models import AgencyKind
from pulau.apps.agencies.services.agency import describe_agency, make_national
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.services import TenantCodeReserved, TenantCodeTaken, open_tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Open an agency: its wall and its description, with nothing in it yet."""

    help = "Open an agency, with nothing in it yet."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take code, name and kind; the region can be told by its administrator."""
        parser.add_argument("code")
        parser.add_argument("name")
        parser.add_argument("--kind", required=True, choices=AgencyKind.values)
        parser.add_argument("--national", action="store_true")  # may give duties for a region or the country

    def handle(self, *_args: object, **options: str) -> None:
        """Open it, or say why not."""
        code, name = options["code"], options["name"]
        try:
            _open(code, name, AgencyKind(options["kind"]), national=bool(options["national"]))
        except TenantCodeTaken as taken:
            raise CommandError(_("Kode %(code)s sudah dipakai instansi lain.") % {"code": code}) from taken
        except TenantCodeReserved as reserved:
            words = _("Kode %(code)s adalah alamat halaman Pulau sendiri. Pilih kode lain, misalnya kab-%(code)s.")
            raise CommandError(words % {"code": code}) from reserved
        except ValidationError as problem:
            raise CommandError(_words(problem)) from problem
        self.stdout.write(_("Instansi dibuka: %(name)s (%(code)s).") % {"name": name, "code": code})
        self.stdout.write(
            _("Berikutnya: pulau user add SUREL --name NAMA --agency %(code)s --role agency-administrator")
            % {"code": code}
        )


def _words(problem: ValidationError) -> str:
    if "code" in problem.message_dict:
        return _("Kode terdiri dari huruf kecil, angka, dan tanda hubung, misalnya kab-contoh.")
    return " ".join(problem.messages)


@transaction.atomic
def _open(code: str, name: str, kind: AgencyKind, *, national: bool) -> None:
    now = timezone.now()
    tenant = open_tenant(code=code, name=name, now=now)
    with behind_wall(tenant.pk):
        describe_agency(actor=Actor.system(tenant.pk), name=name, kind=kind, region="", now=now)
        if national:
            make_national(actor=Actor.system(tenant.pk), national=True, now=now)
