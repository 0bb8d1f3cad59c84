"""`pulau signing issue`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.signing.management.accounts import account_and_body
from pulau.apps.signing.services.certificates import issue_certificate_again
from pulau.core.shared.actor import Actor
from pulau.exchange.signatures.providers.base import CertificateRefused
from pulau.foundation.tenancy.wall import behind_wall


class Command(BaseCommand):
    """Issue a new certificate to somebody whose last one was revoked for them."""

    help = "Issue a new certificate to somebody whose last one was revoked for them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose."""
        parser.add_argument("email")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Do it. Raises CommandError where there is no such account, or nothing was revoked."""
        user, tenant_id = account_and_body(options["email"])
        with behind_wall(tenant_id):
            system, now = Actor.system(tenant_id), timezone.now()
            try:
                issue_certificate_again(actor=system, user_id=user.pk, name=user.full_name, now=now)
            except CertificateRefused as problem:
                raise CommandError(_("Tidak ada sertifikat yang dicabut, atau penerbitnya layanan lain.")) from problem
        self.stdout.write(_("Sertifikat baru diterbitkan."))
