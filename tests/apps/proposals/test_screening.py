"""The TPN's pre-evaluation: each condition confirmed or not, by an assessor, and it counts instead of the agency's."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.contract import Advance, GuardsUnmet, advance
from pulau.apps.proposals.facts import met, screened
from pulau.apps.proposals.proposed import proposed_checks
from pulau.apps.proposals.refusals import ProposalChanged
from pulau.apps.proposals.services.screening import record_screening
from pulau.apps.proposals.wishes import ScreeningWish
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import DESK
from pulau.foundation.journal.models import Entry
from tests.apps.assessments.court import Court, court
from tests.apps.proposals.proposing import LATER, proposed_to_screening
from tests.cast import NOW

__all__ = ["court"]


def wish_of(court: Court, seen: str, *, refused: str = "") -> ScreeningWish:
    """Confirm each condition but one."""
    shown = proposed_checks(court.case())
    assert shown is not None
    confirmed = {each["condition"]: each["condition"] != refused for each in shown.checks}
    return ScreeningWish(confirmed, {refused: "Suratnya tidak ada."} if refused else {}, "", seen)


def record(court: Court, wish: ScreeningWish, who: str = "tia") -> None:
    """Record it."""
    record_screening(actor=court.actors[who], case_id=court.case_id, wish=wish, now=LATER)


def test_at_the_pre_evaluation_the_records_of_the_tpn_count_not_the_agencys(court: Court) -> None:
    seen = proposed_to_screening(court)
    assert not met(court.tenant, court.case_id, NOW)
    assert not screened(court.tenant, court.case_id, NOW)

    record(court, wish_of(court, seen, refused="sakip"))

    assert screened(court.tenant, court.case_id, NOW)
    entry = Entry.objects.for_tenant(court.tenant).get(action="proposals.screened")
    assert "sakip" not in entry.payload  # the agency reads the journal, and learns the result when the stage is over
    assert not met(court.tenant, court.case_id, NOW)
    with pytest.raises(GuardsUnmet) as held:
        advance(actor=court.actors["tia"], case_id=court.case_id, wish=Advance("pass_screening"), now=LATER)
    assert "conditions-met" in held.value.step.unmet
    record(court, wish_of(court, seen))
    assert met(court.tenant, court.case_id, NOW)


def test_each_condition_is_answered_and_a_no_says_why(court: Court) -> None:
    seen = proposed_to_screening(court)

    with pytest.raises(BadInput) as refused:
        record(court, ScreeningWish({"sakip": False}, {}, "", seen))

    codes = {(each.code, each.place) for each in refused.value.problems}
    assert ("reason-missing", "catatan-sakip") in codes
    assert ("choice-missing", "hasil-bpk-opinion") in codes
    with pytest.raises(ProposalChanged):
        record(court, wish_of(court, "0" * 64))


def test_nobody_but_an_assessor_of_the_tpn_records_the_pre_evaluation_and_only_then(court: Court) -> None:
    wish = wish_of(court, proposed_to_screening(court))

    for name in ("rani", "indra", "vino"):
        with pytest.raises(PermissionDenied):
            record(court, wish, name)
    court.stand_at(DESK)
    with pytest.raises(PermissionDenied):
        record(court, wish)
