"""Who judges a case: assigned by role, never with an interest, by name or by a lot that anybody can repeat."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.facts import FACTS
from pulau.apps.assessments.models import Assignment, Case, Judgement
from pulau.apps.assessments.refusals import (
    AimUnknown,
    AlreadyAssigned,
    AssessorBarred,
    AssignmentGone,
    LevelClosed,
    LotRefused,
    NotAnAssessor,
    PartsUnknown,
    SeatElsewhere,
    StageMoved,
)
from pulau.apps.assessments.services.aiming import set_aim
from pulau.apps.assessments.services.teams import assign, draw_assessors, end_assignment
from pulau.apps.assessments.watching import look_at
from pulau.apps.assessments.wishes import AimWish, LotWish, SeatWish
from pulau.apps.people.models import Interest
from pulau.apps.people.selectors.appointments import bonds_of
from pulau.apps.people.selectors.assessors import bonds_among
from pulau.apps.worksheets.models import Submission
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import DESK, PROPOSED, SCREENING, TPI_ROUND_1
from pulau.core.workflow.levels import AssessorLevel
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from tests.apps.assessments.court import Court, court
from tests.cast import NOW

__all__ = ["court"]
MEMBER, LEADER, CONTROLLER = AssessorLevel.TPI_MEMBER, AssessorLevel.TPI_LEADER, AssessorLevel.TPI_CONTROLLER
DESK_LEVEL, FIELD_LEVEL = AssessorLevel.TPN_DESK, AssessorLevel.TPN_FIELD
TODAY = NOW.date()


def seat(court: Court, whom: str, level: AssessorLevel, *, by: str = "rani", parts: tuple[str, ...] = ()) -> Assignment:
    wish = SeatWish(level, court.users[whom].pk, parts)
    return assign(actor=court.actors[by], case_id=court.case_id, wish=wish, now=NOW)


def fact(court: Court, code: str) -> bool:
    return next(each for each in FACTS if each.code == code).ask(court.tenant, court.case_id, NOW)


def interest(court: Court, whom: str, *, days: int = 0) -> None:
    since = TODAY + timedelta(days=days)
    Interest.objects.for_tenant(court.tenant).create(
        user_id=court.users[whom].pk, unit_id=court.case().unit_id, ground="family", since=since, declared_at=NOW
    )


def test_a_team_is_complete_with_members_for_all_parts_a_leader_and_a_controller(court: Court) -> None:
    seat(court, "nina", MEMBER, parts=("1", "2", "3"))
    seat(court, "rani", LEADER)
    seat(court, "putu", CONTROLLER, by="putu")
    assert not fact(court, "tpi-assigned")
    seat(court, "omar", MEMBER, parts=("4", "5", "6", "result"))
    assert fact(court, "tpi-assigned")
    assert fact(court, "no-conflict")
    assert Entry.objects.for_tenant(court.tenant).filter(action="assessments.assigned").count() == 4


def test_who_loses_the_role_leaves_the_team_incomplete(court: Court) -> None:
    for whom, level in (("nina", MEMBER), ("rani", LEADER), ("putu", CONTROLLER)):
        seat(court, whom, level)
    court.users["putu"].is_active = False
    court.users["putu"].save()
    assert not fact(court, "tpi-assigned")


def test_the_level_fits_the_role(court: Court) -> None:
    for whom, level in (("nina", LEADER), ("gita", MEMBER), ("tia", MEMBER), ("rani", MEMBER)):
        with pytest.raises(NotAnAssessor):
            seat(court, whom, level)


@pytest.mark.once
def test_nobody_is_assigned_twice_nor_to_parts_that_do_not_exist(court: Court) -> None:
    seat(court, "nina", MEMBER)
    with pytest.raises(AlreadyAssigned):
        seat(court, "nina", MEMBER)
    with pytest.raises(PartsUnknown):
        seat(court, "omar", MEMBER, parts=("7",))
    with pytest.raises(PartsUnknown):
        seat(court, "rani", LEADER, parts=("1",))


@pytest.mark.once
def test_the_levels_of_the_tpi_are_different_people(court: Court) -> None:
    both = court.users["nina"]
    seat(court, "nina", MEMBER)
    Assignment.objects.for_tenant(court.tenant).filter(user_id=both.pk).update(level=LEADER.value)
    with pytest.raises(SeatElsewhere):
        seat(court, "nina", MEMBER)


def test_only_who_looks_after_the_team_assigns(court: Court) -> None:
    for who in ("nina", "gita", "hana", "indra"):
        with pytest.raises(PermissionDenied):
            seat(court, "nina", MEMBER, by=who)
    assert not Assignment.objects.for_tenant(court.tenant).exists()


def test_the_ministry_names_no_assessor_of_the_tpi_nor_the_tpi_one_of_the_ministry(court: Court) -> None:
    court.stand_at(SCREENING)
    with pytest.raises(PermissionDenied):
        seat(court, "nina", MEMBER, by="tia")
    with pytest.raises(PermissionDenied):
        seat(court, "tia", DESK_LEVEL)
    seat(court, "umar", DESK_LEVEL, by="tia")
    assert fact(court, "desk-assigned")
    assert not fact(court, "field-assigned")


@pytest.mark.once
def test_a_level_is_closed_once_its_stages_are_over(court: Court) -> None:
    court.stand_at(PROPOSED)
    with pytest.raises(LevelClosed):
        seat(court, "nina", MEMBER)


@pytest.mark.once
def test_desk_and_field_may_be_one_person_and_the_page_says_so(court: Court) -> None:
    court.stand_at(DESK)
    seat(court, "tia", DESK_LEVEL, by="umar")
    seat(court, "tia", FIELD_LEVEL, by="umar")
    page = court.at_work("umar").get("/penilaian/disdukcapil/2026/tim").content.decode()
    assert "Menilai dokumen dan lapangan sekaligus" in page


def test_an_interest_in_the_judged_body_bars_whoever_judges(court: Court) -> None:
    for whom, level, by, stage in (("nina", MEMBER, "rani", "submitted"), ("tia", DESK_LEVEL, "umar", DESK)):
        court.stand_at(stage)
        interest(court, whom)
        with pytest.raises(AssessorBarred):
            seat(court, whom, level, by=by)
        form = f"/penilaian/disdukcapil/2026/tim/tunjuk/{level.value}"
        page = court.at_work(by).post(form, {"orang": str(court.users[whom].pk)})
        assert page.status_code == 422
        assert "menyatakan memiliki kepentingan" in page.content.decode()


def test_an_interest_declared_half_way_shuts_the_guard_and_is_told_once(court: Court) -> None:
    seat(court, "nina", MEMBER)
    court.stand_at(TPI_ROUND_1)
    assert look_at(court.tenant, NOW) == 0
    interest(court, "nina")
    assert not fact(court, "no-conflict")
    assert look_at(court.tenant, NOW) == 2
    told = set(
        Notice.objects.for_tenant(court.tenant).filter(kind="assessments.barred").values_list("user_id", flat=True)
    )
    assert told == {court.users["rani"].pk, court.users["putu"].pk}
    assert look_at(court.tenant, NOW) == 0


def test_an_interest_that_begins_later_or_of_a_level_that_is_done_stops_nothing(court: Court) -> None:
    seat(court, "nina", MEMBER)
    interest(court, "nina", days=1)
    assert fact(court, "no-conflict")
    assert not next(each for each in FACTS if each.code == "no-conflict").ask(
        court.tenant, court.case_id, NOW + timedelta(days=1)
    )
    court.stand_at(DESK)
    assert fact(court, "no-conflict")


def test_whoever_is_replaced_keeps_what_they_judged_and_judges_no_more(court: Court) -> None:
    row = seat(court, "nina", MEMBER)
    sheet = Judgement.objects.for_tenant(court.tenant).create(
        case_id=court.case_id, level=MEMBER.value, user_id=court.users["nina"].pk, opened_at=NOW, answered=3
    )
    other = Judgement.objects.for_tenant(court.tenant).create(
        case_id=court.case_id, level=MEMBER.value, user_id=court.users["omar"].pk, opened_at=NOW
    )
    with pytest.raises(BadInput):
        end_assignment(actor=court.actors["rani"], case_id=court.case_id, assignment_id=row.pk, reason=" ", now=NOW)
    ended = end_assignment(
        actor=court.actors["rani"], case_id=court.case_id, assignment_id=row.pk, reason="Berkepentingan.", now=NOW
    )
    sheet.refresh_from_db()
    other.refresh_from_db()
    assert (sheet.state, sheet.answered, other.state) == ("ended", 3, "open")
    assert (ended.ended_by_id, ended.end_reason) == (court.users["rani"].pk, "Berkepentingan.")
    entry = Entry.objects.for_tenant(court.tenant).get(action="assessments.unassigned")
    assert "Berkepentingan" not in str(entry.payload)
    with pytest.raises(AssignmentGone):
        end_assignment(actor=court.actors["rani"], case_id=court.case_id, assignment_id=row.pk, reason="x", now=NOW)
    seat(court, "nina", MEMBER)


def drawn(court: Court, count: int, *, number: str = "7.241,14", even: bool = False) -> list[Assignment]:
    wish = LotWish(MEMBER, count, number, "IHSG 27 November 2026", even=even)
    return draw_assessors(actor=court.actors["rani"], case_id=court.case_id, wish=wish, now=NOW)


def test_a_lot_can_be_repeated_with_nothing_but_sha256(court: Court) -> None:
    row = drawn(court, 1)[0]
    lot = row.lot
    lines = f"pulau-lot-1\n{lot['manifest']}\ntpi-member\n7.241,14"
    seed = sha256(lines.encode()).hexdigest()
    tickets = sorted((sha256(f"{seed}\n{each}".encode()).hexdigest(), each) for each in lot["candidates"])
    assert lot["seed"] == seed
    assert tickets[0][1] == str(row.user_id)
    assert set(lot["candidates"]) == {str(court.users[name].pk) for name in ("nina", "omar")}
    page = court.client("gita").get(f"/penilaian/disdukcapil/2026/tim/{row.pk}/undian").content.decode()
    assert seed in page
    assert "7.241,14" in page


@pytest.mark.once
def test_nobody_with_an_interest_is_drawn_and_no_more_than_there_are(court: Court) -> None:
    interest(court, "nina")
    with pytest.raises(LotRefused) as refused:
        drawn(court, 2)
    assert refused.value.able == 1
    assert drawn(court, 1)[0].user_id == court.users["omar"].pk
    with pytest.raises(BadInput):
        drawn(court, 1, number=" ")


def _another_case(court: Court) -> UUID:
    """A case of another year, so that who judges it has work without a seat in this one."""
    row = court.case()
    row.pk, row.year, row.number = uuid4(), 2027, 9
    row.submission_id = _another_submission(row)
    row._state.adding = True
    row.save(force_insert=True)
    return UUID(str(row.pk))


def _another_submission(case: Case) -> UUID:
    made = Submission.objects.for_tenant(case.tenant_id).get(pk=case.submission_id)
    made.pk, made.number, made.state = uuid4(), 9, "withdrawn"
    made._state.adding = True
    made.save(force_insert=True)
    return UUID(str(made.pk))


@pytest.mark.once
def test_an_even_lot_takes_whoever_has_the_least_work(court: Court) -> None:
    first = drawn(court, 1)[0]
    Assignment.objects.for_tenant(court.tenant).filter(pk=first.pk).update(case_id=_another_case(court))
    for number in ("1", "2", "3", "4"):
        Assignment.objects.for_tenant(court.tenant).exclude(pk=first.pk).delete()
        chosen = drawn(court, 1, number=number, even=True)[0]
        assert chosen.user_id != first.user_id
        assert chosen.lot["loads"][str(first.user_id)] == 1


def test_the_leader_sets_what_is_aimed_at_until_the_tpi_begins(court: Court) -> None:
    rani = court.actors["rani"]
    set_aim(actor=rani, case_id=court.case_id, wish=AimWish("first", "WBBM"), now=NOW)
    assert court.case().title == "WBBM"
    with pytest.raises(AimUnknown):
        set_aim(actor=rani, case_id=court.case_id, wish=AimWish("first", "WTP"), now=NOW)
    with pytest.raises(PermissionDenied):
        set_aim(actor=court.actors["gita"], case_id=court.case_id, wish=AimWish("first", "WBK"), now=NOW)
    court.stand_at(TPI_ROUND_1)
    with pytest.raises(StageMoved):
        set_aim(actor=rani, case_id=court.case_id, wish=AimWish("first", "WBK"), now=NOW)
    page = court.client("rani").post("/penilaian/disdukcapil/2026/tujuan", {"jenis": "first", "predikat": "WBK"})
    assert (page.status_code, court.case().title) == (409, "WBBM")


def test_what_binds_many_people_is_what_binds_each(court: Court) -> None:
    interest(court, "nina")
    system = Actor.system(court.tenant)
    users = [user.pk for user in court.users.values()]
    found = bonds_among(system, users)
    assert all(sorted(map(repr, found[user])) == sorted(map(repr, bonds_of(system, user))) for user in users)
    assert any(found.values())


@pytest.mark.once
def test_the_pages_of_the_team(court: Court) -> None:
    rani, home = court.client("rani"), "/penilaian/disdukcapil/2026/tim"
    sent = {"orang": str(court.users["nina"].pk), "bagian": ["1", "2"]}
    assert rani.post(f"{home}/tunjuk/tpi-member", sent)["Location"] == home
    lot = {"jumlah": "1", "angka": "12", "sumber": "Undian umum"}
    assert rani.post(f"{home}/undi/tpi-member", lot).status_code == 303
    assert rani.post(f"{home}/undi/tpi-member", {**lot, "jumlah": "9" * 5000}).status_code == 422
    refused = rani.post(f"{home}/undi/tpi-member", {**lot, "jumlah": "dua", "angka": ""})
    assert refused.status_code == 422
    assert "Undian umum" in refused.content.decode()
    row = Assignment.objects.for_tenant(court.tenant).get(user_id=court.users["nina"].pk)
    assert row.areas == ["1", "2"]
    assert rani.post(f"{home}/{row.pk}/akhiri", {"alasan": ""}).status_code == 422
    assert rani.post(f"{home}/{row.pk}/akhiri", {"alasan": "Pindah tugas"}).status_code == 303
    assert "Pindah tugas" in rani.get(home).content.decode()
    seen = court.client("ayu").get(home).content.decode()
    assert "Omar Wibowo" in seen
    assert "Pindah tugas" not in seen
    for who, rest, status in (("ayu", "/tunjuk/tpi-member", 403), ("rani", "/tunjuk/tpn-desk", 403), ("joko", "", 404),
                              ("dewi", "", 404), ("rani", "/tunjuk/ketua", 404)):  # fmt: skip
        assert court.client(who).get(home + rest).status_code == status, (who, rest)
