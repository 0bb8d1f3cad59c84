"""Votes of a panel: blind until all have voted, each with its reason, none from who has an interest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.contract import Advance, GuardsUnmet, advance
from pulau.apps.panels.facts import cast
from pulau.apps.panels.models import Panel, Vote
from pulau.apps.panels.refusals import (
    MemberBarred,
    NoPanel,
    NotOfThePanel,
    NotSeated,
    PanelStands,
    ReasonMissing,
    SeatTaken,
    TooFewMembers,
    VotedMeanwhile,
    VoteMissing,
    VotesShown,
    VoteStands,
)
from pulau.apps.panels.selectors import sittings_of
from pulau.apps.panels.services.sitting import leave_panel, open_panel, seat_member
from pulau.apps.panels.sheet import sitting_view
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Interest
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from pulau.core.workflow.assessment import CLEARANCE, PANEL, TO_BE_COACHED
from pulau.core.workflow.voting import Choice
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.registry.process_cases import ask_facts
from pulau.foundation.tenancy.permanent import RowIsPermanent
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.panels.panelling import LATER, sit, sitting, vote
from tests.cast import NOW
from tests.house import FIRST_DAY

__all__ = ["court"]

VOTES = ("votes-cast", "majority-for", "majority-against")


def facts(court: Court) -> tuple[bool, ...]:
    """Return what the process is told of the votes."""
    found = ask_facts(VOTES, court.tenant, court.case_id, NOW)
    return tuple(found[code] for code in VOTES)


def bind(court: Court, name: str) -> None:
    """Let somebody declare an interest in the unit."""
    Interest.objects.for_tenant(court.tenant).create(
        user=court.users[name], unit=court.units["disdukcapil"], ground="family", since=FIRST_DAY, declared_at=NOW
    )


def test_nobody_sees_a_vote_before_all_have_voted(court: Court) -> None:
    sit(court)
    vote(court, "vino", "for", reason="Rahasia Vino.")

    for reader, own in (("wulan", False), ("vino", True), ("tia", False)):
        view = sitting_view(sitting(court), court.users[reader].pk)
        assert (view.shown, view.voted, view.counts) == (False, 1, [])
        assert any(seat.votes for seat in view.seats) is own
    assert facts(court) == (False, False, False)
    vote(court, "wulan", "for")
    view = sitting_view(sitting(court), court.users["tia"].pk)
    assert view.shown
    assert sorted(seat.vote.reason for seat in view.seats if seat.vote) == ["Rahasia Vino.", "Sesuai bukti."]
    assert facts(court) == (True, True, False)


def test_the_journal_keeps_that_somebody_voted_and_not_how(court: Court) -> None:
    sit(court)
    vote(court, "vino", "against", reason="Alasan yang tidak boleh bocor.")

    entry = Entry.objects.for_tenant(court.tenant).get(action="panels.voted")
    assert "against" not in str(entry.payload)
    assert "bocor" not in str(entry.payload)


def test_a_tie_does_not_recommend_and_the_minority_is_kept_with_its_reason(court: Court) -> None:
    sit(court)
    vote(court, "vino", "for", reason="Layak.")
    vote(court, "wulan", "against", reason="Belum ajek.")

    assert facts(court) == (True, False, True)
    with pytest.raises(GuardsUnmet) as held:
        advance(actor=court.actors["vino"], case_id=court.case_id, wish=Advance("recommend"), now=LATER)
    assert "majority-for" in held.value.step.unmet
    advance(actor=court.actors["wulan"], case_id=court.case_id, wish=Advance("decline", "Belum ajek."), now=LATER)
    assert court.case().stage == TO_BE_COACHED
    closed = sittings_of(court.tenant, court.case_id)[0]
    assert (closed.panel.outcome, closed.panel.closed_at) == ("against", LATER)
    view = sitting_view(closed, court.users["tia"].pk)
    assert [seat.vote.reason for seat in view.seats if seat.dissents and seat.vote] == ["Layak."]
    assert view.tied
    entry = Entry.objects.for_tenant(court.tenant).get(action="panels.panel_closed")
    assert '"for"' not in entry.payload  # how many voted how is the ministry's alone


def test_who_votes_again_adds_a_version_until_the_panel_is_closed(court: Court) -> None:
    sit(court)
    vote(court, "vino", "against")
    with pytest.raises(VotedMeanwhile):
        vote(court, "vino", "for")  # from another window, which had seen no vote
    vote(court, "vino", "for", seen=1)
    vote(court, "wulan", "for")

    assert sitting(court).outcome is Choice.FOR
    assert [len(versions) for versions in sitting(court).votes.values()] in ([2, 1], [1, 2])
    with pytest.raises(RowIsPermanent):
        Vote.objects.for_tenant(court.tenant).update(choice="against")
    court.stand_at(CLEARANCE)
    with pytest.raises(PermissionDenied):
        vote(court, "wulan", "against", seen=1)


def test_a_vote_that_was_shown_to_all_is_changed_no_more(court: Court) -> None:
    sit(court)
    vote(court, "vino", "for")
    vote(court, "wulan", "for")
    with pytest.raises(VotedMeanwhile):
        vote(court, "vino", "against")
    with pytest.raises(VoteStands):
        vote(court, "vino", "against", seen=1)
    assert sitting(court).outcome is Choice.FOR
    assert sitting(court).panel.shown_at == LATER


def test_who_leaves_after_votes_were_shown_hides_none_and_a_successor_votes_once(court: Court) -> None:
    wish = Wish(role=Role.TPN_PANEL, since=FIRST_DAY, companion_kind="", scope=Scope.COUNTRY)
    with behind_wall(court.ministry):
        appoint(actor=Actor.system(court.ministry), user_id=court.users["tia"].pk, wish=wish, now=NOW)
    sit(court)
    vote(court, "vino", "for", reason="Layak.")
    vote(court, "wulan", "against", reason="Belum ajek.")
    after = LATER + timedelta(minutes=1)
    leave_panel(actor=court.actors["wulan"], case_id=court.case_id, reason="Berhalangan.", now=after)

    view = sitting_view(sitting(court), court.users["tia"].pk)
    assert (view.shown, view.outcome, facts(court)) == (True, "", (False, False, False))
    assert [seat.vote.reason for seat in [*view.seats, *view.gone] if seat.vote] == ["Layak.", "Belum ajek."]
    with pytest.raises(VoteStands):
        vote(court, "vino", "against", seen=1)
    seat_member(actor=court.actors["vino"], case_id=court.case_id, user_id=court.users["tia"].pk, now=after)
    assert sitting_view(sitting(court), None).shown
    with pytest.raises(VotesShown):
        seat_member(actor=court.actors["vino"], case_id=court.case_id, user_id=court.users["wulan"].pk, now=after)


def test_who_leaves_before_votes_were_shown_has_none_shown(court: Court) -> None:
    sit(court)
    vote(court, "wulan", "against", reason="Rahasia Wulan.")
    leave_panel(actor=court.actors["wulan"], case_id=court.case_id, reason="Berhalangan.", now=LATER)
    assert not any(seat.votes for seat in sitting_view(sitting(court), court.users["vino"].pk).gone)


def test_a_vote_has_its_choice_and_reason_and_only_members_have_one(court: Court) -> None:
    court.stand_at(PANEL)
    with pytest.raises(NoPanel):
        vote(court, "vino", "for")
    sit(court)
    with pytest.raises(VoteMissing):
        vote(court, "vino", "maybe")
    with pytest.raises(ReasonMissing):
        vote(court, "vino", "for", reason="  ")
    for name in ("tia", "indra", "rani", "gita"):
        with pytest.raises(PermissionDenied):
            vote(court, name, "for")


def test_who_has_an_interest_neither_sits_nor_votes_nor_decides(court: Court) -> None:
    bind(court, "wulan")
    with pytest.raises(MemberBarred):
        sit(court)
    Interest.objects.for_tenant(court.tenant).all().delete()
    sit(court)
    vote(court, "wulan", "for")
    vote(court, "vino", "for")
    assert cast(court.tenant, court.case_id, NOW)

    bind(court, "wulan")  # it turns up half way

    assert not cast(court.tenant, court.case_id, NOW)
    with pytest.raises(MemberBarred):
        vote(court, "wulan", "against", seen=1)
    leave_panel(actor=court.actors["wulan"], case_id=court.case_id, reason="Saudara saya bekerja di sana.", now=LATER)
    assert not cast(court.tenant, court.case_id, NOW)  # one alone is no panel
    assert sitting(court).tally.members == 1


def test_a_panel_has_enough_members_of_the_ministrys_panel_and_is_opened_once(court: Court) -> None:
    with pytest.raises(TooFewMembers):
        sit(court, "vino")
    with pytest.raises(TooFewMembers):
        sit(court, "vino", "vino")
    with pytest.raises(NotOfThePanel):
        sit(court, "vino", "tia")
    with pytest.raises(PermissionDenied):
        sit(court, who="tia")
    sit(court)
    with pytest.raises(PanelStands):
        sit(court)
    with pytest.raises(SeatTaken):
        seat_member(actor=court.actors["vino"], case_id=court.case_id, user_id=court.users["wulan"].pk, now=NOW)
    vote(court, "vino", "for")
    vote(court, "wulan", "for")
    with pytest.raises(VotesShown):
        seat_member(actor=court.actors["vino"], case_id=court.case_id, user_id=court.users["tia"].pk, now=NOW)


def test_an_upheld_objection_is_decided_by_a_new_panel_not_by_the_old_votes(court: Court) -> None:
    sit(court)
    vote(court, "vino", "against")
    vote(court, "wulan", "against")
    advance(actor=court.actors["vino"], case_id=court.case_id, wish=Advance("decline", "Belum."), now=LATER)
    court.stand_at(PANEL)

    assert facts(court) == (False, False, False)
    members = [court.users["vino"].pk, court.users["wulan"].pk]
    again = open_panel(actor=court.actors["wulan"], case_id=court.case_id, members=members, now=LATER)
    assert again.number == 2
    assert Panel.objects.for_tenant(court.tenant).filter(closed_at__isnull=True).count() == 1


def test_who_is_seated_by_another_is_told(court: Court) -> None:
    sit(court)

    told = Notice.objects.for_tenant(court.tenant).filter(kind="panels.seated")
    assert [row.user_id for row in told] == [court.users["wulan"].pk]  # Vino opened it


def test_who_does_not_sit_there_leaves_nothing(court: Court) -> None:
    sit(court)
    leave_panel(actor=court.actors["wulan"], case_id=court.case_id, reason="Berhalangan.", now=LATER)
    with pytest.raises(NotSeated):
        leave_panel(actor=court.actors["wulan"], case_id=court.case_id, reason="Lagi.", now=LATER)
