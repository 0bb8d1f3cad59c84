"""The days of the demo's declarations and pacts: each falls into the year that it is of, whenever it is loaded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pulau.apps.declarations.demo_ceremonies.stage import before
from pulau.apps.declarations.demo_ceremonies.stories import BAY, ISLAND, REGENCY, REGENCY_BEFORE

LOADED = [datetime(2026, 1, 1, 4, 5, tzinfo=UTC) + timedelta(days=days) for days in range(3 * 365 + 1)]


def test_an_office_pledges_in_the_year_in_which_it_declares() -> None:
    for now in LOADED:
        for story in (BAY, ISLAND):
            held = story.when.at(now)
            asked = before(held, 8)
            assert asked.year == held.year == now.year, now
            assert asked <= held <= now


def test_a_declaration_of_this_year_is_of_this_year_and_one_of_last_year_of_last() -> None:
    for now in LOADED:
        assert (REGENCY.when.at(now).year, REGENCY_BEFORE.when.at(now).year) == (now.year, now.year - 1)
