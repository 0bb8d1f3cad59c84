"""Sharing a worksheet out: who answers for which area, until when; they are told, and nothing is locked by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.worksheets.duty_news import DUE_AREAS
from pulau.apps.worksheets.duty_selectors import DutyNotFound, duties_of, own_duties
from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.services.duties import Sharing, end_duty, give_duties, take_suggested
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.foundation.notices.models import Notice
from tests.apps.worksheets.conftest import text_of
from tests.apps.worksheets.handing import hand_in
from tests.cast import NOW
from tests.house import FIRST_DAY, House

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 20)


def give(house: House, who: str, whom: str, *areas: str, due: date | None = DUE) -> list[str]:
    wish = Sharing(house.users[whom].pk, areas, due)
    made = give_duties(actor=house.actors[who], worksheet_id=house.sheet.pk, wish=wish, now=NOW)
    return [duty.area for duty in made]


def test_a_person_is_told_once_of_all_their_areas_and_reminded(house: House) -> None:
    assert give(house, "gita", "fajar", "1", "5") == ["1", "5"]
    assert give(house, "ayu", "fajar", "1", "5") == []
    tenant = house.tenants["sagara"]
    notice = Notice.objects.for_tenant(tenant).get(kind="worksheets.area_given")
    assert (notice.user_id, notice.params["areas"]) == (house.users["fajar"].pk, "1, 5")
    system = Actor.system(tenant)
    due = list(DUE_AREAS.find(system, DUE, DUE))
    assert [(thing.due, thing.users) for thing in due] == [(DUE, (house.users["fajar"].pk,))] * 2
    assert list(DUE_AREAS.find(system, DUE, DUE - timedelta(days=1))) == []


@pytest.mark.parametrize("wrong", ["area", "person", "day", "none"])
def test_what_cannot_be_is_refused(house: House, wrong: str) -> None:
    whom = "joko" if wrong == "person" else "fajar"
    areas = {"area": ["9"], "none": []}.get(wrong, ["1"])
    with pytest.raises(BadInput):
        give(house, "ayu", whom, *areas, due=date(2026, 3, 1) if wrong == "day" else None)


def test_who_reads_only_shares_nothing_out(house: House) -> None:
    with pytest.raises(PermissionDenied):
        give(house, "hana", "fajar", "1")


def test_area_owners_are_suggested_and_taken_as_they_are(house: House) -> None:
    tenant, fajar = house.tenants["sagara"], house.users["fajar"]
    wish = Wish(role=Role.AREA_OWNER, unit_id=house.units["disdukcapil"].pk, since=FIRST_DAY, area="3")
    appoint(actor=Actor.system(tenant), user_id=fajar.pk, wish=wish, now=NOW)
    assert "Area 3: Fajar Prakoso" in text_of(house.client("gita").get(house.address("tim")))
    made = take_suggested(actor=house.actors["gita"], worksheet_id=house.sheet.pk, due_on=None, now=NOW)
    assert [(duty.area, duty.user_id) for duty in made] == [("3", fajar.pk)]
    again = take_suggested(actor=house.actors["gita"], worksheet_id=house.sheet.pk, due_on=None, now=NOW)
    assert again == []


def test_what_ended_stays_in_the_history_and_is_nobodys_any_more(house: House) -> None:
    give(house, "gita", "fajar", "1")
    duty = duties_of(house.sheet).get()
    end_duty(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, duty_id=duty.pk, now=NOW)
    with pytest.raises(DutyNotFound):
        end_duty(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, duty_id=duty.pk, now=NOW)
    assert not own_duties(house.actors["fajar"]).exists()
    assert "Yang sudah diakhiri" in text_of(house.client("ayu").get(house.address("tim")))


def test_ones_own_area_stands_first(house: House) -> None:
    give(house, "gita", "fajar", "5")
    page = text_of(house.client("fajar").get(house.address("kesiapan")))
    assert page.index('id="area-5"') < page.index('id="area-1"')
    assert "Area 5. " in text_of(house.client("fajar").get("/lke"))
    assert "Area 5. " not in text_of(house.client("ayu").get("/lke"))


def test_a_form_that_cannot_be_taken_keeps_what_was_typed(house: House) -> None:
    sent = {"orang": str(house.users["fajar"].pk), "area": ["1"], "tenggat": "kapan-kapan"}
    answer = house.client("gita").post(house.address("tim"), sent)
    assert answer.status_code == 422
    assert 'value="1" checked' in text_of(answer)


def test_nothing_is_shared_out_of_a_worksheet_that_was_handed_in(house: House) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    hand_in(house)
    with pytest.raises(WorksheetSubmitted):
        give(house, "gita", "fajar", "1")
    assert list(DUE_AREAS.find(Actor.system(house.tenants["sagara"]), DUE, DUE)) == []


def test_the_page_says_what_is_missing_in_words_alone(house: House) -> None:
    ayu, page = house.client("ayu"), house.address("tim")
    nobody = ayu.post(page, {"orang": "", "area": "1", "tenggat": ""})
    assert (nobody.status_code, nobody.context["typed"].problem) == (
        422,
        "Belum ada orang yang dipilih. Pilih orangnya.",
    )
    nothing = ayu.post(page, {"orang": str(house.users["fajar"].pk), "tenggat": ""})
    assert nothing.context["typed"].problem == "Belum ada area yang dipilih. Pilih sedikitnya satu area."
