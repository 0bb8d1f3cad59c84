"""The journal's pages: who reads what of it, in words, by filter, a page at a time, and as a file."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.people.contract import Role, Wish, appoint, end_appointment
from pulau.apps.people.models import Appointment
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.services import register_user
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.selectors import PAGE, Cursor
from pulau.foundation.tenancy.request_id import numbered
from tests.cast import NOW
from tests.house import FIRST_DAY, House

MOST_QUERIES = 15


@pytest.fixture
def told(house: House) -> House:
    """The house after an answer, a changed duty, and an auditor's arrival."""
    house.answer("ayu", {"P1.i.a": "Ya"})
    _add(house, "lina", Role.AUDITOR)
    fajar = Appointment.objects.for_tenant(house.tenants["sagara"]).get(user=house.users["fajar"])
    with numbered():
        end_appointment(actor=house.actors["hana"], appointment=fajar, last_day=date(2099, 12, 31), now=NOW)
    return house


def _add(house: House, name: str, role: Role, tenant: str = "sagara") -> None:
    system = Actor.system(house.tenants[tenant])
    user = register_user(actor=system, email=f"{name}@uji.example.id", full_name=f"{name.title()} Utami", now=NOW)
    scope = Scope.AGENCY
    appoint(actor=system, user_id=user.pk, wish=Wish(role=role, unit_id=None, since=FIRST_DAY, scope=scope), now=NOW)
    house.users[name] = user


def page(client: Client, query: str = "", status: int = 200) -> str:
    response = client.get(f"/jurnal{query}")
    assert response.status_code == status, response.content.decode()[:400]
    return response.content.decode()


def rows(client: Client, kind: str = "jsonl", **asked: str) -> list[dict[str, Any]]:
    response: Any = client.post(f"/jurnal/unduh/{kind}", asked)
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(text)))
    return [json.loads(line) for line in text.splitlines()]


def all_entries(house: House, tenant: str = "sagara") -> list[Entry]:
    return list(Entry.objects.for_tenant(house.tenants[tenant]))


@pytest.mark.parametrize("who", ["ayu", "joko", "dewi", "eka", "indra"])
def test_who_has_no_right_to_the_journal_gets_no_page_of_it(told: House, who: str) -> None:
    client, entry = told.client(who), all_entries(told)[0]
    answers = [client.get("/jurnal"), client.get(f"/jurnal/{entry.pk}"), client.post("/jurnal/unduh/csv")]
    assert {answer.status_code for answer in answers} == {403}


def test_a_stranger_is_asked_to_sign_in(told: House) -> None:
    assert told.client(None).get("/jurnal").status_code == 302


def test_an_operator_sees_health_and_no_journal(told: House) -> None:
    tenant = told.tenants["sagara"]
    user = register_user(actor=Actor.system(tenant), email="opr@uji.example.id", full_name="Oki", now=NOW)
    Appointment(
        tenant_id=tenant, user=user, role=Role.OPERATOR, scope="country", since=FIRST_DAY, created_at=NOW
    ).save()
    told.users["oki"] = user
    assert told.client("oki").get("/jurnal").status_code == 403


@pytest.mark.parametrize("who", ["hana", "lina"])
def test_administrator_and_auditor_read_the_whole_journal_of_their_body(told: House, who: str) -> None:
    assert {row["id"] for row in rows(told.client(who))} >= {str(entry.pk) for entry in all_entries(told)}
    assert not {row["id"] for row in rows(told.client(who))} & {str(e.pk) for e in all_entries(told, "lain")}


def test_the_head_of_a_unit_reads_what_concerns_the_unit(told: House) -> None:
    unit = told.units["disdukcapil"]
    own = {str(entry.pk) for entry in all_entries(told) if entry.unit_id == unit.pk}
    client = told.client("gita")
    assert own
    assert {row["id"] for row in rows(client) if row["action"] != "journal.exported"} == own
    elsewhere = next(entry for entry in all_entries(told) if entry.unit_id == told.units["rsud"].pk)
    assert client.get(f"/jurnal/{elsewhere.pk}").status_code == 404
    assert f"/jurnal/{elsewhere.pk}" not in page(client, f"?unit={told.units['rsud'].pk}")


def test_an_entry_of_another_body_is_as_if_it_were_not(told: House) -> None:
    foreign = all_entries(told, "lain")[0]
    assert told.client("hana").get(f"/jurnal/{foreign.pk}").status_code == 404
    assert told.client("hana").get(f"/jurnal/{uuid4()}").status_code == 404


@pytest.mark.parametrize("query", ["orang", "unit", "objek"])
def test_a_filter_by_the_id_of_another_body_gives_nothing(told: House, query: str) -> None:
    ids = {"orang": told.users["dewi"].pk, "unit": told.units["disdukcapil-lain"].pk, "objek": told.tenants["lain"]}
    text = page(told.client("hana"), f"?{query}={ids[query]}")
    assert "Tidak ada entri yang cocok" in text
    assert rows(told.client("hana"), **{query: str(ids[query])}) == []


@pytest.mark.parametrize("words", ["Dewi Anggraini", "dewi@uji.example.id", "Muara Lain"])
def test_a_search_for_names_of_another_body_finds_nobody(told: House, words: str) -> None:
    for field in ("orang", "unit"):
        assert rows(told.client("hana"), **{field: words}) == []


def test_an_entry_is_a_sentence_with_who_in_which_role_and_what_changed(told: House) -> None:
    text = page(told.client("hana"), "?tindakan=people.appointment_ended")
    for words in ("Penugasan diakhiri", "Hana Wulandari", "Pengelola instansi", "Fajar Prakoso", "31 Desember 2099",
                  "Dinas Kependudukan", "WIB", "Tidak masuk log publik"):  # fmt: skip
        assert words in text
    assert "15.30" in text, "08:30 UTC in western Indonesia"


def test_the_sentences_are_in_the_reader_s_language(told: House) -> None:
    client = told.client("hana")
    client.cookies["pulau_language"] = "en"
    assert "An appointment was ended" in page(client, "?tindakan=people.appointment_ended")


def test_filters_narrow_by_person_unit_action_app_day_object_and_request(told: House) -> None:
    client, everything = told.client("lina"), all_entries(told)
    ended = next(entry for entry in everything if entry.action == "people.appointment_ended")

    def found(**asked: str) -> set[str]:
        return {row["action"] for row in rows(client, **asked)}

    assert found(orang="ayu lara") == {"worksheets.items_answered"}
    assert found(orang=str(told.users["ayu"].pk)) == {"worksheets.items_answered"}
    assert found(permintaan=str(ended.request_id)) == {"people.appointment_ended"}
    assert found(jenis="people.appointment", objek=ended.object_id) == {"people.appointed", "people.appointment_ended"}
    assert {action.split(".")[0] for action in found(tindakan="worksheets.")} == {"worksheets"}
    assert {row["unit"] for row in rows(client, unit="rsud")} == {str(told.units["rsud"].pk)}
    assert found(dari="2026-03-03", sampai="2026-03-03") == set()
    assert "worksheets.items_answered" in found(dari="2026-03-02", sampai="2026-03-02")


@pytest.mark.parametrize(
    ("query", "words"),
    [("dari=kemarin", "Tulis tanggal"), ("tindakan=x.y", "Pilih tindakan"), ("permintaan=12", "Nomor permintaan"),
     ("dari=2026-02-02&sampai=2026-02-01", "mendahului"), ("jenis=a b", "Pilih jenis")],
)  # fmt: skip
def test_what_cannot_be_understood_is_told_and_stays_as_typed(told: House, query: str, words: str) -> None:
    text = page(told.client("hana"), f"?{query}", 422)
    assert words in text
    assert query.split("=")[1].split("&", maxsplit=1)[0] in text


def test_pages_follow_each_other_without_gap_or_repetition(told: House) -> None:
    unit, hana = told.units["rsud"], told.actors["hana"]
    for day in range(PAGE + 5):
        since = FIRST_DAY + timedelta(days=day)
        wish = Wish(role=Role.COUNTER_OFFICER, unit_id=unit.pk, since=since, until=since)
        appoint(actor=hana, user_id=told.users["joko"].pk, wish=wish, now=NOW + timedelta(seconds=day % 3))
    client, seen, query = told.client("hana"), list[str](), "?tindakan=people.appointed"
    expected = sum(entry.action == "people.appointed" for entry in all_entries(told))
    while query:
        text = page(client, query)
        seen += [part.split('"')[0] for part in text.split('href="/jurnal/')[1:]]
        query = text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0] if 'rel="next"' in text else ""
        query = query.replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == expected > PAGE


def test_a_broken_place_in_the_journal_is_its_beginning(told: House) -> None:
    assert Cursor.read("x-y") is None
    assert "Entri terbaru" in page(told.client("hana"), "?sebelum=x")


def test_the_page_takes_few_queries_whatever_it_shows(told: House) -> None:
    client = told.client("hana")
    page(client)
    with CaptureQueriesContext(connection) as queries:
        page(client, "?orang=ayu&unit=disduk")
    assert len(queries) <= MOST_QUERIES
    with CaptureQueriesContext(connection) as few:
        page(client)
    for number in range(30):
        told.answer("ayu", {"P1.i.b": "A" if number % 2 else "B"})
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(few) == len(many) <= MOST_QUERIES


def test_one_entry_is_shown_as_it_is_kept(told: House) -> None:
    entry = next(each for each in all_entries(told) if each.action == "worksheets.items_answered")
    text = told.client("hana").get(f"/jurnal/{entry.pk}").content.decode()
    assert "P1.i.a" in text
    assert "SHA-256" in text
    assert bytes(entry.salt).hex() not in text


def test_taking_the_journal_out_is_in_the_journal(told: House) -> None:
    client = told.client("lina")
    assert rows(client, "csv", orang="ayu lara")[0]["Oleh"] == "Ayu Larasati"
    entry = next(each for each in all_entries(told) if each.action == "journal.exported")
    assert (entry.actor_id, entry.role) == (told.users["lina"].pk, "auditor")
    assert json.loads(entry.payload)["users"] == [str(told.users["ayu"].pk)]
    assert "lara" not in entry.payload


def test_a_visiting_auditor_sees_duties_and_numbers_but_no_names(told: House) -> None:
    tenant = told.tenants["lain"]
    user = register_user(actor=Actor.system(tenant), email="nas@uji.example.id", full_name="Nasir Pusat", now=NOW)
    Appointment(tenant_id=tenant, user=user, role=Role.AUDITOR, scope="country", since=FIRST_DAY, created_at=NOW).save()
    told.users["nasir"] = user
    client = told.client("nasir")
    session = client.session
    session["instansi"] = str(told.tenants["sagara"])
    session.save()
    text = page(client)
    assert "Penugasan diakhiri" in text
    assert "Pengelola instansi" in text
    for name in ("Hana Wulandari", "Fajar Prakoso", "Ayu Larasati"):
        assert name not in text
    assert "Tulis nomor orangnya" in page(client, "?orang=hana", 422)
    assert not [row for row in rows(client, "csv") if "Hana" in row["Oleh"]]
