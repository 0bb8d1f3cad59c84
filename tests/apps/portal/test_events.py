"""What happened, as pages tell it: sentence, whose, and whether it is still to come."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from pulau.apps.portal.showing.happened import decisions, happened
from pulau.apps.publication.models import EventKind
from tests.apps.portal.published import agency, event, unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "words"), [("id", "Alasannya: Sebab"), ("en", "Sebab")])
def test_an_event_is_told_in_the_readers_language_with_its_reasons(language: str, words: str) -> None:
    row = event(unit(agency()), EventKind.REVOKED, date(2025, 1, 1), title="WBK", reasons="Sebab", decree="1/2025")
    with translation.override(language):
        told = happened([row], date(2026, 1, 1))[0]
    assert words in told.words
    assert "1 Jan" not in told.words
    assert (told.name, told.href, told.coming) == ("Unit disdukcapil", "/zona/sagara/disdukcapil", False)


def test_only_what_is_announced_is_still_to_come() -> None:
    row = unit(agency())
    coming = event(row, EventKind.CEREMONY, date(2026, 3, 1), title="Acara")
    granted = event(row, EventKind.GRANTED, date(2026, 3, 1), title="WBK")
    assert [one.coming for one in happened([coming, granted], date(2026, 2, 1))] == [True, False]
    assert [one.coming for one in happened([coming, granted], date(2026, 3, 1))] == [False, False]


def test_decisions_say_with_a_shape_what_became_of_a_title() -> None:
    row = unit(agency())
    kinds = (EventKind.GRANTED, EventKind.REVOKED, EventKind.NOT_PASSED)
    made = [event(row, kind, date(2025, 1, 1), title="WBK", aim="WBK") for kind in kinds]
    told = [(one.status, one.words) for one in decisions(made)]
    assert told == [("", "WBK"), ("revoked", "WBK dicabut"), ("short", "Belum lulus WBK")]
