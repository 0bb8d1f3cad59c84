"""Many at once: one makes a page anew, the others get what stood, or wait for the first of its kind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Final

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from pulau.foundation.standing import middleware as module
from pulau.foundation.standing.middleware import StandingMiddleware
from pulau.foundation.standing.refusing import PLACE
from pulau.foundation.standing.rules import Rule, mark
from tests.foundation.standing.conftest import Portal

ADDRESS: Final = "/uji/polos/a"
MANY: Final = 16
PATIENCE: Final = 20


class Slow:
    """What lies behind the middleware: each answer waits until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = Event(), Event()
        self.made = 0
        self.status = 200

    def __call__(self, _request: HttpRequest) -> HttpResponse:
        self.made += 1
        number = self.made
        self.begun.set()
        assert self.go.wait(PATIENCE)
        response = HttpResponse(f"{PLACE}<p>{number}</p>", status=self.status)
        if self.status == 200:
            mark(response, Rule(30, ()))
        return response


def ask(answers: Callable[[HttpRequest], HttpResponse]) -> bytes:
    return answers(RequestFactory().get(ADDRESS)).content


def many(pool: ThreadPoolExecutor, answers: Callable[[HttpRequest], HttpResponse]) -> list[Future[bytes]]:
    return [pool.submit(ask, answers) for _ in range(MANY)]


def test_of_many_who_ask_for_what_is_stale_one_makes_it_and_the_others_do_not_wait(portal: Portal) -> None:
    slow = Slow()
    answers = StandingMiddleware(slow)
    slow.go.set()
    old = ask(answers)
    slow.go.clear()
    slow.begun.clear()
    portal.later(31)
    with ThreadPoolExecutor(MANY + 1) as pool:
        maker = pool.submit(ask, answers)
        assert slow.begun.wait(PATIENCE)
        assert {each.result(PATIENCE) for each in many(pool, answers)} == {old}
        assert not maker.done()
        slow.go.set()
        assert maker.result(PATIENCE) == f"{PLACE}<p>2</p>".encode()
    assert slow.made == 2
    assert ask(answers) == f"{PLACE}<p>2</p>".encode()


def test_of_many_who_ask_for_what_never_stood_one_makes_it_for_all(portal: Portal) -> None:
    slow = Slow()
    answers = StandingMiddleware(slow)
    with ThreadPoolExecutor(MANY) as pool:
        asked = many(pool, answers)
        assert slow.begun.wait(PATIENCE)
        slow.go.set()
        assert {each.result(PATIENCE) for each in asked} == {f"{PLACE}<p>1</p>".encode()}
    assert slow.made == 1


def test_again_and_again_each_round_makes_it_once(portal: Portal) -> None:
    slow = Slow()
    slow.go.set()
    answers = StandingMiddleware(slow)
    with ThreadPoolExecutor(MANY) as pool:
        for number in range(1, 30):
            told = {each.result(PATIENCE) for each in many(pool, answers)}
            assert slow.made == number
            assert told <= {f"{PLACE}<p>{n}</p>".encode() for n in (number - 1, number)}
            portal.later(31)


def test_where_the_first_fails_those_who_waited_ask_for_themselves(portal: Portal) -> None:
    slow = Slow()
    slow.status = 404
    answers = StandingMiddleware(slow)
    with ThreadPoolExecutor(MANY) as pool:
        asked = many(pool, answers)
        assert slow.begun.wait(PATIENCE)
        slow.go.set()
        assert all(each.result(PATIENCE) for each in asked)
    assert 1 < slow.made <= MANY
    assert answers._making == {}


def test_whoever_has_waited_too_long_asks_for_themselves(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.05)
    slow = Slow()
    answers = StandingMiddleware(slow)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, answers)
        assert slow.begun.wait(PATIENCE)
        slow.begun.clear()
        second = pool.submit(ask, answers)
        assert slow.begun.wait(PATIENCE), "the second has begun to ask too"
        slow.go.set()
        assert first.result(PATIENCE)
        assert second.result(PATIENCE)
    assert slow.made == 2


def test_a_fault_while_it_is_made_blocks_nobody_after_it(portal: Portal) -> None:
    def broken(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    answers = StandingMiddleware(broken)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            ask(answers)
    assert answers._making == {}
