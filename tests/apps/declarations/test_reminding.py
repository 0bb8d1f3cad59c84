"""Reminding more people than a page should wait for: by a job, watched, and never twice on a day."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.declarations import reminding_jobs, tasks
from pulau.apps.declarations.pact_news import REMINDED
from pulau.apps.declarations.reminding_jobs import remind_many
from pulau.apps.declarations.services import reminding
from pulau.apps.declarations.services.reminding import JOB, start_reminding
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.notices.models import Notice
from tests.apps.declarations.pledging import ask, texts, worker
from tests.cast import NOW
from tests.house import House

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]
PAGE = "/pakta/unit"


@pytest.fixture
def many(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """Three who have not signed where two are many already, and batches of one."""
    texts(house)
    for name, unit in (("Ani Lestari", "disdukcapil"), ("Budi Raharjo", "rsud"), ("Cici Utami", "rsud")):
        worker(house, name, unit, account=name != "Cici Utami")
    ask(house)
    monkeypatch.setattr(reminding, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(reminding_jobs, "BATCH", 1)
    return house


def _told(house: House) -> int:
    return Notice.objects.for_tenant(house.tenants["sagara"]).filter(kind=REMINDED.code).count()


def test_so_many_are_reminded_by_a_job_that_can_be_watched(many: House) -> None:
    hana = many.client("hana")
    answer = hana.post("/pakta/ingatkan")
    assert answer["Location"] == f"{PAGE}?berjalan=ya"
    hana.post("/pakta/ingatkan")
    assert (waiting(JOB), _told(many)) == (1, 0)
    page = hana.get(answer["Location"]).content.decode()
    assert 'hx-trigger="every 3s"' in page
    assert "pulau/htmx" in page, "without it nothing asks again"
    assert 'http-equiv="refresh"' in page
    assert "0 dari 2 pegawai" in page, "one of the three has no account"
    assert "Ingatkan semua" not in page
    job = (str(many.tenants["sagara"]), "", str(many.users["hana"].pk), today_of(many.actors["hana"], NOW).isoformat())
    tasks.remind_pacts.call(*job)
    tasks.remind_pacts.call(*job)
    assert _told(many) == 2


def test_a_few_are_reminded_at_once_and_a_head_reminds_the_own_unit_only(many: House) -> None:
    gita, unit = many.actors["gita"], many.units["disdukcapil"].pk
    done = start_reminding(actor=gita, unit_id=unit, now=NOW)
    assert done is not None
    assert (done.told, waiting(JOB), _told(many)) == (1, 0, 1)
    with pytest.raises(PermissionDenied):
        start_reminding(actor=gita, unit_id=None, now=NOW)


@pytest.mark.parametrize("who", ["gita", "ayu", "dewi", "eka"])
def test_a_job_of_somebody_who_may_not_reminds_nobody(many: House, who: str) -> None:
    assert remind_many(many.tenants["sagara"], None, many.users[who].pk, NOW.date(), NOW) == 0
    assert _told(many) == 0


def test_asking_that_has_ended_is_not_told_as_going_on_where_somebody_has_no_post(many: House) -> None:
    page = many.client("hana").get(f"{PAGE}?berjalan=ya").content.decode()
    assert "every 3s" not in page
