"""A title comes with its decree and ends by one; a decree that was recorded wrongly keeps its first version."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.contract import Advance, Case, CaseNotFound, GuardsUnmet, StageMoved, advance
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.bars import bar_of
from pulau.apps.outcomes.certificate_kind import KIND
from pulau.apps.outcomes.models import Decree, TitleHeld, TitleState
from pulau.apps.outcomes.refusals import OutcomeNotFound, OutcomeRefused
from pulau.apps.outcomes.selectors import certificate_of, determines_itself, title_on, titles_of
from pulau.apps.outcomes.services.areas import determine_area
from pulau.apps.outcomes.services.certifying import certify
from pulau.apps.outcomes.services.decrees import correct_decree
from pulau.apps.outcomes.services.titles import determine, determine_own, qualify, record_title
from pulau.apps.outcomes.wishes import DecreeWish, TitleWish
from pulau.apps.zone_areas.contract import ZoneArea
from pulau.core.workflow.assessment import DETERMINED, FIT, MONITORING, RECOMMENDED
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.process_cases import ask_facts
from tests.apps.assessments.court import Court, court
from tests.cast import NOW

__all__ = ["court"]

TODAY = date(2026, 3, 2)
DECREE = DecreeWish("SK.123/2026", TODAY, "Penetapan WBK 2026", valid_until=date(2029, 3, 1))


def given(court: Court) -> TitleHeld:
    court.stand_at(RECOMMENDED)
    return determine(actor=court.actors["vino"], case_ids=[court.case_id], wish=DECREE, now=NOW)[0]


def holds(court: Court, *codes: str) -> dict[str, bool]:
    return dict(ask_facts(codes, court.tenant, court.case_id, NOW))


def test_the_panel_determines_and_the_title_stands_as_its_decree_says(court: Court) -> None:
    assert holds(court, "decree-recorded", "title-held") == {"decree-recorded": False, "title-held": False}
    held = given(court)
    assert (held.title, held.since, held.until) == ("WBK", TODAY, date(2029, 3, 1))
    assert (court.case().stage, held.decree.issuer) == (DETERMINED, "minister")
    assert holds(court, "decree-recorded", "title-held") == {"decree-recorded": True, "title-held": True}
    told = Entry.objects.for_tenant(court.tenant).filter(action__startswith="outcomes.")
    assert {entry.action for entry in told} == {
        "outcomes.decree_recorded",
        "outcomes.title_given",
        "outcomes.title_stated",
    }
    advance(actor=court.actors["rani"], case_id=court.case_id, wish=Advance("begin_monitoring"), now=NOW)
    assert court.case().stage == MONITORING


def test_nobody_but_the_panel_determines(court: Court) -> None:
    court.stand_at(RECOMMENDED)
    for who in ("tia", "rani", "indra", "gita", "hana", "sekar", "dewi"):
        with pytest.raises((PermissionDenied, CaseNotFound)):
            determine(actor=court.actors[who], case_ids=[court.case_id], wish=DECREE, now=NOW)
    assert not Decree.objects.for_tenant(court.tenant).exists()
    court.stand_at(MONITORING)
    with pytest.raises(StageMoved):
        determine(actor=court.actors["vino"], case_ids=[court.case_id], wish=DECREE, now=NOW)


def test_a_number_or_day_that_cannot_be_is_told_at_its_field(court: Court) -> None:
    court.stand_at(RECOMMENDED)
    for wish, reason, field in (
        (DecreeWish("  ", TODAY), why.NUMBER_MISSING, "number"),
        (DecreeWish("SK tanpa angka", TODAY), why.NUMBER_UNFIT, "number"),
        (DecreeWish("SK.1\n2", TODAY), why.NUMBER_UNFIT, "number"),
        (DecreeWish("9" * 121, TODAY), why.TEXT_TOO_LONG, "number"),
        (DecreeWish("SK.1", TODAY + timedelta(1)), why.DAY_AHEAD, "day"),
        (DecreeWish("SK.1", date(2025, 12, 31)), why.DAY_TOO_EARLY, "day"),
        (DecreeWish("SK.1", TODAY, valid_until=date(2026, 3, 1)), why.ENDS_BEFORE_START, "valid_until"),
    ):
        with pytest.raises(OutcomeRefused) as refused:
            determine(actor=court.actors["vino"], case_ids=[court.case_id], wish=wish, now=NOW)
        assert (refused.value.reason, refused.value.field) == (reason, field)
    assert court.case().stage == RECOMMENDED


def test_a_correction_is_a_new_version_and_the_title_follows_it(court: Court) -> None:
    held = given(court)
    mended = DecreeWish("SK.132/2026", date(2026, 3, 1), valid_from=TODAY)
    fixed = correct_decree(actor=court.actors["vino"], series=held.decree_id, wish=mended, reason="Salah baca", now=NOW)
    rows = list(Decree.objects.for_tenant(court.tenant).order_by("version"))
    assert [(row.version, row.number) for row in rows] == [(1, "SK.123/2026"), (2, "SK.132/2026")]
    held.refresh_from_db()
    assert (held.since, held.until, fixed.reason) == (TODAY, None, "Salah baca")
    for wish, reason, told in ((mended, "Lagi", why.NOTHING_CHANGED), (DECREE, " ", why.TEXT_MISSING)):
        with pytest.raises(OutcomeRefused) as refused:
            correct_decree(actor=court.actors["vino"], series=held.decree_id, wish=wish, reason=reason, now=NOW)
        assert refused.value.reason == told
    for who, refusal in (("hana", PermissionDenied), ("indra", PermissionDenied), ("dewi", OutcomeNotFound)):
        with pytest.raises(refusal):
            correct_decree(actor=court.actors[who], series=held.decree_id, wish=DECREE, reason="Coba", now=NOW)
    assert Decree.objects.for_tenant(court.tenant).count() == 2


def test_a_title_from_before_the_platform_has_its_source_and_its_place_in_the_history(court: Court) -> None:
    held = given(court)
    unit = court.case().unit_id
    wish = TitleWish(unit, "WBK", "minister", "Salinan keputusan, arsip bagian organisasi")
    decree = DecreeWish("SK.9/2022", date(2022, 12, 6))
    older = record_title(actor=court.actors["hana"], wish=wish, decree=decree, now=NOW)
    assert (older.state, older.closed_on) == (TitleState.SUPERSEDED, held.since)
    assert [row.pk for row in titles_of(court.tenant, unit)] == [older.pk, held.pk]
    assert title_on(court.tenant, unit, date(2025, 1, 1)) == older
    assert title_on(court.tenant, unit, TODAY) == held
    for source, day, reason in (("", date(2021, 1, 4), why.TEXT_MISSING), ("Arsip", date(2022, 12, 6), "")):
        with pytest.raises(OutcomeRefused) as refused:
            record_title(
                actor=court.actors["hana"],
                wish=TitleWish(unit, "WBK", "minister", source),
                decree=DecreeWish("SK.7/2021", day),
                now=NOW,
            )
        assert refused.value.reason == (reason or why.TITLE_STANDS)
    with pytest.raises(PermissionDenied):
        record_title(actor=court.actors["gita"], wish=wish, decree=decree, now=NOW)


def test_a_title_that_the_platform_gave_gives_way_to_none_that_is_recorded_by_hand(court: Court) -> None:
    """Else a body's administrator could put a title in the place of the one that the Minister gave."""
    held = given(court)
    wish = TitleWish(court.case().unit_id, "WBBM", "agency-head", "Arsip")
    later = NOW + timedelta(days=9)
    with pytest.raises(OutcomeRefused) as refused:
        record_title(actor=court.actors["hana"], wish=wish, decree=DecreeWish("SK.8/2026", later.date()), now=later)
    assert (refused.value.reason, refused.value.told) == (why.TITLE_STANDS, {"since": held.since})
    assert title_on(court.tenant, wish.unit_id, later.date()) == held


def test_the_title_before_ends_when_the_corrected_one_begins(court: Court) -> None:
    wish = TitleWish(court.case().unit_id, "WBK", "minister", "Arsip")
    hana = court.actors["hana"]
    older = record_title(actor=hana, wish=wish, decree=DecreeWish("SK.9/2022", date(2022, 12, 6)), now=NOW)
    held = given(court)
    mended = DecreeWish("SK.123/2026", TODAY, valid_from=date(2026, 4, 1))
    correct_decree(actor=court.actors["vino"], series=held.decree_id, wish=mended, reason="Salah baca", now=NOW)
    assert title_on(court.tenant, wish.unit_id, date(2026, 3, 31)) == older
    assert title_on(court.tenant, wish.unit_id, date(2026, 4, 1)) == held


def test_a_bar_of_an_earlier_revocation_keeps_a_title_away(court: Court) -> None:
    unit = court.case().unit_id
    wish = TitleWish(unit, "WBK", "minister", "Arsip")
    held = record_title(
        actor=court.actors["hana"], wish=wish, decree=DecreeWish("SK.9/2022", date(2022, 12, 6)), now=NOW
    )
    rows = TitleHeld.objects.for_tenant(court.tenant).filter(pk=held.pk)
    rows.update(state=TitleState.REVOKED, closed_on=date(2024, 2, 29))
    assert bar_of(court.tenant, unit, date(2026, 2, 28)) == date(2026, 2, 28)
    assert bar_of(court.tenant, unit, TODAY) is None
    assert holds(court, "not-barred") == {"not-barred": True}
    rows.update(closed_on=TODAY.replace(year=2024))
    assert bar_of(court.tenant, unit, TODAY) == TODAY
    assert holds(court, "not-barred") == {"not-barred": False}
    court.stand_at(RECOMMENDED)
    with pytest.raises(GuardsUnmet) as unmet:
        determine(actor=court.actors["vino"], case_ids=[court.case_id], wish=DECREE, now=NOW)
    assert unmet.value.step.unmet == ("not-barred",)
    assert TitleHeld.objects.for_tenant(court.tenant).count() == 1


def test_a_body_determines_itself_only_where_the_law_leaves_it_to_the_body(court: Court) -> None:
    court.stand_at(FIT)
    indra = court.actors["indra"]
    with pytest.raises(OutcomeRefused) as refused:
        determine_own(actor=indra, case_id=court.case_id, wish=DECREE, now=NOW)
    assert refused.value.reason == why.NOT_QUALIFIED
    qualify(actor=court.actors["vino"], title="WBK", days=(date(2026, 1, 1), TODAY), source="SK Menteri", now=NOW)
    assert holds(court, "own-evaluation") == {"own-evaluation": True}
    with pytest.raises(PermissionDenied):
        determine_own(actor=court.actors["hana"], case_id=court.case_id, wish=DECREE, now=NOW)
    with pytest.raises(GuardsUnmet) as unmet:
        determine_own(actor=indra, case_id=court.case_id, wish=DECREE, now=NOW)
    assert unmet.value.step.unmet == ("tpi-minimums",)
    Case.objects.for_tenant(court.tenant).update(regulation="permenpan-rb-52-2014")
    assert determines_itself(court.case(), date(2030, 1, 1))


def test_only_the_panel_records_that_a_body_may_evaluate_itself(court: Court) -> None:
    days = (date(2026, 1, 1), None)
    row = qualify(actor=court.actors["vino"], title="WBK", days=days, source="SK Menteri 5/2026", now=NOW)
    assert (row.title, row.until) == ("WBK", None)
    with pytest.raises(PermissionDenied):
        qualify(actor=court.actors["hana"], title="WBK", days=days, source="SK Menteri 5/2026", now=NOW)


def test_a_certificate_is_made_anew_when_its_decree_is_corrected_and_the_old_one_says_so(court: Court) -> None:
    held = given(court)
    with pytest.raises(OutcomeRefused) as refused:
        certify(actor=court.actors["indra"], title_id=held.pk, position="Bupati", now=NOW)
    assert refused.value.reason == why.OTHER_ISSUER
    with pytest.raises(PermissionDenied):
        certify(actor=court.actors["hana"], title_id=held.pk, position="Administrator", now=NOW)
    first = certify(actor=court.actors["vino"], title_id=held.pk, position="Panel TPN", now=NOW)
    assert first is not None
    assert first.document.kind == "title-certificate"
    with pytest.raises(OutcomeRefused):
        certify(actor=court.actors["wulan"], title_id=held.pk, position="Panel TPN", now=NOW)
    mended = DecreeWish("SK.132/2026", TODAY)
    correct_decree(actor=court.actors["wulan"], series=held.decree_id, wish=mended, reason="Salah", now=NOW)
    first.refresh_from_db()
    second = certificate_of(court.tenant, held.pk)
    assert second is not None
    assert (second.number, first.document.state, first.document.successor_id) == (2, "superseded", second.document_id)
    told = dict(KIND.facts(held.pk)) if KIND.facts else {}
    assert "SK.132/2026" in told["Ditetapkan dengan"]


def test_an_area_gets_its_title_only_where_its_figures_reach_it(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    area = ZoneArea.objects.for_tenant(court.tenant).create(code="port", name="Pelabuhan Sagara", created_at=NOW)
    asked: dict[str, Any] = {"zone_area_id": area.pk, "title": "WBK", "year": 2026, "wish": DECREE, "now": NOW}
    with pytest.raises(PermissionDenied):
        determine_area(actor=court.actors["hana"], **asked)
    with pytest.raises(OutcomeRefused) as refused:
        determine_area(actor=court.actors["vino"], **asked)
    assert refused.value.reason == why.AREA_NOT_MET
    monkeypatch.setattr("pulau.apps.outcomes.services.areas.titles_met", lambda *_asked: ("WBK",))
    held = determine_area(actor=court.actors["vino"], **asked)
    area.refresh_from_db()
    assert (held.name, area.held_title) == ("Pelabuhan Sagara", "WBK")
    assert "SK.123/2026" in area.held_by
    made = certify(actor=court.actors["vino"], title_id=held.pk, position="Panel TPN", now=NOW)
    assert made is not None
    assert made.number == 1
