"""A revocation that is only proposed is told to nobody: neither by a state, nor by a day, nor by a decision."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pulau.apps.assessments.contract import Transition
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.publication.publishing import everything, publish, unit, year
from tests.apps.publication.test_publishing import judged
from tests.cast import NOW

__all__ = ["court"]

pytestmark = pytest.mark.django_db
GRANTED = ("recommended", "determined", "monitoring")
EVENTS = {
    ("recommended", "determined"): "determine",
    ("determined", "monitoring"): "begin_monitoring",
    ("monitoring", "revocation-proposed"): "propose_revocation",
    ("verifying", "revocation-proposed"): "propose_revocation",
    ("revocation-proposed", "monitoring"): "drop_revocation",
    ("verifying", "monitoring"): "keep_title",
}


def went(court: Court, *stages: str) -> None:
    """Let a case that was judged go through stages, and publish."""
    judged(court)
    with behind_wall(court.tenant):
        rows = Transition.objects.for_tenant(court.tenant)
        for number, (source, target) in enumerate(pairwise(stages), 500):
            rows.create(case_id=court.case_id, number=number, event=EVENTS[source, target], source=source,
                        target=target, at=NOW, on=NOW.date(), reason="Rahasia: pungutan di loket 2.")  # fmt: skip
    court.stand_at(stages[-1])
    publish(court)


def decided() -> list[tuple[str, str]]:
    """The state and the event of each decision that is told."""
    return [(one["state"], one["event"]) for one in unit().facts["decisions"]]


def test_while_it_is_only_proposed_the_title_is_told_as_it_was_determined(court: Court) -> None:
    went(court, *GRANTED, "revocation-proposed")
    assert (year().state, decided()) == ("granted", [("granted", "determine")])


def test_during_a_new_evaluation_it_tells_neither_an_outcome_nor_a_score(court: Court) -> None:
    went(court, "verifying", "revocation-proposed")
    assert (year().state, year().total, year().areas, decided()) == ("national", None, [], [])
    assert "granted" not in year().days


@pytest.mark.parametrize(
    "stages", [(*GRANTED, "revocation-proposed"), ("verifying", "revocation-proposed", "monitoring")]
)
def test_its_event_and_its_reasons_are_nowhere(court: Court, stages: tuple[str, ...]) -> None:
    went(court, *stages)
    told = everything()
    assert [word for word in ("propose_revocation", "drop_revocation", "pungutan di loket") if word in told] == []


def test_a_title_that_was_kept_says_by_which_event(court: Court) -> None:
    """The control: what is no secret is told."""
    went(court, "verifying", "monitoring")
    assert decided() == [("granted", "keep_title")]
