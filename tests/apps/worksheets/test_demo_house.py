"""The demo: what is in it, that it is loaded once, and that nothing of it leaks into the other agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from pulau.apps.people.contract import Role
from pulau.apps.people.demo_town.duties import DUTIES
from pulau.apps.worksheets.demo_house.inventing import answers_after, lean
from pulau.apps.worksheets.demo_house.load import load_house
from pulau.apps.worksheets.demo_house.pages import NOTES, THREADS
from pulau.apps.worksheets.demo_house.stories import CIVIL_REGISTRY, ELECTION_OFFICE, ELSEWHERE, ONE_STOP, UNITS, YEARS
from pulau.apps.worksheets.demos import DEMOS, demo_of
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.models import Answer, Comment, DailyScore, Mention, Source, Worksheet
from pulau.apps.worksheets.selectors import history_of, values_of
from pulau.core.scoring.answers import take_answers
from pulau.core.shared.numbers import print_exact
from pulau.exchange.packs import load_pack
from pulau.foundation.accounts.demo import CAST, OTHER_CODE, TENANT_CODE, people_of_demo
from pulau.foundation.accounts.models import User
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.models import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # loaded on PostgreSQL by tests/faults/test_prepared.py

TODAY = datetime(2026, 11, 26, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[UUID]:
    """The demo, loaded once for the tests of this module; the tenant of its regency."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_house(now=TODAY, sign_in=False, ceremonies=False, evidence=False)
        yield Tenant.objects.get(code=TENANT_CODE).pk
        transaction.set_rollback(True)


@pytest.fixture
def agency(loaded: UUID, db: None) -> UUID:
    """The tenant of the demo's regency; what a test changes is undone after it."""
    return loaded


def sheets(agency: UUID) -> dict[tuple[str, int], Worksheet]:
    rows = Worksheet.objects.for_tenant(agency).select_related("unit")
    return {(row.unit.code, row.year): row for row in rows}


def browser(name: str) -> Client:
    client = Client()
    client.force_login(people_of_demo()[name])
    return client


def test_twelve_units_have_three_years_but_for_a_few(agency: UUID) -> None:
    found = Counter(unit for unit, _year in sheets(agency))
    assert len(found) == 12
    assert Counter(found.values()) == {3: 9, 2: 3}
    assert {year for _unit, year in sheets(agency)} == set(YEARS) == {2024, 2025, 2026}


def test_the_units_of_the_calculators_demos_are_there(agency: UUID) -> None:
    assert {demo.slug.rpartition("-")[0] for demo in DEMOS} <= {unit for unit, _year in sheets(agency)}


def test_each_stands_where_its_story_says(agency: UUID) -> None:
    found = sheets(agency)
    one_stop, hospital, registry = found["dpmptsp", 2026], found["rsud", 2026], found["disdukcapil", 2026]
    assert one_stop.titles["WBK"]
    assert one_stop.prior_title == "WBK"
    assert hospital.printed["total"] > 80_00
    assert [gate for gate, met in hospital.gates.items() if gate.startswith("WBK.") and not met] == ["WBK.area-5"]
    assert found["kecamatan-teluk", 2026].answered == 0
    assert ("smpn-1", 2026) not in found
    assert registry.items > registry.answered > 100
    assert [gate for gate, met in registry.gates.items() if gate.startswith("WBK.") and not met] == ["WBK.area-5"]
    assert sum(0 < row.answered < row.items for (_unit, year), row in found.items() if year == 2026) >= 6


def test_eight_complaints_more_would_meet_every_gate_of_wbk(agency: UUID) -> None:
    row = sheets(agency)["disdukcapil", 2026]
    values = {item: found.value for item, found in values_of(row).items()}
    values["R5.ii.a"] = {"harus": "46", "proses": "15", "selesai": "31"}
    assert evaluation_of(row, values).titles["WBK"].met


def test_the_year_does_not_tell_the_form(agency: UUID) -> None:
    found = sheets(agency)
    assert found["perhubungan", 2024].regulation == "permenpan-rb-52-2014"
    assert found["disdukcapil", 2024].regulation == "permenpan-rb-90-2021"


def test_units_grow_and_each_has_strengths_of_its_own(agency: UUID) -> None:
    found = sheets(agency)
    for unit in ("disdukcapil", "rsud", "dpmptsp", "bapenda", "dinsos", "pupr", "puskesmas-muara", "smpn-1"):
        assert found[unit, 2024].printed["total"] < found[unit, 2025].printed["total"], unit
    strongest = {
        max("123456", key=lambda area, row=row: row.printed[f"areas.{area}.percent"])  # type: ignore[misc]
        for (_unit, year), row in found.items()
        if year == 2025
    }
    assert len(strongest) >= 4


def test_what_is_stored_is_the_score_of_the_answers(agency: UUID) -> None:
    for row in sheets(agency).values():
        evaluation = evaluation_of(row, {item: found.value for item, found in values_of(row).items()})
        assert row.exact["total"] == print_exact(evaluation.total.points), row


def test_the_imported_worksheet_is_the_file(agency: UUID) -> None:
    demo = demo_of("disdukcapil-2025")
    assert demo is not None
    row = sheets(agency)["disdukcapil", 2025]
    imported = Answer.objects.for_tenant(agency).filter(worksheet_id=row.pk, source=Source.IMPORTED)
    assert {answer.origin["file"] for answer in imported} == {demo.file}
    assert row.titles["WBK"]
    assert row.printed["total"] == 84_65


def test_answers_have_a_history_by_several_people_on_several_days(agency: UUID) -> None:
    row = sheets(agency)["disdukcapil", 2026]
    rows = Answer.objects.for_tenant(agency).filter(worksheet_id=row.pk)
    assert {answer.user.full_name for answer in rows.select_related("user") if answer.user} == {
        "Ayu Larasati",
        "Fajar Prakoso",
        "Gita Permata",
    }
    assert len({timezone.localdate(answer.at) for answer in rows}) >= 5
    taken_back = history_of(row, "P1.iii.b")
    assert [answer.source for answer in taken_back] == ["restored", "typed", "typed"]
    assert taken_back[0].value == taken_back[2].value != taken_back[1].value
    assert rows.exclude(note="").count() >= 10


def test_last_month_can_be_compared_with_today(agency: UUID) -> None:
    month_ago = timezone.localdate(TODAY) - timedelta(days=30)
    row = sheets(agency)["disdukcapil", 2026]
    then = (
        DailyScore.objects.for_tenant(agency).filter(worksheet_id=row.pk, day__lte=month_ago).order_by("-day").first()
    )
    assert then is not None
    assert then.printed["total"] < row.printed["total"]


def test_nothing_happened_in_the_future_or_on_a_weekend(agency: UUID) -> None:
    moments = list(Answer.objects.for_tenant(agency).values_list("at", flat=True))
    assert max(moments) < TODAY
    days = [timezone.localtime(moment) for moment in moments]
    assert {day.weekday() for day in days} <= set(range(5))
    assert {day.hour for day in days} <= set(range(7, 17))


def test_threads_name_colleagues(agency: UUID) -> None:
    assert Comment.objects.for_tenant(agency).count() == sum(len(thread) for thread in THREADS.values())
    named = Mention.objects.for_tenant(agency).values_list("user__full_name", flat=True)
    assert {"Ayu Larasati", "Fajar Prakoso", "Gita Permata"} <= set(named)


def kept(agency: UUID) -> list[int]:
    """How much of everything there is; but that units grew silent meanwhile is published, as it should be."""
    entries = Entry.objects.for_tenant(agency).exclude(action="publication.published")
    return [entries.count(), *(model.objects.for_tenant(agency).count() for model in (Answer, Comment, DailyScore))]


def test_a_second_run_changes_nothing(agency: UUID) -> None:
    before = kept(agency)
    assert not load_house(now=TODAY + timedelta(days=40), sign_in=False, ceremonies=False, evidence=False).anything
    assert kept(agency) == before
    assert User.objects.count() == len(CAST)


def test_a_demo_of_people_alone_gets_its_house(agency: UUID) -> None:
    other = Tenant.objects.get(code=OTHER_CODE)
    assert Worksheet.objects.for_tenant(other.pk).count() == len(ELSEWHERE.sheets)


def test_who_may_open_what(agency: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: TODAY)
    address = "/lke/disdukcapil/2026/"
    assert {name: browser(name).get(address).status_code for name in ("ayu", "fajar", "gita", "hana", "indra")} == {
        "ayu": 200,
        "fajar": 200,
        "gita": 200,
        "hana": 200,
        "indra": 200,
    }
    for name in ("joko", "dewi", "maya", "bima", "sinta", "surya", "citra", "ratna", "tika", "darma", "lala", "nila"):
        assert browser(name).get(address).status_code == 404, name
    assert browser("eka").get(address).status_code == 403
    assert browser("dewi").get("/lke/dukcapil-muara/2026/").status_code == 200


def test_every_person_in_a_story_is_of_the_cast_and_has_one_duty() -> None:
    names = {person.email.partition("@")[0] for person in CAST}
    told = [name for unit in (*UNITS, ELSEWHERE, ELECTION_OFFICE) for name in (*unit.team, unit.head) if name]
    assert set(told) <= names
    assert len(told) == len(set(told))
    assert names - set(told) - {duty.person for duty in DUTIES} == {"hana", "indra", "eka"}
    assert Role.AGENCY_HEAD in Role


def test_the_same_story_gives_the_same_answers_and_better_days_never_worse_ones() -> None:
    pack = load_pack("permenpan-rb-90-2021")
    sheet = ONE_STOP.sheets[2026]
    last = answers_after(pack, ONE_STOP, sheet, sheet.steps[-1])
    assert last == answers_after(pack, ONE_STOP, sheet, sheet.steps[-1])
    first = answers_after(pack, ONE_STOP, sheet, sheet.steps[0])
    for item, value in first.items():
        options = list(getattr(pack.items[item].answer, "values", ()))
        if options:
            assert options.index(last[item]) <= options.index(value), item
    take_answers(pack, last)


def test_what_is_written_belongs_to_questions_of_the_form() -> None:
    items = load_pack("permenpan-rb-90-2021").items
    assert set(NOTES) <= set(items)
    assert {said.item for thread in THREADS.values() for said in thread} <= set(items)
    assert 0 <= lean("apa", "saja") <= 99
    assert len(CIVIL_REGISTRY.sheets) == 3
