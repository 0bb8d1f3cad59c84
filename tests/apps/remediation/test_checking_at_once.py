"""Of two assessors who check the last two steps at once, the second closes the plan."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from uuid import UUID

import pytest
from django.db import connection

from pulau.apps.remediation.models import PlanState, RemediationPlan, RemediationStep, StepState
from pulau.apps.remediation.services import plans
from pulau.apps.remediation.wishes import EffectFound
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import build_court
from tests.apps.remediation.test_plans import fail
from tests.cast import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def test_two_last_checks_at_once_close_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    court, together = build_court(), Barrier(2)

    def meet(*_told: object) -> None:  # before either is committed, where nothing keeps one of them waiting
        with suppress(BrokenBarrierError):
            together.wait(timeout=1)

    monkeypatch.setattr(plans, "tell_checked", meet)
    with behind_wall(court.tenant):
        fail(court)
        rows = RemediationStep.objects.for_tenant(court.tenant)
        last = list(rows.values_list("pk", flat=True)[:2])
        rows.update(state=StepState.CHECKED)
        rows.filter(pk__in=last).update(state=StepState.DONE)

    def check(step: UUID) -> None:
        try:
            with behind_wall(court.tenant):
                found = EffectFound("works", "Ya.", 1)
                plans.check_step(actor=court.actors["nina"], step_id=step, found=found, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(check, last))
    with behind_wall(court.tenant):
        assert RemediationPlan.objects.for_tenant(court.tenant).get().state == PlanState.CLOSED
