"""Drafting a proposal, signing it, and what it then says: all units or none, with conditions shown."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pulau.apps.agencies.contract import Measure
from pulau.apps.assessments.contract import Advance, StageMoved, advance
from pulau.apps.proposals.facts import met
from pulau.apps.proposals.models import Proposal, ProposalState, ProposedUnit
from pulau.apps.proposals.refusals import (
    DraftStands,
    LetterNumberMissing,
    NotADraft,
    NothingProposed,
    OverQuota,
    ProposalChanged,
    ReasonMissing,
    UnitNotFit,
    UnitsUnready,
)
from pulau.apps.proposals.selectors import proposals_for
from pulau.apps.proposals.services.drafting import draft_proposal, put_unit, take_out
from pulau.apps.proposals.services.signing import sign_proposal
from pulau.apps.proposals.services.withdrawing import withdraw_unit
from pulau.apps.proposals.wishes import SigningWish
from pulau.apps.signing.contract import DocumentState
from pulau.core.workflow.assessment import FIT, MONITORING, PROPOSED, SCREENING, TPI_REPORT
from pulau.foundation.journal.models import Entry
from tests.apps.assessments.court import Court, court
from tests.apps.proposals.proposing import (
    LATER,
    drafted,
    ease,
    make_fit,
    proposed_to_screening,
    record,
    seal,
    set_at,
    sign,
    state,
)
from tests.cast import NOW

__all__ = ["court"]


def test_one_letter_proposes_the_unit_once_and_keeps_what_it_rested_on(court: Court) -> None:
    make_fit(court)
    proposal = drafted(court)
    for name in ("tia", "vino", "gita", "ayu", "sekar"):
        assert list(proposals_for(court.actors[name])) == []  # a draft is the agency's own
    with pytest.raises(PermissionDenied):
        sign(court, proposal, who="hana")
    with pytest.raises(LetterNumberMissing):
        sign(court, proposal, number="  ")

    proposal = sign(court, proposal)

    unit = ProposedUnit.objects.for_tenant(court.tenant).get(proposal=proposal)
    case = court.case()
    assert (case.stage, case.national) == (PROPOSED, True)
    assert (proposal.state, f"{proposal.day}") == (ProposalState.SIGNED, "2026-03-02")
    assert proposal.rules == "Permenpan RB 5/2024"
    assert proposal.letter is not None
    assert proposal.statement is not None
    assert {proposal.letter.state, proposal.statement.state} == {DocumentState.COMPLETE}
    assert [each["outcome"] for each in unit.checks] == ["met"] * 10
    assert unit.digest
    assert {"proposals.drafted", "proposals.signed", "assessments.propose", "signing.signed"} <= set(
        Entry.objects.for_tenant(court.tenant).values_list("action", flat=True)
    )
    assert list(proposals_for(court.actors["tia"])) == [proposal]
    assert Proposal.objects.for_tenant(court.tenants["lain"]).count() == 0
    with pytest.raises(NotADraft):
        sign(court, proposal)
    with pytest.raises(StageMoved):
        advance(actor=court.actors["indra"], case_id=court.case_id, wish=Advance("propose", seen=FIT), now=LATER)


def test_only_the_head_takes_a_unit_back_and_says_why(court: Court) -> None:
    proposed_to_screening(court)

    with pytest.raises(ReasonMissing):
        withdraw_unit(actor=court.actors["indra"], case_id=court.case_id, letter="", reason=" ", now=LATER)
    with pytest.raises(PermissionDenied):
        withdraw_unit(actor=court.actors["rani"], case_id=court.case_id, letter="", reason="x", now=LATER)
    court.stand_at(MONITORING)
    with pytest.raises(PermissionDenied):
        withdraw_unit(actor=court.actors["indra"], case_id=court.case_id, letter="", reason="x", now=LATER)


def test_nothing_is_signed_and_nobody_proposed_where_one_condition_lacks(court: Court) -> None:
    make_fit(court)
    record(court, Measure.SPIP_MATURITY, "2.9")
    proposal = drafted(court)

    with pytest.raises(UnitsUnready) as refused:
        sign(court, proposal)

    assert refused.value.units[0].unmet == ("conditions-met",)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.letter_id) == (ProposalState.DRAFT, None)
    assert court.case().stage == FIT


def test_a_unit_that_moved_on_meanwhile_keeps_the_letter_from_being_signed(court: Court) -> None:
    ease(court)
    proposal = drafted(court)
    court.stand_at(TPI_REPORT)

    with pytest.raises(UnitsUnready) as refused:
        sign(court, proposal)

    assert refused.value.units[0].unmet == ()


def test_the_head_signs_what_they_were_shown(court: Court) -> None:
    make_fit(court)
    proposal = drafted(court)
    shown = seal(court, proposal)
    record(court, Measure.SAKIP, "BB")  # better, and yet not what was shown

    with pytest.raises(ProposalChanged):
        sign_proposal(actor=court.actors["indra"], proposal_id=proposal.pk, wish=SigningWish("1", shown), now=LATER)


def test_more_units_than_the_quota_are_not_proposed(court: Court) -> None:
    ease(court)
    set_at(court, "quota:regency", quota=0)
    proposal = drafted(court)

    with pytest.raises(OverQuota) as refused:
        sign(court, proposal)

    assert (refused.value.quota, refused.value.count) == (0, 1)


def test_a_draft_holds_who_is_fit_and_can_be_thinned_and_filled(court: Court) -> None:
    with pytest.raises(NothingProposed):
        drafted(court)
    ease(court)
    proposal = drafted(court)
    with pytest.raises(DraftStands):
        draft_proposal(actor=court.actors["rani"], year=2026, now=NOW)

    take_out(actor=court.actors["hana"], proposal_id=proposal.pk, case_id=court.case_id, now=NOW)
    with pytest.raises(NothingProposed):
        sign_proposal(actor=court.actors["indra"], proposal_id=proposal.pk, wish=SigningWish("1", ""), now=NOW)
    put_unit(actor=court.actors["hana"], proposal_id=proposal.pk, case_id=court.case_id, now=NOW)
    court.stand_at(TPI_REPORT)
    take_out(actor=court.actors["hana"], proposal_id=proposal.pk, case_id=court.case_id, now=NOW)
    with pytest.raises(UnitNotFit):
        put_unit(actor=court.actors["hana"], proposal_id=proposal.pk, case_id=court.case_id, now=NOW)


def test_what_the_agency_states_is_checked(court: Court) -> None:
    for condition, value in (
        ("core-service", "maybe"), ("years-of-building", "2031-01-01"), ("eased-unit", "barber"), ("sakip", "A"),
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            state(court, condition, value)
    with pytest.raises(PermissionDenied):
        state(court, "core-service", "yes", who="gita")
    court.stand_at(SCREENING)
    with pytest.raises(PermissionDenied):
        state(court, "core-service", "yes")


def test_building_counts_from_the_deed_and_documents_too_old_show_nothing(court: Court) -> None:
    make_fit(court)
    state(court, "years-of-building", "2025-03-03")
    assert not met(court.tenant, court.case_id, NOW)  # a year less a day
    state(court, "years-of-building", "2025-03-02")
    assert met(court.tenant, court.case_id, NOW)
    assert met(court.tenant, court.case_id, NOW.replace(year=2027))
    assert not met(court.tenant, court.case_id, NOW.replace(year=2028))
