"""One employee at a time: their posts in order, acting posts, the account that is theirs, and who may see whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from pulau.apps.people.contract import Role, Wish, appoint, employee_of_user, employees_of_unit, head_of, staff_count
from pulau.apps.people.models import Appointment, Basis, Employee, Posting
from pulau.apps.people.selectors.staff import (
    StaffSearch,
    Term,
    find_staff,
    get_employee_for,
    masked_nik,
    post_held_by,
)
from pulau.apps.people.services.staff import (
    add_employee,
    change_employee,
    end_acting_post,
    end_employee,
    give_acting_post,
    link_account,
    move_employee,
)
from pulau.apps.people.staffing import (
    AccountLinkedAlready,
    AccountNotFound,
    ActingPost,
    BeginsLater,
    DayNotYet,
    EmployeeEnded,
    EmployeeNotFound,
    NikTaken,
    NipTaken,
    PostNotFound,
    PostsOverlap,
)
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.services import register_user
from pulau.foundation.journal.models import Entry
from tests.cast import NOW
from tests.house import House
from tests.staff import BEGUN, NIK, NIP, addition, details, employed, fresh, post, posts_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)


def acting(house: House, **facts: object) -> ActingPost:
    usual = {"basis": Basis.PLH, "since": TODAY, "until": TODAY + 30 * DAY, "unit_id": house.units["rsud"].pk}
    return ActingPost(**{"position": "Direktur", "echelon": "III.a", **usual, **facts})  # type: ignore[arg-type]


# --- taken in and changed


def test_numbers_are_had_once(house: House) -> None:
    employed(house, nik=NIK)
    hana = house.actors["hana"]
    with pytest.raises(NipTaken):
        add_employee(actor=hana, addition=addition(house), now=NOW)
    with pytest.raises(NikTaken):
        add_employee(actor=hana, addition=addition(house, nip="20000001", nik=NIK), now=NOW)
    other = employed(house, nip="20000002")
    with pytest.raises(NipTaken):
        change_employee(actor=hana, employee_id=other.pk, details=details(), now=NOW)
    with pytest.raises(NikTaken):
        change_employee(actor=hana, employee_id=other.pk, details=details(nip="20000002", nik=NIK), now=NOW)


def test_a_change_is_told_without_its_words(house: House) -> None:
    ani = employed(house)
    changed = details(name="Ani Lestari Putri", grade="IV/a", email="ani@uji.example.id")
    assert change_employee(actor=house.actors["hana"], employee_id=ani.pk, details=changed, now=NOW)
    assert not change_employee(actor=house.actors["hana"], employee_id=ani.pk, details=changed, now=NOW)
    told = Entry.objects.for_tenant(ani.tenant_id).get(action="people.employee_changed").payload
    assert "IV/a" in told
    assert "Putri" not in told
    assert "uji.example" not in told


@pytest.mark.parametrize("who", ["indra", "gita", "joko", "dewi"])
def test_every_service_is_the_administrators_alone(house: House, who: str) -> None:
    ani, actor = employed(house), house.actors[who]
    given = give_acting_post(actor=house.actors["hana"], employee_id=ani.pk, acting=acting(house), now=NOW)
    with pytest.raises(PermissionDenied):
        add_employee(actor=actor, addition=addition(house, nip="20000001"), now=NOW)
    with pytest.raises(PermissionDenied):
        change_employee(actor=actor, employee_id=ani.pk, details=details(name="Lain"), now=NOW)
    with pytest.raises(PermissionDenied):
        move_employee(actor=actor, employee_id=ani.pk, post=post(house, "rsud", since=TODAY), now=NOW)
    with pytest.raises(PermissionDenied):
        end_employee(actor=actor, employee_id=ani.pk, last_day=TODAY, now=NOW)
    with pytest.raises(PermissionDenied):
        give_acting_post(actor=actor, employee_id=ani.pk, acting=acting(house), now=NOW)
    with pytest.raises(PermissionDenied):
        end_acting_post(actor=actor, posting_id=given.pk, last_day=TODAY, now=NOW)
    with pytest.raises(PermissionDenied):
        link_account(actor=actor, employee_id=ani.pk, user_id=house.users["ayu"].pk, now=NOW)
    assert (fresh(ani).name, fresh(ani).until, fresh(ani).user_id) == ("Ani Lestari", None, None)


# --- moved and ended


def test_a_move_closes_the_post_before_on_the_day_before(house: House) -> None:
    ani, day = employed(house), date(2024, 1, 2)
    there = post(house, "rsud", since=day, position="Direktur", echelon="3a", document="SK 12/2024")
    assert move_employee(actor=house.actors["hana"], employee_id=ani.pk, post=there, now=NOW)
    assert posts_of(ani) == [("Kepala Bidang", BEGUN, day - DAY), ("Direktur", day, None)]
    now = fresh(ani)
    assert (now.unit_id, now.position, now.echelon) == (house.units["rsud"].pk, "Direktur", "III.a")
    entry = Entry.objects.for_tenant(ani.tenant_id).get(action="people.employee_moved")
    assert entry.unit_id == house.units["rsud"].pk


def test_a_post_from_its_own_first_day_is_put_right(house: House) -> None:
    ani = employed(house)
    assert move_employee(
        actor=house.actors["hana"], employee_id=ani.pk, post=post(house, position="Sekretaris"), now=NOW
    )
    assert posts_of(ani) == [("Sekretaris", BEGUN, None)]


@pytest.mark.parametrize(("day", "fact"), [(BEGUN - DAY, PostsOverlap), (TODAY + DAY, DayNotYet)])
def test_posts_do_not_overlap_and_are_not_foretold(house: House, day: date, fact: type[Exception]) -> None:
    ani = employed(house)
    with pytest.raises(fact):
        move_employee(actor=house.actors["hana"], employee_id=ani.pk, post=post(house, "rsud", since=day), now=NOW)
    assert posts_of(ani) == [("Kepala Bidang", BEGUN, None)]


def test_nobody_moves_after_the_last_day(house: House) -> None:
    ani, last = employed(house), date(2025, 6, 30)
    end_employee(actor=house.actors["hana"], employee_id=ani.pk, last_day=last, now=NOW)
    with pytest.raises(EmployeeEnded):
        move_employee(actor=house.actors["hana"], employee_id=ani.pk, post=post(house, "rsud", since=TODAY), now=NOW)
    earlier = post(house, "rsud", since=date(2025, 1, 1))
    move_employee(actor=house.actors["hana"], employee_id=ani.pk, post=earlier, now=NOW)
    assert posts_of(ani)[-1] == ("Kepala Bidang", date(2025, 1, 1), last)


def test_a_unit_that_was_closed_takes_nobody_in(house: House) -> None:
    unit = house.units["rsud"]
    unit.until = date(2023, 12, 31)
    unit.save(update_fields=["until"])
    ani = employed(house)
    with pytest.raises(ValidationError):
        move_employee(actor=house.actors["hana"], employee_id=ani.pk, post=post(house, "rsud", since=TODAY), now=NOW)


def test_an_end_ends_posts_and_the_roles_of_this_agency_only(house: House) -> None:
    ani, user = employed(house), house.users["ayu"]
    elsewhere = Actor.system(house.tenants["lain"])
    there = Wish(role=Role.COMPANION, unit_id=house.units["disdukcapil-lain"].pk, since=BEGUN, companion_kind="other")
    appoint(actor=elsewhere, user_id=user.pk, wish=there, now=NOW)
    link_account(actor=house.actors["hana"], employee_id=ani.pk, user_id=user.pk, now=NOW)
    give_acting_post(actor=house.actors["hana"], employee_id=ani.pk, acting=acting(house, since=BEGUN), now=NOW)
    end_employee(actor=house.actors["hana"], employee_id=ani.pk, last_day=TODAY, now=NOW)
    assert {until for _, _, until in posts_of(ani)} == {TODAY}
    assert Appointment.objects.for_tenant(ani.tenant_id).get(user=user).until == TODAY
    assert Appointment.objects.for_actor(elsewhere).get(user=user).until is None


def test_a_last_day_is_put_right(house: House) -> None:
    ani, hana = employed(house), house.actors["hana"]
    finished = acting(house, since=date(2025, 1, 1), until=date(2025, 2, 1))
    give_acting_post(actor=hana, employee_id=ani.pk, acting=finished, now=NOW)
    for last_day in (date(2025, 2, 1), date(2025, 8, 1), date(2025, 7, 1)):
        end_employee(actor=hana, employee_id=ani.pk, last_day=last_day, now=NOW)
    assert [until for _, _, until in posts_of(ani)] == [date(2025, 7, 1), date(2025, 2, 1)]


def test_an_end_before_a_later_post_is_refused(house: House) -> None:
    ani, hana = employed(house), house.actors["hana"]
    give_acting_post(actor=hana, employee_id=ani.pk, acting=acting(house), now=NOW)
    with pytest.raises(BeginsLater):
        end_employee(actor=hana, employee_id=ani.pk, last_day=TODAY - DAY, now=NOW)
    with pytest.raises(ValidationError):
        end_employee(actor=hana, employee_id=ani.pk, last_day=BEGUN - DAY, now=NOW)
    assert fresh(ani).until is None


# --- acting


def test_an_acting_post_is_that_of_another(house: House) -> None:
    ani = employed(house)
    employed(house, "rsud", nip="20000001", name="Budi")
    held = post_held_by(house.actors["hana"], "20000001", TODAY)
    assert held is not None
    instead = ActingPost(basis=Basis.PLT, since=TODAY, until=TODAY + DAY, instead_of=held.pk)
    given = give_acting_post(actor=house.actors["hana"], employee_id=ani.pk, acting=instead, now=NOW)
    assert (given.unit_id, given.position, given.echelon) == (held.unit_id, held.position, held.echelon)
    assert fresh(ani).unit_id == house.units["disdukcapil"].pk


def test_an_acting_post_has_its_rules(house: House) -> None:
    ani, hana = employed(house), house.actors["hana"]
    held = Posting.objects.for_actor(hana).get(employee=ani)

    def given(**facts: object) -> Posting:
        return give_acting_post(actor=hana, employee_id=ani.pk, acting=acting(house, **facts), now=NOW)

    given()
    with pytest.raises(PostsOverlap):  # the same acting post twice
        given(position="DIREKTUR", since=TODAY + 30 * DAY, until=TODAY + 60 * DAY)
    with pytest.raises(PostsOverlap):  # one's own definitive post
        given(position="Kepala Bidang", unit_id=house.units["disdukcapil"].pk)
    with pytest.raises(PostNotFound):
        given(instead_of=held.pk)
    for wrong in (
        {"until": TODAY - DAY}, {"basis": Basis.DEFINITIVE}, {"basis": Basis.DELEGATION}, {"position": " "},
        {"since": BEGUN - DAY}, {"unit_id": house.units["disdukcapil-lain"].pk}, {"unit_id": None},
        {"echelon": "tinggi"},
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            given(**wrong)
    end_employee(actor=hana, employee_id=ani.pk, last_day=TODAY + 40 * DAY, now=NOW)
    with pytest.raises(EmployeeEnded):
        given(position="Wakil Direktur", until=TODAY + 41 * DAY)


def test_an_acting_post_ends_early_but_never_later(house: House) -> None:
    ani, hana = employed(house), house.actors["hana"]
    given = give_acting_post(actor=hana, employee_id=ani.pk, acting=acting(house), now=NOW)
    for day in (TODAY - DAY, TODAY + 31 * DAY):
        with pytest.raises(ValidationError):
            end_acting_post(actor=hana, posting_id=given.pk, last_day=day, now=NOW)
    assert end_acting_post(actor=hana, posting_id=given.pk, last_day=TODAY + DAY, now=NOW).until == TODAY + DAY
    definitive = Posting.objects.for_actor(hana).get(employee=ani, basis=Basis.DEFINITIVE)
    with pytest.raises(PostNotFound):
        end_acting_post(actor=hana, posting_id=definitive.pk, last_day=TODAY, now=NOW)


# --- accounts


def test_an_account_is_linked_once_and_only_where_the_agency_knows_it(house: House) -> None:
    hana, ani, budi = house.actors["hana"], employed(house), employed(house, nip="20000001", email="eka@uji.example.id")
    with pytest.raises(AccountNotFound):
        link_account(actor=hana, employee_id=ani.pk, user_id=house.users["dewi"].pk, now=NOW)
    assert link_account(actor=hana, employee_id=ani.pk, user_id=house.users["ayu"].pk, now=NOW).user_id
    for employee, user in ((budi, "ayu"), (ani, "gita")):
        with pytest.raises(AccountLinkedAlready):
            link_account(actor=hana, employee_id=employee.pk, user_id=house.users[user].pk, now=NOW)
    assert link_account(actor=hana, employee_id=budi.pk, user_id=house.users["eka"].pk, now=NOW).user_id
    link_account(actor=hana, employee_id=budi.pk, user_id=None, now=NOW)
    assert fresh(budi).user_id is None


def test_set_up_links_whom_it_likes(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    user = register_user(actor=system, email="baru@uji.example.id", full_name="Baru", now=NOW)
    ani = employed(house)
    assert link_account(actor=system, employee_id=ani.pk, user_id=user.pk, now=NOW).user_id == user.pk
    assert employee_of_user(house.actors["ayu"], user.pk) == ani
    assert employee_of_user(house.actors["dewi"], user.pk) is None


# --- seen and found


@pytest.mark.parametrize(
    ("who", "seen"),
    [("hana", {"Ani", "Budi"}), ("indra", {"Ani", "Budi"}), ("gita", {"Ani"}), ("joko", set()), ("dewi", set())],
)
def test_each_sees_whom_they_may(house: House, who: str, seen: set[str]) -> None:
    people = {"Ani": employed(house, name="Ani"), "Budi": employed(house, "rsud", nip="20000001", name="Budi")}
    actor = house.actors[who]
    assert {row.name for row in find_staff(actor, StaffSearch(), TODAY)} == seen
    for name, employee in people.items():
        if name in seen:
            assert get_employee_for(actor, employee.pk) == employee
        else:
            with pytest.raises(EmployeeNotFound):
                get_employee_for(actor, employee.pk)
    assert issubclass(EmployeeNotFound, Http404)


def test_a_search_finds_by_name_nip_and_for_the_administrator_nik(house: House) -> None:
    ani = employed(house, nik=NIK)
    budi = employed(house, "rsud", nip="20000001", name="Budi Hartono")
    end_employee(actor=house.actors["hana"], employee_id=budi.pk, last_day=TODAY - DAY, now=NOW)

    def found(words: str = "", who: str = "hana", term: Term = Term.ALL, **more: object) -> list[Employee]:
        return list(find_staff(house.actors[who], StaffSearch(words, term=term, **more), TODAY))  # type: ignore[arg-type]

    assert found("lestari") == found("1985 0312") == found(NIP) == found(NIK) == [ani]
    assert found(NIK, "indra") == found("312") == found("tidak ada") == []
    assert found() == [ani, budi]
    assert found(term=Term.SERVING) == [ani]
    assert found(term=Term.ENDED) == [budi]
    assert found(unit_id=house.units["rsud"].pk) == [budi]


def test_a_nik_is_masked_and_told_to_who_keeps_employees_only(house: House) -> None:
    ani, budi = employed(house, nik=NIK), employed(house, nip="20000001")
    assert masked_nik(house.actors["hana"], ani) == "•" * 12 + NIK[-4:]
    assert masked_nik(house.actors["hana"], budi) == ""
    assert masked_nik(house.actors["indra"], ani) is None


# --- for the apps above


def test_who_works_in_a_unit_is_asked_for_a_day(house: House) -> None:
    ani, hana = employed(house), house.actors["hana"]
    moved = date(2024, 1, 2)
    move_employee(actor=hana, employee_id=ani.pk, post=post(house, "rsud", since=moved), now=NOW)
    here, there = house.units["disdukcapil"].pk, house.units["rsud"].pk
    assert list(employees_of_unit(hana, here, moved - DAY)) == [ani]
    assert list(employees_of_unit(hana, here, moved)) == []
    assert list(employees_of_unit(hana, there, moved)) == [ani]
    assert list(employees_of_unit(house.actors["dewi"], there, moved)) == []
    assert (staff_count(hana, moved, there), staff_count(hana, moved, here), staff_count(hana, moved)) == (1, 0, 1)
    assert staff_count(hana, BEGUN - DAY) == 0


def test_the_highest_echelon_leads_and_who_acts_for_it_before_them(house: House) -> None:
    hana, unit = house.actors["hana"], house.units["disdukcapil"].pk
    clerk = employed(house, nip="20000003", name="Citra")
    move_employee(actor=hana, employee_id=clerk.pk, post=post(house, position="Arsiparis", echelon=""), now=NOW)
    assert head_of(hana, unit, TODAY) is None
    deputy = employed(house, nip="20000001", name="Budi")
    chief = employed(house)
    move_employee(actor=hana, employee_id=chief.pk, post=post(house, position="Kepala Dinas", echelon="2b"), now=NOW)
    head = head_of(hana, unit, TODAY)
    assert head is not None
    assert (head.employee, head.acting) == (chief, False)
    stands_in = acting(house, unit_id=unit, position="Kepala Dinas", echelon="II.b", until=TODAY + DAY)
    give_acting_post(actor=hana, employee_id=deputy.pk, acting=stands_in, now=NOW)
    for day, who in ((TODAY, deputy), (TODAY + 2 * DAY, chief), (TODAY - DAY, chief)):
        head = head_of(hana, unit, day)
        assert head is not None
        assert (head.employee, head.acting) == (who, who == deputy)
    assert head_of(house.actors["dewi"], unit, TODAY) is None
