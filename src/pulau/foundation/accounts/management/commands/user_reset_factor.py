"""`pulau user reset-factor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User, normal_email
from pulau.foundation.accounts.services.securing import reset_factors
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Help somebody who lost phone, passkey and recovery codes."""

    help = "Forget somebody's second factors and sign them out everywhere; make sure first that it is them who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose, and in which agency's journal it is told."""
        parser.add_argument("email")
        parser.add_argument("--agency", required=True)

    def handle(self, *_args: object, **options: str) -> None:
        """Do it, and say how many factors there were."""
        tenant = Tenant.objects.filter(code=options["agency"]).first()
        if tenant is None:
            raise CommandError(_("Tidak ada instansi %(code)s.") % {"code": options["agency"]})
        user = User.objects.filter(email=normal_email(options["email"])).first()
        if user is None:
            raise CommandError(_("Tidak ada akun dengan surel %(email)s.") % {"email": options["email"]})
        count = reset_factors(actor=Actor.system(tenant.pk), user=user, now=timezone.now())
        words = {"name": user.full_name, "n": count}
        self.stdout.write(_("%(name)s: %(n)d faktor dihapus, semua perangkat dikeluarkan.") % words)
