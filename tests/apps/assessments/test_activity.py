"""Being evaluated is being active: a unit whose case moves on is not silent."""

from __future__ import annotations

from datetime import timedelta

from pulau.apps.assessments.activity import last_events
from pulau.apps.assessments.models import Transition
from pulau.foundation.registry.activity import activity_sources
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.cast import NOW

__all__ = ["court"]


def test_the_newest_event_of_a_case_is_what_was_last_done_at_its_unit(court: Court) -> None:
    case = court.case()
    with behind_wall(court.tenant):
        for number, event in enumerate(("begin_tpi", "begin_round_2"), 1):
            at = NOW + timedelta(days=number)
            Transition.objects.for_tenant(court.tenant).create(
                case=case, number=number, event=event, source="submitted", target="tpi-round-1", role="tpi-leader",
                at=at, on=at.date(),
            )  # fmt: skip
        whole = last_events(court.tenant, NOW, NOW + timedelta(days=9))
        earlier = last_events(court.tenant, NOW, NOW + timedelta(days=2))
        assert whole == {case.unit_id: NOW + timedelta(days=2)}
        assert earlier == {case.unit_id: NOW + timedelta(days=1)}
        assert last_events(court.tenant, NOW + timedelta(days=3), NOW + timedelta(days=9)) == {}


def test_nothing_of_another_body_is_seen(court: Court) -> None:
    with behind_wall(court.tenants["lain"]):
        assert last_events(court.tenants["lain"], NOW - timedelta(days=999), NOW + timedelta(days=9)) == {}


def test_coverage_asks_for_it() -> None:
    assert activity_sources.get("assessments.events") is not None
