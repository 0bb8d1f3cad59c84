"""`pulau signing state`."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.signing import authority
from pulau.apps.signing.models import Certificate, Signatory, SigningRun
from pulau.apps.signing.provider import chosen_code, stamps_by
from pulau.exchange.signatures.signing import Level
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.ui.formats import long_date


class Command(BaseCommand):
    """Print how signing stands."""

    help = "Print how signing stands."

    def handle(self, *_args: object, **_options: object) -> None:
        """Print it, a line each; nothing is made."""
        now, waiting, runs = timezone.now(), 0, 0
        for tenant_id in Tenant.objects.values_list("pk", flat=True):
            with behind_wall(tenant_id):
                rows = Signatory.objects.for_tenant(tenant_id).filter(version__isnull=False, level=Level.B_B)
                waiting += rows.order_by().values("document_id").distinct().count()
                runs += SigningRun.objects.for_tenant(tenant_id).filter(finished_at__isnull=True).count()
        until = authority.holds_until(now)
        certificates = Certificate.objects.filter(revoked_at__isnull=True, until__gt=now).count()
        lines = (
            (_("Penyedia tanda tangan"), chosen_code()),
            (_("Penanda waktu"), stamps_by() or _("instalasi ini sendiri")),
            (_("Otoritas berlaku sampai"), long_date(until) if until else _("belum dibuat: pulau signing setup")),
            (_("Sertifikat orang yang berlaku"), certificates),
            (_("Dokumen yang menunggu penanda waktu"), waiting),
            (_("Tanda tangan banyak dokumen yang belum selesai"), runs),
        )
        for words, value in lines:
            self.stdout.write(f"{words}: {value}")
