"""How processes learn that what stands is old."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from typing import TypeAlias

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from pulau.foundation.standing.news import LOOK_SECONDS, forget, withdraw
from tests.foundation.standing import site
from tests.foundation.standing.conftest import Portal, text
from tests.foundation.test_away import away

PAGE = "/uji/hal/bps"
SINCE = "seperti pada 27 November 2026 14.07 WIB"
Captured: TypeAlias = DjangoCaptureOnCommitCallbacks


def after_commit(captured: Captured, do: Callable[[], None]) -> None:
    with captured(execute=True):
        do()


def test_after_news_every_process_makes_its_pages_anew_within_a_second(
    db: None, portal: Portal, django_capture_on_commit_callbacks: Captured
) -> None:
    one, other = portal.process(), portal.process()
    one.get(PAGE)
    other.get(PAGE)
    portal.later(3)
    after_commit(django_capture_on_commit_callbacks, forget)
    portal.later(LOOK_SECONDS)
    assert "bps 2 " in text(one.get(PAGE))
    assert "bps 2 " in text(other.get(PAGE)), "by what the first has just made"
    portal.later(1)
    assert "bps 2 " in text(one.get(PAGE)), "what was made after the news is fresh"


def test_while_the_database_is_away_what_stood_before_the_news_is_shown(
    db: None, portal: Portal, django_capture_on_commit_callbacks: Captured
) -> None:
    client = portal.process()
    client.get(PAGE)
    portal.later(3)
    after_commit(django_capture_on_commit_callbacks, forget)
    portal.later(LOOK_SECONDS)
    with away():
        assert SINCE in text(client.get(PAGE))


def test_what_was_withdrawn_is_never_shown_again_nor_left_in_files(
    db: None, portal: Portal, django_capture_on_commit_callbacks: Captured
) -> None:
    client = portal.process()
    client.get(PAGE)
    (file,) = portal.files()
    held = file.read_bytes()
    portal.later(3)
    after_commit(django_capture_on_commit_callbacks, withdraw)
    assert portal.files() == []
    portal.later(LOOK_SECONDS)
    file.write_bytes(held)  # another process was about to write it
    with away():
        for each in (client, portal.process()):
            assert each.get(PAGE).status_code == 503
    assert "bps " in text(client.get(PAGE))


@pytest.mark.django_db(transaction=True)
def test_news_are_told_once_what_they_tell_of_is_committed(portal: Portal) -> None:
    with transaction.atomic():
        forget()
        assert not (portal.folder / "news").exists()
    assert (portal.folder / "news").exists()


def test_news_that_come_while_a_page_is_made_make_it_old(
    db: None, portal: Portal, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Captured
) -> None:
    client = portal.process()
    count = site._count

    def meanwhile(name: str) -> int:
        number = count(name)
        portal.later(0.5)
        after_commit(django_capture_on_commit_callbacks, forget)
        portal.later(0.5)
        monkeypatch.setattr(site, "_count", count)
        return number

    monkeypatch.setattr(site, "_count", meanwhile)
    client.get(PAGE)
    portal.later(LOOK_SECONDS)
    assert "bps 2 " in text(client.get(PAGE))


def test_a_folder_that_is_emptied_is_no_news_and_does_no_harm(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    shutil.rmtree(portal.folder)
    portal.later(2)
    assert "bps 1 " in text(client.get(PAGE))
    portal.later(31)
    assert "bps 2 " in text(client.get(PAGE))
    assert len(portal.files()) == 1


def test_a_page_from_tomorrow_is_not_fresh(db: None, portal: Portal) -> None:
    client = portal.process()
    client.get(PAGE)
    portal.later(-3600)
    assert "bps 2 " in text(client.get(PAGE)), "the clock was put right"


def test_without_a_folder_there_are_no_news_and_pages_are_kept_in_memory(
    db: None, portal: Portal, settings: Settings, django_capture_on_commit_callbacks: Captured
) -> None:
    settings.STANDING_FOLDER = None
    client = portal.process()
    client.get(PAGE)
    after_commit(django_capture_on_commit_callbacks, forget)
    after_commit(django_capture_on_commit_callbacks, withdraw)
    portal.later(2)
    assert "bps 1 " in text(client.get(PAGE))
    assert not os.path.lexists(portal.folder)
