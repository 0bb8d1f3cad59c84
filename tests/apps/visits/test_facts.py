"""Presentations, plans, surveys: who may, what is refused, and which guards of the process they open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.contract import Level, Transition
from pulau.apps.visits.contract import field_summary
from pulau.apps.visits.models import Interview, Photo, Presentation, ShopperVisit, Visit
from pulau.apps.visits.refusals import VisitRefused
from pulau.apps.visits.selectors import visits_of
from pulau.apps.visits.services.planning import call_off_visit, plan_visit
from pulau.apps.visits.services.presenting import call_presentation, cancel_presentation, hold_presentation
from pulau.apps.visits.services.recording import record_interview, record_shopper
from pulau.apps.visits.wishes import HeldWish, InterviewWish, PresentationWish, ShopperWish, VisitWish
from pulau.core.workflow.assessment import CLEARANCE, DESK, FIELD, TPI_ROUND_1
from pulau.foundation.calendar import today_of
from pulau.foundation.journal.models import Entry
from pulau.foundation.journal.selectors import readable_entries
from pulau.foundation.notices.models import Notice
from pulau.foundation.registry.process_cases import ask_facts
from tests.apps.assessments.court import Court, court
from tests.apps.visits.test_noting import close
from tests.apps.visits.visiting import BASE, assign, end_assignment, jpeg, line, planned, say, survey_of, visited
from tests.cast import NOW

__all__ = ["court", "visited"]

Visited = tuple[Court, Visit]
CALL = PresentationWish(NOW + timedelta(days=3), "https://rapat.example.id/zi", "Inovasi layanan")


def holds(court: Court, code: str) -> bool:
    return ask_facts([code], court.tenant, court.case_id, NOW)[code]


def shopper() -> ShopperWish:
    day = NOW.date() - timedelta(days=1)
    return ShopperWish(uuid4(), NOW, "Rahmat Samaran", "KTP-el", day, 35, "plain", "Menunggu lama", asked_fee=50_000)


def test_a_presentation_that_is_called_for_holds_the_desk_until_it_was_held(court: Court) -> None:
    court.stand_at(DESK)
    assert holds(court, "presentation-held")
    row = call_presentation(actor=court.actors["tia"], case_id=court.case_id, wish=CALL, now=NOW)
    assert not holds(court, "presentation-held")
    assert Transition.objects.for_tenant(court.tenant).get().event == "call_presentation"
    told = set(
        Notice.objects.for_tenant(court.tenant)
        .filter(kind="visits.presentation_called")
        .values_list("user_id", flat=True)
    )
    assert told == {court.users[name].pk for name in ("ayu", "fajar", "gita")}
    with pytest.raises(VisitRefused, match="presentation-awaited"):
        call_presentation(actor=court.actors["tia"], case_id=court.case_id, wish=CALL, now=NOW)
    held = HeldWish(today_of(court.actors["tia"], NOW), "Kepala unit", "Dipaparkan")
    hold_presentation(actor=court.actors["umar"], presentation_id=row.pk, wish=held, now=NOW)
    assert holds(court, "presentation-held")


def test_a_presentation_that_falls_through_is_cancelled_with_its_reason(court: Court) -> None:
    court.stand_at(DESK)
    row = call_presentation(actor=court.actors["tia"], case_id=court.case_id, wish=CALL, now=NOW)
    for nothing in (" ", "\u200b\u2060"):  # spaces, joiners: nothing that anybody could read
        with pytest.raises(VisitRefused, match="text-missing"):
            cancel_presentation(actor=court.actors["tia"], presentation_id=row.pk, reason=nothing, now=NOW)
    cancel_presentation(actor=court.actors["tia"], presentation_id=row.pk, reason="Jaringan", now=NOW)
    assert holds(court, "presentation-held")
    assert Presentation.objects.for_tenant(court.tenant).get().state == "cancelled"


def test_nobody_else_calls_and_nothing_stays_of_a_call_in_the_past(court: Court) -> None:
    court.stand_at(DESK)
    for who in ("rani", "vino", "gita"):
        with pytest.raises(PermissionDenied):
            call_presentation(actor=court.actors[who], case_id=court.case_id, wish=CALL, now=NOW)
    past = replace(CALL, begins_at=NOW)
    with pytest.raises(VisitRefused, match="moment-past"):
        call_presentation(actor=court.actors["tia"], case_id=court.case_id, wish=past, now=NOW)
    assert not Transition.objects.for_tenant(court.tenant).exists()


def test_the_visit_is_closed_and_the_survey_asked_enough(visited: Visited) -> None:
    court, visit = visited
    assert not holds(court, "visit-closed")
    say(court, visit, "tia", line())
    close(court, visit)
    assert holds(court, "visit-closed")
    survey_of(court, 29)
    assert not holds(court, "survey-recorded")
    survey_of(court, 30)
    assert holds(court, "survey-recorded")


def test_only_the_assigned_plan_with_people_who_are_assigned(court: Court) -> None:
    court.stand_at(FIELD)
    assign(court, Level.TPN_FIELD, "umar")
    day = today_of(court.actors["tia"], NOW)
    wish = VisitWish(day, day, "Kantor", announced=True, team=(court.users["tia"].pk,), leader=court.users["tia"].pk)
    with pytest.raises(PermissionDenied):
        plan_visit(actor=court.actors["tia"], case_id=court.case_id, wish=wish, now=NOW)
    with pytest.raises(VisitRefused, match="team-wrong"):
        plan_visit(actor=court.actors["umar"], case_id=court.case_id, wish=wish, now=NOW)
    own = replace(wish, team=(court.users["umar"].pk,))
    with pytest.raises(VisitRefused, match="leader-wrong"):
        plan_visit(actor=court.actors["umar"], case_id=court.case_id, wish=own, now=NOW)


def test_tpi_visits_in_its_rounds_and_the_ministry_does_not_see_it(court: Court) -> None:
    court.stand_at(TPI_ROUND_1)
    assign(court, Level.TPI_LEADER, "rani")
    assign(court, Level.TPI_MEMBER, "nina")
    visit = planned(court, names=("rani", "nina"))
    assert visit.kind == "tpi"
    say(court, visit, "nina", line())
    case = court.stand_at(FIELD)
    assert not visits_of(court.actors["tia"], case).exists()
    assert visits_of(court.actors["putu"], case).exists()
    assert visits_of(court.actors["gita"], case).exists()
    with pytest.raises(PermissionDenied):
        planned(court, names=("rani", "nina"))


def test_the_second_press_of_the_button_plans_no_second_visit(visited: Visited) -> None:
    court, visit = visited
    assert planned(court).pk == visit.pk
    assert planned(court, names=("tia",)).number == 2
    told = Notice.objects.for_tenant(court.tenant).filter(kind="visits.announced")
    assert len(set(told.values_list("subject_id", flat=True))) == 2  # each visit once


def test_a_mystery_is_not_announced_and_a_visit_is_called_off_before_it_begins(visited: Visited) -> None:
    court, visit = visited
    mystery = planned(court, announced=False)
    case = court.case()
    assert [row.pk for row in visits_of(court.actors["gita"], case)] == [visit.pk]
    assert Notice.objects.for_tenant(court.tenant).filter(kind="visits.announced").count() == 3
    call_off_visit(actor=court.actors["tia"], visit_id=mystery.pk, reason="Bocor", now=NOW)
    say(court, visit, "tia", line())
    with pytest.raises(VisitRefused, match="visit-begun"):
        call_off_visit(actor=court.actors["tia"], visit_id=visit.pk, reason="x", now=NOW)
    close(court, visit)
    assert holds(court, "visit-closed")


def test_nobody_learns_of_a_mystery_from_the_journal_before_its_stage_is_over(visited: Visited) -> None:
    court, _visit = visited
    mystery = planned(court, announced=False)
    call_off_visit(actor=court.actors["tia"], visit_id=mystery.pk, reason="Bocor", now=NOW)

    def read(who: str) -> int:
        return readable_entries(court.actors[who]).filter(object_id=str(mystery.pk)).count()

    assert [read(who) for who in ("gita", "hana")] == [0, 0]
    entry = Entry.objects.for_tenant(court.tenant).filter(action="visits.planned", object_id=str(mystery.pk)).get()
    assert court.client("gita").get(f"/jurnal/{entry.pk}").status_code == 404
    assert "visits.planned" in readable_entries(court.actors["gita"]).values_list("action", flat=True)  # the other one
    court.stand_at("clearance")
    assert [read(who) for who in ("gita", "hana")] == [2, 2]


def test_nor_from_the_lines_and_photos_that_its_team_records(visited: Visited) -> None:
    court, _visit = visited
    mystery = planned(court, announced=False)
    noted = say(court, mystery, "umar", line()).row
    court.at_work("umar").post(f"{BASE}/{mystery.pk}/foto", {"wajah": "tidak", "foto": jpeg()})
    end_assignment(court, "umar")
    late = say(court, mystery, "umar", line(name="1b")).row
    photo = Photo.objects.for_tenant(court.tenant).get()
    about = [str(row.pk) for row in (noted, late, photo) if row is not None]

    def read(who: str) -> int:
        return readable_entries(court.actors[who]).filter(object_id__in=about).count()

    assert [read(who) for who in ("gita", "hana")] == [0, 0]
    court.stand_at("clearance")
    assert [read(who) for who in ("gita", "hana")] == [3, 3]


def test_what_people_told_is_kept_once_and_the_journal_has_no_word_of_it(visited: Visited) -> None:
    court, _visit = visited
    wish = shopper()
    for _ in range(2):
        record_shopper(actor=court.actors["umar"], case_id=court.case_id, wish=wish, now=NOW)
    talk = InterviewWish(uuid4(), NOW, "Petugas loket", "6", "Tahu tarifnya", consented=True)
    record_interview(actor=court.actors["umar"], case_id=court.case_id, wish=talk, now=NOW)
    with pytest.raises(VisitRefused, match="consent-missing"):
        record_interview(
            actor=court.actors["umar"], case_id=court.case_id, wish=replace(talk, key=uuid4(), consented=False), now=NOW
        )
    assert ShopperVisit.objects.for_tenant(court.tenant).count() == 1
    assert Interview.objects.for_tenant(court.tenant).count() == 1
    survey_of(court, 30)
    payloads = " ".join(Entry.objects.for_tenant(court.tenant).values_list("payload", flat=True))
    assert "Rahmat" not in payloads
    assert "tarifnya" not in payloads
    assert "3.62" not in payloads


@pytest.mark.parametrize("who", ["vino", "rani", "gita"])
def test_others_record_nothing_that_people_told(visited: Visited, who: str) -> None:
    court, _visit = visited
    with pytest.raises(PermissionDenied):
        record_shopper(actor=court.actors[who], case_id=court.case_id, wish=shopper(), now=NOW)


def test_the_summary_has_what_panels_and_reports_need_and_names_no_shopper(visited: Visited) -> None:
    court, visit = visited
    say(court, visit, "tia", line(seen="no", note="Tidak tampak"))
    say(court, visit, "tia", line(name="6a"))
    close(court, visit)
    survey_of(court, 45)
    record_shopper(actor=court.actors["umar"], case_id=court.case_id, wish=shopper(), now=NOW)
    found = field_summary(court.stand_at(CLEARANCE))
    (one,) = found.visits
    first = one.areas[0]
    assert (first.counts["no"], first.findings[0].note, first.summary) == (1, "Tidak tampak", "Cukup")
    assert first.findings[0].items == ("P1.i.a", "P1.i.b")
    assert (found.shoppers, found.shoppers_asked, found.interviews) == (1, 1, 0)
    assert found.survey is not None
    assert found.survey.enough
    assert "Rahmat" not in repr(found)
