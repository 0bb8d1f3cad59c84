"""A ceremony is followed by whoever has its code, led by who plans it, and witnessed by whom it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pulau.apps.declarations.models import CeremonyEvent, DeclarationState, EventKind
from pulau.apps.declarations.selectors.ceremony import CeremonyNotFound
from pulau.apps.declarations.services.leading import CeremonyRefused, give_turn, note, read_line
from pulau.apps.declarations.witnessing import confirm_seen
from pulau.core.shared.actor import Appointment
from pulau.core.shared.roles import AGENCY_ADMINISTRATOR
from pulau.foundation.journal.models import Entry
from pulau.foundation.live.outbox import HEADER
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.hall import LINES, Hall, make_hall, sign_in_hall
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(house: House) -> Hall:
    return make_hall(house)


def _events(house: House, hall: Hall) -> list[CeremonyEvent]:
    with behind_wall(house.actors["hana"].tenant_id):
        return list(CeremonyEvent.objects.for_actor(house.actors["hana"]).filter(declaration=hall.declaration))


def test_a_stranger_with_the_code_sees_the_hall_as_it_stands(house: House, hall: Hall) -> None:
    with behind_wall(house.actors["hana"].tenant_id):
        read_line(actor=house.actors["hana"], declaration_id=hall.declaration.pk, line=2, now=NOW)
    sign_in_hall(house, hall, "indra")
    shown = house.client(None).get(reverse("declarations:hall", args=[hall.declaration.code]))
    text = shown.content.decode()
    assert shown.status_code == 200
    assert f'data-line="2" aria-current="true">{LINES[1]}' in text
    assert text.count('data-state="done"') == 1
    assert text.count('data-state="now"') == 1
    assert "menandatangani" in text
    assert "WITA" in text


@pytest.mark.parametrize("state", [DeclarationState.DRAFT, DeclarationState.CANCELLED])
def test_nobody_follows_a_draft_or_what_was_called_off(house: House, state: DeclarationState) -> None:
    hall = make_hall(house, state)
    for name in ("declarations:hall", "declarations:phone"):
        assert house.client(None).get(reverse(name, args=[hall.declaration.code])).status_code == 404
    followed = reverse("live:events", args=["pencanangan", hall.declaration.code])
    assert house.client(None).get(followed).status_code == 404


def test_a_wrong_code_leads_nowhere(house: House, hall: Hall) -> None:
    other = hall.declaration.code[::-1]
    for code in (other, "x", "000000000000"):
        assert house.client(None).get(reverse("declarations:phone", args=[code])).status_code == 404


def test_what_happens_is_told_to_who_follows_after_a_number(house: House, hall: Hall) -> None:
    number = sign_in_hall(house, hall, "indra")
    address = reverse("live:events", args=["pencanangan", hall.declaration.code])
    told = house.client(None).get(address, {"sejak": "1"}).json()
    assert told["last"] == number
    (event,) = told["events"]
    assert event["name"] == EventKind.SIGNED
    assert event["data"]["person"] == str(hall.people["indra"].pk)
    assert set(event["data"]) == {"person", "clock"}


def test_only_who_plans_leads(house: House, hall: Hall) -> None:
    address = reverse("declarations:lead", args=[hall.declaration.pk])
    assert house.client("hana").post(address, {"baris": "1"}).status_code == 303
    assert house.client("hana").post(address, {"baris": "4"}).status_code == 422
    assert house.client("ayu").post(address, {"baris": "2"}).status_code == 403
    elsewhere = replace(house.actors["dewi"], appointments=(Appointment(AGENCY_ADMINISTRATOR),))
    with behind_wall(elsewhere.tenant_id), pytest.raises(CeremonyNotFound):
        read_line(actor=elsewhere, declaration_id=hall.declaration.pk, line=1, now=NOW)
    with behind_wall(house.actors["ayu"].tenant_id), pytest.raises(PermissionDenied):
        read_line(actor=house.actors["ayu"], declaration_id=hall.declaration.pk, line=1, now=NOW)
    assert [event.payload for event in _events(house, hall) if event.kind == EventKind.LINE_READ] == [{"line": 1}]


def test_a_note_that_is_empty_says_so_and_a_long_one_stays_in_the_field(house: House, hall: Hall) -> None:
    address = reverse("declarations:lead", args=[hall.declaration.pk])
    assert house.client("hana").post(address, {"catatan": "  "}).status_code == 422
    sent = {"catatan": "Hujan reda", "kunci": str(uuid4())}
    for _ in range(2):
        assert house.client("hana").post(address, sent).status_code == 303
    notes = [event for event in _events(house, hall) if event.kind == EventKind.NOTE]
    assert [event.payload for event in notes] == [{"text": "Hujan reda"}]


def test_the_turn_goes_to_somebody_of_the_order_only(house: House, hall: Hall) -> None:
    hana = house.actors["hana"]
    with behind_wall(hana.tenant_id):
        give_turn(actor=hana, declaration_id=hall.declaration.pk, person_id=hall.people["gita"].pk, now=NOW)
        with pytest.raises(CeremonyRefused, match="no-such-person"):
            give_turn(actor=hana, declaration_id=hall.declaration.pk, person_id=uuid4(), now=NOW)
    text = house.client(None).get(reverse("declarations:hall", args=[hall.declaration.code])).content.decode()
    assert f'data-person="{hall.people["gita"].pk}" data-state="now"' in text


def test_a_witness_of_another_body_confirms_once_what_they_saw(house: House, hall: Hall) -> None:
    number = sign_in_hall(house, hall, "indra")
    client, address = house.client("dewi"), reverse("declarations:confirm", args=[hall.declaration.code])
    sent = {"peristiwa": str(number), "kunci": str(uuid4()), "dilihat": "2026-11-26T09:00:00+08:00"}
    assert client.post(address, sent).status_code == 204
    assert client.post(address, sent).headers[HEADER] == sent["kunci"]
    by_hand = {"peristiwa": str(number)}
    assert client.post(address, by_hand).status_code == 303
    told = [event for event in _events(house, hall) if event.kind == EventKind.CONFIRMED]
    assert [event.payload["of"] for event in told] == [number]
    assert (
        "disaksikan 1 orang"
        in house.client(None).get(reverse("declarations:hall", args=[hall.declaration.code])).content.decode()
    )
    with behind_wall(house.actors["hana"].tenant_id):
        entries = Entry.objects.for_actor(house.actors["hana"]).filter(action="declarations.happened")
        assert entries.filter(actor_id=house.users["dewi"].pk).count() == 1


def test_nobody_else_confirms_and_nothing_that_did_not_happen(house: House, hall: Hall) -> None:
    number = sign_in_hall(house, hall, "indra")
    address = reverse("declarations:confirm", args=[hall.declaration.code])
    key = str(uuid4())
    assert house.client("ayu").post(address, {"peristiwa": str(number), "kunci": key}).status_code == 409
    assert house.client("dewi").post(address, {"peristiwa": "99", "kunci": key}).status_code == 409
    assert house.client("dewi").post(address, {"peristiwa": "x", "kunci": key}).status_code == 409
    assert not [event for event in _events(house, hall) if event.kind == EventKind.CONFIRMED]


@pytest.mark.parametrize(("offset", "kept"), [(-timedelta(1), 0), (timedelta(0), 1), (timedelta(1), 0)])
def test_a_phones_clock_is_believed_only_where_it_can_be_true(
    house: House, hall: Hall, offset: timedelta, kept: int
) -> None:
    number, dewi = sign_in_hall(house, hall, "indra"), house.actors["dewi"]
    with behind_wall(dewi.tenant_id, dewi.person):
        confirm_seen(
            actor=dewi, code=hall.declaration.code, of=number, seen_at=NOW + offset, now=NOW
        )  # fmt: skip
    told = [event for event in _events(house, hall) if event.kind == EventKind.CONFIRMED]
    assert [event.seen_at is not None for event in told] == [bool(kept)]


def test_nothing_is_noted_before_it_opens(house: House) -> None:
    hall, hana = make_hall(house, DeclarationState.READY), house.actors["hana"]
    with behind_wall(hana.tenant_id), pytest.raises(CeremonyRefused, match="not-open"):
        note(actor=hana, declaration_id=hall.declaration.pk, text="awal", now=NOW)
    shown = house.client(None).get(reverse("declarations:hall", args=[hall.declaration.code])).content.decode()
    assert "Acara belum dibuka" in shown


def test_the_hall_takes_a_fixed_number_of_queries(house: House, hall: Hall, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    for name in ("indra", "gita"):
        sign_in_hall(house, hall, name)
    with django_assert_max_num_queries(8):
        house.client(None).get(reverse("declarations:hall", args=[hall.declaration.code]))
