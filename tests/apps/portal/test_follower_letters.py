"""Letters to followers: once a day, only what is new, never the same news twice, whatever the worker or server does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from pulau.apps.portal.models import Follower, Letter, LetterState, ToldAlarm
from pulau.apps.portal.monitor.composing import MOST, compose_letters
from pulau.apps.portal.monitor.following import leave_token
from pulau.apps.portal.monitor.mailing import KEPT, send_due, settle_left
from pulau.apps.portal.tasks import tell_followers
from pulau.apps.publication.models import PublishedUnit
from pulau.foundation.notices.mailing import GIVEN_UP, LEASE, Post
from tests.apps.portal.finding import ago, findable, watched
from tests.apps.portal.published import agency
from tests.apps.portal.test_following import ADDRESS, follower
from tests.days import today
from tests.foundation.smtp import Mailbox, mail_server
from tests.foundation.workers import as_worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pulau.apps.portal.monitor.following.enqueue", lambda *_job, **_arguments: None)


def morning(days: int = 1) -> datetime:
    """07.30 WIB, so many days from today."""
    day = today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)


def silence(slug: str = "aktif", days: int = 200) -> None:
    PublishedUnit.objects.filter(slug=slug).update(silent=True, active_on=ago(days), declared_on=ago(days + 5))


def test_only_what_is_new_is_told_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    watched()
    follower(place="97")
    assert compose_letters(morning()) == 0, "nothing is new"
    silence()
    assert compose_letters(morning(1)) == 0, "today was looked at already"
    at(monkeypatch, morning(2))
    with as_worker():
        tell_followers.call()
        tell_followers.call()
    assert len(mail.outbox) == 1
    letter = mail.outbox[0]
    assert "Kantor KPU Aktif" in letter.body
    assert "Kantor KPU Diam" not in letter.body
    assert letter.to == [ADDRESS]
    assert compose_letters(morning(3)) == 0, "told is told"


def test_before_seven_in_the_morning_nothing_is_looked_at() -> None:
    watched()
    row = follower()
    silence()
    assert compose_letters(morning() - timedelta(hours=1)) == 0
    row.refresh_from_db()
    assert row.looked_on == today()
    assert compose_letters(morning()) == 1


def test_what_rings_no_more_is_told_and_a_revocation_that_grew_old_is_not() -> None:
    watched()
    row = follower()
    PublishedUnit.objects.filter(slug="diam").update(silent=False, active_on=today())
    ToldAlarm.objects.filter(key__startswith="revoked").update(key="revoked:lama")
    assert compose_letters(morning()) == 1
    told = Letter.objects.get().told
    assert told["ended"] == ["Kantor KPU Diam"]
    assert [name for name, _words, _href in told["fresh"]] == ["Kantor KPU Cabut"]
    assert ToldAlarm.objects.filter(follower=row).count() == 3


def test_a_unit_that_fell_silent_anew_is_news_and_not_an_end() -> None:
    watched()
    follower()
    silence("diam", 100)
    compose_letters(morning())
    told = Letter.objects.get().told
    assert [name for name, _words, _href in told["fresh"]] == ["Kantor KPU Diam"]
    assert told["ended"] == []


def test_a_letter_spells_out_fifty_and_counts_the_rest() -> None:
    of = agency()
    follower()
    for number in range(MOST + 4):
        findable(of, f"u{number}", f"Dinas {number}", silent=True, declared_on=ago(300))
    compose_letters(morning())
    told = Letter.objects.get().told
    assert (len(told["fresh"]), told["more"]) == (MOST, 4)
    assert ToldAlarm.objects.count() == MOST + 4


def test_followers_of_one_wish_are_told_in_their_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    watched()
    follower()
    other = follower("other@example.org")
    Follower.objects.filter(pk=other.pk).update(language="en")
    silence()
    assert compose_letters(morning()) == 2
    at(monkeypatch, morning())
    send_due()
    bodies = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "belum ada kegiatan" in bodies[ADDRESS]
    assert "no activity" in bodies["other@example.org"]


def test_every_letter_can_be_ended_by_one_click(monkeypatch: pytest.MonkeyPatch) -> None:
    row = follower()
    send(monkeypatch, row)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert leave_token(row.pk) in headers["List-Unsubscribe"]
    assert headers["Auto-Submitted"] == "auto-generated"
    assert leave_token(row.pk) in mail.outbox[0].body


def waiting(row: Follower, now: datetime) -> Letter:
    content = {"fresh": [["Dinas Uji", "Diam.", "/zona/sagara/x"]], "more": 0, "ended": []}
    return Letter.objects.create(follower=row, key=f"kabar {now}", told=content, made_at=now, send_at=now)


def send(monkeypatch: pytest.MonkeyPatch, row: Follower, now: datetime | None = None) -> Letter:
    moment = now or morning()
    letter = waiting(row, moment)
    at(monkeypatch, moment)
    send_due()
    letter.refresh_from_db()
    return letter


def test_what_was_sent_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = send(monkeypatch, follower())
    assert (letter.state, letter.told, letter.send_at) == (LetterState.SENT, {}, None)
    settle_left(morning() + KEPT + timedelta(days=1))
    assert Letter.objects.count() == 0


class Killed(BaseException):
    """The process ends here."""


def test_a_worker_that_dies_while_it_sends_leaves_a_letter_that_is_never_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = follower()
    letter = waiting(row, morning())
    at(monkeypatch, morning())

    def dies(_self: object, _message: object) -> str:
        raise Killed

    monkeypatch.setattr(Post, "hand_over", dies)
    with pytest.raises(Killed):
        send_due()
    monkeypatch.undo()
    letter.refresh_from_db()
    assert letter.state == LetterState.SENDING
    at(monkeypatch, morning() + LEASE + timedelta(minutes=1))
    assert send_due() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.told) == (LetterState.UNSURE, {})
    assert mail.outbox == []


def test_a_worker_that_dies_while_it_composes_has_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    watched()
    row = follower()
    silence()

    def dies(*_rows: object, **_more: object) -> None:
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(Letter.objects, "create", dies)
        with pytest.raises(Killed), transaction.atomic():
            compose_letters(morning())
    row.refresh_from_db()
    assert row.looked_on == today()
    assert compose_letters(morning()) == 1


def test_who_left_meanwhile_is_sent_nothing() -> None:
    row = follower()
    waiting(row, morning())
    row.delete()
    assert send_due() == 0


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:  # noqa: ANN401 - the plugin's fixture has no type
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "127.0.0.1", False, False
    settings.EMAIL_TIMEOUT = 5
    with mail_server() as found:
        settings.EMAIL_PORT = found.port
        yield found


def test_an_address_that_does_not_exist_is_forgotten(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    box.refuse[ADDRESS] = "550 no such user"
    row = follower()
    waiting(row, morning())
    at(monkeypatch, morning())
    assert send_due() == 0
    assert Follower.objects.count() == 0


def test_a_server_that_says_not_now_is_asked_again_later(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    box.refuse[ADDRESS] = "451 try later"
    row = follower()
    letter = send(monkeypatch, row)
    assert (letter.state, letter.tries) == (LetterState.WAITING, 1)
    box.refuse.clear()
    at(monkeypatch, morning() + timedelta(minutes=2))
    assert send_due() == 1
    assert len(box.to(ADDRESS)) == 1


def test_after_a_week_of_not_now_a_letter_is_given_up(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    box.refuse[ADDRESS] = "451 try later"
    letter = send(monkeypatch, follower())
    at(monkeypatch, morning() + GIVEN_UP + timedelta(hours=1))
    send_due()
    letter.refresh_from_db()
    assert letter.state == LetterState.FAILED


def test_while_the_server_is_away_letters_wait(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401 - the same
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1  # where nobody listens
    letter = send(monkeypatch, follower())
    assert (letter.state, letter.told != {}) == (LetterState.WAITING, True)


def test_a_question_that_waited_too_long_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    row = follower()
    Letter.objects.create(follower=row, key="tanya 1", is_question=True, made_at=morning(), send_at=morning())
    at(monkeypatch, morning())
    assert send_due() == 0, "it was answered already"
    assert Letter.objects.get().state == LetterState.FAILED
