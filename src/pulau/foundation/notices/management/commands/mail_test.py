"""`pulau mail test`."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from pulau.foundation.notices.letters import trial_message


class Command(BaseCommand):
    """Send one letter now, so that who runs the installation sees what the mail server says."""

    help = "Send one letter now."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments."""
        parser.add_argument("address")

    def handle(self, *_args: object, address: str, **_options: object) -> None:
        """Send it, or say what went wrong."""
        try:
            validate_email(address)
        except ValidationError as problem:
            raise CommandError(_("%(address)s bukan alamat surel.") % {"address": address}) from problem
        try:
            trial_message(address).send()
        except (SMTPException, OSError) as problem:
            raise CommandError(_("Server surel menolak atau tidak menjawab: %(why)s") % {"why": problem}) from problem
        if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
            self.stdout.write(
                _("Surel ditulis ke folder %(folder)s.") % {"folder": getattr(settings, "EMAIL_FILE_PATH", "")}
            )
        else:
            self.stdout.write(_("Server surel menerima surel untuk %(address)s.") % {"address": address})
