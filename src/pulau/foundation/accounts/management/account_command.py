"""What the commands about one account share: whose it is, and in which agency's journal it is told."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User, normal_email
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class AccountCommand(BaseCommand):
    """Something done to an account by who runs the installation."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose, and in which agency's journal it is told."""
        parser.add_argument("email")
        parser.add_argument("--agency", required=True)

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - options of any type
        """Find both, do it behind the wall of the agency, and say what was done. Raises CommandError."""
        tenant = Tenant.objects.filter(code=options["agency"]).first()
        if tenant is None:
            raise CommandError(_("Tidak ada instansi %(code)s.") % {"code": options["agency"]})
        user = User.objects.filter(email=normal_email(options["email"])).first()
        if user is None:
            raise CommandError(_("Tidak ada akun dengan surel %(email)s.") % {"email": options["email"]})
        with behind_wall(tenant.pk):
            told = self.done(Actor.system(tenant.pk), user, timezone.now(), **options)
        self.stdout.write(told)

    @abstractmethod
    def done(self, actor: Actor, user: User, now: datetime, **options: Any) -> str:  # noqa: ANN401 - the same
        """Do it, and return what to print. Raises CommandError."""
