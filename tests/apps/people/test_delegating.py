"""Who holds a duty hands it to a colleague for some days; the journal tells on whose behalf they act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint, end_appointment
from pulau.apps.people.models import Appointment, Basis
from pulau.apps.people.selectors import as_actor, held_appointments
from pulau.apps.people.selectors.duties import NoSuchAppointment
from pulau.apps.people.services.appointing import AppointmentConflicts
from pulau.apps.people.services.delegating import HandOver, NoColleague, OutsideOwnDuty, delegate, end_delegation
from pulau.apps.people.services.inviting import invite
from pulau.apps.people.wishes import SelfAppointed
from pulau.core.shared.actor import Actor
from pulau.foundation.journal.models import Entry
from tests.apps.people.grants import employ
from tests.days import today
from tests.house import FIRST_DAY, House


@pytest.fixture
def house(house: House) -> House:
    """Eka and Joko are employees of the hospital."""
    employ(house, house.users["eka"], "rsud", "198501012010012001")
    employ(house, house.users["joko"], "rsud", "198501012010012002")
    return house


def duty_of(house: House, who: str) -> Appointment:
    return Appointment.objects.for_actor(house.actors[who]).get(user=house.users[who])


def hand(house: House, who: str = "gita", to: str = "eka", **more: Any) -> Appointment:  # noqa: ANN401 - days
    asked = {"since": today(), "until": today() + timedelta(7), "document": "ND-1/2026", **more}
    over = HandOver(to_user=house.users[to].pk, **asked)
    actor = house.actors[who]
    return delegate(actor=actor, appointment_id=duty_of(house, who).pk, hand_over=over, now=timezone.now())


def acting(house: House, who: str) -> Actor:
    user = house.users[who].pk
    actor = as_actor(user, held_appointments(user, timezone.now()))
    assert actor is not None
    return actor


def test_a_colleague_acts_on_behalf_of_the_holder_and_the_journal_says_so(house: House) -> None:
    row = hand(house)
    assert (row.basis, row.on_behalf_of_id, row.until) == (
        Basis.DELEGATION,
        house.users["gita"].pk,
        today() + timedelta(7),
    )
    house.actors["eka"] = acting(house, "eka")
    house.answer("eka", {"P1.i.a": "Ya"})
    entry = Entry.objects.for_actor(house.actors["gita"]).filter(action="worksheets.items_answered").latest("at")
    assert (entry.actor_id, entry.role, entry.on_behalf_of) == (
        house.users["eka"].pk, "unit-head", house.users["gita"].pk
    )  # fmt: skip
    assert Entry.objects.for_actor(house.actors["gita"]).filter(action="people.delegated").count() == 1


def test_it_ends_by_itself_when_the_holder_takes_it_back_and_with_the_duty(house: House) -> None:
    ended = hand(house, since=today(), until=today() + timedelta(3))
    end_delegation(actor=house.actors["gita"], appointment_id=ended.pk, now=timezone.now())
    ended.refresh_from_db()
    assert ended.until == today()
    now, coming = hand(house, to="joko"), hand(house, since=today() + timedelta(5), until=today() + timedelta(9))
    end_appointment(
        actor=house.actors["hana"], appointment=duty_of(house, "gita"), last_day=today(), now=timezone.now()
    )
    now.refresh_from_db()
    assert now.until == today()
    assert not Appointment.objects.for_actor(house.actors["hana"]).filter(pk=coming.pk).exists()


@pytest.mark.parametrize("who", ["ayu", "hana", "eka"])
def test_nobody_hands_on_the_duty_of_another(house: House, who: str) -> None:
    actor = house.actors.get(who) or Actor(house.users["eka"].pk, house.tenants["sagara"], "")
    over = HandOver(to_user=house.users["joko"].pk, since=today(), until=today(), document="x")
    with pytest.raises(NoSuchAppointment):
        delegate(actor=actor, appointment_id=duty_of(house, "gita").pk, hand_over=over, now=timezone.now())


def test_who_stands_in_for_an_administrator_gives_themselves_nothing(house: House) -> None:
    """It would outlast the days for which the duty was handed to them."""
    hand(house, "hana")
    actor, now = acting(house, "eka"), timezone.now()
    for role in (Role.AGENCY_ADMINISTRATOR, Role.GIFT_CONTROL):
        wish = Wish(role=role, since=today() + timedelta(8), document="SK-1")
        with pytest.raises(SelfAppointed):
            appoint(actor=actor, user_id=house.users["eka"].pk, wish=wish, now=now)
        with pytest.raises(SelfAppointed):
            invite(actor=actor, email=house.users["eka"].email, full_name="Eka", wish=wish, now=now)
        assert appoint(actor=actor, user_id=house.users["joko"].pk, wish=wish, now=now).role == role


def test_what_was_delegated_is_not_handed_on(house: House) -> None:
    row = hand(house)
    actor = acting(house, "eka")
    over = HandOver(to_user=house.users["joko"].pk, since=today(), until=today(), document="x")
    with pytest.raises(NoSuchAppointment):
        delegate(actor=actor, appointment_id=row.pk, hand_over=over, now=timezone.now())


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.REPORT_RECIPIENT])
def test_some_roles_are_handed_to_nobody(house: House, role: Role) -> None:
    wish = Wish(role=role, since=FIRST_DAY)
    system = Actor.system(house.tenants["sagara"])
    row = appoint(actor=system, user_id=house.users["fajar"].pk, wish=wish, now=timezone.now())
    over = HandOver(to_user=house.users["eka"].pk, since=today(), until=today(), document="x")
    with pytest.raises(NoSuchAppointment):
        delegate(actor=house.actors["fajar"], appointment_id=row.pk, hand_over=over, now=timezone.now())


@pytest.mark.parametrize("to", ["gita", "fajar", "dewi"])
def test_only_another_employee_of_the_agency_stands_in(house: House, to: str) -> None:
    with pytest.raises(NoColleague):
        hand(house, to=to)


def test_it_lasts_no_longer_than_the_duty_itself(house: House) -> None:
    duty = duty_of(house, "gita")
    duty.until = today() + timedelta(3)
    duty.save()
    with pytest.raises(OutsideOwnDuty):
        hand(house)
    hand(house, until=today() + timedelta(3))


def test_an_assessors_duty_is_not_handed_to_who_may_not_assess_there(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    unit = house.units["rsud"].pk
    wish = Wish(role=Role.TPI_MEMBER, unit_id=unit, since=date(2026, 1, 1))
    row = appoint(actor=system, user_id=house.users["fajar"].pk, wish=wish, now=timezone.now())
    over = HandOver(to_user=house.users["joko"].pk, since=today(), until=today(), document="x")
    with pytest.raises(AppointmentConflicts):
        delegate(actor=house.actors["fajar"], appointment_id=row.pk, hand_over=over, now=timezone.now())


def page(house: House, who: str, path: str, body: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - an answer
    client = house.client(who)
    return client.get(path) if body is None else client.post(path, body)


def test_the_page_hands_over_and_takes_back(house: House) -> None:
    path = f"/hak-saya/{duty_of(house, 'gita').pk}/delegasikan"
    assert f'href="{path}"' in page(house, "gita", "/hak-saya").content.decode()
    body = {"kepada": "198501012010012001", "mulai": today().isoformat(), "sampai": "", "dokumen": "ND-1"}
    refused = page(house, "gita", path, body)
    assert refused.status_code == 422
    assert "198501012010012001" in refused.content.decode(), "what was typed stays"
    done = page(house, "gita", path, {**body, "sampai": (today() + timedelta(2)).isoformat()})
    assert (done.status_code, done["Location"]) == (303, "/hak-saya")
    told = page(house, "gita", "/hak-saya").content.decode()
    assert "Yang Anda delegasikan" in told
    row = Appointment.objects.for_actor(house.actors["gita"]).get(basis=Basis.DELEGATION)
    assert "atas nama Gita Permata" in page(house, "eka", "/hak-saya").content.decode()
    assert page(house, "ayu", f"/hak-saya/{row.pk}/tarik", {}).status_code == 404
    assert page(house, "gita", f"/hak-saya/{row.pk}/tarik", {}).status_code == 303


@pytest.mark.parametrize("who", ["ayu", "hana", "dewi"])
def test_the_page_of_anothers_duty_is_not_there(house: House, who: str) -> None:
    path = f"/hak-saya/{duty_of(house, 'gita').pk}/delegasikan"
    assert page(house, who, path).status_code == 404
    assert page(house, who, path, {"kepada": "x"}).status_code == 404


def test_words_that_name_no_colleague_are_told_at_their_field(house: House) -> None:
    path = f"/hak-saya/{duty_of(house, 'gita').pk}/delegasikan"
    body = {"mulai": (today() - timedelta(1)).isoformat(), "sampai": today().isoformat(), "dokumen": ""}
    told = page(house, "gita", path, {**body, "kepada": "siapa"}).content.decode()
    assert "Tidak ada pegawai dengan NIP atau surel itu" in told
    assert "Paling awal" in told
    assert "Tulis nomor surat pendelegasiannya" in told
    own = page(house, "gita", path, {**body, "kepada": "gita@uji.example.id"}).content.decode()
    assert "Pilih rekan, bukan diri sendiri" in own
