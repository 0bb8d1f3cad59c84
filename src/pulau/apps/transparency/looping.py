"""The sequencer and the witnesses as a loop beside the jobs of a worker, or in a process of its own.

Only one of all workers has the lock store; the others look again now and then. What goes wrong is logged and rung, and
tried again after a while: entries wait meanwhile, and none is lost.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Final

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from pulau.apps.transparency import places
from pulau.apps.transparency.models import LogState
from pulau.apps.transparency.publishing import publish_policy
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.cosigning import Cosigners
from pulau.apps.transparency.running.sequencing import BATCH, Sequencer
from pulau.core.log.notes import NoteRefused
from pulau.core.log.policies import PolicyRefused
from pulau.exchange.log.growing import LogRefused
from pulau.exchange.log.lock_store import LockHeld, LockMoved

if TYPE_CHECKING:
    from datetime import datetime

PAUSE_SECONDS: Final = 1.0
AGAIN_SECONDS: Final = 10.0
_POLICY: Final = timedelta(seconds=30)

logger = logging.getLogger(__name__)


def run(over: Event, *, asked: bool = False) -> None:
    """Sequence and ask witnesses until the event is set: where workers may, or where a person asked for it."""
    while places.chosen().enabled and (asked or places.chosen().sequencer) and not over.is_set():
        try:
            _hold(over)
        except LockHeld:
            logger.debug("another sequencer works")
        except (LogRefused, LockMoved) as refusal:
            logger.critical("the public log is not signed: %s", refusal)
        except (OSError, Error, PolicyRefused, NoteRefused) as problem:
            logger.warning("the public log waits: %s", problem)
            _ring(problem)
        finally:
            connection.close()
        over.wait(AGAIN_SECONDS)


def once() -> int:
    """Sequence what waits now, and ask each witness before and after. Returns how many entries were taken.

    Raises LockHeld, LogRefused, OSError.
    """
    if not places.chosen().enabled:
        return 0
    cosigners = Cosigners()
    try:
        with Sequencer(timezone.now()) as sequencer:
            _hear(cosigners, sequencer)
            _publish_policy(timezone.now())
            taken = _all(sequencer)
            _hear(cosigners, sequencer)
            return taken
    finally:
        cosigners.close()


def once_in_worker() -> None:
    """Do as `once`, and say what kept it from it: the worker's other work is done."""
    try:
        once()
    except LockHeld:
        logger.info("another sequencer works")
    except (LogRefused, LockMoved) as refusal:
        logger.critical("the public log is not signed: %s", refusal)
    except (OSError, PolicyRefused, NoteRefused) as problem:
        logger.warning("the public log waits: %s", problem)


def _hold(over: Event) -> None:
    cosigners = Cosigners()
    try:
        with Sequencer(timezone.now()) as sequencer:
            alarms.hush(alarms.STORE, timezone.now())
            _hear(cosigners, sequencer)  # whether one has seen more than this log: before anything is signed
            looked: datetime | None = None
            while not over.is_set():
                close_old_connections()
                now = timezone.now()
                if looked is None or abs(now - looked) > _POLICY:
                    _publish_policy(now)
                    looked = now
                taken = sequencer.turn(now)
                note = cosigners.turn(now)
                if note is not None:
                    sequencer.publish_again(note)
                if taken < BATCH:  # else one batch an entry would be signed, and pages would wait for the disk
                    over.wait(PAUSE_SECONDS)
    finally:
        cosigners.close()


def _hear(cosigners: Cosigners, sequencer: Sequencer) -> None:
    """Hear every witness, and publish what they signed."""
    note = cosigners.hear(timezone.now())
    if note is not None:
        sequencer.publish_again(note)


def _publish_policy(now: datetime) -> None:
    """Publish the policy; where a hand has broken it the old one stays, the log is signed on, and it is rung."""
    problem = places.policy_problem()
    if problem is None:
        publish_policy(now)
        alarms.hush(alarms.POLICY, now)
    else:
        alarms.ring(alarms.POLICY, problem, now)


def _all(sequencer: Sequencer) -> int:
    taken = 0
    while fresh := sequencer.turn(timezone.now()):
        taken += fresh
    return taken


def _ring(problem: Exception) -> None:
    try:
        if LogState.objects.exists():
            alarms.ring(alarms.STORE, {"problem": str(problem)[:200]}, timezone.now())
    except Error as away:  # the database is the problem
        logger.warning("nor can the alarm be kept: %s", away)
