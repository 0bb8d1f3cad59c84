"""Every way to an action, and `decide`, say the same of everybody and everything."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.permissions import ANY_ROLE, Action, Permit, Relation, Subject, decide
from pulau.core.shared.rights import ways_to
from pulau.core.shared.roles import SCOPES, Scope

HERE, ANI = UUID(int=1), UUID(int=21)
UNITS = [UUID(int=number) for number in (11, 12)]
STATES = ["", "draft", "submitted"]
ROLES = ["zone-team", "companion", "tpi-member"]


def permit(relation: Relation, role: str, states: frozenset[str]) -> Permit:
    return Permit(ANY_ROLE if relation in {Relation.OWN, Relation.MEMBER} else role, relation, states)


STATE_SETS = st.frozensets(st.sampled_from(STATES[1:]))
PERMITS = st.builds(permit, st.sampled_from(list(Relation)), st.sampled_from(ROLES), STATE_SETS)
ACTIONS = st.lists(PERMITS, max_size=5).map(lambda found: Action("uji.apa", "Apa", "What", tuple(found)))


def held(role: str, scope: Scope, unit: UUID) -> Appointment:
    return Appointment(role, unit if scope is Scope.UNIT else None, scope)


HELD = st.builds(held, st.sampled_from(ROLES), st.sampled_from(list(Scope)), st.sampled_from(UNITS))
ACTORS = st.lists(HELD, max_size=4).map(lambda found: Actor(ANI, HERE, "", tuple(found)))
SUBJECTS = st.builds(
    Subject,
    st.just(HERE),
    st.none() | st.sampled_from(UNITS),
    st.none() | st.sampled_from([ANI, UUID(int=22)]),
    st.sampled_from(STATES),
)


@given(ACTORS, ACTIONS, SUBJECTS)
def test_a_way_leads_to_a_subject_exactly_where_the_table_allows_it(
    actor: Actor, action: Action, subject: Subject
) -> None:
    led = [way for way in ways_to(actor, action) if way.covers(actor, subject)]
    assert bool(led) == decide(actor, action, subject).allowed


def test_an_appointment_that_fits_two_lines_leads_wherever_either_does() -> None:
    lines = (permit(Relation.UNIT, "zone-team", frozenset()), permit(Relation.MEMBER, "", frozenset({"submitted"})))
    action = Action("uji.apa", "Apa", "What", lines)
    (way,) = ways_to(Actor(ANI, HERE, "", (held("zone-team", Scope.UNIT, UNITS[0]),)), action)
    actor = Actor(ANI, HERE, "")
    reached = {
        (unit, state): way.covers(actor, Subject(HERE, unit, state=state)) for unit in UNITS for state in STATES[1:]
    }
    assert reached == {
        (UNITS[0], "draft"): True,
        (UNITS[0], "submitted"): True,
        (UNITS[1], "draft"): False,
        (UNITS[1], "submitted"): True,
    }
    assert way.everywhere
    assert way.states == frozenset()


@given(ACTORS, ACTIONS)
def test_each_appointment_leads_by_one_way_at_most(actor: Actor, action: Action) -> None:
    ways = ways_to(actor, action)
    assert len(ways) <= len(actor.appointments) + 1
    assert all(way.held is None or way.held in actor.appointments for way in ways)


def test_every_role_has_its_scopes() -> None:
    assert all(SCOPES[role] for role in ROLES)
