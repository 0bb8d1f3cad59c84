"""The pact of whoever heads a whole body, by account: asked for, signed, taken back, ended; told and counted once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from pulau.apps.declarations.models import Pact, PactState, PledgeTemplate
from pulau.apps.declarations.selectors.own_pacts import own_actor, own_pacts
from pulau.apps.declarations.selectors.pacts import count_pacts, find_unsigned, head_pacts
from pulau.apps.declarations.selectors.readiness import who_signed
from pulau.apps.declarations.selectors.tally import tally
from pulau.apps.declarations.selectors.unit_pacts import Asking, asking_of
from pulau.apps.declarations.services.pacts import Consent, PactNotOpen, refuse_pact, sign_pact, withdraw_pact
from pulau.apps.people.contract import Role, Wish, appoint, end_appointment
from pulau.apps.people.models import Appointment, Basis
from pulau.apps.signing.contract import Document, DocumentState, newest
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.pledging import ask, on, pact_of, sign, texts, worker
from tests.cast import NOW
from tests.house import House

if TYPE_CHECKING:
    from pulau.apps.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]
TODAY, DAY = NOW.date(), timedelta(days=1)
PAGE = "/pakta"


def asked(house: House) -> Pact:
    """Let the regency ask, and return what waits for its regent."""
    texts(house)
    ask(house)
    return of(house, "indra")


def of(house: House, who: str) -> Pact:
    """Return the newest pact of somebody as head of the regency."""
    rows = head_pacts(Actor.system(house.tenants["sagara"])).filter(user=house.users[who])
    return rows.order_by("-created_at", "-pk")[0]


def signed(house: House, pact: Pact, who: str = "indra", now: datetime = NOW) -> Pact:
    """Let the head sign in the version that holds."""
    template = PledgeTemplate.objects.for_tenant(pact.tenant_id).get(kind="office", state="approved")
    consent = Consent(template.pk)
    return sign_pact(actor=own_actor(house.users[who].pk, pact.tenant_id), pact_id=pact.pk, consent=consent, now=now)


def acting(house: House, employee: Employee) -> None:
    """Let an employee act as regent from today on."""
    assert employee.user_id is not None
    wish = Wish(
        role=Role.AGENCY_HEAD, scope=Scope.AGENCY, since=TODAY, until=TODAY + 30 * DAY,
        basis=Basis.PLT, document="SK Gubernur 131/2026",
    )  # fmt: skip
    appoint(actor=house.actors["hana"], user_id=employee.user_id, wish=wish, now=NOW)


def test_the_regent_is_asked_once_a_year_by_account(house: House) -> None:
    pact = asked(house)
    told = (pact.kind, pact.employee_id, pact.unit_id, pact.position, pact.name, pact.cause, pact.state)
    assert told == ("office", None, None, "Bupati", "Indra Kusuma", "first", "due")
    assert ask(house) == (0, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pact.objects.for_tenant(pact.tenant_id).create(
            tenant_id=pact.tenant_id, kind="office", year=2026, cause="first", user=house.users["indra"], name="Indra",
            due_on=TODAY, created_at=NOW,
        )  # fmt: skip
    assert ask(house, now=on(TODAY.replace(year=2027, month=1, day=4))) == (1, 1)
    assert (of(house, "indra").cause, of(house, "indra").year) == ("yearly", 2027)


def test_it_is_signed_on_the_own_page_taken_back_and_signed_again(house: House) -> None:
    pact = asked(house)
    client = house.confirmed("indra")
    page = client.get(PAGE).content.decode()
    assert "Saya, Indra Kusuma, Bupati pada Kabupaten Tanjung Sagara, Kabupaten Tanjung Sagara:" in page
    (body,) = own_pacts(house.users["indra"].pk, NOW)
    template = body.waiting[0].template
    assert template is not None
    shown = {"naskah": str(template.pk)}
    assert client.post(reverse("declarations:sign_pact", args=[pact.pk]), shown).status_code == 303
    pact.refresh_from_db()
    document = Document.objects.for_tenant(pact.tenant_id).get(subject_id=pact.pk)
    assert (pact.state, document.unit_id, document.personal) == (PactState.SIGNED, None, True)
    assert storage.get(newest(document).digest).startswith(b"%PDF")
    actor = own_actor(house.users["indra"].pk, pact.tenant_id)
    withdraw_pact(actor=actor, pact_id=pact.pk, reason="Saya periksa lagi.", now=timezone.now())
    document.refresh_from_db()
    assert document.state == DocumentState.WITHDRAWN
    again = signed(house, pact, now=timezone.now())
    assert (again.state, again.document_id != document.pk) == (PactState.SIGNED, True)


@pytest.mark.parametrize("who", ["ayu", "gita", "hana", "dewi", "eka"])
def test_nobody_else_sees_or_signs_it(house: House, who: str) -> None:
    pact = asked(house)
    client = house.confirmed(who)
    for name in ("sign_pact", "refuse_pact", "withdraw_pact"):
        answer = client.post(reverse(f"declarations:{name}", args=[pact.pk]), {"naskah": str(pact.pk), "alasan": "x"})
        assert answer.status_code == 404, name
    with behind_wall(pact.tenant_id), pytest.raises(Http404):
        refuse_pact(actor=own_actor(house.users[who].pk, pact.tenant_id), pact_id=pact.pk, reason="x", now=NOW)
    assert "Indra Kusuma" not in client.get(PAGE).content.decode()


def test_it_ends_with_the_duty_and_nothing_is_signed_after_it(house: House) -> None:
    pact = asked(house)
    duty = Appointment.objects.for_tenant(pact.tenant_id).get(user=house.users["indra"], role=Role.AGENCY_HEAD)
    system = Actor.system(pact.tenant_id)
    end_appointment(actor=system, appointment=duty, last_day=TODAY - DAY, now=NOW)
    with pytest.raises(PactNotOpen):
        signed(house, pact)
    assert own_pacts(house.users["indra"].pk, NOW)[0].waiting == ()
    assert ask(house) == (0, 1)
    pact.refresh_from_db()
    assert (pact.state, pact.reason) == (PactState.ENDED, "post-over")


def test_who_acts_as_regent_signs_beside_the_own_one_and_is_the_head_meanwhile(house: House) -> None:
    pact = asked(house)
    ani = worker(house, "Ani Lestari", head=True)
    system = Actor.system(pact.tenant_id)
    signed(house, pact)
    assert who_signed(system, None, 2026, TODAY).head is True
    acting(house, ani)
    ask(house)
    assert who_signed(system, None, 2026, TODAY).head is False, "the regent's signature is not the acting one's"
    sign(ani)
    assert who_signed(system, None, 2026, TODAY).head is False, "nor is that of the own post"
    beside = of(house, "ani")
    assert beside.position == "Plt. Bupati"
    signed(house, beside, "ani")
    assert who_signed(system, None, 2026, TODAY).head is True
    assert ask(house, now=NOW + 31 * DAY) == (0, 1), "the acting is over; the own pact stands"
    assert pact_of(ani).state == PactState.SIGNED


def test_the_head_is_none_of_the_staff_and_counted_nowhere_twice(house: House) -> None:
    pact = asked(house)
    system, year = Actor.system(pact.tenant_id), TODAY.year
    worker(house, "Budi Raharjo")
    ask(house)
    signed(house, pact)
    found = who_signed(system, None, year, TODAY)
    assert (found.staff, found.signed, found.head) == (1, 0, True)
    hana = house.actors["hana"]
    counts = count_pacts(hana, year, TODAY)
    assert (counts.asked, counts.signed) == (1, 0)
    assert asking_of(hana, TODAY) == Asking(staff=1, asked=1)
    assert [row.name for row in find_unsigned(hana, year, None, "", "")] == ["Budi Raharjo"]
    units = tally(system, year, TODAY).units.values()
    assert (sum(one.count.staff for one in units), sum(one.count.signed for one in units)) == (1, 0)


def test_the_list_of_units_tells_of_the_head_beside_the_staff(house: House) -> None:
    pact = asked(house)
    address = reverse("declarations:units")
    assert "Pimpinan instansi belum menandatangani" in house.client("hana").get(address).content.decode()
    signed(house, pact)
    page = house.client("hana").get(address).content.decode()
    assert "Pimpinan instansi sudah menandatangani" in page
    assert "Pimpinan instansi" not in house.client("gita").get(address, follow=True).content.decode()
