"""The hub: one reading for all who follow, nothing lost, nothing twice, nobody held up by somebody slow."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import Client, override_settings

from pulau.foundation.live.followers import WAITING, Batch, Follower, Seats, TooManyFollowers
from pulau.foundation.live.hub import ALIVE, AWAY, BACK, Hub, Pace
from pulau.foundation.live.reading import read
from pulau.foundation.live.stream import _source
from pulau.foundation.registry.topics import Event, Topic, topics
from pulau.foundation.tenancy.wall import place, wall_stands
from tests.walls.headers import header_faults

QUICK = Pace(read=0.01, again=0.01, heartbeat=60)
ADDRESS = "/langsung/percobaan/abc"


class Source:
    """A thing that happens as a test says."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.readings: list[int] = []
        self.problem: Exception | None = None
        self.topic = Topic("percobaan", lambda _key, after: self.read(self.topic, "", after))

    def happen(self, *numbers: int) -> None:
        self.events += [Event(number, "tanda-tangan", {"n": number}) for number in numbers]

    def read(self, _topic: Topic, _key: str, after: int) -> Sequence[Event]:
        self.readings.append(after)
        if self.problem is not None:
            raise self.problem
        return [event for event in self.events if event.number > after]


class Stream:
    """What a follower was sent."""

    def __init__(self, hub: Hub, source: Source, reached: int = 0) -> None:
        self.hub, self.source, self.text = hub, source, ""
        self.follower = hub.follow(source.topic, "abc", reached)
        self.task = asyncio.create_task(self._go())

    async def _go(self) -> None:
        while chunk := await self.follower.next():
            self.text += chunk.decode()

    @property
    def numbers(self) -> list[int]:
        return [int(line[4:]) for line in self.text.splitlines() if line.startswith("id: ")]

    def leave(self) -> None:
        self.hub.leave(self.source.topic, "abc", self.follower)


def scene(play: Callable[[Hub, Source], Awaitable[None]], pace: Pace = QUICK) -> None:
    async def bounded() -> None:
        source = Source()
        hub = Hub(source.read, pace)
        async with asyncio.timeout(20):
            await play(hub, source)
        hub.close()

    asyncio.run(bounded())


async def until(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110 - what is waited for is somebody else's state
        await asyncio.sleep(0.005)


def test_one_reading_serves_all_who_follow() -> None:
    async def play(hub: Hub, source: Source) -> None:
        streams = [Stream(hub, source) for _ in range(50)]
        for number in range(1, 6):
            source.happen(number)
            await until(lambda number=number: all(number in each.numbers for each in streams))  # type: ignore[misc]
        assert all(each.numbers == [1, 2, 3, 4, 5] for each in streams)
        await until(lambda: len(source.readings) > 10)
        assert len(source.readings) < 50 * 5

    scene(play)


def joins_from_further_back() -> list[int]:
    """Somebody resumes from 3 while others are at 9; return what that one is sent."""
    found: list[int] = []

    async def play(hub: Hub, source: Source) -> None:
        source.happen(*range(1, 10))
        ahead = Stream(hub, source, reached=9)
        await until(lambda: len(source.readings) > 1)
        back = Stream(hub, source, reached=3)
        source.happen(10)
        await until(lambda: 10 in ahead.numbers and 10 in back.numbers)
        await asyncio.sleep(0.05)
        assert ahead.numbers == [10]
        found.extend(back.numbers)

    scene(play)
    return found


def test_who_resumes_gets_what_came_meanwhile_once() -> None:
    assert joins_from_further_back() == [4, 5, 6, 7, 8, 9, 10]


def test_a_reading_that_began_further_on_is_not_taken() -> None:
    follower = Follower(reached=3)
    follower.take(Batch.of(5, [Event(6, "x")]))
    assert follower.reached == 3


def test_followers_that_take_whatever_comes_would_lose_or_double(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the test above sees it."""

    def careless(self: Follower, batch: Batch) -> None:
        self.reached = batch.events[-1].number
        self.tell(batch.frames)

    monkeypatch.setattr(Follower, "take", careless)
    with pytest.raises(AssertionError):
        assert joins_from_further_back() == [4, 5, 6, 7, 8, 9, 10]


def test_nothing_is_read_when_nobody_follows() -> None:
    async def play(hub: Hub, source: Source) -> None:
        first, second = Stream(hub, source), Stream(hub, source)
        await until(lambda: bool(source.readings))
        first.leave()
        assert hub.read_now == 1
        second.leave()
        assert hub.read_now == 0
        await asyncio.sleep(0.03)
        seen = len(source.readings)
        await asyncio.sleep(0.05)
        assert len(source.readings) == seen

    scene(play)


def test_a_slow_follower_is_dropped_and_the_others_go_on() -> None:
    async def play(hub: Hub, source: Source) -> None:
        slow, quick = hub.follow(source.topic, "abc", 0), Stream(hub, source)
        for number in range(1, WAITING + 3):
            source.happen(number)
            await until(lambda number=number: number in quick.numbers)  # type: ignore[misc]
        assert slow.over
        assert await slow.next() == b""
        assert quick.numbers == list(range(1, WAITING + 3))

    scene(play)


def test_a_database_that_is_away_is_told_once_and_nothing_is_lost() -> None:
    async def play(hub: Hub, source: Source) -> None:
        stream = Stream(hub, source)
        source.happen(1)
        await until(lambda: stream.numbers == [1])
        source.problem = OperationalError("away")
        source.happen(2)
        await until(lambda: f'"{AWAY}"' in stream.text)
        await asyncio.sleep(0.05)
        source.problem = None
        await until(lambda: stream.numbers == [1, 2])
        assert (stream.text.count(f'"{AWAY}"'), stream.text.count(f'"{BACK}"')) == (1, 1)
        assert stream.text.index(BACK) < stream.text.index("id: 2")

    scene(play)


@pytest.mark.parametrize("problem", [Http404("closed"), RuntimeError("a mistake in a topic")])
def test_what_cannot_be_read_any_more_ends_its_streams(problem: Exception) -> None:
    async def play(hub: Hub, source: Source) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
        stream = Stream(hub, source)
        await until(lambda: bool(source.readings))
        source.problem = problem
        await stream.task
        assert hub.read_now == 0

    scene(play)


def test_a_quiet_stream_gives_a_sign_of_life() -> None:
    async def play(hub: Hub, source: Source) -> None:
        stream = Stream(hub, source)
        await until(lambda: stream.text.count(f'"{ALIVE}"') == 2)
        assert stream.numbers == []

    scene(play, Pace(read=0.01, heartbeat=0.03))


def test_a_seat_is_for_one_and_free_again_afterwards() -> None:
    seats = Seats(in_all=3, of_one=2)
    with seats.seat("a"), seats.seat("a"):
        with pytest.raises(TooManyFollowers), seats.seat("a"):
            pass
        with seats.seat("b"), pytest.raises(TooManyFollowers), seats.seat("c"):
            pass
    with seats.seat("a"), seats.seat("a"), seats.seat("c"):
        pass


@pytest.mark.parametrize(("proxies", "source"), [(0, "192.0.2.1"), (1, "203.0.113.5"), (2, "198.51.100.7")])
def test_followers_are_counted_by_who_is_behind_the_trusted_proxies(proxies: int, source: str) -> None:
    headers = [(b"x-forwarded-for", b"198.51.100.7, 203.0.113.5")]
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert _source({"client": ("192.0.2.1", "4000"), "headers": headers}) == source


# --- asked for again and again


@pytest.fixture
def source(db: None) -> Iterator[Source]:
    made = Source()
    made.happen(1, 2, 3)
    topics.add(made.topic)
    yield made
    del topics._entries["percobaan"]


def ask(path: str = ADDRESS, **headers: str) -> Any:  # noqa: ANN401 - an answer
    return Client().get(path, headers=headers)


def test_events_after_a_number_are_told_as_json(source: Source) -> None:
    answer = ask(f"{ADDRESS}?sejak=1")
    assert json.loads(answer.content) == {
        "last": 3,
        "events": [{"number": n, "name": "tanda-tangan", "data": {"n": n}} for n in (2, 3)],
    }
    assert header_faults(answer, private=True) == []
    assert "Accept" in answer.headers["Vary"]


def test_a_browser_that_resumes_says_so_in_a_header(source: Source) -> None:
    assert json.loads(ask(f"{ADDRESS}?sejak=1", Last_Event_ID="2").content)["last"] == 3
    assert len(json.loads(ask(f"{ADDRESS}?sejak=1", Last_Event_ID="2").content)["events"]) == 1


def test_what_is_known_is_not_sent_again(source: Source) -> None:
    tag = ask().headers["ETag"]
    assert ask(If_None_Match=tag).status_code == 304
    source.happen(4)
    assert ask(If_None_Match=tag).status_code == 200


def test_an_unknown_topic_and_an_unknown_key_are_not_there(source: Source) -> None:
    assert ask("/langsung/lain/abc").status_code == 404
    source.problem = Http404()
    assert ask().status_code == 404


@pytest.mark.parametrize("given", ["-1", "x", "1.5", "²", "1;2"])
def test_a_number_that_is_none_is_refused(source: Source, given: str) -> None:
    assert ask(f"{ADDRESS}?sejak={given}").status_code == 400


def test_a_number_beyond_every_column_is_no_error(source: Source) -> None:
    assert json.loads(ask(f"{ADDRESS}?sejak={'9' * 400}").content)["events"] == []


@pytest.mark.django_db
def test_on_postgresql_the_key_opens_the_rows() -> None:
    if not wall_stands():
        pytest.skip("SQLite has no such wall")
    seen: list[str] = []

    def latest(_key: str, _after: int) -> list[Event]:
        seen.append(place().token)
        return []

    read(Topic("x", latest), "kunci", 0)
    assert seen == ["kunci"]
    assert place().token == ""
