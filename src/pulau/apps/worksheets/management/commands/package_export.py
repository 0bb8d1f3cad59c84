"""`pulau package export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.packaging.collecting import collect
from pulau.apps.worksheets.packaging.writing import write_package
from pulau.apps.worksheets.services.packages import record_export
from pulau.core.shared.actor import Actor
from pulau.exchange.packages.bag import PayloadDiffers
from pulau.foundation import storage
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from uuid import UUID


class Command(BaseCommand):
    """Write a self-assessment with its evidence as a package."""

    help = "Write a self-assessment with its evidence as a package."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose, and where to."""
        parser.add_argument("--unit", required=True)
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--output", required=True)
        parser.add_argument("--agency", default="")
        parser.add_argument("--confidential", action="store_true")

    def handle(
        self, *_args: object, unit: str, year: int, output: str, agency: str, confidential: bool, **_more: object
    ) -> None:
        """Write it. Raises CommandError where there is none, or it cannot be written."""
        tenant_id, path = _tenant_of(unit, year, agency), Path(output)
        with behind_wall(tenant_id):
            rows = Worksheet.objects.for_tenant(tenant_id).select_related("unit")
            row = rows.get(unit__code=unit, year=year)
            try:
                packing = collect(row, confidential=confidential)
                digest = write_package(packing, path, self._progress)
            except (storage.BlobMissing, storage.BlobDamaged, PayloadDiffers) as problem:
                words = _("Satu berkas bukti hilang atau rusak di tempat penyimpanan (%(what)s): pulau files check.")
                raise CommandError(words % {"what": problem}) from problem
            except (OSError, storage.StoreUnavailable) as problem:
                words = _("%(path)s tidak dapat ditulis: %(why)s.")
                raise CommandError(words % {"path": path, "why": problem}) from problem
            record_export(
                actor=Actor.system(tenant_id),
                worksheet_id=row.pk,
                digest=digest,
                files=len(packing.blobs),
                withheld=packing.withheld,
                now=timezone.now(),
            )
        told = {"path": path, "files": len(packing.blobs), "digest": digest}
        self.stdout.write(_("%(path)s: %(files)d berkas bukti. SHA-256 %(digest)s") % told)
        if packing.withheld:
            words = _("%(n)d berkas rahasia atau berbahaya tidak disertakan.")
            self.stdout.write(words % {"n": packing.withheld})

    def _progress(self, done: int, every: int) -> None:
        """Show how far it is, on one line of a terminal."""
        if self.stdout.isatty():
            self.stdout.write(f"\r  {done}/{every}", ending="" if done < every else "\r")
            self.stdout.flush()


def _tenant_of(unit: str, year: int, agency: str) -> UUID:
    """Return the body whose unit has this code and a worksheet of the year. Raises CommandError."""
    tenants = Tenant.objects.order_by("code")
    found = []
    for tenant in tenants.filter(code=agency) if agency else tenants:
        with behind_wall(tenant.pk):
            if Worksheet.objects.for_tenant(tenant.pk).filter(unit__code=unit, year=year).exists():
                found.append(tenant)
    if not found:
        raise CommandError(_("Tidak ada lembar kerja unit dan tahun itu. Yang ada: pulau package list."))
    if len(found) > 1:
        codes = ", ".join(tenant.code for tenant in found)
        raise CommandError(
            _("Kode unit itu ada di beberapa instansi; pilih dengan --agency: %(codes)s") % {"codes": codes}
        )
    return found[0].pk
