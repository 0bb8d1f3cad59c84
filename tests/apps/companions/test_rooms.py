"""Rooms of companions: who lets them in and until when, what they say, and who answers and weighs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.models import Transition
from pulau.apps.assessments.refusals import CaseNotFound
from pulau.apps.companions import refusals
from pulau.apps.companions.models import Room, RoomEntry
from pulau.apps.companions.selectors import find_case, get_room
from pulau.apps.companions.services.rooms import come_by_grant, end_room, invite_companion
from pulau.apps.companions.services.saying import answer_companion, speak
from pulau.apps.companions.wishes import Invitation, Words
from pulau.apps.people.contract import Role, Wish, appoint, companions_on
from pulau.core.shared import roles
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import PANEL, TPI_ROUND_1
from pulau.foundation.accounts.services import register_user
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.process_cases import dissents_of
from pulau.foundation.tenancy.permanent import RowIsPermanent
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.cast import NOW
from tests.house import FIRST_DAY, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["court"]
DAY = NOW.date()
UNTIL = date(2026, 4, 30)
HERE = "/penilaian/disdukcapil/2026"


@pytest.fixture
def watched(court: Court) -> Iterator[Court]:
    """The case in round 1; beside Sekar, who holds a grant, Yuda of the university accompanies the unit's agency."""
    system = Actor.system(court.tenant)
    yuda = register_user(actor=system, email="yuda@uji.example.id", full_name="Yuda Pranata", now=NOW)
    yuda.set_password(PASSWORD)
    yuda.save()
    wish = Wish(role=Role.COMPANION, since=FIRST_DAY, companion_kind="university")
    appoint(actor=system, user_id=yuda.pk, wish=wish, now=NOW)
    court.users["yuda"] = yuda
    court.actors["yuda"] = Actor(yuda.pk, court.tenant, Role.COMPANION, (Appointment(Role.COMPANION),))
    with behind_wall(court.tenant):
        court.stand_at(TPI_ROUND_1)
        yield court


def let_in(court: Court, who: str = "yuda", by: str = "rani", **more: Any) -> Room:  # noqa: ANN401 - fields of the wish
    given: dict[str, Any] = {"scope": "case", "since": DAY, "until": UNTIL, **more}
    wish = Invitation(court.users[who].pk, **given)
    return invite_companion(actor=court.actors[by], case_id=court.case_id, wish=wish, now=NOW)


def say(court: Court, room: Room, kind: str, text: str = "Kata pendamping", **more: Any) -> RoomEntry:  # noqa: ANN401
    at, who = more.pop("now", NOW), more.pop("who", "yuda")
    words = Words(kind, text, **more)
    return speak(actor=court.actors[who], case_id=court.case_id, room_id=room.pk, words=words, now=at)


def answer(court: Court, room: Room, who: str, kind: str, number: int, text: str = "Sudah kami timbang.") -> RoomEntry:
    words = Words(kind, text, answers=number)
    actor = court.actors[who]
    return answer_companion(actor=actor, case_id=court.case_id, room_id=room.pk, words=words, now=NOW)


def test_who_invites_whom_for_which_days(watched: Court) -> None:
    names = [(one.name, one.kind, one.granted) for one in companions_on(
        watched.actors["hana"], watched.case().unit_id, DAY
    )]  # fmt: skip
    assert names == [("Sekar Arum", "ombudsman", True), ("Yuda Pranata", "university", False)]
    for who in ("nina", "putu", "gita", "ayu", "yuda"):
        with pytest.raises((PermissionDenied, CaseNotFound)):
            let_in(watched, by=who)
    with pytest.raises(refusals.NoCompanion):
        let_in(watched, "ayu")
    for days in ({"until": None}, {"until": DAY - timedelta(days=1)}):
        with pytest.raises(refusals.DaysWrong):
            let_in(watched, **days)
    room = let_in(watched, by="hana")
    assert (room.kind, room.by_grant, room.year) == ("university", False, 2026)
    with pytest.raises(refusals.RoomThere):
        let_in(watched)
    assert let_in(watched, by="indra", scope="agency").unit_id is None
    assert Notice.objects.for_tenant(watched.tenant).filter(kind="companions.invited").count() == 2
    assert Entry.objects.for_tenant(watched.tenant).filter(action="companions.room_opened").count() == 2


def test_a_duty_without_a_room_opens_nothing_and_a_room_only_in_its_days(watched: Court) -> None:
    yuda = watched.actors["yuda"]
    with pytest.raises(CaseNotFound):
        find_case(yuda, "disdukcapil", 2026, NOW)
    with pytest.raises(refusals.RoomNotFound):
        come_by_grant(actor=yuda, case_id=watched.case_id, now=NOW)
    room = let_in(watched, since=DAY + timedelta(days=2))
    with pytest.raises(refusals.RoomNotFound):
        say(watched, room, "advice")
    day = timedelta(days=1)
    for moment, there in ((NOW + 2 * day, True), (NOW + (UNTIL - DAY), True), (NOW + (UNTIL - DAY) + day, False)):
        if there:
            case = find_case(yuda, "disdukcapil", 2026, moment)
            assert get_room(yuda, case, room.pk, moment) == (room, True)
            continue
        with pytest.raises(CaseNotFound):
            find_case(yuda, "disdukcapil", 2026, moment)
        with pytest.raises(refusals.RoomNotFound):
            get_room(yuda, watched.case(), room.pk, moment)
        with pytest.raises(refusals.RoomNotFound):
            say(watched, room, "advice", now=moment)
    later = NOW + 3 * day
    say(watched, room, "advice", now=later)
    rani = watched.actors["rani"]
    end_room(actor=rani, case_id=watched.case_id, room_id=room.pk, reason="Tugasnya selesai", now=later)
    with pytest.raises(refusals.RoomNotFound):
        say(watched, room, "advice", now=later)
    assert get_room(rani, watched.case(), room.pk, later) == (room, False)  # what was said stays, for those at home


def test_a_grant_lets_its_holder_come_and_ends_with_it(watched: Court) -> None:
    sekar = watched.actors["sekar"]
    room = come_by_grant(actor=sekar, case_id=watched.case_id, now=NOW)
    assert (room.by_grant, room.kind, room.until) == (True, "ombudsman", None)
    say(watched, room, "question", who="sekar", to="unit")
    without = Actor(sekar.user_id, watched.tenant, Role.COMPANION, ())
    with pytest.raises(refusals.RoomNotFound):
        get_room(without, watched.case(), room.pk, NOW)
    with pytest.raises(refusals.RoomNotFound):  # nobody reads another companion's room
        get_room(watched.actors["yuda"], watched.case(), room.pk, NOW)


def test_advice_questions_and_their_answers(watched: Court) -> None:
    room = let_in(watched)
    for wrong in ({"kind": "answer"}, {"kind": "weighing"}, {"kind": "question"}, {"kind": "advice", "item": "X1"},
                  {"kind": "dissent", "step": 99}, {"kind": "advice", "text": " "}):  # fmt: skip
        with pytest.raises(BadInput):
            say(watched, room, **wrong)
    say(watched, room, "advice", item="P1.i.a")
    asked = say(watched, room, "question", to="unit", key="k")
    assert say(watched, room, "question", to="unit", key="k").pk == asked.pk
    for who in ("nina", "hana", "indra"):
        with pytest.raises(PermissionDenied):
            answer(watched, room, who, "answer", asked.number)
    with pytest.raises(refusals.NothingToAnswer):
        answer(watched, room, "gita", "answer", 9)
    assert answer(watched, room, "gita", "answer", asked.number).answers_id == asked.pk
    kinds = Notice.objects.for_tenant(watched.tenant).filter(kind__in=("companions.asked", "companions.answered"))
    names = {user.pk: name for name, user in watched.users.items()}
    assert {(names[row.user_id], row.kind) for row in kinds} == {
        *((who, "companions.asked") for who in ("ayu", "fajar", "gita")), ("yuda", "companions.answered")
    }  # fmt: skip


def test_a_dissent_stays_and_the_deciding_body_writes_how_it_weighed_it(watched: Court) -> None:
    room = let_in(watched)
    step = Transition.objects.for_tenant(watched.tenant).create(
        case_id=watched.case_id, number=1, event="begin_tpi", source="submitted", target=TPI_ROUND_1,
        role="tpi-leader", at=NOW, on=DAY,
    )  # fmt: skip
    made = say(watched, room, "dissent", "Survei diambil dari pegawai sendiri.", step=step.number, item="H1.a")
    for break_it in (made.delete, made.save, lambda: RoomEntry.objects.for_tenant(watched.tenant).delete()):
        with pytest.raises(RowIsPermanent):
            break_it()
    for who in ("gita", "nina", "hana", "indra", "putu"):
        with pytest.raises(PermissionDenied):
            answer(watched, room, who, "weighing", made.number)
    found = dissents_of(watched.tenant, watched.case_id)
    assert [(one.kind, one.against, one.weighed) for one in found] == [
        ("Perguruan tinggi", "Penilaian TPI dimulai", "")
    ]
    answer(watched, room, "rani", "weighing", made.number, "Survei diulang oleh BPS.")
    one = dissents_of(watched.tenant, watched.case_id)[0]
    assert (one.text, one.weighed) == ("Survei diambil dari pegawai sendiri.", "Survei diulang oleh BPS.")
    assert one.weighed_by == "Rani Kartika, Ketua TPI"
    watched.stand_at(PANEL)
    other = say(watched, room, "dissent", "Unit ini sedang diperiksa kejaksaan.")
    with pytest.raises(refusals.NotDeciding):
        answer(watched, room, "rani", "weighing", other.number)
    answer(watched, room, "vino", "weighing", other.number, "Keterangan diminta dari kejaksaan.")
    assert [bool(one.weighed) for one in dissents_of(watched.tenant, watched.case_id)] == [True, True]
    actions = Entry.objects.for_tenant(watched.tenant).filter(action__startswith="companions.dissent")
    assert (
        sorted(actions.values_list("action", flat=True))
        == ["companions.dissent_said"] * 2 + ["companions.dissent_weighed"] * 2
    )
    assert not any("Survei" in str(entry.payload) for entry in actions)


def test_a_companion_may_read_and_speak_and_nothing_that_judges_or_decides() -> None:
    """Every right of the role in the whole table, written by hand: a new one is looked at."""
    held = {action.code for action in permissions if any(permit.role == roles.COMPANION for permit in action.permits)}
    assert held == {
        *("agencies.see_readiness", "agencies.see_units", "declarations.see", "declarations.see_coverage"),
        *("zone_areas.see", "outcomes.see_titles", "proposals.see_season", "remediation.see_practices"),
        *("companions.read", "companions.speak", "companions.come"),
    }


def test_rooms_are_ones_own_by_person(watched: Court) -> None:
    room = let_in(watched)
    assert list(Room.objects.own(watched.users["yuda"].pk)) == [room]
    assert not list(Room.objects.own(watched.users["sekar"].pk))
