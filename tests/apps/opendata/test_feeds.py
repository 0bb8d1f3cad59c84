"""Feeds and the calendar: what happened, the same entries after a rename, nothing twice to who has it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import feedparser  # type: ignore[import-untyped]
import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from pulau.apps.publication.contract import words
from pulau.apps.publication.models import EventKind, PublishedEvent
from tests.apps.opendata.country import publish_country, rename, unit
from tests.many_published import unit_id

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country() -> None:
    publish_country()


def feed(path: str) -> Any:  # noqa: ANN401 - as feedparser gives it
    response = Client().get(path)
    assert response.status_code == 200, path
    return feedparser.parse(response.content)


def happened() -> PublishedEvent:
    found = PublishedEvent.objects.select_related("unit__agency", "agency").first()
    assert found is not None
    return found


def test_every_feed_tells_its_own_events_and_no_others() -> None:
    event = happened()
    row = event.unit
    assert row is not None
    paths = ("/umpan/negara.atom", f"/umpan/wilayah/{row.province}.atom", f"/umpan/{row.agency.slug}.atom")
    for path in (*paths, f"/umpan/{row.agency.slug}/{row.slug}.atom"):
        found = feed(path)
        assert not found.bozo
        assert found.entries
    own = feed(f"/umpan/{row.agency.slug}/{row.slug}.atom")
    assert len(own.entries) == PublishedEvent.objects.filter(unit=row).count()


def test_a_renamed_unit_keeps_its_ids_and_its_former_address_leads_to_the_new_one() -> None:
    row = happened().unit
    assert row is not None
    old = f"/umpan/{row.agency.slug}/{row.slug}.atom"
    before = feed(old)
    rename(row, "nama-baru")
    moved = Client().get(old)
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/umpan/{row.agency.slug}/nama-baru.atom")
    after = feed(moved.headers["Location"])
    assert (after.feed.id, [one.id for one in after.entries]) == (before.feed.id, [one.id for one in before.entries])
    assert "nama-baru" in after.entries[0].link


def test_a_reader_that_has_the_newest_is_told_so_and_one_with_a_wrong_clock_is_not() -> None:
    client = Client()
    first = client.get("/umpan/negara.atom")
    again = client.get("/umpan/negara.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    ahead = client.get("/umpan/negara.atom", headers={"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"})
    assert ahead.status_code == 200


def test_json_and_atom_tell_the_same_entries() -> None:
    atom = feed("/umpan/negara.atom")
    json_feed = Client().get("/umpan/negara.json").json()
    assert [item["id"] for item in json_feed["items"]] == [entry.id for entry in atom.entries]


def test_a_feed_speaks_the_language_that_is_asked_for_and_sets_no_cookie() -> None:
    response = Client().get("/umpan/negara.atom?bahasa=en")
    assert b'xml:lang="en"' in response.content
    assert b"bahasa=en" in response.content
    assert not response.cookies


@pytest.mark.parametrize(
    "path", ["/umpan/tidak-ada.atom", "/umpan/instansi-0001/tidak-ada.json", "/umpan/wilayah/xx.atom", "/umpan/a.rss"]
)
def test_a_feed_of_nothing_is_not_there(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_the_calendar_tells_ceremonies_to_come_and_takes_back_those_called_off() -> None:
    row = unit()
    day = timezone.localdate() + timedelta(days=3)
    told = {"title": "Pencanangan", "place": "Aula", "starts": "09:00", "zone": "WITA", "symbolic": False}
    for kind, pk in ((EventKind.CEREMONY, 900), (EventKind.CALLED_OFF, 901)):
        PublishedEvent.objects.create(
            id=unit_id(pk), agency=row.agency, unit=row, province=row.province, kind=kind, day=day, told=told,
            published_at=timezone.now() - timedelta(hours=2), changed_at=timezone.now() - timedelta(hours=1),
        )  # fmt: skip
    calendar: Any = icalendar.Calendar.from_ical(Client().get("/umpan/agenda.ics").content)
    found = {str(event["STATUS"]): event for event in calendar.walk("VEVENT")}
    assert set(found) >= {"CONFIRMED", "CANCELLED"}
    start = found["CANCELLED"]["DTSTART"].dt
    assert (start.date(), start.hour, start.utcoffset()) == (day, 9, timedelta(hours=8))
    assert int(found["CANCELLED"]["SEQUENCE"]) > 0


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", list(EventKind))
@pytest.mark.parametrize("told", [{}, {"title": "WBK", "decree": "1/2026", "reasons": "x", "before": "A", "into": "B"}])
def test_every_kind_of_event_has_words_whatever_is_told_of_it(
    kind: EventKind, language: str, told: dict[str, str]
) -> None:
    row = unit()
    event = PublishedEvent(kind=kind, agency=row.agency, unit=row, day=date(2026, 11, 22), told=told)
    found = words(event, language)
    assert found.title.startswith(row.name)
    assert found.sentence.startswith("22 November 2026")
    assert "%(" not in found.title + found.sentence


def test_words_are_other_ones_in_the_other_language() -> None:
    row = unit()
    for kind in EventKind:
        event = PublishedEvent(kind=kind, agency=row.agency, unit=row, day=date(2026, 11, 22), told={"year": 2026})
        assert words(event, "id").title != words(event, "en").title, kind
