"""A decision against somebody is told with its reasons, wherever they were written, and with the repair since."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from pulau.apps.assessments.contract import Transition
from pulau.apps.outcomes.contract import Revocation, RevocationState, TitleHeld, TitleState
from pulau.apps.outcomes.services.titles import determine
from pulau.apps.remediation.contract import RemediationPlan, RemediationStep
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.publication.publishing import everything, publish, unit, year
from tests.apps.publication.test_publishing import DECREE, judged
from tests.cast import NOW

__all__ = ["court"]

pytestmark = pytest.mark.django_db
REVOKED_ON = date(2027, 5, 4)
WHY = "Maladministrasi terbukti dan berulang."


def went(court: Court, *steps: tuple[str, str, str], day: date | None = None) -> None:
    """Let the case go through stages: each is a stage, the event that led to it, and the reason of that event."""
    with behind_wall(court.tenant):
        rows = Transition.objects.for_tenant(court.tenant)
        first = rows.filter(case=court.case_id).count() + 500
        for number, ((source, *_), (target, event, reason)) in enumerate(pairwise(steps), first):
            rows.create(case_id=court.case_id, number=number, event=event, source=source, target=target, at=NOW,
                        on=day or NOW.date(), reason=reason)  # fmt: skip
    court.stand_at(steps[-1][0])


def repaired(court: Court) -> None:
    """Let the case have a plan of repair with one step, whose words are the assessors' own."""
    with behind_wall(court.tenant):
        plan = RemediationPlan.objects.for_tenant(court.tenant).create(
            case_id=court.case_id, unit_id=court.units["disdukcapil"].pk, year=2026, event="revoke", digest="0" * 64,
            born_at=NOW,
        )  # fmt: skip
        RemediationStep.objects.for_tenant(court.tenant).create(
            plan=plan, number=1, kind="item", key="P1.i.a", area="1", finding="Rahasia penilai", state="planned"
        )


def revoked(court: Court) -> None:
    """Let a title be granted in 2026, and revoked in 2027 on a recommendation."""
    judged(court)
    court.stand_at("recommended")
    [held] = determine(actor=court.actors["vino"], case_ids=[court.case_id], wish=DECREE, now=NOW)
    went(court, ("determined", "", ""), ("monitoring", "begin_monitoring", ""))
    with behind_wall(court.tenant):
        TitleHeld.objects.for_tenant(court.tenant).filter(pk=held.pk).update(
            state=TitleState.REVOKED, closed_on=REVOKED_ON, closed_by=held.decree_id
        )
        Revocation.objects.for_tenant(court.tenant).create(
            case_id=court.case_id,
            title_held_id=held.pk,
            recommendation=WHY,
            state=RevocationState.REVOKED,
            proposed_at=NOW,
        )
    went(court, ("monitoring", "", ""), ("revocation-proposed", "propose_revocation", "Usul"), day=REVOKED_ON)
    went(court, ("revocation-proposed", "", ""), ("revoked", "revoke", ""), day=REVOKED_ON)


def decided() -> list[tuple[int, str, str, str]]:
    """Year, state, event and reason of each decision that is told."""
    told = unit().facts["decisions"]
    return [(one["year"], one["state"], one["event"], one["reason"]) for one in told]


def test_a_revocation_stands_in_its_own_year_with_what_it_rests_on_and_the_grant_stays(court: Court) -> None:
    revoked(court)
    publish(court, now=NOW + timedelta(days=450))
    assert decided() == [(2026, "granted", "determine", ""), (2027, "revoked", "revoke", WHY)]
    assert (year().state, year(number=2027).state) == ("granted", "revoked")
    assert unit().facts["titles"][0]["reasons"] == WHY


def test_what_is_repaired_after_a_revocation_is_told_without_the_assessors_words(court: Court) -> None:
    revoked(court)
    repaired(court)
    publish(court, now=NOW + timedelta(days=450))
    repair = unit().facts["repair"]
    assert (repair["year"], [(step["area"], step["state"]) for step in repair["steps"]]) == (2027, [("1", "planned")])
    assert "Rahasia penilai" not in everything()


def test_an_outcome_that_became_final_by_itself_has_the_reasons_of_the_panel(court: Court) -> None:
    judged(court)
    went(court, ("panel", "", ""), ("to-be-coached", "decline", "Indeks di bawah minimal."),
         ("coaching", "close_unpassed", ""))  # fmt: skip
    publish(court)
    assert decided() == [(2026, "not-passed", "close_unpassed", "Indeks di bawah minimal.")]


def test_before_it_is_final_the_panel_s_reasons_are_told_to_nobody(court: Court) -> None:
    judged(court)
    went(court, ("panel", "", ""), ("to-be-coached", "decline", "Indeks di bawah minimal."))
    repaired(court)
    publish(court)
    assert (decided(), unit().facts["repair"]) == ([], None)
    assert "Indeks di bawah" not in everything()
