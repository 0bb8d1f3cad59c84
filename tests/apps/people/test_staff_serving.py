"""Who serves on a day, by the thousand: their posts, who leads, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pulau.apps.people.contract import employments_of, head_of, leading_posts, serving_batch
from pulau.apps.people.models import Basis, Posting
from pulau.apps.people.services.staff import give_acting_post, link_account
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import ActingPost, StaffAddition
from pulau.core.shared.actor import Actor
from tests.cast import NOW
from tests.house import House
from tests.staff import BEGUN, details, post

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def taken_in(house: House, *echelons: str, unit: str = "disdukcapil") -> list[str]:
    additions = [
        StaffAddition(details(nip=f"3000000{number}"), post(house, unit, echelon=echelon))
        for number, echelon in enumerate(echelons)
    ]
    done = apply_staff_batch(actor=house.actors["hana"], additions=additions, now=NOW)
    return [str(row.pk) for row in done.added]


def test_the_one_post_of_the_highest_echelon_leads_and_who_acts_in_it(house: House) -> None:
    hana = house.actors["hana"]
    taken_in(house, "III.b", "II.b", "III.a", "")
    (leading,) = leading_posts(hana, TODAY)
    head = head_of(hana, house.units["disdukcapil"].pk, TODAY)
    assert head is not None
    assert leading == head.posting.pk
    acting = ActingPost(
        basis=Basis.PLH, since=TODAY, until=TODAY + timedelta(days=3), unit_id=house.units["disdukcapil"].pk,
        position="Kepala Dinas", echelon="II.b",
    )  # fmt: skip
    other = Posting.objects.for_actor(hana).get(echelon="III.a").employee_id
    given = give_acting_post(actor=hana, employee_id=other, acting=acting, now=NOW)
    assert leading_posts(hana, TODAY) == {leading, given.pk}
    assert leading_posts(hana, TODAY, house.units["rsud"].pk) == frozenset()


def test_where_several_stand_highest_the_post_is_vacant(house: House) -> None:
    taken_in(house, "III.b", "III.b")
    assert leading_posts(house.actors["hana"], TODAY) == frozenset()


def test_page_by_page_everybody_comes_once_in_two_questions(house: House, django_assert_num_queries: object) -> None:
    hana, ids = house.actors["hana"], taken_in(house, *[""] * 5)
    found, after = [], None
    while True:
        with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's fixture
            people = serving_batch(hana, TODAY, frozenset(), after=after, size=2)
        found += people
        if len(people) < 2:
            break
        after = people[-1].employee_id
    assert sorted(str(one.employee_id) for one in found) == sorted(ids)
    assert [(one.posts[0].position, one.posts[0].since) for one in found] == [("Kepala Bidang", BEGUN)] * 5
    assert serving_batch(hana, BEGUN - timedelta(days=1), frozenset(), after=None, size=9) == []
    assert serving_batch(hana, TODAY, frozenset(), after=None, size=9, unit_id=house.units["rsud"].pk) == []
    assert serving_batch(house.actors["dewi"], TODAY, frozenset(), after=None, size=9) == []


def test_an_acting_post_is_called_so_once(house: House) -> None:
    taken_in(house, "")
    (one,) = serving_batch(house.actors["hana"], TODAY, frozenset(), after=None, size=9)
    plain = replace(one.posts[0], acting="Plt.", position="Direktur")
    assert [plain.called, replace(plain, position="Plt. Direktur").called] == ["Plt. Direktur"] * 2


def test_a_person_finds_the_own_employments_and_nobody_elses(house: House) -> None:
    (employee,) = taken_in(house, "")
    row = Posting.objects.for_actor(house.actors["hana"]).get().employee
    link_account(actor=Actor.system(row.tenant_id), employee_id=row.pk, user_id=house.users["eka"].pk, now=NOW)
    assert [str(pk) for _tenant, pk, _since, _until in employments_of(house.users["eka"].pk)] == [employee]
    assert list(employments_of(house.users["ayu"].pk)) == []
