"""A good practice is published with the day that it was in its body, and taken back with its event."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pulau.apps.publication.models import PublishedEvent, PublishedPractice
from pulau.apps.remediation.contract import Practice
from pulau.apps.remediation.services.practices import publish_practice, withdraw_practice, write_practice
from pulau.apps.remediation.wishes import PracticeWish
from tests.apps.publication.publishing import publish, unit
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
WISH = PracticeWish("Antrean lewat pesan", "1", "Antre dua jam.", "Nomor dikirim.\nDipanggil.", "Antre 10 menit.")
AFTER_MIDNIGHT = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
"""Half past one of 2 March in western Indonesia."""


@pytest.fixture
def practice(house: House) -> Practice:
    draft = write_practice(
        actor=house.actors["ayu"], unit_id=house.units["disdukcapil"].pk, wish=WISH, now=AFTER_MIDNIGHT
    )
    return publish_practice(actor=house.actors["gita"], code=draft.code, now=AFTER_MIDNIGHT)


def test_its_day_and_that_of_its_event_are_the_day_that_it_was_in_its_body(house: House, practice: Practice) -> None:
    publish(house)
    told = PublishedPractice.objects.get(pk=practice.pk)
    event = PublishedEvent.objects.get(unit=unit(), kind="practice")
    assert (told.unit_id, told.agency_id, told.title) == (unit().pk, unit().agency_id, WISH.title)
    assert (told.day, event.day, event.told["code"]) == (date(2026, 3, 2), date(2026, 3, 2), practice.code)


def test_one_that_was_taken_back_is_told_no_more(house: House, practice: Practice) -> None:
    publish(house)
    withdraw_practice(actor=house.actors["gita"], code=practice.code, now=NOW)
    publish(house)
    assert not PublishedPractice.objects.exists()
    assert not PublishedEvent.objects.filter(kind="practice").exists()
