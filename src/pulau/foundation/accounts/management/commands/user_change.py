"""`pulau user change`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from pulau.foundation.accounts.management.account_command import AccountCommand
from pulau.foundation.accounts.services import EmailTaken, NipInvalid, NipTaken
from pulau.foundation.accounts.services.details import change_account

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.management.base import CommandParser

    from pulau.core.shared.actor import Actor
    from pulau.foundation.accounts.models import User


class Command(AccountCommand):
    """Put the address, the NIP or the name of an account right."""

    help = "Change the address, the NIP or the name of an account; sessions stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take also what is to stand there; an empty NIP takes it away."""
        super().add_arguments(parser)
        for option, field in (("--email", "new_email"), ("--nip", "nip"), ("--name", "full_name")):
            parser.add_argument(option, dest=field, default=None)

    def done(self, actor: Actor, user: User, now: datetime, **options: Any) -> str:  # noqa: ANN401 - any type
        """Do it, and say whether anything differed."""
        email, nip, name = options["new_email"], options["nip"], options["full_name"]
        if email is None and nip is None and name is None:
            raise CommandError(_("Sebutkan yang diubah: --email, --nip, atau --name."))
        try:
            changed = change_account(actor=actor, user=user, email=email, nip=nip, full_name=name, now=now)
        except EmailTaken as fact:
            raise CommandError(_("Surel %(email)s sudah dipakai akun lain.") % {"email": email}) from fact
        except NipTaken as fact:
            raise CommandError(_("NIP %(nip)s sudah dipakai akun lain.") % {"nip": nip}) from fact
        except NipInvalid as fact:
            raise CommandError(_("NIP terdiri atas 8 sampai 18 angka.")) from fact
        except ValidationError as fact:
            raise CommandError(" ".join(fact.messages)) from fact
        words = {"name": user.full_name}
        return _("Akun %(name)s diubah.") % words if changed else _("Akun %(name)s sudah seperti itu.") % words
