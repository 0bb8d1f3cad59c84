"""A pact that was taken back and is signed again, and one of a year that is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from pulau.apps.declarations.models import PactState, PledgeTemplate
from pulau.apps.declarations.services.pacts import Consent, PactNotOpen, refuse_pact, sign_pact, withdraw_pact
from pulau.apps.people.services.staff import move_employee
from pulau.apps.signing.contract import DocumentState
from tests.apps.declarations.pledging import ask, own, sign
from tests.apps.declarations.test_pacts import LATER, PAGE, asked, documents
from tests.cast import NOW
from tests.house import House
from tests.staff import post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]


def test_what_was_taken_back_can_be_signed_again_as_a_new_document(house: House) -> None:
    pact = asked(house)
    ani = pact.employee
    assert ani is not None
    sign(ani)
    client = house.confirmed("ani")
    withdraw = reverse("declarations:withdraw_pact", args=[pact.pk])
    assert client.post(withdraw, {"alasan": "Keliru."}).status_code == 303
    page = client.get(PAGE).content.decode()
    assert "Saya menandatangani lagi" in page
    assert "Keliru." in page
    assert sign(ani, LATER).state == PactState.SIGNED
    pact.refresh_from_db()
    first, second = documents(house)
    assert (first.state, second.state, pact.document_id) == (DocumentState.WITHDRAWN, "complete", second.pk)
    assert (pact.signed_at, pact.ended_at, pact.reason) == (LATER, None, "")
    withdraw_pact(actor=own(ani), pact_id=pact.pk, reason="Pindah.", now=LATER)
    there = post(house, "rsud", since=NOW.date(), position="Analis", echelon="")
    move_employee(actor=house.actors["hana"], employee_id=ani.pk, post=there, now=LATER)
    ask(house, now=LATER + timedelta(minutes=1))
    with pytest.raises(PactNotOpen):
        sign_pact(actor=own(ani), pact_id=pact.pk, consent=Consent(pact.template_id or pact.pk), now=LATER)
    assert "Saya menandatangani lagi" not in client.get(PAGE).content.decode()


def test_a_page_left_open_over_new_year_signs_nothing_of_the_year_before(house: House) -> None:
    pact = asked(house)
    ani = pact.employee
    assert ani is not None
    template = PledgeTemplate.objects.for_tenant(pact.tenant_id).get(kind=pact.kind, state="approved")
    new_year = NOW.replace(month=12, day=31, hour=17, minute=1)  # in WIB the year is new
    with pytest.raises(PactNotOpen):
        sign_pact(actor=own(ani), pact_id=pact.pk, consent=Consent(template.pk), now=new_year)
    with pytest.raises(PactNotOpen):
        refuse_pact(actor=own(ani), pact_id=pact.pk, reason="x", now=new_year)
    pact.refresh_from_db()
    assert pact.state == PactState.DUE
