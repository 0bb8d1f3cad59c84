"""The job that asks for pacts: whom, again and again, in batches, and what ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from pulau.apps.declarations.asking_jobs import queue_asking
from pulau.apps.declarations.models import Pact, PledgeKind
from pulau.apps.declarations.services import asking
from pulau.apps.declarations.services.asking import Batch, ask_batch, remind, start_asking
from pulau.apps.declarations.tasks import ask_pacts
from pulau.apps.people.contract import leading_posts
from pulau.apps.people.models import Basis, Employee, EmployeeStatus
from pulau.apps.people.services.staff import (
    change_employee,
    end_employee,
    give_acting_post,
    link_account,
    move_employee,
)
from pulau.apps.people.staffing import ActingPost
from pulau.core.shared.actor import Actor
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.notices.reminding import remind as remind_of_due
from tests.apps.declarations.pledging import SHORT, approved, ask, on, pact_of, pacts_told, texts, worker
from tests.cast import NOW
from tests.house import House
from tests.staff import details, post

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)
LATER = NOW + timedelta(minutes=1)


def test_everybody_who_serves_is_asked_once(house: House) -> None:
    texts(house)
    ani, budi = worker(house, "Ani Lestari", head=True), worker(house, "Budi Raharjo", "rsud", account=False)
    assert ask(house) == (3, 0), "and the regent, by account"
    assert ask(house) == (0, 0)
    assert pacts_told(ani) == [(2026, "office", "first", "due")]  # the highest echelon of the unit
    pact = pact_of(budi)
    assert (pact.user_id, pact.due_on, pact.unit_id) == (None, date(2026, 4, 1), house.units["rsud"].pk)
    assert Entry.objects.for_tenant(pact.tenant_id).filter(action="declarations.pact_due").count() == 3
    told = Notice.objects.for_tenant(pact.tenant_id).filter(kind="declarations.pact_asked")
    assert set(told.values_list("user_id", flat=True)) == {ani.user_id, house.users["indra"].pk}


def test_of_a_kind_without_a_text_nobody_is_asked_and_nothing_ends_for_it(house: House) -> None:
    worker(house, "Ani Lestari", head=True)
    assert ask(house) == (0, 0)
    approved(house, PledgeKind.PERSONAL, SHORT)
    assert ask(house) == (0, 0), "she is the head, and for heads there is no text yet"
    approved(house, PledgeKind.OFFICE, SHORT)
    assert ask(house) == (2, 0), "and the regent"


def test_batches_come_to_the_same_as_one(house: House, django_assert_max_num_queries: object) -> None:
    texts(house)
    for number in range(7):
        worker(house, f"Pegawai {number}", account=False)
    system = Actor.system(house.tenants["sagara"])
    leading, after, made = leading_posts(system, TODAY), None, []
    for _turn in range(4):
        batch = Batch(TODAY, leading, after, size=3)
        with django_assert_max_num_queries(14):  # type: ignore[operator]  # pytest-django's fixture
            done = ask_batch(actor=system, batch=batch, now=NOW)
        made.append(done.made)
        after = done.after
        if after is None:
            break
    assert made == [3, 3, 1]
    assert ask(house) == (1, 0), "the regent, who is in no batch"


def test_a_long_job_leaves_the_rest_to_the_next(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    texts(house)
    for number in range(4):
        worker(house, f"Pegawai {number}", account=False)
    monkeypatch.setattr("pulau.apps.declarations.asking_jobs.BATCHES_A_JOB", 1)
    monkeypatch.setattr("pulau.apps.declarations.asking_jobs.BATCH", 3)
    assert ask(house) == (4, 0), "three, and the regent"
    (rest,) = DBTaskResult.objects.filter(task_path=asking.JOB).values_list("args_kwargs", flat=True)
    ask_pacts.func(**rest["kwargs"])
    assert Pact.objects.for_tenant(house.tenants["sagara"]).count() == 5


def test_moved_left_and_last_year(house: House) -> None:
    texts(house)
    hana = house.actors["hana"]
    ani, budi, citra = (worker(house, name) for name in ("Ani Lestari", "Budi Raharjo", "Citra Dewi"))
    ask(house)
    move_employee(
        actor=hana, employee_id=ani.pk, post=post(house, "rsud", since=TODAY, position="Analis", echelon=""), now=NOW
    )
    end_employee(actor=hana, employee_id=budi.pk, last_day=TODAY, now=NOW)
    assert ask(house, now=LATER) == (1, 1)
    assert [told[2:] for told in pacts_told(ani)] == [("first", "ended"), ("transfer", "due")]
    assert pacts_told(budi)[0][3] == "due", "on the last day it still stands"
    assert ask(house, now=LATER + DAY) == (0, 1)
    assert (pacts_told(budi)[0][3], pact_of(budi).reason) == ("ended", "left")
    assert ask(house, now=on(date(2027, 1, 2))) == (3, 3)
    assert pacts_told(citra) == [(2026, "personal", "first", "ended"), (2027, "personal", "yearly", "due")]
    assert pact_of(citra, 2027).due_on == date(2027, 1, 31)
    assert pact_of(citra, 2026).reason == "year-over"


def test_somebody_taken_in_and_gone_on_the_same_day_is_asked_for_nothing(house: House) -> None:
    texts(house)
    ani = worker(house, "Ani Lestari", account=False)
    end_employee(actor=house.actors["hana"], employee_id=ani.pk, last_day=TODAY, now=NOW)
    ask(house)
    assert pacts_told(ani) == []


def _stands_in_at_the_hospital(house: House, employee: Employee) -> None:
    acting = ActingPost(
        basis=Basis.PLT, since=TODAY, until=TODAY + 30 * DAY, unit_id=house.units["rsud"].pk, position="Direktur",
        echelon="II.a",
    )  # fmt: skip
    give_acting_post(actor=house.actors["hana"], employee_id=employee.pk, acting=acting, now=NOW)


def test_an_acting_head_is_asked_for_both_units(house: House) -> None:
    texts(house)
    ani, budi = worker(house, "Ani Lestari", head=True), worker(house, "Budi Raharjo", "rsud", head=True)
    _stands_in_at_the_hospital(house, ani)
    ask(house)
    assert [told[1] for told in pacts_told(ani)] == ["office", "office"]
    beside = pact_of(ani, unit_id=house.units["rsud"].pk)
    assert (beside.position, beside.cause) == ("Plt. Direktur", "first")
    assert [told[1] for told in pacts_told(budi)] == ["personal"], "who acts in the higher post leads the unit"
    assert ask(house, now=NOW + 31 * DAY) == (1, 2), "the acting is over, and Budi leads again"
    assert [told[1:] for told in pacts_told(budi)] == [("personal", "first", "ended"), ("office", "new-post", "due")]


def test_a_cpns_who_becomes_pns_is_asked_anew(house: House) -> None:
    texts(house)
    ani = worker(house, "Ani Lestari", account=False, status=EmployeeStatus.CPNS)
    ask(house)
    same = {"nip": ani.nip, "name": ani.name, "title_after": ""}
    change_employee(actor=house.actors["hana"], employee_id=ani.pk, details=details(**same), now=NOW)
    assert ask(house, now=LATER) == (1, 1)
    assert [told[2:] for told in pacts_told(ani)] == [("first", "ended"), ("new-status", "due")]


def test_one_unit_at_once_and_an_account_that_is_joined_later(house: House) -> None:
    texts(house)
    ani, budi = worker(house, "Ani Lestari", account=False), worker(house, "Budi Raharjo", "rsud")
    assert ask(house, "disdukcapil") == (1, 0)
    assert pacts_told(budi) == []
    link_account(actor=Actor.system(ani.tenant_id), employee_id=ani.pk, user_id=house.users["eka"].pk, now=NOW)
    ask(house)
    assert pact_of(ani).user_id == house.users["eka"].pk


def test_a_head_asks_for_the_own_unit_only(house: House) -> None:
    gita = house.actors["gita"]
    start_asking(actor=gita, unit_id=house.units["disdukcapil"].pk, now=NOW)
    for unit in (house.units["rsud"].pk, None):
        with pytest.raises(PermissionDenied):
            start_asking(actor=gita, unit_id=unit, now=NOW)
        with pytest.raises(PermissionDenied):
            remind(actor=gita, unit_id=unit, now=NOW)
    for who in ("ayu", "indra", "joko"):
        with pytest.raises(PermissionDenied):
            start_asking(actor=house.actors[who], unit_id=house.units["disdukcapil"].pk, now=NOW)
    assert waiting(asking.JOB) == 1


def test_every_body_is_queued_once(house: House) -> None:
    queue_asking()
    queue_asking()
    assert waiting(asking.JOB) == len(house.tenants)


def test_a_reminder_goes_once_a_day_and_says_who_cannot_be_reached(house: House) -> None:
    texts(house)
    worker(house, "Ani Lestari")
    worker(house, "Budi Raharjo", account=False)
    ask(house)
    unit = house.units["disdukcapil"].pk
    gita = house.actors["gita"]
    first = remind(actor=gita, unit_id=unit, now=NOW)
    assert (first.told, first.already, first.unreached) == (1, 0, 1)
    again = remind(actor=gita, unit_id=unit, now=NOW)
    assert (again.told, again.already) == (0, 1)
    assert remind(actor=gita, unit_id=unit, now=NOW + DAY).told == 1


def test_who_owes_two_pacts_is_reminded_once_and_counted_once(house: House) -> None:
    texts(house)
    ani = worker(house, "Ani Lestari")
    _stands_in_at_the_hospital(house, ani)
    ask(house)
    assert len(pacts_told(ani)) == 2
    done = remind(actor=house.actors["hana"], unit_id=None, now=NOW)
    assert (done.told, done.already, done.unreached) == (1, 0, 0)


def test_what_is_due_soon_or_late_is_told_to_its_person(house: House) -> None:
    texts(house)
    ani = worker(house, "Ani Lestari")
    ask(house)
    for days, kind in ((16, "declarations.pact_soon"), (31, "declarations.pact_late")):
        remind_of_due(house.tenants["sagara"], NOW + days * DAY)
        remind_of_due(house.tenants["sagara"], NOW + days * DAY)
        notices = Notice.objects.for_tenant(ani.tenant_id).filter(kind=kind)
        assert set(notices.values_list("user_id", flat=True)) == {ani.user_id, house.users["indra"].pk}


def test_the_other_agency_is_not_touched(house: House) -> None:
    texts(house)
    worker(house, "Ani Lestari")
    ask(house)
    assert not Pact.objects.for_tenant(house.tenants["lain"]).exists()
