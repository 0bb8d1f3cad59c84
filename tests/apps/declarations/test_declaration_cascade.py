"""A declaration descends from one above; one above calls those below, who hear of it until they have declared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pulau.apps.agencies.models import Agency, AgencyKind
from pulau.apps.declarations.calling import CALL_LATE, CALLED, DUE, DUE_MANY, UNITS_CALLED, tell_called
from pulau.apps.declarations.models import Calls, Declaration, DeclarationState
from pulau.apps.declarations.plans import WRONG_PARENT, DeclarationRefused
from pulau.apps.declarations.selectors.cascade import (
    calls_to_body,
    calls_to_units,
    children_of,
    parents_offered,
    path_of_declaration,
)
from pulau.apps.declarations.selectors.reached import reached_by
from pulau.apps.people.models import Appointment, Role
from pulau.core.shared.actor import Actor
from pulau.foundation.notices.models import Notice
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.declaring import DAY, Stage
from tests.cast import NOW
from tests.house import House
from tests.walls.furnished import _administrator_elsewhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_of_the_tests")]

LAST = DAY + timedelta(days=30)


@pytest.fixture
def stage(house: House) -> Stage:
    """The regency of the house lies in the province that the other body is made to be."""
    _administrator_elsewhere(house)
    for agency, kind, region in (("sagara", AgencyKind.REGENCY, "32.04"), ("lain", AgencyKind.PROVINCE, "32")):
        with behind_wall(house.tenants[agency]):
            Agency.objects.for_tenant(house.tenants[agency]).update(kind=kind, region_code=region)
    made = Stage(house)
    made.approve()
    Stage(house, "lain", "vera").approve()
    return made


@pytest.fixture
def above(stage: Stage) -> Declaration:
    """The province has declared, and called its region."""
    return Stage(stage.house, "lain", "vera").held(calls=Calls.REGION, called_by=LAST)


def _notices(stage: Stage, who: str) -> list[Notice]:
    with behind_wall(stage.tenant):
        rows = Notice.objects.for_tenant(stage.tenant).filter(user=stage.house.users[who])
        return list(rows.filter(kind__startswith="declarations."))


def test_a_regency_descends_from_its_province_and_shows_the_path(stage: Stage, above: Declaration) -> None:
    with behind_wall(stage.tenant):
        assert [row.pk for row in parents_offered(stage.actor, None)] == [above.pk]
    row = stage.plan(parent_id=above.pk)
    with behind_wall(stage.tenant):
        assert [one.declarer for one in path_of_declaration(row)] == ["Kota Muara Lain"]
    page = stage.house.client("hana").get(f"/pencanangan/{row.pk}").content.decode()
    assert "Kota Muara Lain" in page


def test_only_what_was_held_above_can_be_a_parent(stage: Stage) -> None:
    draft = Stage(stage.house, "lain", "vera").plan()
    with pytest.raises(DeclarationRefused, match=WRONG_PARENT):
        stage.plan(parent_id=draft.pk)
    below = stage.held()
    with pytest.raises(DeclarationRefused, match=WRONG_PARENT):
        Stage(stage.house, "lain", "vera").plan(parent_id=below.pk)


def test_a_call_waits_until_a_declaration_that_descends_from_it_was_held(stage: Stage, above: Declaration) -> None:
    def waiting() -> list[Declaration]:
        with behind_wall(stage.tenant):
            return [call.by for call in calls_to_body(stage.actor)]

    assert waiting() == [above]
    stage.held()
    assert waiting() == [above], "one that descends from nothing is no answer"
    stage.held(parent_id=above.pk)
    assert waiting() == []
    with behind_wall(stage.tenant):
        reached = reached_by(above)
    assert reached is not None
    assert (reached.called, reached.declared) == (1, 1)


def test_a_call_reaches_no_other_region(stage: Stage, above: Declaration) -> None:
    with behind_wall(stage.tenant):
        Agency.objects.for_tenant(stage.tenant).update(region_code="33.01")
        assert calls_to_body(stage.actor) == []
        reached = reached_by(above)
    assert reached is not None
    assert (reached.called, reached.declared) == (0, 0)


def test_units_are_called_by_their_body_and_answer_each_for_themselves(stage: Stage) -> None:
    body = stage.held(calls=Calls.UNITS, called_by=LAST)
    with behind_wall(stage.tenant):
        assert {call.unit.code for call in calls_to_units(stage.actor, DAY) if call.unit} == {"disdukcapil", "rsud"}
        own = stage.house.actors["gita"]
        assert [call.unit.code for call in calls_to_units(own, DAY, [stage.house.units["disdukcapil"].pk]) if call.unit]
    answer = stage.held("disdukcapil", parent_id=body.pk)
    with behind_wall(stage.tenant):
        assert [call.unit.code for call in calls_to_units(stage.actor, DAY) if call.unit] == ["rsud"]
        children = {child.unit.code: child.declaration for child in children_of(stage.actor, body, DAY)}
    assert children == {"disdukcapil": answer, "rsud": None}


def test_a_call_leads_to_the_plan_that_answers_it_and_ends_with_any_declaration_of_the_year(stage: Stage) -> None:
    early = stage.held("rsud")
    body = stage.held(calls=Calls.UNITS, called_by=LAST)
    with behind_wall(stage.tenant):
        (call,) = calls_to_units(stage.actor, DAY)
    assert call.unit is not None
    assert (call.unit.code, call.planned, early.year) == ("disdukcapil", None, body.year)
    assert f"induk={body.pk}" in stage.house.client("hana").get("/pencanangan").content.decode()
    plan = stage.plan("disdukcapil", parent_id=body.pk)
    page = stage.house.client("hana").get("/pencanangan").content.decode()
    assert f'href="/pencanangan/{plan.pk}">Lanjutkan rencana' in page
    assert f"induk={body.pk}" not in page, "a second one of the year would be refused"
    with behind_wall(stage.tenant):
        (thing,) = DUE.find(Actor.system(stage.tenant), DAY, LAST)
    assert thing.url == f"/pencanangan/{plan.pk}"


def test_those_who_can_answer_hear_of_it_once(stage: Stage, above: Declaration) -> None:
    first = tell_called(above.tenant_id, above.pk, NOW)
    assert first == 2
    assert tell_called(above.tenant_id, above.pk, NOW) == 0
    (notice,) = _notices(stage, "hana")
    assert notice.kind == CALLED.code
    assert notice.params["by"] == "Kota Muara Lain"
    assert _notices(stage, "indra")
    for nobody in ("ayu", "gita"):
        assert not _notices(stage, nobody)


def test_units_hear_through_their_heads(stage: Stage) -> None:
    body = stage.held(calls=Calls.UNITS, called_by=LAST)
    tell_called(body.tenant_id, body.pk, NOW)
    assert [notice.params["who"] for notice in _notices(stage, "gita")] == ["Dinas Kependudukan"]
    assert [notice.params["who"] for notice in _notices(stage, "hana")] == ["RSUD Tanjung Sagara"], "it has no head"


def test_units_without_a_head_are_one_notice_and_folded_below_the_list(stage: Stage) -> None:
    gita = stage.house.users["gita"].pk
    Appointment.objects.for_tenant(stage.tenant).filter(user_id=gita, role=Role.UNIT_HEAD).update(until=DAY)
    body = stage.held(calls=Calls.UNITS, called_by=LAST)
    later = DAY + timedelta(days=1)
    with behind_wall(stage.tenant):
        assert list(DUE.find(Actor.system(stage.tenant), later, LAST)) == []
        (thing,) = DUE_MANY.find(Actor.system(stage.tenant), later, LAST)
    assert (thing.params["n"], thing.url) == ("2", "/pencanangan#diminta")
    assert gita not in thing.users
    tell_called(body.tenant_id, body.pk, NOW.replace(year=later.year, month=later.month, day=later.day))
    assert [(one.kind, one.params["n"]) for one in _notices(stage, "hana")] == [(UNITS_CALLED.code, "2")]
    page = stage.house.client("hana").get("/pencanangan").content.decode()
    assert "2 unit diminta mencanangkan" in page
    assert page.index(str(body.pk)) < page.index('id="diminta"'), "the list comes first"
    assert page.count(f"induk={body.pk}") == 2
    assert 'id="diminta"' not in stage.house.client("ayu").get("/pencanangan").content.decode()


def test_what_is_due_is_what_was_not_answered(stage: Stage, above: Declaration) -> None:
    system = Actor.system(stage.tenant)
    with behind_wall(stage.tenant):
        (thing,) = DUE.find(system, DAY, LAST)
        assert (thing.due, set(thing.users)) == (
            LAST,
            {stage.house.users["hana"].pk, stage.house.users["indra"].pk},
        )
        assert not list(DUE.find(system, DAY, LAST - timedelta(days=1)))
    stage.held(parent_id=above.pk)
    with behind_wall(stage.tenant):
        assert not list(DUE.find(system, DAY, LAST))
    assert DUE.late == CALL_LATE.code


def test_the_list_shows_what_is_called_for_to_who_can_answer(stage: Stage, above: Declaration) -> None:
    shown = stage.house.client("hana").get("/pencanangan").content.decode()
    assert "Diminta oleh Kota Muara Lain" in shown
    assert f"induk={above.pk}" in shown
    for nobody in ("ayu", "gita"):
        assert "Diminta oleh" not in stage.house.client(nobody).get("/pencanangan").content.decode()


def test_a_held_declaration_of_another_body_is_no_page_here(stage: Stage, above: Declaration) -> None:
    assert above.state == DeclarationState.HELD
    assert stage.house.client("hana").get(f"/pencanangan/{above.pk}").status_code == 404
    assert above.day == date(2026, 11, 26)
