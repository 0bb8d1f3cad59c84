"""Every kind of event has its sentence."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from pulau.apps.portal.showing.happened import decisions, happened, sentence
from pulau.apps.publication.models import EventKind
from tests.apps.portal.published import agency, event, unit

pytestmark = pytest.mark.django_db
TOLD = {
    "title": "WBK", "decree": "1/2025", "year": 2025, "aim": "WBBM", "place": "Aula", "starts": "09:00", "zone": "WIB",
    "symbolic": True, "before": "Lama", "into": "Baru", "reasons": "Sebab", "code": "X",
}  # fmt: skip


@pytest.mark.parametrize("kind", EventKind)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_has_a_sentence_in_both_languages(kind: EventKind, language: str) -> None:
    with translation.override(language):
        full, bare = sentence(kind, TOLD), sentence(kind, {})
    assert full.endswith(".")
    assert bare.endswith(".")
    assert "%(" not in full + bare


def test_an_english_sentence_differs_from_the_indonesian_one() -> None:
    said: dict[str, list[str]] = {}
    for language in ("id", "en"):
        with translation.override(language):
            said[language] = [sentence(kind, TOLD) for kind in EventKind]
    assert not set(said["id"]) & set(said["en"])


def test_reasons_of_a_revocation_stand_beside_it() -> None:
    row = event(unit(agency()), EventKind.REVOKED, date(2025, 1, 1), title="WBK", reasons="Sebab", decree="1/2025")
    told = happened([row], date(2026, 1, 1))[0]
    assert (told.words, told.more, told.coming) == ("Predikat WBK dicabut.", "Alasan: Sebab", False)


def test_decisions_say_with_a_shape_what_became_of_a_title() -> None:
    row = unit(agency())
    kinds = (EventKind.GRANTED, EventKind.REVOKED, EventKind.NOT_PASSED)
    made = [event(row, kind, date(2025, 1, 1), title="WBK", aim="WBK") for kind in kinds]
    told = [(one.status, one.words) for one in decisions(made)]
    assert told == [("", "WBK"), ("revoked", "WBK dicabut"), ("short", "Belum lulus WBK")]
