"""A unit that is fit to be proposed, with all that the conditions ask for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pulau.apps.agencies.contract import Finding, Measure, record_readiness
from pulau.apps.proposals.checking import EASED_UNIT, conditions_of
from pulau.apps.proposals.models import Proposal, ProposalState, ProposedUnit
from pulau.apps.proposals.selectors import seal_of, units_of_proposal
from pulau.apps.proposals.services.drafting import draft_proposal
from pulau.apps.proposals.services.season import set_season
from pulau.apps.proposals.services.signing import sign_proposal
from pulau.apps.proposals.services.stating import state_condition
from pulau.apps.proposals.wishes import SeasonWish, SigningWish, StatedWish
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import Scope
from pulau.core.workflow.assessment import FIT, SCREENING
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.apps.assessments.court import Court

OF_AGENCY = {Measure.BPK_OPINION: "WTP", Measure.SAKIP: "B", Measure.RB_INDEX: "CC", Measure.SPIP_MATURITY: "3"}
OF_UNIT = {Measure.SAKIP: "B", Measure.FINDINGS: "100", Measure.LHKPN: "100", Measure.LHKAN: "100"}
DEED = date(2025, 1, 10)
LATER = NOW + timedelta(minutes=1)


def record(court: Court, measure: Measure, value: str, *, unit: bool = False) -> None:
    """Record a readiness fact of 2025."""
    unit_id = court.units["disdukcapil"].pk if unit else None
    finding = Finding(
        measure=measure, year=2025, value=value, document=f"LHE {measure}", document_date=DEED, unit_id=unit_id
    )
    record_readiness(actor=court.actors["hana"], finding=finding, now=NOW)


def state(court: Court, condition: str, value: str, *, who: str = "rani") -> None:
    """State a condition of the unit."""
    wish = StatedWish(condition, value, f"Keputusan tentang {condition}", DEED)
    state_condition(actor=court.actors[who], case_id=court.case_id, wish=wish, now=NOW)


def make_fit(court: Court) -> None:
    """Put the case at the stage in which it can be proposed, with all conditions met."""
    for measure, value in OF_AGENCY.items():
        record(court, measure, value)
    for measure, value in OF_UNIT.items():
        record(court, measure, value, unit=True)
    state(court, "core-service", "yes")
    state(court, "public-effect", "yes")
    state(court, "years-of-building", "2024-06-01")
    court.stand_at(FIT)


def ease(court: Court) -> None:
    """Put the case there with nothing shown but its kind, which the rule eases."""
    state(court, EASED_UNIT, "civil-registry")
    court.stand_at(FIT)


def drafted(court: Court) -> Proposal:
    """Draft the proposal of the year."""
    return draft_proposal(actor=court.actors["hana"], year=2026, now=NOW)


def seal(court: Court, proposal: Proposal, now: datetime = NOW) -> str:
    """Return the seal of what stands in a draft now."""
    units = units_of_proposal(proposal)
    day = today_of(Actor.system(court.tenant), now)
    return seal_of(units, conditions_of(court.tenant, [unit.case for unit in units], day))


def sign(
    court: Court, proposal: Proposal, *, now: datetime = LATER, who: str = "indra", number: str = "700/1"
) -> Proposal:
    """Sign it as it stands."""
    wish = SigningWish(number, seal(court, proposal, now))
    return sign_proposal(actor=court.actors[who], proposal_id=proposal.pk, wish=wish, now=now)


def proposed_to_screening(court: Court) -> str:
    """Bring the case before the TPN without the papers, which other tests sign; return the seal of its conditions."""
    make_fit(court)
    proposal = drafted(court)
    found = conditions_of(court.tenant, [court.case()], DEED.replace(year=2026, month=3))[court.case_id]
    with behind_wall(court.tenant):
        rows = ProposedUnit.objects.for_tenant(court.tenant).filter(proposal=proposal)
        rows.update(checks=found.snapshot(), digest=found.digest)
        Proposal.objects.for_tenant(court.tenant).filter(pk=proposal.pk).update(
            state=ProposalState.SIGNED, letter_number="700/1", day=DEED, rules=found.rules.instrument
        )
    court.stand_at(SCREENING)
    return found.digest


def panel_at_home(court: Court, name: str = "vino") -> Actor:
    """A member of the panel, in the ministry itself."""
    return Actor(court.users[name].pk, court.ministry, "tpn-panel", (Appointment("tpn-panel", None, Scope.COUNTRY),))


def set_at(court: Court, key: str, *, day: date | None = None, quota: int | None = None) -> None:
    """Let the TPN set something of the year."""
    with behind_wall(court.ministry):
        set_season(actor=panel_at_home(court), wish=SeasonWish(2026, key, "SE TPN 1/2026", day, quota), now=NOW)
