"""Who an account says it is: name and language by the person, address and NIP by who runs the installation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.foundation.accounts.actions import DETAILS_CHANGED
from pulau.foundation.accounts.history import note
from pulau.foundation.accounts.models import EventKind, User, normal_email, normal_nip
from pulau.foundation.accounts.origin import Origin
from pulau.foundation.accounts.services.opening import NIP, EmailTaken, NipInvalid, NipTaken
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.shared.actor import Actor

_SEALED: Final = frozenset({"full_name", "email", "nip"})
_MAIL: Final = "pulau.foundation.accounts.tasks.mail_notice"


@transaction.atomic
def change_own_details(
    *, actor: Actor | None, user: User, full_name: str, language: str, origin: Origin, now: datetime
) -> bool:
    """Put one's own name and language right; return whether anything differed. `actor` is None without a body.

    Raises ValidationError by field: a name that is empty or too long, a language that is none of ours.
    """
    return _change(actor, user, {"full_name": full_name.strip(), "language": language}, origin, now)


@transaction.atomic
def change_account(
    *,
    actor: Actor,
    user: User,
    email: str | None = None,
    nip: str | None = None,
    full_name: str | None = None,
    now: datetime,
) -> bool:
    """Put the address, the NIP or the name of an account right; None leaves it, an empty NIP takes it away.

    Sessions stay, since the password does; a link for a new password that was mailed to the old address opens nothing.
    Returns whether anything differed. Raises EmailTaken, NipTaken, NipInvalid, or ValidationError by field.
    """
    wanted: dict[str, str | None] = {}
    if email is not None:
        wanted["email"] = normal_email(email)
        if User.objects.filter(email=wanted["email"]).exclude(pk=user.pk).exists():
            raise EmailTaken(email)
    if nip is not None:
        wanted["nip"] = _nip(user, nip)
    if full_name is not None:
        wanted["full_name"] = full_name.strip()
    return _change(actor, user, wanted, Origin(), now)


def _nip(user: User, typed: str) -> str | None:
    number = normal_nip(typed)
    if number and not NIP.fullmatch(number):
        raise NipInvalid(typed)
    if number and User.objects.filter(nip=number).exclude(pk=user.pk).exists():
        raise NipTaken(typed)
    return number or None


def _change(actor: Actor | None, user: User, wanted: Mapping[str, str | None], origin: Origin, now: datetime) -> bool:
    before = {field: getattr(user, field) for field in wanted}
    if before == wanted:
        return False
    for field, value in wanted.items():
        setattr(user, field, value)
    user.full_clean(exclude=["password"], validate_unique=False, validate_constraints=False)
    user.save(update_fields=list(wanted))
    payload = journal.changed(before, wanted, _SEALED)
    if any(before[field] != wanted[field] for field in _SEALED & wanted.keys()):
        note(user, EventKind.DETAILS_CHANGED, origin, now)
        enqueue(_MAIL, user=str(user.pk), kind=EventKind.DETAILS_CHANGED.value, at=now.isoformat())
    if actor is not None:
        journal.record(actor, DETAILS_CHANGED.code, user, payload, now)
    return True
