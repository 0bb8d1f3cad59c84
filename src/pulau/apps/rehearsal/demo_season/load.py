"""The demo's assessments, told by the services that everybody uses, on the days on which they happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import (
    CalibrationWish,
    Case,
    QuestionWish,
    ReplyWish,
    answer_calibration,
    ask_unit,
    close_calibration,
    open_calibration,
    reply_to,
)
from pulau.apps.companions.contract import Words, answer_companion, come_by_grant, speak
from pulau.apps.outcomes.contract import (
    DecreeWish,
    ExaminationWish,
    MonitoringWish,
    TitleWish,
    clarify_trigger,
    examine_trigger,
    propose_revocation,
    record_title,
    record_trigger,
    report_monitoring,
    revoke,
    title_on,
)
from pulau.apps.people.contract import Role
from pulau.apps.rehearsal.demo_season.desk import CENTRE, at_the_desk
from pulau.apps.rehearsal.demo_season.repairs import follow_good_practice, repair_registry
from pulau.apps.rehearsal.demo_season.stage import Judging, Stage, go, hand_in, judge, seat
from pulau.apps.rehearsal.demo_season.stories import FIELD, PERMITS, PERMITS_AGAIN, PERMITS_STATED, REGISTRY, SOCIAL
from pulau.apps.rehearsal.demo_season.tpi import review
from pulau.apps.rehearsal.demo_season.tpn import evaluate, grant, prolong, propose, tpn_report
from pulau.apps.worksheets.contract import last_answer, worksheet_ids
from pulau.core.regulation.model import Choice
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.workflow.keeping import TriggerKind
from pulau.core.workflow.levels import AssessorLevel
from pulau.exchange.calibration import default_sets
from pulau.exchange.packs import load_pack
from pulau.foundation.accounts.demo import TENANT_CODE
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pulau.core.regulation.model import Item
    from pulau.foundation.accounts.models import User

FORM: Final = "permenpan-rb-90-2021"
EASING: Final = date(2024, 7, 15)
"""Since when a one-stop service is eased (Permenpan RB 5/2024): before it, no title was in reach of the story's one."""
OFF_BY_ONE: Final = 5
DISSENT: Final = (
    "Kami masih menerima dua laporan antrean prioritas berbayar bulan ini. "
    "Predikat sebaiknya ditahan sampai keduanya selesai diperiksa."
)
WEIGHED: Final = (
    "Kedua laporan sudah diperiksa inspektorat: satu tidak terbukti, satu menyangkut calo di luar gedung dan "
    "diteruskan ke kepolisian."
)
UNITS: Final = frozenset({"dpmptsp", "dinsos", "disdukcapil", CENTRE})


def load_season(tenants: Mapping[str, UUID], people: Mapping[str, User], now: datetime) -> int:
    """Tell the assessments of the regency; returns how many cases moved, 0 where they were told already."""
    tenant = tenants[TENANT_CODE]
    with behind_wall(tenant), transaction.atomic():
        stage = Stage.of(tenant, tenants["kementerian-aparatur"], people, now)
        if not stage.units.keys() >= UNITS or _told(stage) or not _handed(stage):
            return 0
        _title(stage)
        _kept(stage)
        registry = _failed(stage)
        _revoked(stage)
        _under_way(stage)
        at_the_desk(stage)
        _calibrated(stage)
        repair_registry(stage, registry)
    follow_good_practice(stage, registry, tenants, people)
    return 6


def _handed(stage: Stage) -> bool:
    """Whether the worksheets that the stories begin with are there as they were handed in."""
    _first, last, this = stage.years
    rows = Case.objects.for_tenant(stage.tenant_id).values_list("unit_code", "year")
    return {("dpmptsp", last), ("dpmptsp", this), ("disdukcapil", last), (CENTRE, this)} <= set(rows)


def _told(stage: Stage) -> bool:
    return Case.objects.for_tenant(stage.tenant_id).exclude(stage="submitted").exists()


def _title(stage: Stage) -> None:
    """Tell how the one-stop service reached its title, in the season that the ministry had prolonged that year."""
    first, last, _this = stage.years
    worksheet_id = worksheet_ids(stage.tenant_id, "dpmptsp")[first]
    begun = stage.after(last_answer(stage.tenant_id, worksheet_id), 4)
    if stage.after(begun, 42).date() < EASING:
        return
    prolong(stage, first, begun)
    case_id = hand_in(stage, "dpmptsp", first, begun)
    review(stage, case_id, PERMITS, stage.after(begun, 5))
    go(stage, case_id, "find_fit", "bima", stage.after(begun, 36))
    propose(stage, case_id, stage.after(begun, 42), PERMITS_STATED)
    sat = evaluate(stage, case_id, dict(FIELD), stage.after(begun, 50))
    tpn_report(stage, case_id, "B/318/PW.04", stage.after(sat, 3))
    grant(stage, case_id, stage.after(begun, 118))
    wish = MonitoringWish(
        last, "Waktu layanan tetap di bawah standar; papan biaya loket 3 sudah diperbarui.",
        "skm", "3,52", complaints=41, complaints_open=2, follow_up="Dua pengaduan menunggu berkas pemohon.",
        letter=f"700/121/{last}",
    )  # fmt: skip
    report_monitoring(actor=stage.actor("bima"), case_id=case_id, wish=wish, now=stage.after(begun, 300))


def _kept(stage: Stage) -> None:
    """Tell how the title was kept a year later, against the recorded dissent of the Ombudsman's companion."""
    case = stage.case_of("dpmptsp", stage.years[1])
    begun = stage.after(case.opened_at, 6)
    done = review(stage, case.pk, PERMITS_AGAIN, begun)
    ratna = stage.actor("ratna")
    room = come_by_grant(actor=ratna, case_id=case.pk, now=stage.after(begun, 12))
    advice = Words("advice", "Pasang nomor aduan Ombudsman di ruang tunggu, bukan hanya di laman.", item="P5.iii.a")
    speak(actor=ratna, case_id=case.pk, room_id=room.pk, words=advice, now=stage.after(begun, 13))
    if title_on(stage.tenant_id, stage.units["dpmptsp"], done.date()) is None:
        return
    go(stage, case.pk, "report_re_evaluation", "bima", stage.after(done, 2))
    dissent = Words("dissent", DISSENT)
    said = speak(actor=ratna, case_id=case.pk, room_id=room.pk, words=dissent, now=stage.after(done, 6))
    weighed = Words("weighing", WEIGHED, answers=said.number)
    answer_companion(
        actor=stage.actor("hasan"), case_id=case.pk, room_id=room.pk, words=weighed, now=stage.after(done, 12)
    )
    go(stage, case.pk, "keep_title", "citra", stage.after(done, 14))


def _failed(stage: Stage) -> UUID:
    """Tell how the civil registry fell short last year."""
    case = stage.case_of("disdukcapil", stage.years[1])
    done = review(stage, case.pk, REGISTRY, stage.after(case.opened_at, 5))
    reason = "Indeks persepsi anti korupsi di bawah 3,60 dan beberapa catatan area 5 belum selesai."
    go(stage, case.pk, "find_unfit", "bima", stage.after(done, 2), reason)
    return case.pk


def _revoked(stage: Stage) -> None:
    """Tell how the social office lost a title that it held from before the platform."""
    hasan = stage.actor("hasan")
    last = stage.years[1]
    begun = stage.after(last_answer(stage.tenant_id, worksheet_ids(stage.tenant_id, "dinsos")[last]), 6)
    decree = DecreeWish("412 Tahun 2022", date(2022, 12, 9), "Penetapan unit kerja berpredikat WBK")
    wish = TitleWish(stage.units["dinsos"], "WBK", "minister", "Salinan keputusan di Bagian Organisasi")
    held = record_title(actor=stage.actor("hana"), wish=wish, decree=decree, now=stage.after(begun, -200))
    case_id = hand_in(stage, "dinsos", last, begun, title="WBK")
    done = review(stage, case_id, SOCIAL, stage.after(begun, 8))
    go(stage, case_id, "report_re_evaluation", "bima", stage.after(done, 2))
    found = record_trigger(
        actor=stage.actor("citra"), title_id=held.pk, kind=TriggerKind.MALADMINISTRATION,
        source="Rekomendasi Ombudsman 0143: pungutan pada penyaluran bantuan", day=stage.after(done, 20).date(),
        now=stage.after(done, 22),
    )  # fmt: skip
    text = "Terjadi pada dua kelurahan; petugas sudah dipindahkan, uang dikembalikan."
    clarify_trigger(actor=stage.actor("bima"), trigger_id=found.pk, text=text, now=stage.after(done, 30))
    judged = ExaminationWish("founded", "Pungutan terbukti dan berulang setelah teguran pertama.", "")
    examine_trigger(actor=stage.actor("citra"), trigger_id=found.pk, wish=judged, now=stage.after(done, 44))
    propose_revocation(
        actor=stage.actor("citra"), case_id=case_id, letter="B/207/PW.04",
        recommendation="Maladministrasi terbukti dan nilai TPI di bawah nilai minimal. Kami mengusulkan pencabutan.",
        now=stage.after(done, 50),
    )  # fmt: skip
    decided = stage.after(done, 64)
    decree = DecreeWish(f"588 Tahun {decided.year}", decided.date(), "Pencabutan predikat WBK")
    revoke(actor=hasan, case_id=case_id, decree=decree, now=stage.after(done, 68))


def _under_way(stage: Stage) -> None:
    """Leave the one-stop service's way to WBBM as it is today: round 1, half judged, a question open."""
    case = stage.case_of("dpmptsp", stage.years[2])
    at = max(case.opened_at + timedelta(hours=5), stage.now - timedelta(days=3))
    for level, who in (
        (AssessorLevel.TPI_MEMBER, "sinta"),
        (AssessorLevel.TPI_MEMBER, "nuri"),
        (AssessorLevel.TPI_LEADER, "bima"),
        (AssessorLevel.TPI_CONTROLLER, "anton"),
    ):
        seat(stage, case.pk, level, who, at, by="bima")
    go(stage, case.pk, "begin_tpi", "bima", at + timedelta(hours=1))
    judge(stage, case.pk, Judging(AssessorLevel.TPI_MEMBER, "nuri"), at + timedelta(hours=20))
    half = Judging(AssessorLevel.TPI_MEMBER, "sinta", submit=False, most=46)
    judge(stage, case.pk, half, at + timedelta(hours=26))
    sinta = stage.actor("sinta")
    for item, text in (
        ("P2.ii.a", "Aplikasi perizinan yang baru sudah dipakai di semua loket? Mohon tangkapan layarnya."),
        ("P4.i.a", "Kapan terakhir pimpinan memimpin sendiri rapat pemantauan kinerja?"),
    ):
        wish = QuestionWish(text, item, wants_evidence=item == "P2.ii.a")
        ask_unit(actor=sinta, case_id=case.pk, wish=wish, now=at + timedelta(hours=27))
    held = Appointment(Role.ZONE_TEAM, stage.units["dpmptsp"])
    team = Actor(stage.people["maya"].pk, stage.tenant_id, Role.ZONE_TEAM, (held,))
    told = ReplyWish("Rapat pemantauan dipimpin kepala dinas setiap tanggal 5; notula bulan ini menyusul.")
    reply_to(actor=team, case_id=case.pk, number=2, wish=told, now=min(stage.now, at + timedelta(hours=30)))


def _calibrated(stage: Stage) -> None:
    """Let the inspectorate's assessors have scored the same invented cases this spring."""
    at, anton = stage.after(stage.now, -120), stage.actor("anton")
    items = default_sets()[FORM].items
    wish = CalibrationWish("Kalibrasi semester pertama", FORM, at.date() + timedelta(days=14), items)
    row = open_calibration(actor=anton, wish=wish, now=at)
    pack = load_pack(FORM)
    for turn, who in enumerate(("bima", "sinta", "nuri")):
        values = [_near(pack.items[told.item], told.expected, number + turn) for number, told in enumerate(items)]
        answer_calibration(actor=stage.actor(who), set_id=row.pk, values=values, now=stage.after(at, 3 + turn))
    close_calibration(actor=anton, set_id=row.pk, now=stage.after(at, 12))


def _near(item: Item, expected: str, turn: int) -> str:
    """Return what is expected, or now and then the option beside it."""
    options = list(item.answer.values) if isinstance(item.answer, Choice) else []
    if turn % OFF_BY_ONE or expected not in options:
        return expected
    at = options.index(expected)
    return options[at + 1] if at + 1 < len(options) else options[at - 1]
