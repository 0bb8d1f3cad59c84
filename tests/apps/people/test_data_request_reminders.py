"""Requests about personal data: their administrators are reminded before the day, nobody else is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.utils import translation

from pulau.apps.people.models import DataRequest
from pulau.apps.people.models.staff import RequestKind, RequestState
from pulau.foundation.notices.reminding import remind_all
from pulau.foundation.notices.selectors import notices_of
from pulau.foundation.notices.telling import told
from tests.cast import NOW
from tests.foundation.workers import as_worker
from tests.house import House

DUE = date(2026, 3, 30)


def ask(house: House, who: str, state: RequestState = RequestState.OPEN) -> DataRequest:
    actor = house.actors[who]
    row: DataRequest = DataRequest.objects.for_actor(actor).create(
        user_id=actor.person, kind=RequestKind.CORRECTION, state=state, told="rahasia", requested_at=NOW, due=DUE
    )
    return row


def on(day: int) -> datetime:
    return datetime(2026, 3, day, 1, tzinfo=UTC)


def of(house: House, who: str) -> list[str]:
    return [row.kind for row in notices_of(house.actors[who]).filter(kind__startswith="people.data_request_")]


def test_administrators_are_reminded_before_the_day_and_after_it(house: House) -> None:
    row = ask(house, "ayu")
    for day in range(11, 32):
        with as_worker():
            remind_all(on(day))
    assert of(house, "hana") == ["people.data_request_late", *["people.data_request_due"] * 3]
    assert [of(house, who) for who in ("ayu", "gita", "indra", "dewi")] == [[], [], [], []]
    notice = notices_of(house.actors["hana"]).first()
    assert notice is not None
    assert str(row.pk) in notice.url
    assert "rahasia" not in str(notice.params)
    with translation.override("en"):
        assert told(notice.kind, notice.params).body == "It was due on 30 March 2026. Answer it now."


def test_what_was_answered_is_not_reminded_of(house: House) -> None:
    ask(house, "ayu", RequestState.DONE)
    ask(house, "gita", RequestState.REFUSED)
    with as_worker():
        remind_all(on(31))
    assert of(house, "hana") == []
