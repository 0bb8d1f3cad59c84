"""Trying too often: who guesses is slowed down, an office is not shut out, and nobody learns who has an account.

Three counters, each by what was typed and not by whom it belongs to, so that unknown names behave as known ones:

- a name from one address: five tries, then a wait that doubles from half a minute to a quarter of an hour;
- a name from everywhere: a hundred tries a day, then one a minute; a network from which its person signed in of late
  is spared this one, so that strangers cannot lock anybody out;
- an address, whatever is typed: two hundred tries in ten minutes, far above what an office behind one address mistypes.

A try is counted before the password is looked at, under a lock in the database, so neither many processes nor many
tries at once get more. A right password takes its own count back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from pulau.foundation.accounts.models import EventKind, SignInEvent, Tries
from pulau.foundation.sealing import fingerprint

KNOWN_FOR: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Rule:
    """After `free` tries within `window` each further one waits `first`, doubled each time up to `longest`."""

    code: str
    free: int
    window: timedelta
    first: timedelta
    longest: timedelta

    def wait(self, failures: int) -> timedelta | None:
        """Return how long the next try waits after so many, or None."""
        over = failures - self.free
        if over < 0:
            return None
        doubled: timedelta = self.first * 2 ** min(over, 16)
        return min(doubled, self.longest)


_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
NAME_HERE: Final = Rule("name-here", 5, _DAY, timedelta(seconds=30), 15 * _MINUTE)
NAME_ANYWHERE: Final = Rule("name", 100, _DAY, _MINUTE, _MINUTE)
ADDRESS: Final = Rule("address", 200, 10 * _MINUTE, 10 * _MINUTE, 10 * _MINUTE)
FACTOR: Final = Rule("factor", 5, _DAY, timedelta(seconds=30), 15 * _MINUTE)
RESET_NAME: Final = Rule("reset-name", 3, timedelta(hours=1), timedelta(hours=1), timedelta(hours=1))
RESET_ADDRESS: Final = Rule("reset-address", 60, 10 * _MINUTE, 10 * _MINUTE, 10 * _MINUTE)

Counted = tuple[Rule, str]
"""A rule and what is counted by it."""


class HeldBack(Exception):  # noqa: N818 - a fact, as every error of this project
    """Tried too often; `until` is when the next try is taken."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def sign_in_counters(name: str, source: str, network: str, now: datetime) -> tuple[Counted, ...]:
    """Return what a try to sign in counts towards; `name` is what was typed, in its one spelling."""
    if _known(name, network, now):
        return ((ADDRESS, source), (NAME_HERE, f"{name}\x00{source}"))
    return ((ADDRESS, source), (NAME_HERE, f"{name}\x00{source}"), (NAME_ANYWHERE, name))


@transaction.atomic
def count_try(counted: tuple[Counted, ...], now: datetime) -> None:
    """Count a try. Raises HeldBack, and counts nothing, where one of the counters says to wait."""
    rules = {_key(rule, what): rule for rule, what in counted}
    Tries.objects.bulk_create([Tries(key=key, since=now) for key in sorted(rules)], ignore_conflicts=True)
    rows = list(Tries.objects.select_for_update().filter(key__in=rules).order_by("key"))
    held = [row.held_until for row in rows if row.held_until is not None and row.held_until > now]
    if held:
        raise HeldBack(max(held))
    for row in rows:
        rule = rules[row.key]
        if row.since + rule.window <= now:
            row.failures, row.since = 0, now
        row.failures += 1
        wait = rule.wait(row.failures)
        row.held_until = now + wait if wait else None
    Tries.objects.bulk_update(rows, ["failures", "since", "held_until"])


def take_back(counted: tuple[Counted, ...]) -> None:
    """Take back the count of a try that was right; the count of the name at this address begins anew."""
    own = [_key(rule, what) for rule, what in counted if rule in (NAME_HERE, FACTOR)]
    shared = [_key(rule, what) for rule, what in counted if rule not in (NAME_HERE, FACTOR)]
    Tries.objects.filter(key__in=own).delete()
    rows = Tries.objects.filter(key__in=shared)
    rows.update(failures=Greatest(F("failures") - 1, 0), held_until=None)


def forget_tries(now: datetime) -> int:
    """Remove what counts no more. Returns how many."""
    return Tries.objects.filter(since__lt=now - 2 * _DAY).filter(Q(held_until=None) | Q(held_until__lt=now)).delete()[0]


def _known(name: str, network: str, now: datetime) -> bool:
    """Whether the person of this name signed in from this network of late; asked alike for names of nobody."""
    of_name = Q(user__email=name) | Q(user__nip=name)
    recent = SignInEvent.objects.filter(of_name, kind=EventKind.SIGNED_IN, network=network, at__gt=now - KNOWN_FOR)
    return bool(network) and recent.exists()


def _key(rule: Rule, what: str) -> str:
    return fingerprint(f"tries {rule.code}", what)
