"""What a process holds: bounded, and not emptied by whoever asks for everything once."""

from __future__ import annotations

import os

from pulau import __version__
from pulau.foundation.standing.asking import Key
from pulau.foundation.standing.entries import Kept, Ready, ready
from pulau.foundation.standing.memory import Memory
from tests.foundation.standing.conftest import BEGIN


def made(size: int = 1000) -> Ready:
    return ready(Kept(os.urandom(size), (("Content-Type", "image/png"),), "id", BEGIN, 30, False, __version__))  # noqa: FBT003 - in the order of its fields


def key(number: int) -> Key:
    return (f"/{number}", "", "id")


def test_it_gives_back_what_was_put_and_the_later_of_two() -> None:
    memory = Memory(100_000)
    first, second = made(), made()
    memory.put(key(1), first)
    assert memory.get(key(1)) is first
    memory.put(key(1), second)
    assert memory.get(key(1)) is second
    assert memory.get(key(2)) is None
    assert memory.size == second.size


def test_it_never_holds_more_than_it_may() -> None:
    memory = Memory(100_000)
    for number in range(200):
        memory.put(key(number), made())
        memory.get(key(number // 2))
        assert memory.size <= 100_000
    assert memory.get(key(199)) is not None


def test_a_crawler_that_asks_for_everything_once_drives_out_no_page_that_people_read() -> None:
    memory = Memory(100_000)
    for number in range(10):
        memory.put(key(number), made())
        memory.get(key(number))
    for number in range(100, 1100):
        memory.put(key(number), made())
    assert all(memory.get(key(number)) is not None for number in range(10))


def test_the_one_that_was_asked_for_longest_ago_goes_first() -> None:
    memory = Memory(4 * 7000)
    for number in range(3):
        memory.put(key(number), made(100))
    assert memory.get(key(0)) is not None
    for number in range(10, 13):
        memory.put(key(number), made(100))
    assert memory.get(key(1)) is None
    assert memory.get(key(0)) is not None


def test_one_that_is_larger_than_all_the_room_is_not_held() -> None:
    memory = Memory(40_000)
    memory.put(key(1), made(20_000))
    assert memory.get(key(1)) is None
    assert memory.size == 0


def test_what_is_removed_is_gone_and_its_room_is_free() -> None:
    memory = Memory(100_000)
    for number in range(2):
        memory.put(key(number), made())
    memory.get(key(0))
    for number in range(2):
        memory.remove(key(number))
        memory.remove(key(number))
    assert (memory.size, memory.get(key(0)), memory.get(key(1))) == (0, None, None)
