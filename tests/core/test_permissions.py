from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared import roles
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.permissions import (
    MEMBER,
    OWN,
    Action,
    Permit,
    Relation,
    Subject,
    decide,
    permits,
    reach,
)
from pulau.core.shared.roles import SCOPES, Scope

HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
UNITS = [UUID(int=number) for number in (11, 12, 13)]
ANI = UUID(int=21)

READ = Action("uji.read", "Baca", "Read", (*permits(Relation.UNIT, "zone-team"), *permits(Relation.AGENCY, "auditor")))
SEE_SUBMITTED = Action("uji.see", "Lihat", "See", permits(Relation.AGENCY, "tpi-member", states=["submitted"]))
VISIT = Action("uji.visit", "Kunjungi", "Visit", permits(Relation.GRANT, "companion"))


def ani(*held: Appointment) -> Actor:
    return Actor(ANI, HERE, held[0].role if held else "", held)


def test_what_is_in_no_line_is_refused() -> None:
    nothing = Action("uji.nothing", "Apa pun", "Anything", ())
    assert not decide(ani(*(Appointment(role) for role in SCOPES)), nothing, Subject(HERE)).allowed


def test_a_duty_in_one_unit_opens_that_unit_and_no_other() -> None:
    actor = ani(Appointment("zone-team", UNITS[0]))
    assert [decide(actor, READ, Subject(HERE, unit)).allowed for unit in UNITS] == [True, False, False]
    assert not decide(actor, READ, Subject(HERE)).allowed


def test_another_tenant_is_refused_whatever_is_held() -> None:
    assert not decide(ani(Appointment("auditor")), READ, Subject(ELSEWHERE)).allowed
    assert not decide(Actor.system(HERE), READ, Subject(ELSEWHERE)).allowed


def test_a_state_opens_only_while_it_lasts() -> None:
    actor = ani(Appointment("tpi-member"))
    assert decide(actor, SEE_SUBMITTED, Subject(HERE, state="submitted")).allowed
    assert not decide(actor, SEE_SUBMITTED, Subject(HERE, state="draft")).allowed
    assert not reach(actor, SEE_SUBMITTED)
    assert reach(actor, SEE_SUBMITTED, "submitted").everything


def test_a_role_of_ones_own_body_is_no_grant_and_a_grant_is_no_role_of_the_body() -> None:
    granted = ani(Appointment("companion", scope=Scope.REGION))
    assert decide(granted, VISIT, Subject(HERE)).allowed
    assert not decide(ani(Appointment("companion", scope=Scope.AGENCY)), VISIT, Subject(HERE)).allowed
    assert not decide(ani(Appointment("auditor", scope=Scope.COUNTRY)), READ, Subject(HERE)).allowed
    assert not decide(granted, Action("uji.member", "Anggota", "Member", MEMBER), Subject(HERE)).allowed


def test_ones_own_is_for_oneself() -> None:
    mine = Action("uji.mine", "Milik", "Mine", OWN)
    assert decide(ani(), mine, Subject(HERE, person_id=ANI)).allowed
    assert not decide(ani(Appointment("auditor")), mine, Subject(HERE, person_id=UUID(int=22))).allowed
    assert not decide(ani(Appointment("auditor")), mine, Subject(HERE)).allowed


def test_the_decision_names_the_role_that_allowed_it_and_for_whom() -> None:
    head = UUID(int=30)
    actor = ani(Appointment("auditor"), Appointment("zone-team", UNITS[0], on_behalf_of=head))
    decision = decide(
        actor, Action("uji.team", "Tim", "Team", permits(Relation.UNIT, "zone-team")), Subject(HERE, UNITS[0])
    )
    assert (decision.actor(actor).role, decision.actor(actor).on_behalf_of) == ("zone-team", head)


def test_a_line_that_no_appointment_could_fit_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="role"):
        Permit("", Relation.AGENCY)
    with pytest.raises(ValueError, match="role"):
        Permit("auditor", Relation.OWN)


HELD = st.builds(
    Appointment,
    role=st.sampled_from(sorted(SCOPES)),
    unit_id=st.sampled_from([None, *UNITS]),
    scope=st.sampled_from([None, *Scope]),
)
ACTIONS = st.builds(
    Action,
    code=st.just("uji.any"),
    indonesian=st.just("Apa"),
    english=st.just("What"),
    permits=st.lists(
        st.builds(
            Permit,
            role=st.sampled_from(sorted(SCOPES)),
            relation=st.sampled_from([Relation.UNIT, Relation.AGENCY, Relation.GRANT]),
            states=st.sampled_from([frozenset(), frozenset({"draft"}), frozenset({"submitted"})]),
        )
        | st.sampled_from([*MEMBER]),
        max_size=4,
    ).map(tuple),
)
STATES = st.sampled_from(["", "draft", "submitted"])


@given(st.lists(HELD, max_size=4), ACTIONS, STATES, st.sampled_from([None, *UNITS]))
def test_lists_and_single_things_never_disagree(
    held: list[Appointment], action: Action, state: str, unit: UUID | None
) -> None:
    actor = ani(*held)
    where = reach(actor, action, state)
    assert decide(actor, action, Subject(HERE, unit, state=state)).allowed == (where.everything or unit in where.units)


@given(st.lists(HELD, max_size=4), HELD, ACTIONS, STATES, st.sampled_from([None, *UNITS]))
def test_one_more_duty_never_takes_a_right_away(
    held: list[Appointment], more: Appointment, action: Action, state: str, unit: UUID | None
) -> None:
    subject = Subject(HERE, unit, state=state)
    if decide(ani(*held), action, subject).allowed:
        assert decide(ani(*held, more), action, subject).allowed


@given(st.lists(HELD, max_size=4), ACTIONS, STATES, st.sampled_from([None, *UNITS]))
def test_nobody_without_a_duty_gets_in(held: list[Appointment], action: Action, state: str, unit: UUID | None) -> None:
    subject = Subject(HERE, unit, state=state)
    assert not decide(ani(), action, subject).allowed
    decision = decide(ani(*held), action, subject)
    assert not decision.allowed or decision.held in held


def test_every_role_that_assesses_needs_a_second_factor() -> None:
    assert roles.ASSESSING <= roles.SECOND_FACTOR <= SCOPES.keys()
