"""Reminders: once at each stage before the day and once after it, by working days of the body's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from pulau.core.shared.actor import Actor
from pulau.foundation.notices.reminding import remind, remind_all, stage_of
from pulau.foundation.notices.selectors import notices_of
from pulau.foundation.registry.due_things import Before, DueSource, DueThing, due_sources
from pulau.foundation.registry.notice_kinds import NoticeKind, Words, notice_kinds
from pulau.foundation.tenancy import place
from tests.foundation.workers import as_worker
from tests.house import House

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.foundation.notices.models import Notice

SOON = NoticeKind("uji.soon", "deadlines", Words("Tenggat {due}"), Words("Due {due}"))
LATE = NoticeKind("uji.late", "deadlines", Words("Lewat {due}"), Words("Late {due}"))
DUE = date(2026, 3, 30)  # five working days after 16 March: Nyepi and Idul Fitri lie between


class Desk:
    """A source with one thing for Ayu, which is settled or not."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.due = DUE
        self.settled = False
        self.asked: list[tuple[Actor, date, date]] = []

    def find(self, system: Actor, today: date, last: date) -> Iterable[DueThing]:
        self.asked.append((system, today, last))
        if system.tenant_id == self.house.tenants["sagara"] and not self.settled and self.due <= last:
            yield DueThing("surat-1", self.due, (self.house.users["ayu"].pk,), "/akun")


@pytest.fixture
def desk(house: House, monkeypatch: pytest.MonkeyPatch) -> Desk:
    found = Desk(house)
    source = DueSource("uji.surat", SOON.code, found.find, LATE.code)
    monkeypatch.setattr(due_sources, "_entries", {source.code: source})
    monkeypatch.setattr(notice_kinds, "_entries", {SOON.code: SOON, LATE.code: LATE})
    return found


def on(day: date, hour: int = 1) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def reminded(now: datetime) -> int:
    with as_worker():
        return remind_all(now)


def told(house: House, who: str = "ayu") -> list[Notice]:
    return list(notices_of(house.actors[who]).order_by("created_at"))


def test_each_stage_is_told_once_and_so_is_lateness(house: House, desk: Desk) -> None:
    day = date(2026, 3, 1)
    while day < date(2026, 4, 10):
        for hour in (1, 9):
            reminded(on(day, hour))
        day += timedelta(days=1)
    days = [(row.kind, row.created_at.date()) for row in told(house)]
    # 7 working days before (the 12th), 3 (the 25th), 1 (the 27th), and the day after.
    assert days == [
        ("uji.soon", date(2026, 3, 12)),
        ("uji.soon", date(2026, 3, 25)),
        ("uji.soon", date(2026, 3, 27)),
        ("uji.late", date(2026, 3, 31)),
    ]
    assert [row.urgent for row in told(house)] == [False, False, False, True]
    assert told(house)[0].params == {"due": "2026-03-30"}


def test_after_a_pause_only_the_stage_that_holds_now_is_told(house: House, desk: Desk) -> None:
    assert reminded(on(date(2026, 3, 28))) == 1
    assert reminded(on(date(2026, 3, 29))) == 0
    assert [row.key for row in told(house)] == ["uji.surat:surat-1:2026-03-30:1"]


def test_what_is_settled_is_not_reminded_of_and_another_day_begins_anew(house: House, desk: Desk) -> None:
    desk.settled = True
    assert reminded(on(date(2026, 3, 27))) == 0
    desk.settled, desk.due = False, date(2026, 3, 31)
    reminded(on(date(2026, 3, 27)))
    assert reminded(on(date(2026, 3, 30))) == 1
    assert len(told(house)) == 2


def test_each_body_is_asked_for_its_own_by_its_own_day(
    house: House, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    zones = {house.tenants["sagara"]: "Asia/Jakarta", house.tenants["lain"]: "Asia/Jayapura"}
    monkeypatch.setitem(place._sources, "zones", lambda actor: ZoneInfo(zones[actor.tenant_id]))
    reminded(on(date(2026, 3, 12), hour=16))
    assert {(system.tenant_id, today.day) for system, today, _last in desk.asked} == {
        (house.tenants["sagara"], 12),
        (house.tenants["lain"], 13),
    }
    assert told(house, "dewi") == []


def test_one_body_can_be_reminded_alone(house: House, desk: Desk) -> None:
    assert remind(house.tenants["lain"], on(date(2026, 3, 27))) == 0
    assert remind(house.tenants["sagara"], on(date(2026, 3, 27))) == 1


def source(*stages: int, before: Before = Before.WORKING_DAYS) -> DueSource:
    return DueSource("uji", SOON.code, lambda _system, _today, _last: (), stages=stages, before=before)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 2, 27), None),
        (date(2026, 2, 28), "30"),
        (date(2026, 3, 22), "30"),
        (date(2026, 3, 23), "7"),
        (date(2026, 3, 30), "7"),
        (date(2026, 3, 31), "late"),
    ],
)
def test_calendar_days_count_every_day(today: date, stage: str | None) -> None:
    assert stage_of(source(30, 7, before=Before.CALENDAR_DAYS), DUE, today) == stage


def test_beyond_the_calendar_days_are_counted_as_they_come() -> None:
    assert stage_of(source(3), date(2037, 1, 2), date(2036, 12, 31)) == "3"


def test_things_are_asked_for_far_enough_ahead(house: House, desk: Desk) -> None:
    remind(house.tenants["sagara"], on(date(2026, 3, 12)))
    (_system, today, last), *_ = desk.asked
    assert last - today >= timedelta(days=18), "seven working days over Nyepi and Idul Fitri"
