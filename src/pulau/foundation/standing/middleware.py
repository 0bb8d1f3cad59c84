"""Answers for pages that are kept ready, before session, language or database are asked.

What is fresh is given as it stands. What is not is made anew by one request, while others of this process get what
stood before; and when that fails because database or file store are away, what stood before says since when it stands.
docs/howto/standing-pages.md tells the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock
from typing import Final

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from pulau.foundation.standing import clock
from pulau.foundation.standing.answering import answer, answer_away
from pulau.foundation.standing.asking import LONGEST_KEY, SAFE, Asked, Key, nobody, passes_by, read
from pulau.foundation.standing.disk import Disk
from pulau.foundation.standing.entries import Ready, keep, ready
from pulau.foundation.standing.memory import Memory
from pulau.foundation.standing.news import News
from pulau.foundation.standing.rules import Rule, marked, may_be_kept, rule_of
from pulau.foundation.ui.away import is_away, is_connected

AGAIN_SECONDS: Final = 5.0
"""How long it is not tried again after it failed."""
PATIENCE_SECONDS: Final = 10.0
"""How long a request waits for another that makes the same page for the first time."""
_MEGABYTE: Final = 1024 * 1024
_OURS_FAILED: Final = 500
_LESS_OFTEN: Final = 429
_MANY: Final = 4096
_HOSTS: Final = 64


class StandingMiddleware:
    """Answer for views marked by `kept_ready`; let everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Begin with nothing kept in memory. Raises MiddlewareNotUsed where nothing is to be kept."""
        if not settings.STANDING_MEMORY_MB:
            raise MiddlewareNotUsed("nothing is kept ready")
        folder = settings.STANDING_FOLDER
        self.get_response = get_response
        self._memory = Memory(settings.STANDING_MEMORY_MB * _MEGABYTE)
        self._disk = Disk(folder, settings.STANDING_DISK_MB * _MEGABYTE) if folder is not None else None
        self._news = News(folder)
        self._rules: dict[str, Rule | None] = {}
        self._hosts: set[object] = set()
        self._lock = Lock()
        self._making: dict[Key, Event] = {}
        self._unreachable_until = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or pass on."""
        if request.method not in SAFE or passes_by(request) or not self._right_host(request):
            return self.get_response(request)
        rule = self._rule(request.path_info)
        asked = read(request, rule.asks) if rule is not None else None
        if asked is None:
            return self.get_response(request)
        found = self._memory.get(asked.key)
        now = clock.now()
        if found is not None and found.fresh(now, self._news.told(now)[0]):
            return answer(found, request, asked.switch)
        return self._stale(request, asked)

    def _right_host(self, request: HttpRequest) -> bool:
        """Whether the visitor asked for a name of ours; another is refused further in."""
        host = request.META.get("HTTP_HOST")
        if host in self._hosts:
            return True
        try:
            request.get_host()
        except DisallowedHost:
            return False
        if len(self._hosts) < _HOSTS:
            self._hosts.add(host)
        return True

    def _rule(self, path: str) -> Rule | None:
        """Return how the view of an address is kept, from its place in the table of addresses."""
        if path in self._rules:
            return self._rules[path]
        if len(path) > LONGEST_KEY:
            return None
        try:
            rule = rule_of(resolve(path).func)
        except Resolver404:
            rule = None
        if len(self._rules) >= _MANY:
            self._rules = {}
        self._rules[path] = rule
        return rule

    def _stale(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """Make it anew, unless somebody does: then give what stood, or wait for the first of its kind."""
        found, now = self._held(asked.key), clock.now()
        if found is not None and now < found.again_at:
            return answer_away(found, request, now)
        with self._lock:
            making = self._making.get(asked.key)
            if making is None:
                self._making[asked.key] = Event()
        if making is None:
            try:
                return self._renewed(request, asked)
            finally:
                with self._lock:
                    self._making.pop(asked.key).set()
        if self._held(asked.key) is None:
            making.wait(PATIENCE_SECONDS)
        found = self._held(asked.key)
        return self.get_response(request) if found is None else self._given(found, request, asked)

    def _renewed(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        key, now = asked.key, clock.now()
        found = self._newest(key)
        if found is not None and found.fresh(now, self._news.told(now)[0]):
            return answer(found, request, asked.switch)  # somebody was quicker, here or in another process
        if found is not None and now < max(found.again_at, self._unreachable_until):
            found.again_at = max(found.again_at, self._unreachable_until)
            return answer_away(found, request, now)
        inner = nobody(request, key)
        response = self.get_response(inner)
        if found is not None and is_away(response):
            return self._failed(found, request)
        rule = marked(response)
        if rule is not None and may_be_kept(inner, response):
            return answer(self._keep(key, response, rule, now), request, asked.switch)
        if response.status_code < _OURS_FAILED and response.status_code != _LESS_OFTEN:
            self._drop(key)
        return response

    def _keep(self, key: Key, response: HttpResponse, rule: Rule, built: float) -> Ready:
        kept = keep(response, language=key[2], built=built, seconds=rule.seconds)
        made = ready(kept)
        self._memory.put(key, made)
        if self._disk is not None:
            self._disk.write(key, kept)
        self._unreachable_until = 0.0
        return made

    def _failed(self, found: Ready, request: HttpRequest) -> HttpResponse:
        """Give what stood. Where not even a connection could be made, no other page tries for a while either."""
        now = clock.now()
        found.again_at = now + AGAIN_SECONDS
        if not is_connected():
            self._unreachable_until = found.again_at
        return answer_away(found, request, now)

    def _given(self, found: Ready, request: HttpRequest, asked: Asked) -> HttpResponse:
        """Give what is held: as it stands, or with the line that says since when where making it anew has failed."""
        if found.again_at:
            return answer_away(found, request, clock.now())
        return answer(found, request, asked.switch)

    def _held(self, key: Key) -> Ready | None:
        """Return what is in memory, unless it was withdrawn."""
        found = self._memory.get(key)
        return found if found is not None and self._may_be_shown(found) else None

    def _newest(self, key: Key) -> Ready | None:
        """Return what is in memory or, where another process made it later, on disk; nothing that was withdrawn."""
        found = self._held(key)
        kept = self._disk.read(key) if self._disk is not None else None
        if kept is not None and (found is None or kept.built > found.kept.built):
            other = ready(kept)
            if self._may_be_shown(other):
                self._memory.put(key, other)
                return other
        return found

    def _may_be_shown(self, found: Ready) -> bool:
        return found.kept.built > self._news.told(clock.now())[1]

    def _drop(self, key: Key) -> None:
        self._memory.remove(key)
        if self._disk is not None:
            self._disk.remove(key)
