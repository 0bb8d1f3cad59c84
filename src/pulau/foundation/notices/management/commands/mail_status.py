"""`pulau mail status`."""

from __future__ import annotations

from datetime import UTC

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from pulau.foundation.notices.mailing import mail_count
from pulau.foundation.tenancy.models import Tenant


class Command(BaseCommand):
    """Print how the letters of each body stand, and nothing of what is in them."""

    help = "Print how the letters of each body stand."

    def handle(self, *_args: object, **_options: object) -> None:
        """Print a line for each body that has any."""
        quiet = True
        for tenant in Tenant.objects.all():
            found = mail_count(tenant.pk)
            if not found.waiting and not found.failed:
                continue
            quiet = False
            line = _("%(body)s: %(waiting)d surel menunggu (%(troubled)d bermasalah), %(failed)d gagal")
            words = line % {
                "body": tenant.code,
                "waiting": found.waiting,
                "troubled": found.troubled,
                "failed": found.failed,
            }
            if found.oldest is not None:
                since = found.oldest.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                words += _("; yang tertua sejak %(since)s") % {"since": since}
            self.stdout.write(words)
        if quiet:
            self.stdout.write(_("Tidak ada surel yang menunggu atau gagal."))
