"""When proposals are taken: by the clock of the season, whatever the agency's, and as the TPN sets it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.agencies.contract import Agency
from pulau.apps.proposals.facts import in_season
from pulau.apps.proposals.refusals import UnitsUnready, WrongSeason
from pulau.apps.proposals.seasons import season_now
from pulau.apps.proposals.services.season import set_season
from pulau.apps.proposals.wishes import SeasonWish
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import Scope
from pulau.foundation.calendar import today_of
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.proposals.proposing import drafted, ease, set_at, sign
from tests.cast import NOW

__all__ = ["court"]

LAST_MOMENT = datetime(2026, 5, 31, 16, 59, 59, tzinfo=UTC)  # a second before midnight in Jakarta
TOO_LATE = LAST_MOMENT + timedelta(seconds=1)


def test_proposals_are_taken_until_midnight_in_jakarta_wherever_the_agency_is(court: Court) -> None:
    ease(court)
    Agency.objects.for_tenant(court.tenant).update(zone="WIT")  # there it is the first of June already, 01.59
    assert today_of(Actor.system(court.tenant), LAST_MOMENT) == date(2026, 6, 1)

    assert in_season(court.tenant, court.case_id, LAST_MOMENT)
    assert not in_season(court.tenant, court.case_id, TOO_LATE)
    proposal = drafted(court)
    with pytest.raises(UnitsUnready) as refused:
        sign(court, proposal, now=TOO_LATE)
    assert refused.value.units[0].unmet == ("in-season",)


def test_a_season_begins_as_its_first_day_does_there(court: Court) -> None:
    begins = datetime(2025, 12, 31, 17, tzinfo=UTC)

    assert in_season(court.tenant, court.case_id, begins)
    assert not in_season(court.tenant, court.case_id, begins - timedelta(seconds=1))


def test_the_ministry_sets_another_last_day_for_everybody_and_the_newest_holds(court: Court) -> None:
    late = datetime(2026, 6, 20, 3, tzinfo=UTC)
    assert not in_season(court.tenant, court.case_id, late)

    set_at(court, "proposals", day=date(2026, 6, 30))
    with behind_wall(court.tenant):
        assert in_season(court.tenant, court.case_id, late)
    set_at(court, "proposals", day=date(2026, 6, 19))
    with behind_wall(court.tenant):
        assert not in_season(court.tenant, court.case_id, late)
    assert Entry.objects.for_tenant(court.ministry).filter(action="proposals.season_set").count() == 2


def test_a_quota_is_not_known_until_the_ministry_says_so(court: Court) -> None:
    assert season_now(2026).quotas["regency"].quota is None
    assert season_now(2026).quotas["regency"].change is None

    set_at(court, "quota:regency", quota=4)

    assert season_now(2026).quotas["regency"].quota == 4
    assert season_now(2027).quotas["regency"].quota is None


@pytest.mark.parametrize(
    ("key", "day", "quota", "field"),
    [
        ("proposals", date(2025, 1, 1), None, "tanggal"),  # before it opens
        ("proposals", date(2032, 1, 1), None, "tanggal"),
        ("proposals", None, None, "tanggal"),
        ("quota:kingdom", None, 3, "langkah"),
        ("quota:city", None, -1, "kuota"),
    ],
)
def test_a_season_that_cannot_be_is_refused(
    court: Court, key: str, day: date | None, quota: int | None, field: str
) -> None:
    with pytest.raises(WrongSeason) as refused:
        set_at(court, key, day=day, quota=quota)
    assert refused.value.field == field


def test_nobody_but_the_panel_of_a_national_body_sets_a_season(court: Court) -> None:
    wish = SeasonWish(2026, "proposals", "SE", date(2026, 6, 30))
    assessor = Actor(
        court.users["tia"].pk, court.ministry, "tpn-assessor", (Appointment("tpn-assessor", None, Scope.COUNTRY),)
    )

    regional = Actor(
        court.users["vino"].pk, court.ministry, "tpn-panel", (Appointment("tpn-panel", None, Scope.REGION),)
    )

    for actor in (court.actors["vino"], court.actors["hana"], assessor, regional):  # Vino is in the judged body here
        with pytest.raises(PermissionDenied):
            set_season(actor=actor, wish=wish, now=NOW)
