"""The ministry's part of the stories: from the proposal to the decree and the certificate."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from pulau.apps.evidence.contract import Received
from pulau.apps.outcomes.contract import DecreeWish, certify_unproven, determine
from pulau.apps.panels.contract import AnswerWish, VoteWish, ask_clearance, cast_vote, open_panel, record_answer
from pulau.apps.proposals.contract import (
    ScreeningWish,
    SeasonWish,
    SigningWish,
    StatedWish,
    conditions_of,
    draft_proposal,
    proposed_checks,
    record_screening,
    seal_of,
    set_season,
    sign_proposal,
    state_condition,
    units_of_proposal,
)
from pulau.apps.rehearsal.demo_season.stage import Judging, Seen, go, judge, report, seat
from pulau.apps.reports.contract import ReportKind
from pulau.apps.signing.contract import Given, sign_document, signatory_of, stamped_then
from pulau.apps.visits.contract import (
    HeldWish,
    InterviewWish,
    LineWish,
    PresentationWish,
    ShopperWish,
    SurveyWish,
    VisitWish,
    call_presentation,
    close_visit,
    hold_presentation,
    note_line,
    plan_visit,
    record_interview,
    record_shopper,
    record_survey,
)
from pulau.apps.worksheets.contract import Chapter, Letter, letter_pdf
from pulau.core.workflow.levels import AssessorLevel
from pulau.exchange.field_checklist import checklist_on
from pulau.foundation import storage
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pulau.apps.rehearsal.demo_season.stage import Stage

_STORY: Final = UUID("6f0f3f0c-58b1-4c06-9a6e-0a5f6a3a7d11")
BODIES: Final = {
    "ombudsman": ("clear", "Tidak ada laporan maladministrasi yang terbuka."),
    "kpk": ("clear", "Tidak ada perkara yang melibatkan pimpinan unit."),
    "commission": ("note", "Kepatuhan jabatan pimpinan unit baik; satu mutasi perlu dilaporkan."),
    "apip": ("clear", "Tindak lanjut temuan 100 persen per akhir triwulan."),
}
BOARD: Final = "Papan biaya loket 3 belum mencantumkan jenis izin baru."
SEEN_PARTLY: Final = 17
AREA_TEXTS: Final = (
    "Tim dan agen perubahan bekerja menurut rencana; pimpinan hadir di layanan.",
    "Prosedur di meja petugas sama dengan yang ditetapkan.",
    "Penempatan mengikuti peta jabatan; pengembangan pegawai tercatat.",
    "Perjanjian kinerja turun sampai pelaksana, data capaian dapat ditelusuri.",
    "Pengaduan dan gratifikasi ditangani; benturan kepentingan dilaporkan.",
    "Biaya dan waktu layanan terpampang dan ditepati.",
    "Indeks survei dan capaian kinerja sesuai dengan laporannya.",
)


SEASON: Final = {"announcement": 124, "panel": 112, "field": 88, "desk": 68, "proposals": 52}
"""Steps of a prolonged season, the last first, since no step comes before another; days after the submission."""


def prolong(stage: Stage, year: int, begun: datetime, days: Mapping[str, int] = SEASON) -> None:
    """Let the ministry's panel set later days for a year: so many days after a moment."""
    home = stage.home_of("hasan")
    for step, later in days.items():
        day = stage.morning(begun.date() + timedelta(days=later)).date()
        wish = SeasonWish(year, step, f"Surat Deputi B/{later}/PW.04", day)
        with behind_wall(home.tenant_id):
            set_season(actor=home, wish=wish, now=stage.after(begun, -30))


def propose(stage: Stage, case_id: UUID, at: datetime, stated: tuple[tuple[str, str, str], ...]) -> None:
    """State what no record tells, draft the letter of the year, and let the regent sign it: the unit is proposed."""
    begun = (at.date() - timedelta(days=500)).isoformat()
    for condition, value, document in stated:
        _state(stage, case_id, condition, value or begun, document, at)
    head = stage.actor("indra")
    case = stage.case(case_id)
    draft = draft_proposal(actor=stage.actor("hana"), year=case.year, now=stage.after(at, 1))
    units = list(units_of_proposal(draft))
    checks = conditions_of(
        stage.tenant_id, [stage.case(unit.case_id) for unit in units], today_of(head, stage.after(at, 3))
    )
    day = stage.after(at, 3)
    with stamped_then(day):
        wish = SigningWish(f"700/{at.month}19/{at.year}", seal_of(units, checks))
        sign_proposal(actor=head, proposal_id=draft.pk, wish=wish, now=day)


def _state(stage: Stage, case_id: UUID, condition: str, value: str, document: str, at: datetime) -> None:
    wish = StatedWish(condition, value, document, at.date() - timedelta(days=400))
    state_condition(actor=stage.actor("hana"), case_id=case_id, wish=wish, now=at)


def evaluate(stage: Stage, case_id: UUID, field: dict[str, Seen], begun: datetime) -> datetime:
    """Play pre-evaluation, desk, presentation, visit, survey, clearance and panel. Returns the panel's day."""
    screen(stage, case_id, begun)
    _present(stage, case_id, stage.after(begun, 5))
    judge(stage, case_id, Judging(AssessorLevel.TPN_DESK, "citra", field, whole=True), stage.after(begun, 13))
    seat(stage, case_id, AssessorLevel.TPN_FIELD, "yoga", stage.after(begun, 14), by="citra")
    go(stage, case_id, "pass_desk", "citra", stage.after(begun, 15))
    visited = stage.after(begun, 26)
    _visit(stage, case_id, visited)
    judge(stage, case_id, Judging(AssessorLevel.TPN_FIELD, "yoga", whole=False), stage.after(visited, 6))
    go(stage, case_id, "finish_field", "yoga", stage.after(visited, 12))
    _clear(stage, case_id, stage.after(visited, 13))
    go(stage, case_id, "finish_clearance", "citra", stage.after(visited, 26))
    sat = stage.after(visited, 34)
    _sit(stage, case_id, sat)
    return sat


def screen(stage: Stage, case_id: UUID, begun: datetime) -> None:
    """Play the pre-evaluation, which the unit passes; the desk is Citra's."""
    go(stage, case_id, "begin_screening", "citra", begun)
    _screen(stage, case_id, stage.after(begun, 3))
    seat(stage, case_id, AssessorLevel.TPN_DESK, "citra", stage.after(begun, 3), by="citra")
    go(stage, case_id, "pass_screening", "citra", stage.after(begun, 4))


def _screen(stage: Stage, case_id: UUID, at: datetime) -> None:
    shown = proposed_checks(stage.case(case_id))
    if shown is None:
        raise LookupError("the unit was not proposed")
    keys = [str(check["key"]) if "key" in check else str(check["condition"]) for check in shown.checks]
    wish = ScreeningWish(
        confirmed=dict.fromkeys(keys, True), remarks={}, summary="Semua syarat dicocokkan dengan dokumennya.",
        seen=shown.digest,
    )  # fmt: skip
    record_screening(actor=stage.actor("citra"), case_id=case_id, wish=wish, now=at)


def _present(stage: Stage, case_id: UUID, at: datetime) -> None:
    wish = PresentationWish(at + timedelta(days=6), "Ruang rapat lantai 4", "Bagaimana waktu tunggu diturunkan")
    called = call_presentation(actor=stage.actor("citra"), case_id=case_id, wish=wish, now=at)
    held = stage.after(at, 6)
    told = HeldWish(held.date(), "Kepala dinas, dua anggota tim, Irban I", "Jawaban cukup; data antrean menyusul.")
    hold_presentation(actor=stage.actor("citra"), presentation_id=called.pk, wish=told, now=stage.after(held, 1))


def _visit(stage: Stage, case_id: UUID, at: datetime) -> None:
    yoga = stage.actor("yoga")
    user = stage.people["yoga"].pk
    plan = VisitWish(
        first_day=at.date(),
        last_day=at.date() + timedelta(days=1),
        place="Mal Pelayanan Publik, Jalan Dermaga 12",
        announced=True,
        team=(user,),
        leader=user,
    )
    visit = plan_visit(actor=yoga, case_id=case_id, wish=plan, now=stage.after(at, -7))
    checklist = checklist_on(at.date())
    for turn, line in enumerate(line for lines in checklist.areas.values() for line in lines):
        seen, note = ("partly", BOARD) if turn == SEEN_PARTLY else ("yes", "")
        typed = at + timedelta(minutes=4 * turn)
        wish = LineWish(uuid5(_STORY, f"{case_id}-{line.id}"), line.id, seen, note, 0, typed)
        note_line(actor=yoga, visit_id=visit.pk, wish=wish, now=typed)
    _around(stage, case_id, at)
    summary = dict(zip(checklist.areas, AREA_TEXTS, strict=False))
    close_visit(actor=yoga, visit_id=visit.pk, summary=summary, now=stage.after(at, 2))


def _around(stage: Stage, case_id: UUID, at: datetime) -> None:
    """Record the mystery shopper, an interview and the survey of a visit."""
    yoga = stage.actor("yoga")
    shopper = ShopperWish(
        key=uuid5(_STORY, f"{case_id}-pembeli"), typed_at=at, shopper="Tim Evaluasi 2", service="Izin praktik perawat",
        day=at.date() - timedelta(days=2), waited_minutes=11, manner="kind", asked_fee=0, paid=0,
        story="Petugas menjelaskan syarat dan mengatakan layanan ini tanpa biaya.",
        signs={"offered_faster": False, "receipt": True, "informed": True},
    )  # fmt: skip
    record_shopper(actor=yoga, case_id=case_id, wish=shopper, now=at)
    talk = InterviewWish(
        uuid5(_STORY, f"{case_id}-wawancara"), at, "Petugas loket", "6",
        "Antrean kini diambil dari rumah; jam sibuk pindah ke sore.", True,  # noqa: FBT003 - consent
    )  # fmt: skip
    record_interview(actor=yoga, case_id=case_id, wish=talk, now=at)
    paper = _paper("Laporan survei persepsi", at)
    survey = SurveyWish(
        "third-party", "Pusat Studi Pelayanan Universitas Nusa Bahari", at.date() - timedelta(days=20),
        at.date() - timedelta(days=6), 124, Decimal("3.78"), Decimal("3.71"),
    )  # fmt: skip
    record_survey(actor=yoga, case_id=case_id, wish=survey, file=paper, now=stage.after(at, 1))


def _paper(title: str, at: datetime) -> Received:
    told = Chapter("Ringkasan", ("124 responden dipilih acak dari daftar penerima layanan.",))
    letter = Letter(
        agency="Universitas Nusa Bahari", unit="Pusat Studi Pelayanan", place="Nusa Bahari", title=title,
        number="12/PSP", chapters=(told,), signed="Nusa Bahari", office="Ketua Pusat Studi", signer="Tim Survei",
    )  # fmt: skip
    content = letter_pdf(letter, at.date())
    return Received(storage.put(content), len(content), "laporan-survei.pdf", "pdf", ())


def _clear(stage: Stage, case_id: UUID, at: datetime) -> None:
    citra = stage.actor("citra")
    for turn, (body, (answer, text)) in enumerate(BODIES.items()):
        question = "Apakah ada laporan atau perkara terbuka mengenai unit dan pimpinannya?"
        ask_clearance(actor=citra, case_id=case_id, body=body, question=question, now=at)
        told = stage.after(at, 5 + 2 * turn)
        wish = AnswerWish(answer, told.date(), text)
        record_answer(actor=citra, case_id=case_id, body=body, wish=wish, now=told)


def _sit(stage: Stage, case_id: UUID, at: datetime) -> None:
    members = [stage.people[name].pk for name in ("hasan", "mutia")]
    open_panel(actor=stage.actor("hasan"), case_id=case_id, members=members, now=stage.after(at, -3))
    for name, reason in (
        ("hasan", "Nilai dan survei melampaui minimal; temuan lapangan kecil dan sudah dijanjikan selesai."),
        ("mutia", "Waktu layanan nyata turun dan diakui pengguna."),
    ):
        cast_vote(actor=stage.actor(name), case_id=case_id, wish=VoteWish("for", reason), now=at)
    go(stage, case_id, "recommend", "hasan", at + timedelta(hours=2))


def grant(stage: Stage, case_id: UUID, at: datetime) -> None:
    """Record the Minister's decree, sign the certificate, and begin to monitor."""
    hasan = stage.actor("hasan")
    wish = DecreeWish(f"971 Tahun {at.year}", at.date(), "Penetapan unit kerja berpredikat WBK")
    (held,) = determine(actor=hasan, case_ids=[case_id], wish=wish, now=stage.after(at, 3))
    signed = stage.after(at, 7)
    with stamped_then(signed):
        position = "Ketua Panel Tim Penilai Nasional"
        made = certify_unproven(actor=hasan, title_id=held.pk, position=position, now=signed)
        own = signatory_of(made.document_id, hasan.person)
        if own is not None:
            sign_document(actor=hasan, signatory_id=own, given=Given(), now=signed + timedelta(hours=1))
    go(stage, case_id, "begin_monitoring", "bima", stage.after(at, 10))


def tpn_report(stage: Stage, case_id: UUID, number: str, at: datetime) -> None:
    """Make and sign the report of the national assessors."""
    report(stage, case_id, ReportKind.TPN, number, ("yoga",), at)
