"""Telling people something: once, in the transaction, at the pace they chose; each reads their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import translation

from pulau.core.shared.problems import BadInput
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.cadence import WAITS, mail_time, next_try
from pulau.foundation.notices.models import MailState, Notice
from pulau.foundation.notices.notifying import News, NoticeWrong, notify
from pulau.foundation.notices.selectors import NoticeNotFound, get_notice_for, notices_of, unread_count
from pulau.foundation.notices.services import choose_cadences, mark_notices_read
from pulau.foundation.notices.telling import told
from pulau.foundation.registry.notice_kinds import Cadence, NoticeKind, Words, notice_kinds
from tests.cast import NOW
from tests.house import House

PLAIN = NoticeKind(
    "uji.plain", "work", Words("Lembar {unit} menunggu", "Periksa {unit}."), Words("Sheet {unit} waits", "See {unit}.")
)
LOUD = NoticeKind("uji.loud", "work", Words("Penting: {unit}"), Words("Important: {unit}"), obligatory=True)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_kinds, "_entries", {**notice_kinds._entries, PLAIN.code: PLAIN, LOUD.code: LOUD})


def news(kind: NoticeKind = PLAIN, key: str = "", unit: str = "Dinas Uji", url: str = "/akun") -> News:
    return News(kind.code, ("agencies.workunit", "1"), url, {"unit": unit}, key)


def tell(house: House, *people: str, tenant: str = "sagara", what: News | None = None, now: datetime = NOW) -> int:
    users = [house.users[who].pk for who in people]
    with transaction.atomic():
        return notify(tenant_id=house.tenants[tenant], users=users, news=what or news(), now=now)


def own(house: House, who: str) -> list[Notice]:
    return list(notices_of(house.actors[who]))


def test_a_notice_is_its_persons_alone(house: House) -> None:
    assert tell(house, "ayu", "gita") == 2
    assert [len(own(house, who)) for who in ("ayu", "gita", "joko", "dewi")] == [1, 1, 0, 0]
    (notice,) = own(house, "ayu")
    assert (notice.mail_state, notice.mail_at, notice.created_at) == (MailState.WAITING, NOW, NOW)
    for other in ("gita", "dewi"):
        with pytest.raises(NoticeNotFound):
            get_notice_for(house.actors[other], notice.pk)


def test_the_same_news_told_twice_is_one_notice(house: House) -> None:
    assert tell(house, "ayu", what=news(key="tenggat:1")) == 1
    assert tell(house, "ayu", "gita", what=news(key="tenggat:1")) == 1
    assert [len(own(house, who)) for who in ("ayu", "gita")] == [1, 1]
    assert tell(house, "ayu") == tell(house, "ayu") == 1, "without a key each telling is its own"


def test_what_did_not_happen_is_not_told(house: House) -> None:
    with transaction.atomic():
        tell(house, "ayu")
        transaction.set_rollback(True)
    assert own(house, "ayu") == []


@pytest.mark.parametrize(
    "wrong",
    [
        News("uji.unknown", ("a.b", "1"), "/akun"),
        news(url="https://elsewhere.example/"),
        news(url="//elsewhere.example/"),
        news(unit="x" * 201),
        news(key="x" * 161),
    ],
)
def test_a_notice_that_cannot_be_is_refused(house: House, wrong: News) -> None:
    with pytest.raises(NoticeWrong):
        tell(house, "ayu", what=wrong)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_of_the_transaction_in_which_it_happened() -> None:
    with pytest.raises(NoticeWrong, match="atomic"):
        notify(tenant_id=UUID(int=1), users=[UUID(int=2)], news=news(), now=NOW)


# --- how often


def test_a_person_chooses_the_pace_of_a_group(house: House) -> None:
    ayu = house.actors["ayu"]
    assert choose_cadences(actor=ayu, chosen={"work": "daily", "of nobody": "daily"}, now=NOW) == 1
    assert choose_cadences(actor=ayu, chosen={"work": "daily"}, now=NOW) == 0
    tell(house, "ayu", "gita")
    (daily,), (at_once,) = own(house, "ayu"), own(house, "gita")
    assert (daily.mail_digest, daily.mail_at) == (True, datetime(2026, 3, 3, 0, tzinfo=UTC))
    assert (at_once.mail_digest, at_once.mail_at) == (False, NOW)
    entry = Entry.objects.for_actor(ayu).get(action="notices.cadence_chosen")
    assert (entry.object_id, entry.payload) == (
        str(ayu.person),
        '{"after":{"work":"daily"},"before":{"work":"at-once"}}',
    )


def test_only_in_pulau_means_no_mail_but_for_what_is_obligatory(house: House) -> None:
    choose_cadences(actor=house.actors["ayu"], chosen={"work": "never"}, now=NOW)
    tell(house, "ayu")
    tell(house, "ayu", what=news(LOUD))
    assert {row.kind: row.mail_state for row in own(house, "ayu")} == {"uji.plain": "none", "uji.loud": "waiting"}


def test_a_pace_that_there_is_not_is_refused(house: House) -> None:
    with pytest.raises(BadInput):
        choose_cadences(actor=house.actors["ayu"], chosen={"work": "hourly"}, now=NOW)


MAKASSAR = ZoneInfo("Asia/Makassar")


@pytest.mark.parametrize(
    ("cadence", "now", "when"),
    [
        (Cadence.AT_ONCE, "2026-03-02T08:30+00:00", "2026-03-02T08:30+00:00"),
        (Cadence.DAILY, "2026-03-01T22:59+00:00", "2026-03-01T23:00+00:00"),  # 06.59 in Makassar
        (Cadence.DAILY, "2026-03-01T23:00+00:00", "2026-03-02T23:00+00:00"),
        (Cadence.WEEKLY, "2026-03-01T22:59+00:00", "2026-03-01T23:00+00:00"),  # a Monday there
        (Cadence.WEEKLY, "2026-03-01T23:00+00:00", "2026-03-08T23:00+00:00"),
        (Cadence.WEEKLY, "2026-03-05T03:00+00:00", "2026-03-08T23:00+00:00"),
    ],
)
def test_digests_go_out_at_seven_in_the_bodys_own_zone(cadence: Cadence, now: str, when: str) -> None:
    assert mail_time(cadence, datetime.fromisoformat(now), MAKASSAR) == datetime.fromisoformat(when)


def test_never_has_no_time_and_pauses_grow() -> None:
    assert mail_time(Cadence.NEVER, NOW, MAKASSAR) is None
    pauses = [next_try(tries, NOW) - NOW for tries in range(1, 10)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), WAITS[-1])


# --- reading


def test_reading_is_said_not_looked(house: House) -> None:
    ayu = house.actors["ayu"]
    tell(house, "ayu")
    tell(house, "ayu", "gita")
    mine, others = own(house, "ayu"), own(house, "gita")
    assert mark_notices_read(actor=ayu, notice_ids=[mine[0].pk, others[0].pk], now=NOW) == 1
    assert (unread_count(ayu), unread_count(house.actors["gita"])) == (1, 1)
    assert mark_notices_read(actor=ayu, now=NOW) == 1
    assert mark_notices_read(actor=ayu, now=NOW) == 0
    assert Entry.objects.for_actor(ayu).filter(action="notices.read").count() == 2


def test_notices_are_those_of_the_body_one_acts_for(house: House) -> None:
    tell(house, "ayu", tenant="lain")
    assert (unread_count(house.actors["ayu"]), own(house, "ayu")) == (0, [])
    assert mark_notices_read(actor=house.actors["ayu"], now=NOW) == 0


# --- words


@pytest.mark.parametrize(("language", "subject"), [("id", "Lembar A menunggu"), ("en", "Sheet A waits")])
def test_a_notice_speaks_its_readers_language(language: str, subject: str) -> None:
    with translation.override(language):
        assert told("uji.plain", {"unit": "A"}).subject == subject


def test_what_is_filled_in_is_text_and_one_line() -> None:
    found = told("uji.plain", {"unit": "{0.__class__}\r\nBcc: x@y.z"})
    assert found.subject == "Lembar {0.__class__} Bcc: x@y.z menunggu"
    assert told("uji.plain", {}).subject == "Lembar – menunggu"
    assert told("uji.gone", {}).subject == "Ada kabar untuk Anda"
