"""`pulau signing revoke`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.signing.management.accounts import account_and_body
from pulau.apps.signing.services.certificates import revoke_certificates
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.wall import behind_wall


class Command(BaseCommand):
    """Revoke a person's certificates."""

    help = "Revoke a person's certificates."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose, and why."""
        parser.add_argument("email")
        parser.add_argument("--reason", default="")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Do it. Raises CommandError where there is no such account, or no body yet."""
        user, tenant_id = account_and_body(options["email"])
        reason = options["reason"] or _("Dicabut oleh pengelola instalasi")
        with behind_wall(tenant_id):
            system, now = Actor.system(tenant_id), timezone.now()
            many = revoke_certificates(actor=system, user_id=user.pk, reason=reason, now=now)
        self.stdout.write(_("%(n)s sertifikat dicabut.") % {"n": many})
