"""`pulau user close`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from pulau.foundation.accounts.management.account_command import AccountCommand
from pulau.foundation.accounts.services.securing import (
    AccountClosed,
    AccountErased,
    AccountOpen,
    close_account,
    reopen_account,
)

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.management.base import CommandParser

    from pulau.core.shared.actor import Actor
    from pulau.foundation.accounts.models import User


class Command(AccountCommand):
    """Let nobody in with an account any more, or let its person in again."""

    help = "Close an account: its sessions end, sign-in and tokens are refused. --reopen takes that back."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take also whether it is to be opened again."""
        super().add_arguments(parser)
        parser.add_argument("--reopen", action="store_true")

    def done(self, actor: Actor, user: User, now: datetime, **options: Any) -> str:  # noqa: ANN401 - any type
        """Do it, and say what became of the account."""
        words = {"name": user.full_name}
        try:
            if options["reopen"]:
                reopen_account(actor=actor, user=user, now=now)
                return _("Akun %(name)s dibuka kembali.") % words
            count = close_account(actor=actor, user=user, now=now)
        except AccountClosed as fact:
            raise CommandError(_("Akun %(name)s sudah ditutup.") % words) from fact
        except AccountOpen as fact:
            raise CommandError(_("Akun %(name)s tidak ditutup.") % words) from fact
        except AccountErased as fact:
            raise CommandError(_("Akun ini dihapus atas permintaan pemiliknya dan tidak dapat dibuka.")) from fact
        return _("Akun %(name)s ditutup, %(n)d sesi diakhiri.") % {**words, "n": count}
