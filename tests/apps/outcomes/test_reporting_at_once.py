"""A report of monitoring that is sent twice at the same moment is one report, and neither sender fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pulau.apps.outcomes.models import Monitoring
from pulau.apps.outcomes.services.monitoring import report_monitoring
from pulau.apps.outcomes.wishes import MonitoringWish
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import build_court
from tests.apps.outcomes.test_keeping import kept
from tests.cast import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time"),
]


def test_one_form_that_is_sent_three_times_at_once_is_one_report() -> None:
    court = build_court()
    with behind_wall(court.tenant):
        kept(court)
    together = Barrier(3)
    wish = MonitoringWish(2026, "Dua loket antre lama.", "skm", "3,52", complaints=2, complaints_open=1)

    def press(_turn: int) -> object:
        together.wait()
        try:
            with behind_wall(court.tenant):
                return report_monitoring(actor=court.actors["rani"], case_id=court.case_id, wish=wish, now=NOW).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(press, range(3)))
    assert len(set(told)) == 1
    with behind_wall(court.tenant):
        assert Monitoring.objects.for_tenant(court.tenant).count() == 1
