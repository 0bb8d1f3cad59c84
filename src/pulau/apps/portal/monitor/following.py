"""Following the monitor by mail: asked by a stranger, confirmed and ended by links, without an account.

No journal entry: who follows is no affair of any body, changes nothing that anybody relies on, and an entry that says
who reads what would be kept for good (docs/howto/monitor.md).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from pulau.apps.portal.models import LONGEST_NAME, Follower, Letter, ToldAlarm
from pulau.apps.portal.monitor.alarms import alarms, log_alarms
from pulau.apps.portal.monitor.wishes import wish_digest, wish_of
from pulau.apps.portal.narrowing import units_wished
from pulau.foundation.accounts.throttle import HeldBack, Rule, count_try
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.apps.portal.monitor.alarms import Alarm
    from pulau.apps.portal.narrowing import Wish

CONFIRM_WITHIN: Final = timedelta(hours=48)
MOST_WISHES: Final = 20
"""Of one address."""
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
BY_SOURCE: Final = Rule("follow-source", 10, _HOUR, _HOUR, _HOUR)
BY_ADDRESS: Final = Rule("follow-address", 3, _DAY, _DAY, _DAY)
BY_ALL: Final = Rule("follow-all", 300, _HOUR, _HOUR / 6, _HOUR / 6)
_JOB: Final = "pulau.apps.portal.tasks.send_letters"


class LinkOver(Exception):  # noqa: N818 - a fact, as every error of this project
    """The link is none, was replaced by a newer one, or was not used within its time."""


def ask(*, address: str, source: str, language: str, wish: Wish, now: datetime) -> None:
    """Ask an address whether it wants to follow: one letter, or none. Whoever asks learns nothing about the address.

    `source` is what a network is counted by. Raises HeldBack where too many were asked for from there, or at all.
    """
    digest = address_digest(address)
    count_try(((BY_SOURCE, source), (BY_ALL, "")), now)
    try:
        count_try(((BY_ADDRESS, digest),), now)
    except HeldBack:
        return  # three letters a day are enough for an address whose owner may not have asked
    _ask(address, digest, language, wish, now)


@transaction.atomic
def _ask(address: str, digest: str, language: str, wish: Wish, now: datetime) -> None:
    known = Follower.objects.select_for_update().filter(address_digest=digest)
    if known.exclude(wish_digest=wish_digest(wish)).count() >= MOST_WISHES:
        return
    row, _made = known.get_or_create(
        address_digest=digest,
        wish_digest=wish_digest(wish),
        defaults={"address": address, "language": language, "wish": wish.asked, "asked_at": now},
    )
    if row.confirmed_at is not None:
        return
    row.asked_at, row.language = now, language
    row.save(update_fields=("asked_at", "language"))
    Letter.objects.get_or_create(
        follower=row, key=f"tanya {now:%Y%m%dT%H%M%S}", defaults={"is_question": True, "made_at": now, "send_at": now}
    )
    enqueue(_JOB)


@transaction.atomic
def confirm(*, follower_id: UUID, token: str, now: datetime) -> Follower:
    """Begin to follow: from now on only what is new is told. Twice is as once. Raises LinkOver."""
    row = followed_by(follower_id, token, now, lock=True)
    if row.confirmed_at is None:
        today = timezone.localdate(now)
        row.confirmed_at, row.looked_on = now, today
        row.save(update_fields=("confirmed_at", "looked_on"))
        note_told(row, ringing_for(wish_of(row.wish), now, today))
    return row


def ringing_for(wish: Wish, now: datetime, today: date) -> list[Alarm]:
    """Return all that rings for who follows a wish, in the language that is spoken."""
    return [*log_alarms(now), *alarms(units_wished(wish, today)[0], today)]


def note_told(row: Follower, found: Iterable[Alarm]) -> None:
    """Note alarms as told to a follower."""
    told = [ToldAlarm(follower=row, key=one.key, name=one.name[:LONGEST_NAME]) for one in found]
    ToldAlarm.objects.bulk_create(told, ignore_conflicts=True, batch_size=1_000)


def followed_by(follower_id: UUID, token: str, now: datetime, *, lock: bool = False) -> Follower:
    """Return who is meant by a link of confirmation. Raises LinkOver."""
    rows = Follower.objects.select_for_update() if lock else Follower.objects.all()
    row = rows.filter(pk=follower_id).first()
    if row is None or not constant_time_compare(confirm_token(row), token):
        raise LinkOver
    if row.confirmed_at is None and now - row.asked_at > CONFIRM_WITHIN:
        raise LinkOver
    return row


def leave(*, follower_id: UUID, token: str) -> None:
    """Forget a follower and everything of them. Twice is as once. Raises LinkOver for a token that is none."""
    if not constant_time_compare(leave_token(follower_id), token):
        raise LinkOver
    Follower.objects.filter(pk=follower_id).delete()


def confirm_token(row: Follower) -> str:
    """Return the token of the newest question: only this installation can make it, and no row holds it."""
    return fingerprint("monitor confirm", f"{row.pk} {row.asked_at.isoformat()}")


def leave_token(follower_id: UUID) -> str:
    """Return the token that ends a subscription; every letter carries it."""
    return fingerprint("monitor leave", str(follower_id))


def address_digest(address: str) -> str:
    """Return by what an address is found; capital letters make no difference."""
    return fingerprint("monitor address", address.strip().casefold())


def forget_unconfirmed(now: datetime) -> int:
    """Remove who did not confirm in time; returns how many."""
    return Follower.objects.filter(confirmed_at=None, asked_at__lt=now - CONFIRM_WITHIN).delete()[0]


def forget_address(address: str) -> None:
    """Remove everything that an address follows: its person is erased."""
    Follower.objects.filter(address_digest=address_digest(address)).delete()
