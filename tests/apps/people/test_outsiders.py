"""People from outside the agency (`/orang-luar`): noted, changed, ended by the administrator, seen by nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pulau.apps.people.models import Appointment, OutsideKind, OutsidePerson
from pulau.apps.people.selectors.outsiders import OutsiderSearch, find_outsiders, get_outsider_for
from pulau.apps.people.selectors.staff import Term
from pulau.apps.people.services.outsiders import add_outsider, change_outsider, end_outsider
from pulau.apps.people.staffing import OutsiderErased, OutsiderFacts, OutsiderNotFound
from pulau.foundation.journal.models import Entry
from tests.cast import NOW
from tests.house import House

OUTSIDERS = "/orang-luar"
SINCE = date(2025, 1, 2)
TODAY = NOW.date()
TYPED = {
    "nama": "Rudi Hartanto", "asal": "ombudsman", "lembaga": "Ombudsman RI", "mulai": "2025-01-02",
    "dokumen": "ST 5/2025",
}  # fmt: skip
pytestmark = pytest.mark.django_db


def facts(**more: Any) -> OutsiderFacts:  # noqa: ANN401 - fields of a value
    usual = {"kind": OutsideKind.OMBUDSMAN, "institution": "Ombudsman RI", "name": "Rudi Hartanto", "since": SINCE}
    return OutsiderFacts(**{**usual, **more})


def noted(house: House, who: str = "hana", **more: Any) -> OutsidePerson:  # noqa: ANN401 - the same
    return add_outsider(actor=house.actors[who], facts=facts(**more), now=NOW)


def fresh(person: OutsidePerson) -> OutsidePerson:
    found: OutsidePerson = OutsidePerson.objects.for_tenant(person.tenant_id).get(pk=person.pk)
    return found


def told(answer: Any) -> str:  # noqa: ANN401 - a test client's answer has no public type
    return unescape(answer.content.decode())


@pytest.mark.parametrize("who", ["indra", "gita", "ayu", "joko", "dewi"])
def test_nobody_but_the_administrator_keeps_or_sees_them(house: House, who: str) -> None:
    rudi, actor = noted(house), house.actors[who]
    with pytest.raises(PermissionDenied):
        add_outsider(actor=actor, facts=facts(), now=NOW)
    with pytest.raises(PermissionDenied):
        change_outsider(actor=actor, outsider_id=rudi.pk, facts=facts(name="Lain"), now=NOW)
    with pytest.raises(PermissionDenied):
        end_outsider(actor=actor, outsider_id=rudi.pk, last_day=TODAY, now=NOW)
    assert list(find_outsiders(actor, OutsiderSearch(), TODAY)) == []
    with pytest.raises(OutsiderNotFound):
        get_outsider_for(actor, rudi.pk)
    assert (fresh(rudi).name, fresh(rudi).until) == ("Rudi Hartanto", None)


@pytest.mark.parametrize("who", ["indra", "gita", "ayu", "joko", "dewi", "eka", None])
def test_their_pages_are_the_administrators_alone(house: House, who: str | None) -> None:
    rudi, client = noted(house), house.client(who)
    for path in (OUTSIDERS, f"{OUTSIDERS}/baru", f"{OUTSIDERS}/{rudi.pk}/ubah", f"{OUTSIDERS}/{rudi.pk}/akhiri"):
        assert client.get(path).status_code == (302 if who is None else 403)
        if path != OUTSIDERS:
            assert client.post(path, TYPED | {"sampai": "2026-01-01"}).status_code == (401 if who is None else 403)
    assert OutsidePerson.objects.for_tenant(rudi.tenant_id).count() == 1


def test_a_change_is_told_without_names(house: House) -> None:
    rudi, hana = noted(house), house.actors["hana"]
    assert change_outsider(
        actor=hana, outsider_id=rudi.pk, facts=facts(name="Rudi H.", kind=OutsideKind.PRESS), now=NOW
    )
    assert not change_outsider(
        actor=hana, outsider_id=rudi.pk, facts=facts(name="Rudi H.", kind=OutsideKind.PRESS), now=NOW
    )
    payload = Entry.objects.for_tenant(rudi.tenant_id).get(action="people.outsider_changed").payload
    assert "press" in payload
    assert "Rudi" not in payload


def test_days_stay_in_order(house: House) -> None:
    with pytest.raises(ValidationError):
        noted(house, until=SINCE - timedelta(days=1))
    with pytest.raises(ValidationError):
        noted(house, kind="dukun")
    rudi = noted(house)
    with pytest.raises(ValidationError):
        end_outsider(actor=house.actors["hana"], outsider_id=rudi.pk, last_day=SINCE - timedelta(days=1), now=NOW)


def test_an_end_ends_the_roles_of_the_account_here(house: House) -> None:
    rudi, hana = noted(house), house.actors["hana"]
    OutsidePerson.objects.for_actor(hana).filter(pk=rudi.pk).update(user=house.users["ayu"])
    assert end_outsider(actor=hana, outsider_id=rudi.pk, last_day=TODAY, now=NOW)
    assert not end_outsider(actor=hana, outsider_id=rudi.pk, last_day=TODAY, now=NOW)
    assert Appointment.objects.for_actor(hana).get(user=house.users["ayu"]).until == TODAY


def test_who_was_erased_is_left_alone(house: House) -> None:
    rudi, hana = noted(house), house.actors["hana"]
    OutsidePerson.objects.for_actor(hana).filter(pk=rudi.pk).update(erased_at=NOW)
    with pytest.raises(OutsiderErased):
        change_outsider(actor=hana, outsider_id=rudi.pk, facts=facts(name="Kembali"), now=NOW)
    answer = house.client("hana").post(f"{OUTSIDERS}/{rudi.pk}/ubah", TYPED)
    assert (answer.status_code, "sudah dihapus" in told(answer)) == (422, True)


def test_a_search_finds_by_name_institution_kind_and_time(house: House) -> None:
    hana, rudi = house.actors["hana"], noted(house)
    sari = noted(house, name="Sari", institution="Kejari", kind=OutsideKind.PROSECUTOR, until=TODAY - timedelta(days=1))
    everybody = Term.ALL

    def found(**wanted: Any) -> list[OutsidePerson]:  # noqa: ANN401 - fields of a value
        return list(find_outsiders(hana, OutsiderSearch(**wanted), TODAY))

    assert found() == [rudi]
    assert found(term=everybody) == [rudi, sari]
    assert found(words="kejari", term=everybody) == found(kind=OutsideKind.PROSECUTOR, term=everybody) == [sari]
    assert found(term=Term.ENDED) == [sari]


def test_they_are_kept_by_their_pages(house: House) -> None:
    client = house.client("hana")
    assert "Belum ada orang luar" in told(client.get(OUTSIDERS))
    assert client.post(f"{OUTSIDERS}/baru", TYPED).status_code == 303
    rudi = OutsidePerson.objects.for_tenant(house.tenants["sagara"]).get()
    page = told(client.get(OUTSIDERS))
    assert "Rudi Hartanto sudah dicatat." in page
    assert "Ombudsman RI" in page
    assert client.post(f"{OUTSIDERS}/{rudi.pk}/ubah", TYPED | {"jabatan": "Asisten"}).status_code == 303
    assert "Akhiri masa Rudi Hartanto?" in told(client.get(f"{OUTSIDERS}/{rudi.pk}/akhiri"))
    assert client.post(f"{OUTSIDERS}/{rudi.pk}/akhiri", {"sampai": "2025-06-30"}).status_code == 303
    assert (fresh(rudi).position, fresh(rudi).until) == ("Asisten", date(2025, 6, 30))
    assert "Rudi" not in told(client.get(OUTSIDERS)).partition("<main")[2]


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"nama": ""}, "nama"), ({"asal": "dukun"}, "asal"), ({"lembaga": ""}, "lembaga"), ({"surel": "x"}, "surel"),
     ({"mulai": ""}, "mulai"), ({"sampai": "2024-01-01"}, "sampai"), ({"nama": "x" * 201}, "nama")],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_at_its_field_and_kept(house: House, typed: dict[str, str], field: str) -> None:
    answer = house.client("hana").post(f"{OUTSIDERS}/baru", TYPED | typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in told(answer)
    assert 'value="ST 5/2025"' in told(answer)
    assert not OutsidePerson.objects.for_tenant(house.tenants["sagara"]).exists()


def test_the_list_takes_a_fixed_number_of_queries(house: House) -> None:
    client = house.client("hana")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(OUTSIDERS).status_code == 200
        return len(caught)

    noted(house)
    few = queries()
    for number in range(60):
        noted(house, name=f"Orang {number:02}")
    assert queries() == few <= 15
    assert "halaman=2" in told(client.get(OUTSIDERS))
