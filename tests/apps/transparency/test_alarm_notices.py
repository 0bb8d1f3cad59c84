"""Operators are told of an alarm once when it begins and once when it ends, and see what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone, translation

from pulau.apps.people.models import Appointment, Role
from pulau.apps.transparency.contract import sequence_once
from pulau.apps.transparency.models import Alarm
from pulau.apps.transparency.refusals import alarm_told
from pulau.apps.transparency.running import alarms
from pulau.apps.transparency.tasks import tell_alarm
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.notices.models import Notice
from tests.cast import NOW
from tests.house import FIRST_DAY, House


@pytest.fixture
def operated(log: Path, house: House) -> House:
    """The house with Eka as its operator."""
    Appointment(
        tenant_id=house.tenants["sagara"], user=house.users["eka"], role=Role.OPERATOR, scope="country",
        since=FIRST_DAY, created_at=NOW,
    ).save()  # fmt: skip
    return house


def told(house: House) -> list[tuple[str, str]]:
    return [
        (row.kind.rpartition(".")[2], str(row.user.full_name).split()[0])
        for tenant in house.tenants.values()
        for row in Notice.objects.for_tenant(tenant).filter(kind__startswith="transparency.").order_by("created_at")
    ]


def test_operators_are_told_once_that_it_began_and_once_that_it_ended(operated: House) -> None:
    now = timezone.now()
    alarm = alarms.ring(alarms.LAGGING, {"waiting": 4, "since": "kemarin"}, now)
    alarms.ring(alarms.LAGGING, {"waiting": 9, "since": "kemarin"}, now)
    task = "pulau.apps.transparency.tasks.tell_alarm"
    assert waiting(task, alarm_id=alarm.pk) == 1, "rung again, it is the same alarm"
    for _again in range(2):
        tell_alarm.func(alarm.pk)
    assert told(operated) == [("alarm_began", "Eka")]
    assert alarms.hush(alarms.LAGGING, now) == 1
    assert alarms.hush(alarms.LAGGING, now) == 0
    assert waiting(task, alarm_id=alarm.pk) == 2
    for _again in range(2):
        tell_alarm.func(alarm.pk)
    assert told(operated) == [("alarm_began", "Eka"), ("alarm_ended", "Eka")]
    tell_alarm.func(alarm.pk + 1)


def test_the_notice_says_what_it_is_and_the_health_page_what_to_do(operated: House) -> None:
    sequence_once()
    client = operated.client("eka")
    assert "Tanpa alarm" in client.get("/kesehatan").content.decode()
    alarms.ring(alarms.SILENT, {"last": ""}, timezone.now(), "ombudsman")
    alarm = Alarm.objects.get()
    tell_alarm.func(alarm.pk)
    notices = client.get("/pemberitahuan").content.decode()
    assert "Saksi ini lebih dari 24 jam tidak menandatangani. ombudsman" in notices
    page = client.get("/kesehatan").content.decode()
    with translation.override("id"):
        words = alarm_told(alarm.code, alarm.facts, alarm.about)
    assert words.what in page
    assert words.do.replace("'", "&#x27;") in page
    assert operated.client("hana").get("/kesehatan").status_code == 403


def test_whoever_operates_nothing_is_told_nothing(house: House, log: Path) -> None:
    alarm = alarms.ring(alarms.STORE, {"problem": "x"}, timezone.now())
    tell_alarm.func(alarm.pk)
    assert told(house) == []
