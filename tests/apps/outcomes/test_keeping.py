"""A title is monitored every year; what tells against it is examined before it is revoked, and then a bar begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from pulau.apps.agencies.contract import UnitKind, add_unit, merge_unit, reopen_unit
from pulau.apps.assessments.contract import Case, GuardsUnmet
from pulau.apps.outcomes import notices, tasks
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.bars import bar_of, running_bars
from pulau.apps.outcomes.models import Monitoring, TitleHeld, TitleState, Trigger
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import title_on
from pulau.apps.outcomes.services.decrees import correct_decree
from pulau.apps.outcomes.services.finding import find_triggers
from pulau.apps.outcomes.services.monitoring import report_monitoring
from pulau.apps.outcomes.services.revoking import drop_revocation, propose_revocation, revoke
from pulau.apps.outcomes.services.titles import determine
from pulau.apps.outcomes.services.triggers import clarify_trigger, examine_trigger, record_trigger
from pulau.apps.outcomes.telling import tell_found
from pulau.apps.outcomes.watching import indices_of
from pulau.apps.outcomes.wishes import DecreeWish, ExaminationWish, MonitoringWish
from pulau.apps.visits.models import SurveyResult
from pulau.apps.worksheets.models import ItemEvidence
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import MONITORING, RECOMMENDED, REVOCATION_PROPOSED, REVOKED
from pulau.core.workflow.keeping import TriggerKind
from pulau.foundation.notices.models import Notice
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.worksheets.handing import lay
from tests.cast import NOW

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

__all__ = ["court"]

TODAY = date(2026, 3, 2)
LEAP_DAY = datetime(2028, 2, 29, 3, 0, tzinfo=UTC)
FOUNDED = ExaminationWish("founded", "Terbukti pungutan di loket 2.", "TPI membenarkan.")
KIND = TriggerKind.MALADMINISTRATION


def kept(court: Court) -> TitleHeld:
    """The title of the case, which is monitored."""
    court.stand_at(RECOMMENDED)
    held = determine(
        actor=court.actors["vino"], case_ids=[court.case_id], wish=DecreeWish("SK.1/2026", TODAY), now=NOW
    )[0]
    court.stand_at(MONITORING)
    return held


def test_a_survey_in_the_field_makes_no_trigger_that_tells_of_it(court: Court) -> None:
    """A unit that keeps one title while the next is evaluated must not read the survey's figures before their time."""
    held = kept(court)
    with behind_wall(court.tenant):
        SurveyResult.objects.for_tenant(court.tenant).create(
            case_id=court.case_id, version=1, runner="bps", runner_name="BPS", first_day=TODAY, last_day=TODAY,
            respondents=30, corruption_perception="3.1", service_quality="3.1", document="ab" * 32,
            document_name="s.pdf", document_kind="pdf", user=court.users["tia"], at=NOW,
        )  # fmt: skip

    def told(stage: str) -> bool:
        court.stand_at(stage)
        return bool(indices_of(held, []))

    assert not told("field")
    assert told("clearance")


def test_the_leader_reports_and_a_further_report_of_the_year_is_added(court: Court) -> None:
    kept(court)
    wish = MonitoringWish(2026, "Dua loket antre lama.", "skm", "3,52", complaints=2, complaints_open=1)
    row = report_monitoring(actor=court.actors["rani"], case_id=court.case_id, wish=wish, now=NOW)
    assert (str(row.survey_index), row.number, court.case().stage) == ("3.5200", 1, MONITORING)
    twice = report_monitoring(actor=court.actors["rani"], case_id=court.case_id, wish=wish, now=NOW)
    assert twice.pk == row.pk, "one form that arrived twice is one report"
    further = replace(wish, findings="Loket ketiga dibuka.")
    again = report_monitoring(actor=court.actors["rani"], case_id=court.case_id, wish=further, now=NOW)
    assert again.number == 2
    for broken, field in (
        (MonitoringWish(2025, "Ada"), "year"),
        (MonitoringWish(2026, " "), "findings"),
        (MonitoringWish(2026, "Ada", "skm", "4,01"), "survey_index"),
        (MonitoringWish(2026, "Ada", "", "3,00"), "survey_index"),
        (MonitoringWish(2026, "Ada", complaints=1, complaints_open=2), "complaints_open"),
    ):
        with pytest.raises(OutcomeRefused) as refused:
            report_monitoring(actor=court.actors["rani"], case_id=court.case_id, wish=broken, now=NOW)
        assert refused.value.field == field
    for who in ("nina", "gita", "tia", "hana"):
        with pytest.raises(PermissionDenied):
            report_monitoring(actor=court.actors[who], case_id=court.case_id, wish=wish, now=NOW)
    assert Monitoring.objects.for_tenant(court.tenant).count() == 2


def test_a_title_is_revoked_only_on_what_was_examined_and_a_bar_begins_with_the_decree(court: Court) -> None:
    held = kept(court)
    unit = court.case().unit_id
    tia, vino = court.actors["tia"], court.actors["vino"]
    found = record_trigger(actor=tia, title_id=held.pk, kind=KIND, source="Laporan ORI 7/2026", day=TODAY, now=NOW)
    with pytest.raises(OutcomeRefused) as twice:
        record_trigger(actor=tia, title_id=held.pk, kind=KIND, source="Laporan ORI 7/2026", day=TODAY, now=NOW)
    assert twice.value.reason == why.ALREADY_RECORDED
    with pytest.raises(GuardsUnmet) as unmet:
        propose_revocation(actor=tia, case_id=court.case_id, recommendation="Cabut", now=NOW)
    assert unmet.value.step.unmet == ("trigger-examined",)
    with pytest.raises(OutcomeRefused) as unasked:
        examine_trigger(actor=tia, trigger_id=found.pk, wish=ExaminationWish("founded", "Terbukti", ""), now=NOW)
    assert unasked.value.field == "clarification"
    clarify_trigger(actor=court.actors["rani"], trigger_id=found.pk, text="Benar terjadi.", now=NOW)
    row = examine_trigger(actor=tia, trigger_id=found.pk, wish=FOUNDED, now=NOW)
    assert (row.clarification, row.settled_at) == ("Benar terjadi.", None)
    propose_revocation(actor=tia, case_id=court.case_id, recommendation="Cabut", now=NOW)
    assert court.case().stage == REVOCATION_PROPOSED
    with pytest.raises(PermissionDenied):
        revoke(actor=tia, case_id=court.case_id, decree=DecreeWish("SK.2/2028", date(2028, 2, 29)), now=LEAP_DAY)
    gone = revoke(actor=vino, case_id=court.case_id, decree=DecreeWish("SK.2/2028", date(2028, 2, 29)), now=LEAP_DAY)
    assert (gone.state, court.case().stage) == (TitleState.REVOKED, REVOKED)
    assert title_on(court.tenant, unit, date(2028, 2, 28)) == held
    assert title_on(court.tenant, unit, date(2028, 2, 29)) is None
    assert bar_of(court.tenant, unit, date(2028, 2, 28)) is None
    assert bar_of(court.tenant, unit, date(2030, 2, 28)) == date(2030, 2, 28)
    assert bar_of(court.tenant, unit, date(2030, 3, 1)) is None
    assert gone.closed_by_id is not None
    mended = DecreeWish("SK.2/2028", date(2028, 2, 28))
    correct_decree(actor=vino, series=gone.closed_by_id, wish=mended, reason="Tanggal", now=LEAP_DAY)
    assert bar_of(court.tenant, unit, date(2028, 2, 28)) == date(2030, 2, 28)


def revoked(court: Court) -> TitleHeld:
    """The title of the case, revoked today."""
    held = kept(court)
    TitleHeld.objects.for_tenant(court.tenant).filter(pk=held.pk).update(
        state=TitleState.REVOKED, closed_on=TODAY, closed_by=held.decree_id
    )
    return held


def test_who_takes_a_unit_over_by_a_merger_takes_its_bar_over(court: Court) -> None:
    held = revoked(court)
    system, last = Actor.system(court.tenant), date(2028, 3, 2)
    merged, heir = court.units["disdukcapil"].pk, court.units["rsud"].pk
    third = add_unit(actor=system, code="gabungan", name="Dinas Gabungan", kind=UnitKind.OFFICE, now=NOW).pk
    assert (bar_of(court.tenant, merged, TODAY), bar_of(court.tenant, heir, TODAY)) == (last, None)
    merge_unit(actor=system, unit_id=merged, into_id=heir, day=date(2026, 1, 5), now=NOW)
    assert bar_of(court.tenant, heir, TODAY) == last
    merge_unit(actor=system, unit_id=heir, into_id=third, day=date(2026, 2, 2), now=NOW)
    bars = running_bars(court.tenant, [merged, heir, third], TODAY)
    assert {bar.last for bar in bars.values()} == {last}
    assert [bars[unit].merged for unit in (merged, heir, third)] == ["", held.name, held.name]
    assert bar_of(court.tenant, third, date(2028, 3, 3)) is None
    assert bar_of(court.tenants["lain"], third, TODAY) is None
    reopen_unit(actor=system, unit_id=merged, day=date(2026, 3, 1), now=NOW)
    assert set(running_bars(court.tenant, [merged, heir, third], TODAY)) == {merged}, "what was its own is so again"


@pytest.mark.once
def test_bars_are_read_in_two_queries_however_many_units_and_mergers(
    court: Court, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = [unit.pk for unit in court.units.values()]
    with django_assert_num_queries(1):
        assert running_bars(court.tenant, units, TODAY) == {}
    revoked(court)
    system, into = Actor.system(court.tenant), court.units["disdukcapil"].pk
    for place in range(4):
        unit = add_unit(actor=system, code=f"u{place}", name=f"Unit {place}", kind=UnitKind.OFFICE, now=NOW)
        merge_unit(actor=system, unit_id=into, into_id=unit.pk, day=TODAY - timedelta(days=9 - place), now=NOW)
        into = unit.pk
        with django_assert_num_queries(2):
            assert into in running_bars(court.tenant, [*units, into], TODAY)


def test_what_was_not_pursued_is_settled_and_moves_nothing_any_more(court: Court) -> None:
    held = kept(court)
    tia = court.actors["tia"]
    found = record_trigger(actor=tia, title_id=held.pk, kind=KIND, source="Laporan", day=TODAY, now=NOW)
    examine_trigger(actor=tia, trigger_id=found.pk, wish=FOUNDED, now=NOW)
    propose_revocation(actor=tia, case_id=court.case_id, recommendation="Cabut", now=NOW)
    drop_revocation(actor=court.actors["vino"], case_id=court.case_id, reason="Sudah diperbaiki.", now=NOW)
    assert court.case().stage == MONITORING
    with pytest.raises(GuardsUnmet):
        propose_revocation(actor=tia, case_id=court.case_id, recommendation="Cabut lagi", now=NOW)
    for who in ("gita", "hana", "sekar"):
        with pytest.raises(PermissionDenied):
            record_trigger(actor=court.actors[who], title_id=held.pk, kind=KIND, source="X", day=TODAY, now=NOW)
    with pytest.raises(OutcomeRefused) as by_rule:
        record_trigger(actor=tia, title_id=held.pk, kind=TriggerKind.SURVEY_FALL, source="X", day=TODAY, now=NOW)
    assert by_rule.value.reason == why.BY_RULE_ONLY


def test_rules_find_a_fall_expired_evidence_and_a_late_report_once(court: Court) -> None:
    held = kept(court)
    system, rani = Actor.system(court.tenant), court.actors["rani"]
    assert find_triggers(actor=system, now=NOW) == []
    piece = lay(court, until=date(2026, 12, 30))
    ItemEvidence.objects.for_tenant(court.tenant).filter(evidence_id=piece.pk).update(pinned=1)
    for index in ("3,60", "3,60"):
        wish = MonitoringWish(2026, "Ada", "skm", index)
        report_monitoring(actor=rani, case_id=court.case_id, wish=wish, now=NOW)
    next_year = datetime(2027, 3, 2, 3, 0, tzinfo=UTC)
    wish = MonitoringWish(2027, "Turun", "skm", "3,39")
    report_monitoring(actor=rani, case_id=court.case_id, wish=wish, now=next_year)
    made = find_triggers(actor=system, now=next_year)
    assert {row.kind for row in made} == {TriggerKind.SURVEY_FALL, TriggerKind.EXPIRED_EVIDENCE}
    assert find_triggers(actor=system, now=next_year) == []
    late = find_triggers(actor=system, now=datetime(2029, 3, 3, 3, 0, tzinfo=UTC))
    assert [row.kind for row in late] == [TriggerKind.REPORT_OVERDUE]
    assert all(row.found_by_id is None for row in (*made, *late))
    assert held.triggers.count() == 3


def test_what_the_night_finds_is_told_in_the_transaction_that_finds_it(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what was found is kept and never told: the next night it is known already."""
    kept(court)
    depths = []

    def told(case: Case, row: Trigger, now: datetime) -> None:
        depths.append(len(connection.savepoint_ids))
        tell_found(case, row, now)

    monkeypatch.setattr(tasks, "tell_found", told)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2029, 3, 3, 3, 0, tzinfo=UTC))
    before = len(connection.savepoint_ids)
    tasks.look_at_titles.call()
    tasks.look_at_titles.call()
    assert [depth > before for depth in depths] == [True]
    rows = Notice.objects.for_tenant(court.tenant).filter(kind=notices.FOUND.code, user=court.users["rani"])
    assert rows.count() == 1
