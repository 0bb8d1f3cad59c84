"""How often the read API may be asked: by address without a key, by key with one, and by address above all keys."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from pulau.apps.opendata.keys import LENGTH, PREFIX, digest_of, standing_key
from pulau.foundation.accounts.origin import address_of, source_of
from pulau.foundation.api.rates import Rates

if TYPE_CHECKING:
    from django.http import HttpRequest

ANONYMOUS: Final = 60
"""Requests a minute of an address without a key."""
ADDRESS_CEILING: Final = 1_200
"""Requests a minute of an address with keys, however many it holds."""
KEYS_A_MINUTE: Final = 3
"""Keys that an address may make a minute."""
HEADER: Final = "X-Data-Key"
_KNOWN_SECONDS: Final = 60.0
_MOST_KNOWN: Final = 5_000

rates: Final = Rates()


class KeyRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """The key is none, or counts no more."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a request may: `limit` requests a minute; `wait` seconds until the next, 0 where this one is taken."""

    limit: int
    wait: int


class _KnownKeys:
    """Keys that were found of late, so that the database is not asked each time."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[float, tuple[str, int]]] = {}
        self._lock = Lock()

    def find(self, digest: str, now: float) -> tuple[str, int]:
        with self._lock:
            known = self._found.get(digest)
        if known is not None and known[0] <= now < known[0] + _KNOWN_SECONDS:
            return known[1]
        standing = standing_key(digest)
        with self._lock:
            self._found.pop(digest, None)
            if len(self._found) >= _MOST_KNOWN:
                self._found.clear()
            if standing is not None:
                self._found[digest] = (now, standing)
        if standing is None:
            raise KeyRefused
        return standing

    def clear(self) -> None:
        with self._lock:
            self._found.clear()


known_keys: Final = _KnownKeys()


def allow(request: HttpRequest) -> Allowance:
    """Count a request. Raises KeyRefused for a key that is none; so many of these are looked up as without a key."""
    now, source = time.monotonic(), source_of(address_of(request))
    key = request.headers.get(HEADER)
    if key is None:
        return Allowance(ANONYMOUS, rates.wait(f"address {source}", ANONYMOUS, now))
    wait = rates.wait(f"ceiling {source}", ADDRESS_CEILING, now)
    if wait:
        return Allowance(ADDRESS_CEILING, wait)
    if len(key) != LENGTH or not key.startswith(PREFIX):
        raise KeyRefused
    pk, limit = known_keys.find(digest_of(key), now)
    return Allowance(limit, rates.wait(f"key {pk}", limit, now))


def allow_key(request: HttpRequest) -> int:
    """Count that an address makes a key; returns the seconds that it has to wait, or 0."""
    return rates.wait(f"new {source_of(address_of(request))}", KEYS_A_MINUTE, time.monotonic())


def forget() -> None:
    """Forget all counts and keys known, as a new process does."""
    rates.clear()
    known_keys.clear()
