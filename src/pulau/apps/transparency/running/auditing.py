"""The audit: every tile hashed anew, every logged entry held against its leaf, and the rows against the journal.

    audit(timezone.now)                      # all of it, now
    go_on(timezone.now)                      # at night: what a killed process left unfinished, or a new one when due

It reads only, in memory that does not grow with the log. What it finds rings until an audit no longer finds it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from pulau.apps.transparency import actions, places
from pulau.apps.transparency.models import Audit, LogState, OperatorEntry
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.running.comparing import FACTS, JOURNAL, Found, compare_facts, compare_journal
from pulau.apps.transparency.running.operator import record_operation
from pulau.core.log.tree import EMPTY_ROOT
from pulau.core.shared.digest import canonical_bytes, canonical_digest
from pulau.exchange.log.lock_store import peek
from pulau.exchange.log.rehashing import Place, Rehashed, place_of, rehash

Tell = Callable[[str, int, int], None]
"""Hears the part, how much of it is done, and how much there is."""

TILES: Final = "tiles"
PARTS: Final = (TILES, JOURNAL, FACTS)
ROOT: Final = "root"
"""What an alarm is about where each file fits the others, but not the root."""
ASLEEP: Final = timedelta(minutes=5)
"""So long without a sign of life, and the audit's process is taken for dead."""
_SAVED_SECONDS: Final = 2.0
_RUNG: Final = 20
_NIGHT: Final = range(1, 5)
_DUE: Final = timedelta(hours=20)
_CODES: Final = {TILES: alarms.TILES, JOURNAL: alarms.JOURNAL, FACTS: alarms.FACTS}


class NoLogYet(Exception):  # noqa: N818 - a fact, as every error of this project
    """There is nothing to audit: the log has not begun."""


def _untold(_part: str, _done: int, _every: int) -> None:
    """Tell nobody."""


def audit(clock: Callable[[], datetime], parts: Sequence[str] = PARTS, tell: Tell = _untold) -> Audit:
    """Check the log as it is now, from the beginning. Returns what was found. Raises NoLogYet, OSError."""
    return _Auditor(_begun(clock(), parts), clock, tell).run()


def go_on(clock: Callable[[], datetime], tell: Tell = _untold) -> Audit | None:
    """Go on with an audit whose process ended, or begin the one of this night; None where neither is due."""
    now = clock()
    left = Audit.objects.filter(ended_at=None).first()
    if left is not None:
        awake = abs(now - left.beat_at) < ASLEEP
        claimed = not awake and Audit.objects.filter(pk=left.pk, beat_at=left.beat_at).update(beat_at=now)
        return _Auditor(left, clock, tell).run() if claimed else None
    last = Audit.objects.filter(ended_at__isnull=False).first()
    if timezone.localtime(now).hour not in _NIGHT or (last is not None and abs(now - last.begun_at) < _DUE):
        return None
    return audit(clock, tell=tell) if LogState.objects.exists() else None


def _begun(now: datetime, parts: Sequence[str]) -> Audit:
    state = LogState.objects.first()
    if state is None:
        raise NoLogYet
    lock = peek(places.chosen().lock)
    here = lock is not None and lock.store == state.store
    size, root = (lock.size, lock.root) if lock is not None and here else (state.size, bytes(state.root) or EMPTY_ROOT)
    Audit.objects.filter(ended_at=None).update(ended_at=now)  # this one begins anew
    return Audit.objects.create(size=size, root=root, parts=list(parts), begun_at=now, beat_at=now)


class _Auditor:
    """One run over what an audit has still to check."""

    def __init__(self, row: Audit, clock: Callable[[], datetime], tell: Tell) -> None:
        self._row = row
        self._clock = clock
        self._tell = tell
        self._saved = time.monotonic()

    def run(self) -> Audit:
        row = self._row
        while row.parts:
            part = row.parts[0]
            count, first = self._tiles() if part == TILES else self._compared(part)
            row.found[part] = {"count": count, "first": list(first)}
            _settle(part, count, first, row, self._clock())
            row.parts, row.place, row.done, row.every = row.parts[1:], {}, 0, 0
            self._save()
        row.ended_at = self._clock()
        self._save()
        return row

    def _tiles(self) -> tuple[int, Sequence[str]]:
        row = self._row

        def tell(place: Place) -> None:
            self._beat(place.bundles, row.size // 256, place.as_json)

        try:
            place = place_of(row.place) if row.place else None
        except (KeyError, TypeError, ValueError):
            place = None
        found: Rehashed = rehash(places.tree_store(), row.size, bytes(row.root), tell, place)
        damaged = found.damaged or (() if found.root_holds else (ROOT,))
        return len(damaged) + found.uncounted, damaged[:_RUNG]

    def _compared(self, part: str) -> tuple[int, Sequence[Mapping[str, object]]]:
        row = self._row
        found = Found.of_json(row.place)

        def tell(done: int, every: int) -> None:
            self._beat(done, every, found.as_json)

        if part == JOURNAL:
            marked = min(row.size, LogState.objects.get().size)
            compare_journal(places.tree_store(), marked, found, tell)
        else:
            compare_facts(found, tell)
        return found.count, found.first

    def _beat(self, done: int, every: int, place: Callable[[], dict[str, object]]) -> None:
        self._tell(self._row.parts[0], done, every)
        if time.monotonic() - self._saved >= _SAVED_SECONDS:
            self._row.done, self._row.every, self._row.place = done, every, place()
            self._save()

    def _save(self) -> None:
        self._saved = time.monotonic()
        self._row.beat_at = self._clock()
        self._row.save()


@transaction.atomic
def _settle(part: str, count: int, first: Collection[object], row: Audit, now: datetime) -> None:
    """Ring what was found, end what is found no more, and keep in the log itself that an audit failed."""
    if part == TILES:
        for about in first:
            alarms.ring(alarms.TILES, {"size": row.size, "count": count}, now, str(about))
        for alarm in alarms.ringing().filter(code=alarms.TILES).exclude(about__in=[str(each) for each in first]):
            alarms.hush(alarms.TILES, now, alarm.about)
    elif count:
        alarms.ring(_CODES[part], {"count": count, "first": list(first)}, now)
    else:
        alarms.hush(_CODES[part], now)
    if count:
        payload = {"part": part, "count": count, "found": canonical_digest(list(first)), "first": list(first)}
        last = OperatorEntry.objects.filter(action=actions.AUDIT_FAILED.code, payload=_written(payload))
        rung_since = alarms.ringing().filter(code=_CODES[part]).first()
        if rung_since is None or not last.filter(at__gte=rung_since.since - timedelta(seconds=1)).exists():
            record_operation(actions.AUDIT_FAILED, payload, now)


def _written(payload: Mapping[str, object]) -> str:
    return canonical_bytes(dict(payload)).decode()
