"""A case begins with a submission and goes only the ways of the table."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.agencies.models import Agency
from pulau.apps.assessments.following import CARRYING
from pulau.apps.assessments.models import Case, Transition
from pulau.apps.assessments.refusals import CaseNotFound, GuardsUnmet, StageMoved
from pulau.apps.assessments.selectors import get_case_for
from pulau.apps.assessments.services.advancing import Advance, advance
from pulau.apps.people.models import Appointment
from pulau.apps.worksheets.models import Submission
from pulau.apps.worksheets.services.handing import SubmissionTaken, withdraw_submission
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import SUBMITTED, TPI_ROUND_1, WITHDRAWN
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.process_cases import CaseMove, handed_followers
from pulau.foundation.tenancy.wall import behind_wall, wall_stands
from tests.apps.assessments.court import Court, court
from tests.apps.worksheets.handing import hand_in
from tests.cast import NOW
from tests.walls.application import as_application

__all__ = ["court"]


def test_a_submission_opens_a_case_for_the_first_title(court: Court) -> None:
    case = court.case()
    assert (case.stage, case.kind, case.title, case.national) == (SUBMITTED, "first", "WBK", False)
    assert case.due_on is not None
    assert Entry.objects.for_tenant(court.tenant).filter(action="assessments.case_opened").count() == 1


def test_the_head_withdraws_and_the_next_submission_opens_another_case(court: Court) -> None:
    withdraw_submission(actor=court.actors["gita"], worksheet_id=court.sheet.pk, number=1, reason="Keliru", now=NOW)
    assert court.case().stage == WITHDRAWN
    hand_in(court)
    newest = get_case_for(court.actors["gita"], "disdukcapil", 2026)
    assert (newest.number, newest.stage) == (2, SUBMITTED)


def test_nothing_is_withdrawn_once_the_assessors_began(court: Court) -> None:
    court.stand_at(TPI_ROUND_1)
    with pytest.raises(SubmissionTaken):
        withdraw_submission(actor=court.actors["gita"], worksheet_id=court.sheet.pk, number=1, reason="Keliru", now=NOW)
    assert court.case().stage == TPI_ROUND_1


def test_who_takes_back_while_the_assessors_begin_is_told_so_and_nothing_is_taken_back(court: Court) -> None:
    """The assessors' step comes between the question whether it is held and the end of the case."""
    court.stand_at(TPI_ROUND_1)
    late = replace(next(iter(handed_followers)), held=lambda *_: "")
    with handed_followers.standing_in(late), pytest.raises(SubmissionTaken, match="sudah mulai"):
        withdraw_submission(actor=court.actors["gita"], worksheet_id=court.sheet.pk, number=1, reason="Keliru", now=NOW)
    assert court.case().stage == TPI_ROUND_1


def test_a_guard_without_its_fact_stays_shut_and_nothing_is_written(court: Court) -> None:
    with pytest.raises(GuardsUnmet) as held:
        advance(actor=court.actors["rani"], case_id=court.case_id, wish=Advance("begin_tpi"), now=NOW)
    assert "tpi-assigned" in held.value.step.unmet
    assert court.case().stage == SUBMITTED
    assert not Transition.objects.for_tenant(court.tenant).exists()


@pytest.mark.parametrize("who", ["nina", "gita", "hana"])
def test_only_who_the_table_names_lets_it_happen(court: Court, who: str) -> None:
    with pytest.raises(PermissionDenied):
        advance(actor=court.actors[who], case_id=court.case_id, wish=Advance("begin_tpi"), now=NOW)


def test_an_event_that_leads_nowhere_from_here_says_where_the_case_stands(court: Court) -> None:
    with pytest.raises(StageMoved) as moved:
        advance(actor=court.actors["rani"], case_id=court.case_id, wish=Advance("find_fit"), now=NOW)
    assert moved.value.stage == SUBMITTED


@pytest.mark.parametrize("who", ["joko", "dewi", "tia", "vino"])
def test_others_do_not_find_it_and_the_ministry_not_before_its_time(court: Court, who: str) -> None:
    with pytest.raises(CaseNotFound):
        get_case_for(court.actors[who], "disdukcapil", 2026)


def test_the_ministry_finds_it_once_it_is_proposed(court: Court) -> None:
    court.stand_at("proposed")
    assert get_case_for(court.actors["tia"], "disdukcapil", 2026).pk == court.case_id
    assert Case.objects.national([court.tenant]).count() == 1


@pytest.mark.postgres
def test_the_database_shows_the_ministry_only_cases_of_bodies_that_a_grant_reaches(court: Court) -> None:
    if not wall_stands():
        pytest.skip("the wall stands on PostgreSQL")
    court.stand_at("proposed")
    with behind_wall(court.tenant):
        Agency.objects.for_tenant(court.tenant).update(region_code="32.04")
    found = {}
    for region in ("", "31", "3", "32", "32.04", "32.05"):
        with behind_wall(court.ministry):
            Appointment.objects.for_tenant(court.ministry).filter(user=court.users["tia"]).update(
                scope="region" if region else "country", region_code=region
            )
        with as_application(), behind_wall(court.ministry, court.users["tia"].pk):
            found[region] = Case.objects.national([court.tenant]).count()
    assert found == {"": 1, "31": 0, "3": 0, "32": 1, "32.04": 1, "32.05": 0}


@pytest.mark.parametrize("end", ["monitoring", "revoked"])
def test_a_later_year_s_decision_ends_the_monitoring_of_the_one_before(court: Court, end: str) -> None:
    later = court.stand_at("verifying" if end == "monitoring" else "revocation-proposed")
    earlier = Case(**{field.attname: getattr(later, field.attname) for field in Case._meta.concrete_fields})
    earlier.pk, earlier.year, earlier.stage, earlier.revision = uuid4(), later.year - 1, "monitoring", 0
    earlier.worksheet_id = court.open("disdukcapil", later.year - 1).pk
    earlier.submission_id = _other_submission(court, earlier.worksheet_id)
    earlier.save(force_insert=True)
    court.stand_at(end)
    move = CaseMove(later.pk, "keep_title" if end == "monitoring" else "revoke", later.stage, end, 9)
    CARRYING.moved(Actor.system(court.tenant), move, NOW)
    earlier.refresh_from_db()
    assert earlier.stage == "renewed"


def _other_submission(court: Court, worksheet_id: UUID) -> UUID:
    row = Submission.objects.for_tenant(court.tenant).get(pk=court.case().submission_id)
    values = {field.attname: getattr(row, field.attname) for field in Submission._meta.concrete_fields}
    made = Submission(**{**values, "id": uuid4(), "worksheet_id": worksheet_id})
    made.save(force_insert=True)
    return made.pk
