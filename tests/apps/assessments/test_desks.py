"""The desks: what is due of whom, where everything stands, and who sees what of other bodies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.agencies.contract import Agency
from pulau.apps.assessments.desks.asked import Asked, asked_of, stages_to_move
from pulau.apps.assessments.desks.figures import funnel_of, loads_of, stages_of
from pulau.apps.assessments.desks.work import JUDGE, LATER, OVER, SUBMITTED, due_of, work_of
from pulau.apps.assessments.form_parts import items_of_assignment
from pulau.apps.assessments.models import Level, Transition
from pulau.apps.assessments.selectors import cases_for
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.models import User
from pulau.foundation.accounts.services import register_user
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.many_cases import TODAY, assign, judge, more_cases
from tests.cast import NOW
from tests.house import FIRST_DAY, PASSWORD

__all__ = ["court"]

DESK = "/meja"
PAGES = ("/meja", "/meja/semua", "/meja/peta", "/meja/beban")


def get(client: Client, path: str, **asked: str) -> str:
    response = client.get(path, asked)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


@pytest.mark.parametrize(
    ("stage", "level", "submitted", "due"),
    [
        ("submitted", "tpi-member", False, LATER),
        ("tpi-round-1", "tpi-member", False, JUDGE),
        ("tpi-round-1", "tpi-member", True, SUBMITTED),
        ("tpi-round-2", "tpi-leader", False, JUDGE),
        ("desk", "tpn-desk", False, JUDGE),
        ("desk", "tpn-field", False, LATER),
        ("panel", "tpn-desk", True, OVER),
        ("coaching", "tpi-member", False, OVER),
    ],
)
def test_what_is_due_follows_the_stage_and_the_sheet(stage: str, level: str, submitted: bool, due: str) -> None:  # noqa: FBT001 - a row of the table
    assert due_of(stage, level, submitted=submitted) == due


def test_items_left_are_those_of_the_assigned_areas(court: Court) -> None:
    court.stand_at("tpi-round-1", due_on=TODAY - timedelta(days=1))
    assign(court, "nina", Level.TPI_MEMBER, areas=["1"])
    judge(court, "nina", Level.TPI_MEMBER, answered=3)
    with behind_wall(court.tenant):
        (row,) = work_of(court.actors["nina"], TODAY)
    one = len(items_of_assignment("permenpan-rb-90-2021", ("1",)))
    assert (row.due, row.left, row.items, row.late) == (JUDGE, one - 3, one, True)
    page = get(court.client("nina"), DESK)
    assert "Nilai dan serahkan" in page
    assert "Lewat" in page
    assert len(items_of_assignment("permenpan-rb-90-2021", ())) == 113


def test_nobody_finds_the_work_of_others_on_their_own_page(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", Level.TPI_MEMBER)
    with behind_wall(court.tenant):
        assert work_of(court.actors["omar"], TODAY) == []
    assert "Belum ada tugas" in get(court.client("omar"), DESK)


def test_load_counts_open_assignments_and_what_is_left_now(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", Level.TPI_MEMBER, areas=["1"])
    judge(court, "nina", Level.TPI_MEMBER, answered=2)
    assign(court, "omar", Level.TPI_MEMBER)
    judge(court, "omar", Level.TPI_MEMBER, answered=113, state="submitted")
    later = more_cases(court, 1, stage="fit")
    assign(court, "omar", Level.TPI_MEMBER, case=later[0].pk)
    with behind_wall(court.tenant):
        loads = {load.name: load for load in loads_of(court.actors["rani"])}
    nina, omar = loads["Nina Safitri"], loads["Omar Wibowo"]
    one = len(items_of_assignment("permenpan-rb-90-2021", ("1",)))
    assert (nina.cases, nina.now, nina.left) == (1, 1, one - 2)
    assert (omar.cases, omar.now, omar.left) == (2, 0, 0)


def test_the_funnel_counts_each_case_once_a_step(court: Court) -> None:
    ways = [("begin_tpi", "tpi-round-1"), ("find_fit", "fit"), ("propose", "proposed"), ("pass_screening", "desk"),
            ("call_presentation", "desk"), ("pass_desk", "field"), ("finish_clearance", "panel"),
            ("uphold_objection", "panel")]  # fmt: skip
    with behind_wall(court.tenant):
        for number, (event, target) in enumerate(ways, 1):
            Transition.objects.for_tenant(court.tenant).create(
                case_id=court.case_id, number=number, event=event, source="submitted", target=target, role="x", at=NOW,
                on=TODAY,
            )  # fmt: skip
        (year,) = funnel_of(court.actors["rani"])
    assert (year.year, year.submitted) == (2026, 1)
    assert [step for step, n in year.steps.items() if n == 1] == ["tpi", "fit", "proposed", "desk", "field", "panel"]
    assert year.steps["determined"] == year.steps["revoked"] == 0


def test_stages_are_counted_by_title_with_those_past_their_day(court: Court) -> None:
    more_cases(court, 3, due_on=TODAY - timedelta(days=1))
    more_cases(court, 1, title="WBBM", due_on=None)
    with behind_wall(court.tenant):
        found = {stage.code: stage for stage in stages_of(cases_for(court.actors["rani"]), TODAY)}
    assert list(found) == ["submitted", "tpi-round-1"]
    assert (found["tpi-round-1"].n, found["tpi-round-1"].late) == (4, 3)
    assert found["tpi-round-1"].titles == {"WBK": 3, "WBBM": 1}


def test_the_list_is_searched_filtered_and_sorted_with_what_is_late_first(court: Court) -> None:
    court.stand_at("submitted", due_on=date(2099, 1, 1))
    more_cases(court, 3)
    client = court.client("rani")
    page = get(client, "/meja/semua")
    assert page.index("Unit 0000") < page.index("Unit 0001") < page.index("Unit 0002")
    assert "Unit 0001" not in get(client, "/meja/semua", cari="Unit 0000")
    assert "Unit 0000" not in get(client, "/meja/semua", tahap="submitted")
    assert "Dinas Kependudukan" not in get(client, "/meja/semua", hanya="lewat").split("<tbody>")[1]
    assert "Longgarkan saringan" in get(client, "/meja/semua", tahun="1999")


def test_what_an_address_asks_and_nobody_knows_is_passed_over() -> None:
    assert asked_of({"tahap": "x", "tahun": "20x6", "urut": "; drop", "hanya": "?", "predikat": "WB"}) == Asked()


def test_my_turn_is_where_the_process_table_lets_me(court: Court) -> None:
    assert {"submitted", "tpi-report"} <= set(stages_to_move(court.actors["rani"]))
    assert stages_to_move(court.actors["nina"]) == ()


def test_who_is_judged_and_strangers_get_no_desk(court: Court) -> None:
    for who in ("gita", "ayu", "hana", "indra", "sekar", "dewi", None):
        client = court.client(who)
        for path in (*PAGES, "/meja/nasional", "/meja/nasional/peta"):
            assert client.get(path).status_code == (302 if who is None else 403), (who, path)


def test_the_inspectorate_has_no_national_desk(court: Court) -> None:
    client = court.client("rani")
    assert client.get("/meja/nasional").status_code == 403
    assert client.post("/meja/nasional/masuk", {"penilaian": str(court.case_id)}).status_code == 403
    assert "/meja/nasional" not in get(client, DESK)


def test_the_ministry_finds_what_is_before_it_and_enters_with_one_press(court: Court) -> None:
    client = court.client("tia")
    assert "Dinas Kependudukan" not in get(client, "/meja/nasional", semua="1").split("</header>")[1]
    assert client.post("/meja/nasional/masuk", {"penilaian": str(court.case_id)}).status_code == 404
    court.stand_at("desk")
    assert "Dinas Kependudukan" in get(client, "/meja/nasional")
    answer = client.post("/meja/nasional/masuk", {"penilaian": str(court.case_id)})
    assert (answer.status_code, answer["Location"]) == (303, "/penilaian/disdukcapil/2026/")
    assert client.get(answer["Location"]).status_code == 200


def test_what_is_assigned_to_me_in_other_bodies_is_found_from_home(court: Court) -> None:
    court.stand_at("desk")
    assign(court, "tia", Level.TPN_DESK)
    assert "Dinas Kependudukan" in get(court.client("tia"), "/meja/nasional", hanya="saya")
    assert "Longgarkan saringan" in get(court.client("umar"), "/meja/nasional", hanya="saya")


def region_assessor(court: Court, region: str) -> Client:
    """An assessor of the ministry for one region."""
    system = Actor.system(court.ministry)
    user: User = register_user(actor=system, email="wilayah@uji.example.id", full_name="Yoga Wilayah", now=NOW)
    user.set_password(PASSWORD)
    user.save()
    wish = Wish(role=Role.TPN_ASSESSOR, since=FIRST_DAY, scope=Scope.REGION, region_code=region)
    appoint(actor=system, user_id=user.pk, wish=wish, now=NOW)
    court.users["yoga"] = user
    return court.client("yoga")


def test_a_grant_of_a_region_shows_only_its_bodies(court: Court) -> None:
    court.stand_at("desk")
    with behind_wall(court.tenant):
        Agency.objects.for_tenant(court.tenant).update(region_code="97.01")
    near, path = region_assessor(court, "97.01"), "/meja/nasional"
    assert "Dinas Kependudukan" in get(near, path)
    assert "Kabupaten Tanjung Sagara" in get(near, "/meja/nasional/peta", wilayah="97")
    with behind_wall(court.tenant):
        Agency.objects.for_tenant(court.tenant).update(region_code="97.02")
    assert "Dinas Kependudukan" not in get(near, path, semua="1")
    assert near.post(f"{path}/masuk", {"penilaian": str(court.case_id)}).status_code == 404


@pytest.mark.parametrize("path", [*PAGES, "/meja/nasional", "/meja/nasional/peta"])
def test_a_page_asks_as_many_queries_for_many_cases_as_for_few(court: Court, path: str) -> None:
    court.stand_at("desk")
    who = "tia" if "nasional" in path else "rani"
    client = court.client(who)
    assign(court, who, Level.TPN_DESK if who == "tia" else Level.TPI_LEADER)
    get(client, path)
    with CaptureQueriesContext(connection) as few:
        get(client, path)
    for case in more_cases(court, 60, stage="desk"):
        assign(court, who, Level.TPN_DESK if who == "tia" else Level.TPI_LEADER, case=case.pk)
    with CaptureQueriesContext(connection) as many:
        get(client, path)
    assert len(many) == len(few)
    assert len([one for one in many if "set_config" not in one["sql"]]) <= 12
