"""Notices by e-mail: in the reader's language, once, and not lost while the mail server is away."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from pulau.foundation.notices import mailing
from pulau.foundation.notices.mailing import GIVEN_UP, LEASE, mail_all, mail_count
from pulau.foundation.notices.models import MailState, Notice
from pulau.foundation.notices.selectors import notices_of
from pulau.foundation.notices.services import choose_cadences, mark_notices_read
from pulau.foundation.registry.notice_kinds import notice_kinds
from tests.cast import NOW
from tests.foundation.smtp import Mailbox, mail_server
from tests.foundation.test_notices import LOUD, PLAIN, news, tell
from tests.foundation.workers import as_worker
from tests.house import House
from tests.walls.furnished import canary, mark

SITE = "https://zi.example.id"


@pytest.fixture(autouse=True)
def _set_up(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:  # noqa: ANN401 - the plugin's fixture has no type
    monkeypatch.setattr(notice_kinds, "_entries", {**notice_kinds._entries, PLAIN.code: PLAIN, LOUD.code: LOUD})
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "127.0.0.1", False, False
    settings.EMAIL_TIMEOUT = 5
    settings.PUBLIC_URL = SITE


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:  # noqa: ANN401 - the same
    with mail_server() as found:
        settings.EMAIL_PORT = found.port
        yield found


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)


def mailed(monkeypatch: pytest.MonkeyPatch, now: datetime = NOW) -> int:
    at(monkeypatch, now)
    with as_worker():
        return mail_all()


def states(house: House, who: str) -> list[str]:
    return [row.mail_state for row in notices_of(house.actors[who])]


def row_of(house: House, who: str) -> Notice:
    (row,) = notices_of(house.actors[who])
    assert isinstance(row, Notice)
    return row


def parts(letter: EmailMessage) -> tuple[str, str]:
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content().replace("\r\n", "\n"), html.get_content()


def test_a_letter_has_everything_its_reader_needs(house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(house, "ayu", what=news(url="/akun?a=1&b=2"))
    assert mailed(monkeypatch) == 1
    (letter,) = box.to("ayu@uji.example.id")
    assert letter["Subject"] == "[Pulau] Lembar Dinas Uji menunggu"
    assert letter["List-Unsubscribe"] == f"<{SITE}/akun/pemberitahuan>"
    assert letter["Message-ID"] == f"<{row_of(house, 'ayu').pk}@zi.example.id>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text, html = parts(letter)
    assert f"Periksa Dinas Uji.\n{SITE}/akun?a=1&b=2\n" in text
    assert f'<a href="{SITE}/akun?a=1&amp;b=2">' in html
    assert "Yth. Ayu Larasati," in text
    assert "Kabupaten Tanjung Sagara" in text
    assert (states(house, "ayu"), row_of(house, "ayu").mailed_at) == ([MailState.SENT], NOW)


def test_it_is_in_the_readers_language(house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    house.users["gita"].language = "en"
    house.users["gita"].save(update_fields=["language"])
    tell(house, "ayu", "gita")
    assert mailed(monkeypatch) == 2
    subjects = {letter["To"]: letter["Subject"] for letter in box.letters}
    assert subjects["gita@uji.example.id"] == "[Pulau] Sheet Dinas Uji waits"
    assert subjects["ayu@uji.example.id"] == "[Pulau] Lembar Dinas Uji menunggu"
    assert box.to("gita@uji.example.id")[0]["Content-Language"] == "en"


def test_a_letter_is_sent_once(house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(house, "ayu")
    assert [mailed(monkeypatch), mailed(monkeypatch), mailed(monkeypatch, NOW + timedelta(days=2))] == [1, 0, 0]
    assert (len(box.letters), box.connections) == (1, 1)


def test_what_another_worker_holds_is_left_to_it(house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(house, "ayu")
    (held,) = mailing._claim(house.tenants["sagara"], NOW) or []
    assert (mailed(monkeypatch), box.letters) == (0, [])
    # It died after the server's yes: when its lease ends the letter goes again, and mailboxes know it by its number.
    assert mailed(monkeypatch, NOW + LEASE) == 1
    assert box.letters[0]["Message-ID"] == f"<{held.key}@zi.example.id>"


def test_what_is_written_by_people_does_no_harm_in_a_letter(
    house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(house, "ayu", what=news(unit=f"{canary('dukcapil')}\r\nBcc: dewi@uji.example.id"))
    mailed(monkeypatch)
    assert [to for _sender, to in box.envelopes] == ["ayu@uji.example.id"]
    (letter,) = box.letters
    assert letter["Bcc"] is None
    assert "<b id=lolos>" not in parts(letter)[1]
    assert "<b id=lolos>" in parts(letter)[0], "plain text shows it as it was written"


def test_nobody_gets_what_another_body_tells(house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(house, "ayu", "gita", what=news(unit=mark("dukcapil")))
    tell(house, "dewi", tenant="lain", what=news(unit=mark("lain")))
    assert mailed(monkeypatch) == 3
    for letter in box.letters:
        everything = "".join((letter["Subject"], *parts(letter)))
        theirs = letter["To"] == "dewi@uji.example.id"
        assert (mark("lain") in everything, mark("dukcapil") in everything) == (theirs, not theirs)
        assert ("Muara Lain" in everything) == theirs


# --- the server is away


@pytest.fixture
def nobody_there(settings: Any) -> int:  # noqa: ANN401 - the plugin's fixture has no type
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    return int(settings.EMAIL_PORT)


def test_while_the_server_is_away_letters_wait_at_growing_pauses_and_then_go(
    house: House, nobody_there: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(house, "ayu", "gita")
    tell(house, "dewi", tenant="lain")
    now, pauses = NOW, []
    for _try in range(4):
        assert mailed(monkeypatch, now) == 0
        row = notices_of(house.actors["dewi"]).get()  # dewi's body is the first by code
        assert (row.mail_state, row.mail_problem) == (MailState.WAITING, "unreachable")
        pauses.append(row.mail_at - now)
        now = row.mail_at
    assert pauses == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20), timedelta(hours=1)]
    with mail_server(nobody_there) as box:
        assert mailed(monkeypatch, now + timedelta(days=30)) == 3
        assert mailed(monkeypatch, now + timedelta(days=60)) == 0
    assert sorted(letter["To"].split("@")[0] for letter in box.letters) == ["ayu", "dewi", "gita"]
    assert {state for who in ("ayu", "gita", "dewi") for state in states(house, who)} == {MailState.SENT}


def test_a_server_that_hangs_up_loses_nothing(house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(house, "ayu", "gita", "joko")
    box.hang_up_after = 1
    assert mailed(monkeypatch) == 1
    assert sorted(state for who in ("ayu", "gita", "joko") for state in states(house, who)) == [
        "sent",
        "waiting",
        "waiting",
    ]
    box.hang_up_after = None
    assert mailed(monkeypatch, NOW + timedelta(minutes=1)) == 2
    assert len({letter["To"] for letter in box.letters}) == len(box.letters) == 3


def test_an_address_that_there_is_not_is_told_and_stops_nobody_else(
    house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.refuse = {"ayu@uji.example.id": "550 no such user", "gita@uji.example.id": "451 later"}
    tell(house, "ayu", "gita", "joko")
    assert mailed(monkeypatch) == 1
    ayu, gita = row_of(house, "ayu"), row_of(house, "gita")
    assert (ayu.mail_state, ayu.mail_problem) == (MailState.FAILED, "refused")
    assert (gita.mail_state, gita.mail_problem) == (MailState.WAITING, "not-now")
    assert mailed(monkeypatch, NOW + GIVEN_UP + timedelta(hours=1)) == 0
    assert states(house, "gita") == [MailState.FAILED]
    found = mail_count(house.tenants["sagara"])
    assert (found.waiting, found.failed, found.oldest) == (0, 2, None)


# --- digests

MORNING = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)  # 07.00 in western Indonesia


def test_a_digest_is_one_letter_at_seven(house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_cadences(actor=house.actors["ayu"], chosen={"work": "daily"}, now=NOW)
    for unit in ("Satu", "Dua", "Tiga"):
        tell(house, "ayu", what=news(unit=unit))
    (third, *_rest) = notices_of(house.actors["ayu"]).filter(params__unit="Tiga")
    mark_notices_read(actor=house.actors["ayu"], notice_ids=[third.pk], now=NOW)
    assert mailed(monkeypatch, MORNING - timedelta(seconds=1)) == 0
    assert mailed(monkeypatch, MORNING) == 1
    (letter,) = box.letters
    assert letter["Subject"] == "[Pulau] 2 kabar dari Kabupaten Tanjung Sagara"
    text, _html = parts(letter)
    assert ("Satu" in text, "Dua" in text, "Tiga" in text) == (True, True, False), "what was read needs no letter"
    assert sorted(states(house, "ayu")) == ["none", "sent", "sent"]


def test_a_digest_that_could_not_go_goes_as_the_same_letter(
    house: House, nobody_there: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_cadences(actor=house.actors["ayu"], chosen={"work": "daily"}, now=NOW)
    tell(house, "ayu", what=news(unit="Satu"))
    assert mailed(monkeypatch, MORNING) == 0
    key = row_of(house, "ayu").mail_key
    tell(house, "ayu", what=news(unit="Dua"), now=MORNING)
    with mail_server(nobody_there) as box:
        assert mailed(monkeypatch, MORNING + timedelta(minutes=1)) == 1
    assert box.letters[0]["Message-ID"] == f"<{key}@zi.example.id>"
    assert "Dua" not in parts(box.letters[0])[0]


def test_who_turned_it_off_or_left_gets_no_letter_any_more(
    house: House, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(house, "ayu", "gita")
    tell(house, "ayu", what=news(LOUD))
    choose_cadences(actor=house.actors["ayu"], chosen={"work": "never"}, now=NOW)
    house.users["gita"].is_active = False
    house.users["gita"].save(update_fields=["is_active"])
    assert mailed(monkeypatch) == 1
    assert box.letters[0]["Subject"] == "[Pulau] Penting: Dinas Uji"
    assert (sorted(states(house, "ayu")), states(house, "gita")) == (["none", "sent"], ["none"])


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_send_each_letter_once(house: House, box: Mailbox) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, where threads have no database in common")
    for unit in range(15):
        tell(house, "ayu", "gita", what=news(unit=f"Unit {unit}"))

    def work(_number: int) -> int:
        try:
            with as_worker():
                return mail_all()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(work, range(4))) == 30
    assert len({letter["Message-ID"] for letter in box.letters}) == len(box.letters) == 30
    assert set(states(house, "ayu") + states(house, "gita")) == {"sent"}


# --- for who runs the installation


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_the_operator_sees_how_letters_stand_and_nothing_in_them(
    house: House, nobody_there: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Tidak ada surel" in said("mail_status")
    tell(house, "ayu", what=news(unit=mark("dukcapil")))
    tell(house, "gita")
    mailed(monkeypatch)
    lines = said("mail_status")
    assert "sagara: 2 surel menunggu (2 bermasalah), 0 gagal; yang tertua sejak 2026-03-02T08:30:15Z" in lines
    assert "lain" not in lines
    assert mark("dukcapil") not in lines


def test_a_trial_letter_tells_what_the_server_said(box: Mailbox) -> None:
    assert "menerima" in said("mail_test", "operator@uji.example.id")
    assert SITE in box.letters[0].as_string()
    box.refuse = {"operator@uji.example.id": "550 no such user"}
    with pytest.raises(CommandError, match="no such user"):
        said("mail_test", "operator@uji.example.id")
    with pytest.raises(CommandError, match="bukan alamat"):
        said("mail_test", "operator")


def test_without_a_server_the_trial_names_the_folder(tmp_path: Path, settings: Any) -> None:  # noqa: ANN401 - as above
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    assert str(tmp_path / "mail") in said("mail_test", "operator@uji.example.id")
    assert len(list((tmp_path / "mail").iterdir())) == 1
