"""Sending letters to followers: each once at most where it cannot be known whether it went.

A letter is `SENDING`, committed, before the mail server is spoken to. What the server answers settles it. A worker that
dies in between leaves it so; after a while it counts as perhaps sent and is not sent again: what it told still stands
on the page and in the feed, and nobody gets the same news twice.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from pulau.apps.portal.models import Follower, Letter, LetterState
from pulau.apps.portal.monitor.following import CONFIRM_WITHIN
from pulau.apps.portal.monitor.letters import as_message
from pulau.foundation.notices.cadence import next_try
from pulau.foundation.notices.mailing import GIVEN_UP, LEASE, REFUSED, MailServerAway, Post

if TYPE_CHECKING:
    from uuid import UUID

MOST: Final = 1_000
"""Letters of a run."""
KEPT: Final = timedelta(days=30)
logger = logging.getLogger(__name__)


def send_due() -> int:
    """Send what waits; returns how many letters the server took. Ends when the server is away."""
    settle_left(timezone.now())
    post, before = Post(), timezone.now()
    try:
        for _number in range(MOST):
            letter = _claim(before)
            if letter is None:
                break
            _send(letter, post)
    except MailServerAway:
        logger.warning("the mail server is away; letters to followers wait")
    finally:
        post.close()
    return post.taken


def settle_left(now: datetime) -> int:
    """Close letters that a worker left behind: they may have gone. Forget those of long ago. Returns how many."""
    left = Letter.objects.filter(state=LetterState.SENDING, send_at__lt=now - LEASE)
    count = left.update(state=LetterState.UNSURE, send_at=None, told={})
    if count:
        logger.warning("%d letters to followers may have gone: their worker died, so they are not sent again", count)
    Letter.objects.exclude(state__in=(LetterState.WAITING, LetterState.SENDING)).filter(made_at__lt=now - KEPT).delete()
    return count


@transaction.atomic
def _claim(now: datetime) -> Letter | None:
    """Take the next letter whose time has come; `send_at` becomes when it was taken."""
    waiting = Letter.objects.filter(state=LetterState.WAITING, send_at__lte=now).order_by("send_at", "pk")
    letter = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("follower").first()
    if letter is None:
        return None
    letter.state, letter.send_at, letter.tries = LetterState.SENDING, timezone.now(), letter.tries + 1
    letter.save(update_fields=("state", "send_at", "tries"))
    return letter


def _send(letter: Letter, post: Post) -> None:
    if letter.is_question and _stale(letter):
        _settle(letter.pk, LetterState.FAILED)
        return
    try:
        problem = post.hand_over(as_message(letter))
    except MailServerAway:
        _wait(letter)
        raise
    if not problem:
        _settle(letter.pk, LetterState.SENT)
    elif problem == REFUSED:
        Follower.objects.filter(pk=letter.follower_id).delete()  # there is no such address: nothing of it is kept
    elif timezone.now() - letter.made_at > GIVEN_UP:
        _settle(letter.pk, LetterState.FAILED)
    else:
        _wait(letter)


def _stale(letter: Letter) -> bool:
    """Whether a question came too late to be answered, or was answered already."""
    row = letter.follower
    return row.confirmed_at is not None or timezone.now() - row.asked_at > CONFIRM_WITHIN


def _settle(pk: UUID, state: LetterState) -> None:
    Letter.objects.filter(pk=pk, state=LetterState.SENDING).update(state=state, send_at=None, told={})


def _wait(letter: Letter) -> None:
    """Let it wait for the next try: the server said that it did not take it, or was not spoken to at all."""
    again = next_try(letter.tries, timezone.now())
    Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING).update(state=LetterState.WAITING, send_at=again)
