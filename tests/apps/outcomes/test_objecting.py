"""An objection has its time, which the legal day of the body ends; and an offence of the year voids a proposal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.contract import Advance, CaseNotFound, GuardsUnmet, StageMoved, advance
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import Objection, Offence
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.services.objections import accept_outcome, decide_objection, file_objection
from pulau.apps.outcomes.services.offences import void_by_offence
from pulau.apps.outcomes.wishes import OffenceWish
from pulau.core.workflow.assessment import COACHING, DESK, OBJECTED, PANEL, TO_BE_COACHED, VOID
from tests.apps.assessments.court import Court, court
from tests.cast import NOW

__all__ = ["court"]

LAST = date(2026, 3, 13)
BEFORE_MIDNIGHT = datetime(2026, 3, 13, 16, 59, 59, tzinfo=UTC)
"""23.59.59 of the last day in WIB, the body's zone; in WITA and WIT the day is over."""
AFTER_MIDNIGHT = datetime(2026, 3, 13, 17, 0, tzinfo=UTC)
"""Midnight in WIB; in UTC it is still the last day."""


def object_to(court: Court, who: str = "indra", now: datetime = NOW) -> Objection:
    return file_objection(actor=court.actors[who], case_id=court.case_id, grounds="Nilai area 3 keliru.", now=now)


def test_the_day_of_the_body_ends_the_time_whatever_the_hour_elsewhere(court: Court) -> None:
    court.stand_at(TO_BE_COACHED, due_on=LAST)
    with pytest.raises(GuardsUnmet) as late:
        object_to(court, now=AFTER_MIDNIGHT)
    assert late.value.step.unmet == ("objection-in-time",)
    assert not Objection.objects.for_tenant(court.tenant).exists()
    with pytest.raises(GuardsUnmet):
        advance(actor=court.actors["indra"], case_id=court.case_id, wish=Advance("close_unpassed"), now=BEFORE_MIDNIGHT)
    made = object_to(court, now=BEFORE_MIDNIGHT)
    assert (made.filed_on, made.last_day, court.case().stage) == (LAST, LAST, OBJECTED)
    court.stand_at(TO_BE_COACHED, due_on=LAST)
    advance(actor=court.actors["tia"], case_id=court.case_id, wish=Advance("close_unpassed"), now=AFTER_MIDNIGHT)
    assert court.case().stage == COACHING


def test_the_panel_decides_with_reasons_and_only_the_head_objects(court: Court) -> None:
    court.stand_at(TO_BE_COACHED, due_on=LAST)
    for who in ("gita", "hana", "rani", "vino", "sekar", "dewi"):
        with pytest.raises((PermissionDenied, CaseNotFound)):
            object_to(court, who)
    with pytest.raises(OutcomeRefused) as empty:
        file_objection(actor=court.actors["indra"], case_id=court.case_id, grounds=" ", now=NOW)
    assert (empty.value.reason, empty.value.field) == (why.TEXT_MISSING, "grounds")
    object_to(court)
    with pytest.raises(StageMoved):
        object_to(court)
    with pytest.raises(PermissionDenied):
        decide_objection(actor=court.actors["indra"], case_id=court.case_id, upheld=True, reasons="Ya", now=NOW)
    with pytest.raises(OutcomeRefused):
        decide_objection(actor=court.actors["vino"], case_id=court.case_id, upheld=True, reasons="", now=NOW)
    decide_objection(actor=court.actors["vino"], case_id=court.case_id, upheld=True, reasons="Benar.", now=NOW)
    assert court.case().stage == PANEL
    court.stand_at(TO_BE_COACHED, due_on=LAST)
    assert object_to(court).number == 2
    done = decide_objection(actor=court.actors["wulan"], case_id=court.case_id, upheld=False, reasons="Tidak.", now=NOW)
    assert (done.state, court.case().stage) == ("rejected", COACHING)


def test_a_body_that_accepts_need_not_wait(court: Court) -> None:
    court.stand_at(TO_BE_COACHED, due_on=LAST)
    with pytest.raises(PermissionDenied):
        accept_outcome(actor=court.actors["gita"], case_id=court.case_id, now=NOW)
    case = court.case()
    case.stage_since = NOW
    case.save(update_fields=["stage_since"])
    accept_outcome(actor=court.actors["indra"], case_id=court.case_id, note="Kami terima.", now=NOW)
    with pytest.raises(OutcomeRefused):
        accept_outcome(actor=court.actors["indra"], case_id=court.case_id, now=NOW)
    advance(actor=court.actors["indra"], case_id=court.case_id, wish=Advance("close_unpassed"), now=NOW)
    assert court.case().stage == COACHING
    with pytest.raises(PermissionDenied):
        accept_outcome(actor=court.actors["indra"], case_id=court.case_id, now=NOW)


def test_an_offence_voids_the_proposal_and_names_a_duty_only(court: Court) -> None:
    court.stand_at(DESK)
    wish = OffenceWish("Suap perizinan", "head", "Penetapan tersangka KPK, 27 Februari 2026")
    for who in ("vino", "rani", "indra", "hana", "sekar"):
        with pytest.raises((PermissionDenied, CaseNotFound)):
            void_by_offence(actor=court.actors[who], case_id=court.case_id, wish=wish, reason="Tipikor", now=NOW)
    with pytest.raises(GuardsUnmet) as unmet:
        advance(actor=court.actors["tia"], case_id=court.case_id, wish=Advance("void", "Tipikor"), now=NOW)
    assert unmet.value.step.unmet == ("offence-recorded",)
    for broken in (
        OffenceWish("", "head", "Sumber"),
        OffenceWish("Suap", "Budi", "Sumber"),
        OffenceWish("S", "head", ""),
    ):
        with pytest.raises(OutcomeRefused):
            void_by_offence(actor=court.actors["tia"], case_id=court.case_id, wish=broken, reason="Tipikor", now=NOW)
    made = void_by_offence(actor=court.actors["tia"], case_id=court.case_id, wish=wish, reason="Tipikor", now=NOW)
    assert (made.year, made.role, court.case().stage) == (2026, "head", VOID)
    assert Offence.objects.for_tenant(court.tenant).count() == 1
