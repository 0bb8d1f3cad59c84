"""`pulau user reset-factor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.foundation.accounts.management.account_command import AccountCommand
from pulau.foundation.accounts.services.securing import reset_factors

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.core.shared.actor import Actor
    from pulau.foundation.accounts.models import User


class Command(AccountCommand):
    """Help somebody who lost phone, passkey and recovery codes."""

    help = "Forget somebody's second factors and sign them out everywhere; make sure first that it is them who asks."

    def done(self, actor: Actor, user: User, now: datetime, **_options: object) -> str:
        """Do it, and say how many factors there were."""
        count = reset_factors(actor=actor, user=user, now=now)
        words = {"name": user.full_name, "n": count}
        return _("%(name)s: %(n)d faktor dihapus, semua perangkat dikeluarkan.") % words
