"""The demo's wider country: its courses, that the core agrees with them, and that what is written is what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from pulau.apps.agencies.models import UnitChange, WorkUnit
from pulau.apps.assessments.contract import figures_of
from pulau.apps.assessments.models import Case, JudgedAnswer, Judgement, Transition
from pulau.apps.declarations.contract import recount
from pulau.apps.declarations.models import AgencyCoverage, Declaration, DeclarationPerson, DeclarationState
from pulau.apps.outcomes.models import Decree, DecreeCase, TitleHeld
from pulau.apps.rehearsal.demo_country.answering import Aim, judged
from pulau.apps.rehearsal.demo_country.courses import (
    COURSES,
    DECLARED,
    DECLINED,
    GRANTED,
    REVOKED,
    SYMBOLIC,
    UNFIT,
    WBBM,
    WBK,
    declared_at,
    titled_before,
)
from pulau.apps.rehearsal.demo_country.load import count_neighbours, load_country, tell_country
from pulau.apps.rehearsal.demo_country.places import COUNTRY, TURNS, YEARS, Country, Spot
from pulau.apps.remediation.models import Practice, RemediationPlan, RemediationStep
from pulau.apps.worksheets.models import Answer, Submission, Worksheet
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.levels import Body
from pulau.exchange.regions import region_name, regions
from pulau.foundation.accounts.demo import OTHER_CODE, TENANT_CODE, load_people, people_of_demo
from pulau.foundation.accounts.models import User
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

TODAY = datetime(2026, 11, 26, 4, 5, tzinfo=UTC)
FIRST = 2020
KENCANA = next(body for body in COUNTRY if body.code == "kabupaten-teluk-kencana")
SPOTS = [(body, spot) for body in COUNTRY for spot in body.spots]
LETTERS = frozenset((*COURSES, DECLARED, SYMBOLIC, REVOKED, "a", "-"))
EVALUATED = [
    (body, spot, place) for body, spot in SPOTS for place, letter in enumerate(spot.course) if letter in COURSES
]


def aim_of(body: Country, spot: Spot, place: int, first: int = FIRST) -> Aim:
    held = titled_before(spot.course, place)
    return Aim(f"{body.code} {spot.code}", first + place, spot.course[place], held, body.strength)


# --- the courses


def test_more_units_have_declared_in_each_year_than_in_the_one_before() -> None:
    begun = Counter(declared_at(spot.course) for _body, spot in SPOTS)
    grown = [sum(begun[place] for place in range(last + 1)) for last in range(YEARS)]
    assert grown == [6, 22, 41, 58, 77, 95, 104]


def test_each_year_but_the_first_gives_titles_and_the_newest_is_still_under_way() -> None:
    given = [sum(spot.course[place] == WBK for _body, spot in SPOTS) for place in range(YEARS)]
    raised = [sum(spot.course[place] == WBBM for _body, spot in SPOTS) for place in range(YEARS)]
    assert [sum(given[: last + 1]) for last in range(YEARS)] == [0, 2, 5, 9, 12, 15, 15]
    assert raised == [0, 0, 0, 0, 1, 2, 0]


def test_every_course_tells_each_year_by_a_known_letter() -> None:
    assert all(len(spot.course) == YEARS and set(spot.course) <= LETTERS for _body, spot in SPOTS)


def test_nobody_is_evaluated_or_at_work_before_they_declared() -> None:
    for _body, spot in SPOTS:
        first = declared_at(spot.course)
        rest = spot.course if first is None else spot.course[:first]
        assert set(rest) <= {"-"}, spot.code
        assert sum(letter in DECLARED + SYMBOLIC for letter in spot.course) <= 1


def test_the_higher_title_and_a_loss_only_follow_the_first_title() -> None:
    for _body, spot in SPOTS:
        for place, letter in enumerate(spot.course):
            if letter in WBBM + REVOKED:
                assert titled_before(spot.course, place) == "WBK", spot.code
            elif letter in COURSES:
                assert titled_before(spot.course, place) == "", spot.code


def test_a_unit_that_ends_does_nothing_afterwards() -> None:
    ends = {(turn.body, turn.code): turn.year for turn in TURNS if turn.before is None}
    for body, spot in SPOTS:
        if (body.code, spot.code) in ends:
            assert set(spot.course[ends[body.code, spot.code] :]) == {"-"}
    assert len(ends) == 3


def test_whatever_happens_to_a_unit_happens_to_one_that_there_is() -> None:
    codes = {(body.code, spot.code) for body, spot in SPOTS}
    assert len(codes) == len(SPOTS)
    assert {(turn.body, turn.code) for turn in TURNS} <= codes
    assert {(turn.body, turn.into) for turn in TURNS if turn.into} <= codes


def test_no_name_is_that_of_a_real_region() -> None:
    real = {region.name.removeprefix("Kabupaten ").removeprefix("Kota ") for region in regions().values()
            if not region.invented}  # fmt: skip
    told = [name for body in COUNTRY for name in (body.name, *(spot.name for spot in body.spots))]
    assert [(name, place) for name in told for place in real if name.endswith(f" {place}")] == []


def test_every_body_lies_in_the_invented_province_and_bears_the_name_of_its_region() -> None:
    for body in COUNTRY:
        assert body.region[:2] == "97"
        assert body.name == region_name(body.region) or body.above
        assert all(spot.region[:2] in {"", "97"} for spot in body.spots)


# --- what the core says of the answers


@pytest.mark.parametrize("first", [2020, 2021, 2025])
def test_the_answers_end_as_the_course_tells_in_whatever_year_they_begin(first: int) -> None:
    for body, spot, place in EVALUATED:
        aim = aim_of(body, spot, place, first)
        met = {body: judged(aim).figures[body].titles.get(aim.title) for body in (Body.TPI, Body.TPN)}
        if aim.ends in GRANTED:
            assert met == {Body.TPI: True, Body.TPN: True}, aim
        elif aim.ends == UNFIT:
            assert met[Body.TPI] is False, aim
        elif aim.ends == DECLINED:
            assert met == {Body.TPI: True, Body.TPN: False}, aim


def test_the_ministry_mostly_finds_a_little_less_than_the_inspectorate() -> None:
    figures = [judged(aim_of(*one)).figures for one in EVALUATED]
    lower = [found[Body.TPI].printed["total"] - found[Body.TPN].printed["total"] for found in figures]
    assert sum(less > 0 for less in lower) > len(lower) * 8 // 10
    assert all(-300 < less < 600 for less in lower)
    assert any(less < 0 for less in lower)


# --- what is written


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Tenant]:
    """One of the bodies with all its years, loaded once for the tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_people(now=datetime(2019, 12, 2, tzinfo=UTC), sign_in=False)
        assert tell_country([KENCANA], people_of_demo(), TODAY) == 1
        yield Tenant.objects.get(code=KENCANA.code)
        transaction.set_rollback(True)


@pytest.fixture
def body(loaded: Tenant, db: None) -> Iterator[Tenant]:
    with behind_wall(loaded.pk):
        yield loaded


@pytest.mark.django_db
def test_coverage_counts_each_year_what_the_courses_tell(body: Tenant) -> None:
    ended = {turn.code for turn in TURNS if turn.body == KENCANA.code and turn.before is None}
    for row in AgencyCoverage.objects.for_tenant(body.pk):
        place = row.year - FIRST
        there = [spot for spot in KENCANA.spots if row.year < FIRST + 5 or spot.code not in ended]
        begun = [spot for spot in there if (at := declared_at(spot.course)) is not None and at <= place]
        assert row.units == len(there)
        assert row.declared + row.symbolic == len(begun)
        assert row.declared == sum(DECLARED in spot.course for spot in begun)
        assert row.silent < max(row.declared + row.symbolic, 3)
    assert AgencyCoverage.objects.for_tenant(body.pk).count() == YEARS


@pytest.mark.django_db
def test_every_declaration_names_who_signed_and_who_saw_it(body: Tenant) -> None:
    rows = list(Declaration.objects.for_tenant(body.pk))
    own = [row for row in rows if row.unit_id is None]
    assert len(own) == 1
    assert len(rows) == 1 + sum(declared_at(spot.course) is not None for spot in KENCANA.spots)
    for row in rows:
        people = list(DeclarationPerson.objects.for_tenant(body.pk).filter(declaration=row))
        assert {person.part for person in people} == {"signer", "witness"}
        assert row.state in {DeclarationState.HELD, DeclarationState.CLOSED}
        assert bool(row.symbolic) is bool(row.symbolic_reason)
        assert row.regulation == ("permenpan-rb-52-2014" if row.year < 2022 else "permenpan-rb-90-2021")
        assert row.unit_id is None or (row.parent_id == own[0].pk and own[0].day < row.day)


@pytest.mark.django_db
def test_the_figures_of_each_case_are_those_of_the_answers_as_the_core_computes_them(body: Tenant) -> None:
    cases = list(Case.objects.for_tenant(body.pk).exclude(exact={}))
    assert cases
    for case in cases:
        for name, exact in case.exact.items():
            found = figures_of(case, Body(name))
            assert (found.exact, found.printed, found.gates) == (exact, case.printed[name], case.gates[name])


@pytest.mark.django_db
def test_each_event_leaves_the_stage_that_the_one_before_came_to(body: Tenant) -> None:
    for case in Case.objects.for_tenant(body.pk):
        at, before = ASSESSMENT.start, case.opened_at
        for number, step in enumerate(Transition.objects.for_tenant(body.pk).filter(case=case).order_by("number"), 1):
            assert (step.number, step.source) == (number, at)
            assert step.target == ASSESSMENT.way(step.event, at).target
            assert before <= step.at <= TODAY
            at, before = step.target, step.at
        assert case.stage == at
        assert case.national is ASSESSMENT.stages[at].national


@pytest.mark.django_db
def test_a_title_is_held_only_by_a_case_that_was_determined_by_a_decree(body: Tenant) -> None:
    titles = list(TitleHeld.objects.for_tenant(body.pk).select_related("case"))
    granted = sum(letter in GRANTED for spot in KENCANA.spots for letter in spot.course)
    assert len(titles) == granted > 3
    for held in titles:
        assert held.case is not None
        assert held.case.stage in {"monitoring", "renewed"}
        assert (held.since.month, held.since.year) == (12, held.case.year)
        assert all(met for gate, met in held.case.gates["tpn"].items() if gate.startswith(f"{held.title}."))
        assert DecreeCase.objects.for_tenant(body.pk).filter(case=held.case, decree=held.decree_id).exists()
    assert {held.title for held in titles} == {"WBK", "WBBM"}
    assert sum(held.state == "superseded" for held in titles) == sum(held.title == "WBBM" for held in titles)


@pytest.mark.django_db
def test_old_years_stand_under_the_law_of_their_time(body: Tenant) -> None:
    for sheet in Worksheet.objects.for_tenant(body.pk):
        assert sheet.regulation == ("permenpan-rb-52-2014" if sheet.year < 2022 else "permenpan-rb-90-2021")


@pytest.mark.django_db
def test_a_case_that_did_not_pass_bears_a_plan_which_is_carried_out_in_time(body: Tenant) -> None:
    failed = Case.objects.for_tenant(body.pk).filter(stage="coaching")
    plans = {plan.case_id: plan for plan in RemediationPlan.objects.for_tenant(body.pk)}
    assert set(plans) == set(failed.values_list("pk", flat=True))
    for case in failed:
        plan = plans[case.pk]
        steps = list(RemediationStep.objects.for_tenant(body.pk).filter(plan=plan))
        assert any(step.kind == "gate" for step in steps)
        assert (plan.state == "closed") is all(step.state == "checked" for step in steps) is (case.year < 2025)


@pytest.mark.django_db
def test_units_kept_the_names_that_they_had_and_one_was_taken_over(body: Tenant) -> None:
    changes = {change.event: change for change in UnitChange.objects.for_tenant(body.pk).select_related("unit", "into")}
    assert changes["renamed"].code_before == "kpt"
    assert changes["renamed"].unit.code == "dpmptsp"
    assert changes["merged"].into is not None
    assert changes["merged"].unit.until == date(2025, 1, 3)
    assert Declaration.objects.for_tenant(body.pk).get(unit=changes["renamed"].unit).declarer == (
        "Kantor Pelayanan Terpadu"
    )


@pytest.mark.django_db
def test_nothing_happened_after_today_and_the_audit_finds_nothing(body: Tenant) -> None:
    assert not Entry.objects.for_tenant(body.pk).filter(at__gt=TODAY).exists()
    assert [differs for facts in logged_facts for differs in facts.check(body.pk)] == []


@pytest.mark.django_db
def test_every_event_submission_and_declaration_has_its_entry(body: Tenant) -> None:
    told = Counter(Entry.objects.for_tenant(body.pk).values_list("action", flat=True))
    events = Transition.objects.for_tenant(body.pk).values_list("event", flat=True)
    for event, number in Counter(events).items():
        assert told[f"assessments.{event}"] == number, event
    assert told["assessments.case_opened"] == Submission.objects.for_tenant(body.pk).count()
    assert told["assessments.judgement_submitted"] == Judgement.objects.for_tenant(body.pk).count()
    assert told["declarations.held"] == Declaration.objects.for_tenant(body.pk).count()
    assert told["outcomes.decree_recorded"] == Decree.objects.for_tenant(body.pk).count()


@pytest.mark.django_db
def test_a_published_practice_is_there_for_others(body: Tenant) -> None:
    (practice,) = Practice.objects.for_tenant(body.pk)
    assert practice.state == "published"


@pytest.mark.django_db
def test_only_one_account_is_new_and_it_cannot_sign_in(body: Tenant) -> None:
    user = User.objects.get(email=KENCANA.assessor[1])
    assert not user.has_usable_password()
    whose = {row.user_id for row in JudgedAnswer.objects.for_tenant(body.pk)} - {user.pk}
    assert whose == {people_of_demo()["citra"].pk}


@pytest.mark.django_db
def test_a_second_loading_adds_nothing(body: Tenant) -> None:
    before = (WorkUnit.objects.for_tenant(body.pk).count(), Answer.objects.for_tenant(body.pk).count())
    assert tell_country([KENCANA], people_of_demo(), TODAY) == 0
    assert (WorkUnit.objects.for_tenant(body.pk).count(), Answer.objects.for_tenant(body.pk).count()) == before


@pytest.mark.django_db
def test_the_country_is_left_out_where_the_demo_itself_is_not_told_whole(body: Tenant) -> None:
    tenants = dict(Tenant.objects.values_list("code", "pk"))
    assert load_country(tenants, people_of_demo(), TODAY) == 0
    assert Tenant.objects.count() == len(tenants)


@pytest.mark.django_db
def test_bodies_that_were_counted_later_are_counted_for_the_same_years(loaded: Tenant) -> None:
    there = Tenant.objects.get(code=TENANT_CODE).pk
    with behind_wall(there):
        recount(actor=Actor.system(there), year=2025, now=TODAY)
    count_neighbours([there, Tenant.objects.get(code=OTHER_CODE).pk], TODAY)
    with behind_wall(there):
        years = AgencyCoverage.objects.for_tenant(there).order_by("year").values_list("year", flat=True)
        assert list(years) == [2020, 2021, 2022, 2023, 2024, 2025]
    other = Tenant.objects.get(code=OTHER_CODE).pk
    with behind_wall(other):
        assert not AgencyCoverage.objects.for_tenant(other).exists()


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-11-26", "2027-01-02", "2027-09-07", "2027-09-08", "2028-02-29"])
def test_the_whole_country_is_told_on_any_day_and_one_unit_lost_its_title(day: str) -> None:
    now = datetime.fromisoformat(f"{day}T04:05:00+00:00")
    load_people(now=datetime(2019, 12, 2, tzinfo=UTC), sign_in=False)
    assert tell_country(COUNTRY, people_of_demo(), now) == len(COUNTRY)
    titles: Counter[str] = Counter()
    for code in (one.code for one in COUNTRY):
        tenant = Tenant.objects.get(code=code).pk
        with behind_wall(tenant):
            titles.update(TitleHeld.objects.for_tenant(tenant).values_list("state", flat=True))
            assert not Entry.objects.for_tenant(tenant).filter(at__gt=now).exists()
            assert [differs for facts in logged_facts for differs in facts.check(tenant)] == []
    assert titles == {"in-force": 14, "superseded": 3, "revoked": 1}
