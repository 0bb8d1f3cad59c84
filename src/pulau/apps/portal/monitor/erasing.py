"""What erasing an account does here: what its address follows goes too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.portal.monitor.following import forget_address
from pulau.foundation.accounts.models import User
from pulau.foundation.registry.personal_data import Eraser

if TYPE_CHECKING:
    from uuid import UUID


def forget_follower(user_id: UUID) -> None:
    """Forget whoever follows by the address of an account."""
    for address in User.objects.filter(pk=user_id).values_list("email", flat=True):
        forget_address(address)


ERASER: Final = Eraser("portal.followers", forget_follower)
