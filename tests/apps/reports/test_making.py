"""A report is made from the data: what it says, what its versions keep, and that no two moments are mixed in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pulau.apps.assessments.models import Assignment, Case, Level
from pulau.apps.assessments.refusals import CaseNotFound
from pulau.apps.reports import steady
from pulau.apps.reports.changes import changes_between
from pulau.apps.reports.composing import Given, compose
from pulau.apps.reports.models import ReportState, ReportVersion
from pulau.apps.reports.pages import making_views
from pulau.apps.reports.refusals import DataMoving, NobodySigns, NothingNew, NotNow, ReportChanged
from pulau.apps.reports.selectors import content_of
from pulau.apps.signing.contract import DocumentState, newest
from pulau.exchange.reports.content import ReportContent, ReportKind, content_bytes
from pulau.foundation import storage
from pulau.foundation.journal.models import Entry
from pulau.foundation.registry.process_cases import CaseDissent, CaseDissents, ask_facts, case_dissents
from pulau.foundation.tenancy.permanent import RowIsPermanent
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import assign, give
from tests.apps.reports.reported import ADVICE, FINDING, ITEM, NUMBER, judged, made, report_of, signed
from tests.cast import NOW

__all__ = ["court"]
pytestmark = pytest.mark.django_db


def holds(court: Court) -> bool:
    return ask_facts(("tpi-report-signed",), court.tenant, court.case_id, NOW)["tpi-report-signed"]


def rejudge(court: Court) -> None:
    """Let the member's level change its mind, whatever the stage."""
    court.stand_at("tpi-round-2")
    give(court, "rani", {ITEM: "Tidak"}, finding="Tim tidak bekerja.", reason="Tidak ada rapat.")
    court.stand_at("tpi-report")


def test_the_report_says_what_was_judged_beside_what_the_unit_said(court: Court) -> None:
    version = made(judged(court))
    told = content_of(version)
    assert [code for code, _name in told.levels] == ["self", "tpi"]
    assert told.head.number == NUMBER
    assert (told.head.unit_code, told.head.title, told.head.kind) == ("disdukcapil", "WBK", "tpi")
    assert {one.number for one in told.findings} == {"A.I.1.i.a", "A.I.1.i.b", "A.I.1.ii.a"}
    assert {one.text for one in told.findings} == {FINDING}
    assert {one.recommendation for one in told.findings} == {ADVICE}
    assert [(one.item, one.before, one.after) for one in told.differences] == [
        ("P1.i.b", "A", "B"), ("P1.ii.a", "Ya", "Tidak")
    ]  # fmt: skip
    assert told.differences[0].reasons == ("Bukti kurang.",)
    assert [one.name for one in told.team] == ["Nina Safitri", "Rani Kartika", "Putu Astawa"]
    assert [one.name for one in told.signers] == ["Rani Kartika", "Putu Astawa"]
    assert not told.met
    assert storage.get(version.content) == content_bytes(told)
    assert newest(version.document).digest == version.pdf
    assert storage.get(version.pdf).startswith(b"%PDF")
    assert storage.get(version.docx).startswith(b"PK")


@pytest.mark.once
def test_figures_are_those_of_the_case_to_the_last_digit(court: Court) -> None:
    told = content_of(made(judged(court)))
    assert told.scores[0].figures[-1].points == court.case().exact["tpi"]["total"]


@pytest.mark.once
def test_the_strongest_level_that_wrote_of_an_item_speaks_of_it(court: Court) -> None:
    judged(court)
    rejudge(court)
    told = content_of(made(court))
    assert [(one.level, one.text) for one in told.findings if one.item == ITEM] == [("Ketua TPI", "Tim tidak bekerja.")]
    assert [one.reasons for one in told.differences if one.item == ITEM] == [("Tidak ada rapat.",)]


def test_only_the_leader_makes_it_and_only_at_its_stage(court: Court) -> None:
    judged(court)
    for who in ("nina", "putu", "hana", "gita"):
        with pytest.raises(PermissionDenied):
            made(court, who)
    for who in ("tia", "joko", "dewi"):
        with pytest.raises(CaseNotFound):
            made(court, who)
    with pytest.raises(NotNow):
        made(court, kind=ReportKind.MONITORING)
    court.stand_at("tpi-round-2")
    with pytest.raises(PermissionDenied):
        made(court)


def test_neither_side_makes_a_report_in_the_name_of_the_other(court: Court) -> None:
    judged(court)
    court.stand_at("desk")
    assign(court, "tia")
    give(court, "tia", {ITEM: "Tidak"}, finding="Tidak ditemukan.", reason="Tidak ada bukti.")
    court.stand_at("monitoring")
    case = court.case()
    tpi, tpn = ReportKind.MONITORING, ReportKind.TPN
    for who, own, others in (("rani", tpi, tpn), ("tia", tpn, tpi)):
        assert [view.kind for view in making_views(court.actors[who], case, [])] == [own]
        with pytest.raises(PermissionDenied):
            made(court, who, others)
        assert made(court, who, own).report.kind == own


def test_without_who_signs_nothing_is_made(court: Court) -> None:
    court.stand_at("tpi-report")
    assign(court, "rani")
    with pytest.raises(NobodySigns) as told:
        made(court)
    assert told.value.lacking == ("tpi-controller",)
    assert not ReportVersion.objects.for_tenant(court.tenant).exists()


@pytest.mark.once
def test_the_same_is_not_made_twice_and_a_change_makes_a_version_that_ends_the_one_before(court: Court) -> None:
    first = made(judged(court))
    with pytest.raises(NothingNew):
        made(court)
    rejudge(court)
    second = made(court)
    assert (first.number, second.number, second.report_id) == (1, 2, first.report_id)
    first.document.refresh_from_db()
    assert first.document.state == DocumentState.SUPERSEDED
    assert first.document.successor_id == second.document_id
    titles = [one.title for one in changes_between(content_of(first), content_of(second))]
    assert "Catatan dan rekomendasi" in titles
    assert "Dasar evaluasi" not in titles
    with pytest.raises(RowIsPermanent):
        first.save()


def test_all_sign_and_the_fact_holds_until_the_data_change(court: Court) -> None:
    version = made(judged(court))
    assert not holds(court)
    assert signed(court, version, "rani").state == ReportState.DRAFT
    assert not holds(court)
    assert signed(court, version, "putu").state == ReportState.SIGNED
    assert holds(court)
    rejudge(court)
    assert not holds(court)
    another = made(court)
    assert (another.number, another.report.sequence) == (1, 2)
    assert another.report_id != version.report_id
    assert not holds(court)
    signed(court, another, "rani", "putu")
    assert holds(court)
    assert report_of(court, version.report_id).state == ReportState.SUPERSEDED
    version.document.refresh_from_db()
    assert version.document.state == DocumentState.SUPERSEDED


def test_nobody_signs_what_the_data_no_longer_say(court: Court) -> None:
    version = made(judged(court))
    signed(court, version, "rani")
    rejudge(court)
    with pytest.raises(ReportChanged):
        signed(court, version, "putu")
    version.document.refresh_from_db()
    assert version.document.state == DocumentState.PARTLY


@pytest.mark.once
def test_who_signs_is_part_of_what_is_said(court: Court) -> None:
    version = made(judged(court))
    rows = Assignment.objects.for_tenant(court.tenant).filter(user_id=court.users["putu"].pk)
    rows.update(ended_at=NOW)
    assign(court, "omar", level=Level.TPI_CONTROLLER)
    with pytest.raises(ReportChanged):
        signed(court, version, "rani")


def _changing(court: Court, times: int) -> Callable[[Case, Given], ReportContent]:
    """Compose as usual, but let the case move on while that happens, some times."""
    left = [times]

    def composing(case: Case, given: Given) -> ReportContent:
        read = compose(case, given)
        if left[0]:
            left[0] -= 1
            rows = Case.objects.for_tenant(court.tenant).filter(pk=court.case_id)
            rows.update(revision=rows.get().revision + 1, title="WBBM" if left[0] % 2 else "WBK")
        return read

    return composing


def test_an_answer_that_changes_while_it_is_read_is_read_again(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(court)
    monkeypatch.setattr(steady, "compose", _changing(court, 2))
    told = content_of(made(court))
    assert told.head.title == court.case().title
    assert told == compose(court.case(), Given(ReportKind.TPI, NUMBER, NOW.date()))


@pytest.mark.once
def test_data_that_never_stand_still_make_no_report(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(court)
    monkeypatch.setattr(steady, "compose", _changing(court, steady.TRIES))
    with pytest.raises(DataMoving):
        made(court)
    assert not ReportVersion.objects.for_tenant(court.tenant).exists()


@pytest.mark.once
def test_a_companions_dissent_of_the_stage_is_in_it(court: Court) -> None:
    said = [
        CaseDissent(NOW, "Sekar Arum", "Ombudsman", "Keluhan belum dijawab.", "Penilaian TPI selesai", "tpi-report"),
        CaseDissent(NOW + timedelta(days=1), "Sekar Arum", "Ombudsman", "Nanti.", "Panel", "panel"),
    ]
    with case_dissents.standing_in(CaseDissents("uji", lambda _tenant, _case: said)):
        told = content_of(made(judged(court)))
    assert [(one.name, one.text) for one in told.dissents] == [("Sekar Arum", "Keluhan belum dijawab.")]


def test_a_dissent_after_somebody_signed_leaves_the_signature_and_comes_into_the_next_report(court: Court) -> None:
    said: list[CaseDissent] = []

    def dissents(text: str) -> None:
        said.append(CaseDissent(NOW, "Sekar Arum", "Ombudsman", text, "Penilaian TPI selesai", "tpi-report"))

    with case_dissents.standing_in(CaseDissents("uji", lambda _tenant, _case: said)):
        version = made(judged(court))
        dissents("Sebelum ada yang menandatangani.")
        with pytest.raises(ReportChanged):
            signed(court, version, "rani")
        version = made(court)
        signed(court, version, "rani")
        dissents("Setelah ketua menandatangani.")
        assert signed(court, version, "putu").state == ReportState.SIGNED
        assert holds(court), "a dissent holds no case up"
        again = content_of(made(court))
    assert len(content_of(version).dissents) == 1
    assert [one.text for one in again.dissents] == ["Sebelum ada yang menandatangani.", "Setelah ketua menandatangani."]


@pytest.mark.parametrize("stage", ["to-be-coached", "determined"])
def test_the_ministry_makes_its_own_after_the_panel(court: Court, stage: str) -> None:
    judged(court)
    court.stand_at("desk")
    assign(court, "tia")
    give(court, "tia", {ITEM: "Tidak"}, finding="Tidak ditemukan.", reason="Tidak ada bukti.")
    court.stand_at(stage)
    version = made(court, "tia", ReportKind.TPN)
    told = content_of(version)
    assert [code for code, _name in told.levels] == ["self", "tpi", "tpn"]
    assert [one.text for one in told.findings] == ["Tidak ditemukan."]
    assert [(one.item, one.after) for one in told.differences] == [(ITEM, "Tidak")]
    assert signed(court, version, "tia").state == ReportState.SIGNED


@pytest.mark.once
def test_the_journal_keeps_digests_and_no_text_of_anybody(court: Court) -> None:
    version = made(judged(court))
    signed(court, version, "rani", "putu")
    rows = Entry.objects.for_tenant(court.tenant).filter(action__startswith="reports.")
    told = {row.action: json.loads(row.payload) for row in rows}
    assert set(told) == {"reports.made", "reports.signature", "reports.signed"}
    assert told["reports.made"]["content"] == version.content
    assert FINDING not in str(told)
