"""Coverage is counted from the rows each time, and says what a clerk who reads them one by one would say."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django_tasks_db.models import DBTaskResult

from pulau.apps.agencies.contract import UnitKind, add_unit, close_unit
from pulau.apps.declarations.models import AgencyCoverage, Pact, PactState, UnitCoverage
from pulau.apps.declarations.recounting import COUNT_BODY, is_waiting, recount_soon
from pulau.apps.declarations.selectors.tally import tally
from pulau.apps.declarations.services.counting import FIGURES, YearNotCounted, ask_recount, recount
from pulau.apps.declarations.tasks import count_all, count_body
from pulau.core.pledging.coverage import BodyCount, SilenceRule, sum_of
from pulau.core.shared.actor import Actor
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.histories import History, declaration_row, invent, naive, noon
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
RULE = SilenceRule(90)
LATER = noon(date(2026, 6, 15))


def counted(system: Actor, year: int, day: date) -> dict[UUID, BodyCount]:
    return {unit: sum_of([one.count], day, RULE) for unit, one in tally(system, year, day).units.items()}


@pytest.mark.parametrize("seed", range(6))
def test_any_history_is_counted_as_by_hand(house: House, seed: int) -> None:
    system = Actor.system(house.tenants["sagara"])
    with behind_wall(system.tenant_id):
        made = invent(house, seed)
        for year, day in ((2025, date(2025, 4, 1)), (2025, date(2025, 12, 31)), (2026, date(2026, 6, 15))):
            expected = {unit: naive(made, unit, year, day) for unit in made.units}
            assert counted(system, year, day) == expected


def test_the_clerk_would_notice(house: House) -> None:
    """Negative control: one row that is otherwise, and the counts differ."""
    system, day = Actor.system(house.tenants["sagara"]), date(2026, 6, 15)
    with behind_wall(system.tenant_id):
        made = invent(house, 3, people=120)
        before = counted(system, 2026, day)
        pact = _counting_pact(made, day)
        Pact.objects.for_tenant(system.tenant_id).filter(pk=pact.pk).update(state=PactState.REFUSED)
        after = counted(system, 2026, day)
    assert sum(one.signed for one in after.values()) == sum(one.signed for one in before.values()) - 1


def _counting_pact(made: History, day: date) -> Pact:
    """A pact that alone makes its employee count as signed."""
    for pact in made.pacts:
        others = [one for one in made.pacts if one.employee_id == pact.employee_id and one.year == 2026]
        serves = any(post.employee_id == pact.employee_id and post.basis == "definitive" and post.since <= day
                     and (post.until is None or day <= post.until) for post in made.postings)  # fmt: skip
        signed = pact.state == "signed" and pact.signed_at is not None and pact.signed_at <= noon(day)
        if serves and pact.year == 2026 and signed and len(others) == 1:
            return pact
    raise AssertionError("choose another seed")


def test_the_body_is_the_sum_of_its_units_however_often_it_is_counted(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    with behind_wall(system.tenant_id):
        invent(house, 1)
        first = recount(actor=system, year=2026, now=LATER)
        told = Entry.objects.for_tenant(system.tenant_id).filter(action="declarations.counted").count()
        second = recount(actor=system, year=2026, now=LATER + timedelta(minutes=5))
        rows = UnitCoverage.objects.for_tenant(system.tenant_id).filter(year=2026)
        sums = rows.aggregate(staff=Sum("staff"), signed=Sum("signed"))
        again = Entry.objects.for_tenant(system.tenant_id).filter(action="declarations.counted").count()
        assert AgencyCoverage.objects.for_tenant(system.tenant_id).count() == 1
        assert {row.counted_at for row in rows} == {LATER + timedelta(minutes=5)}
    assert [getattr(first, name) for name in FIGURES] == [getattr(second, name) for name in FIGURES]
    assert (second.units, second.staff, second.signed) == (2, sums["staff"], sums["signed"])
    assert second.staff > second.signed > 0
    assert told == again == 1  # what did not change is not told again


def test_a_unit_that_ended_is_no_longer_in_the_count(house: House) -> None:
    hana, system = house.actors["hana"], Actor.system(house.tenants["sagara"])
    with behind_wall(system.tenant_id):
        before = recount(actor=system, year=2026, now=NOW)
        close_unit(actor=hana, unit_id=house.units["rsud"].pk, day=date(2026, 3, 1), now=NOW)
        after = recount(actor=system, year=2026, now=LATER)
        left = list(UnitCoverage.objects.for_tenant(system.tenant_id).values_list("unit__code", flat=True))
    assert (before.units, after.units, left) == (2, 1, ["disdukcapil"])


def test_an_answer_in_its_worksheet_ends_the_silence_of_a_unit(house: House) -> None:
    system, unit = Actor.system(house.tenants["sagara"]), house.units["disdukcapil"].pk
    with behind_wall(system.tenant_id):
        row = declaration_row(system.tenant_id, unit, date(2025, 12, 1), Random(1))  # noqa: S311 - a trial
        row.state, row.symbolic = "held", False
        row.save()
        quiet = recount(actor=system, year=2026, now=LATER)
        house.answer("ayu", {"P1.i.a": "Ya"}, now=LATER - timedelta(days=5))
        busy = recount(actor=system, year=2026, now=LATER)
        back_then = tally(system, 2026, date(2026, 6, 1)).units[unit]
    assert (quiet.declared, quiet.silent, busy.silent) == (1, 1, 0)
    assert busy.active_at == LATER - timedelta(days=5)
    assert back_then.active_at is None


def test_a_year_to_come_is_not_counted(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    for year in (2027, 2013):
        with behind_wall(system.tenant_id), pytest.raises(YearNotCounted):
            recount(actor=system, year=year, now=NOW)


def test_changes_of_a_minute_are_counted_once(house: House, django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - pytest-django names no type for it
    tenant, other = house.tenants["sagara"], house.tenants["lain"]
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        for _ in range(3):
            recount_soon(tenant)
        recount_soon(other)
        assert waiting(COUNT_BODY) == 0
    assert (waiting(COUNT_BODY), is_waiting(tenant, 0), is_waiting(tenant, 2025)) == (2, True, False)
    job = DBTaskResult.objects.filter(task_path=COUNT_BODY).earliest("enqueued_at")
    assert timedelta() < job.run_after - job.enqueued_at <= timedelta(seconds=21)


def test_the_night_counts_every_body_and_the_job_keeps_to_its_own(house: House) -> None:
    count_all.call()
    count_all.call()
    assert waiting(COUNT_BODY) == 2
    count_body.call(tenant=str(house.tenants["sagara"]), year=0)
    with behind_wall(house.tenants["lain"]):
        assert not AgencyCoverage.objects.for_tenant(house.tenants["lain"]).exists()
        assert not UnitCoverage.objects.for_tenant(house.tenants["lain"]).exists()
    with behind_wall(house.tenants["sagara"]):
        assert AgencyCoverage.objects.for_tenant(house.tenants["sagara"]).get().units == 2


def test_who_may_not_have_it_counted_leaves_no_job(house: House) -> None:
    for name, may in (("ayu", False), ("gita", False), ("hana", True), ("indra", True)):
        actor = house.actors[name]
        with behind_wall(actor.tenant_id):
            if may:
                ask_recount(actor=actor, year=2026, now=NOW)
            else:
                with pytest.raises(PermissionDenied):
                    ask_recount(actor=actor, year=2026, now=NOW)


def test_a_body_is_counted_in_as_many_queries_whatever_its_units(house: House, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - the same
    system = Actor.system(house.tenants["sagara"])
    with behind_wall(system.tenant_id):
        recount(actor=system, year=2026, now=NOW)
        for number in range(12):
            add_unit(actor=system, code=f"kec-{number}", name=f"Kecamatan {number}", kind=UnitKind.DISTRICT, now=NOW)
        with django_assert_max_num_queries(24):
            recount(actor=system, year=2026, now=LATER)
