"""The way of a worksheet from its submission to a title or back to coaching, and of a title from year to year.

Permenpan RB 90/2021, Lampiran I, Tahap II to V, and 5/2024 for the proposal; what the law leaves open (objection,
clocks) is marked in `regulations/process.yaml`. The table is drawn in docs/domain/workflow.md from these very lines.
"""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Relation, permits
from pulau.core.workflow.model import Guard, Process, Stage, Way

SUBMITTED: Final = "submitted"
PRELIMINARY: Final = "preliminary"
FORWARDED: Final = "forwarded"
TPI_ROUND_1: Final = "tpi-round-1"
CLARIFICATION: Final = "clarification"
TPI_ROUND_2: Final = "tpi-round-2"
TPI_REPORT: Final = "tpi-report"
FIT: Final = "fit"
PROPOSED: Final = "proposed"
SCREENING: Final = "screening"
DESK: Final = "desk"
FIELD: Final = "field"
CLEARANCE: Final = "clearance"
PANEL: Final = "panel"
RECOMMENDED: Final = "recommended"
TO_BE_COACHED: Final = "to-be-coached"
OBJECTED: Final = "objected"
VERIFYING: Final = "verifying"
DETERMINED: Final = "determined"
MONITORING: Final = "monitoring"
REVOCATION_PROPOSED: Final = "revocation-proposed"
RENEWED: Final = "renewed"
REVOKED: Final = "revoked"
COACHING: Final = "coaching"
WITHDRAWN: Final = "withdrawn"
VOID: Final = "void"

STAGES: Final = (
    Stage(SUBMITTED, "Menunggu penilai", "Waiting for its assessors", clock="tpi-begin"),
    Stage(PRELIMINARY, "Penilaian pendahuluan", "Preliminary assessment", clock="preliminary"),
    Stage(FORWARDED, "Diteruskan ke TPI", "Forwarded to the TPI", clock="tpi-begin"),
    Stage(TPI_ROUND_1, "Penilaian TPI putaran 1", "TPI, round 1", clock="tpi-round"),
    Stage(CLARIFICATION, "Klarifikasi unit", "Clarification by the unit", clock="clarification"),
    Stage(TPI_ROUND_2, "Penilaian TPI putaran 2", "TPI, round 2", clock="tpi-round"),
    Stage(TPI_REPORT, "Laporan TPI", "Report of the TPI", clock="tpi-report"),
    Stage(FIT, "Layak diusulkan", "Fit to be proposed"),
    Stage(PROPOSED, "Diusulkan ke Menteri", "Proposed to the Minister", national=True),
    Stage(SCREENING, "Pra-evaluasi TPN", "Pre-evaluation by the TPN", clock="screening", national=True),
    Stage(DESK, "Evaluasi dokumen TPN", "Desk evaluation by the TPN", clock="desk", national=True),
    Stage(FIELD, "Survei dan evaluasi lapangan", "Survey and field evaluation", clock="field", national=True),
    Stage(CLEARANCE, "Klarifikasi lembaga lain", "Clearance with other bodies", clock="clearance", national=True),
    Stage(PANEL, "Sidang panel", "Panel", clock="panel", national=True),
    Stage(RECOMMENDED, "Direkomendasikan kepada Menteri", "Recommended to the Minister", national=True),
    Stage(TO_BE_COACHED, "Belum lulus, dapat berkeberatan", "Not passed, open to objection", clock="objection",
          national=True),
    Stage(OBJECTED, "Keberatan diperiksa", "Objection examined", clock="objection-answer", national=True),
    Stage(VERIFYING, "Verifikasi TPN atas evaluasi ulang", "Re-evaluation verified by the TPN", clock="screening",
          national=True),
    Stage(DETERMINED, "Ditetapkan", "Determined", national=True),
    Stage(MONITORING, "Pemantauan predikat", "Title monitored", national=True),
    Stage(REVOCATION_PROPOSED, "Pencabutan diusulkan", "Revocation proposed", clock="revocation", national=True),
    Stage(RENEWED, "Dilanjutkan evaluasi tahun berikutnya", "Carried on by a later year's evaluation", final=True,
          national=True),
    Stage(REVOKED, "Predikat dicabut", "Title revoked", final=True, national=True),
    Stage(COACHING, "Pembinaan dan perbaikan", "Coaching and repair", final=True),
    Stage(WITHDRAWN, "Ditarik", "Withdrawn", final=True),
    Stage(VOID, "Gugur", "Void", final=True, national=True),
)  # fmt: skip

GUARDS: Final = (
    Guard("submission-stands", "penilaian mandiri masih berlaku sebagaimana diajukan",
          "the self-assessment stands as it was handed in"),
    Guard("lower-unit", "unit di bawah unit eselon I atau kantor wilayah kementerian/lembaga",
          "the unit lies below an echelon I unit or province office of a ministry or agency"),
    Guard("no-preliminary", "unit tidak memerlukan penilaian pendahuluan", "the unit needs no preliminary assessment"),
    Guard("preliminary-judged", "penilaian pendahuluan sudah diserahkan", "the preliminary judgement is submitted"),
    Guard("tpi-assigned", "tim TPI lengkap: anggota, ketua, dan pengendali teknis",
          "the TPI team is complete: member, leader and technical controller"),
    Guard("no-conflict", "tidak ada penilai yang berbenturan kepentingan dengan unit",
          "no assessor has an interest in the unit"),
    Guard("members-submitted", "semua anggota TPI sudah menyerahkan penilaiannya",
          "every TPI member has submitted a judgement"),
    Guard("something-asked", "ada pertanyaan untuk unit", "there are questions to the unit"),
    Guard("nothing-open", "semua pertanyaan sudah dijawab atau lewat waktunya",
          "every question is answered, or its time is over"),
    Guard("leader-submitted", "ketua TPI sudah menyerahkan penilaiannya", "the TPI leader has submitted a judgement"),
    Guard("controller-submitted", "pengendali teknis sudah menyerahkan penilaiannya",
          "the technical controller has submitted a judgement"),
    Guard("tpi-decided", "semua butir dinilai dan tidak ada selisih yang belum diputus",
          "every item is judged, and no difference is undecided"),
    Guard("differences-reasoned", "setiap selisih antartingkat disertai alasan",
          "every difference between levels has its reason"),
    Guard("tpi-report-signed", "laporan hasil evaluasi TPI sudah ditandatangani", "the report of the TPI is signed"),
    Guard("tpi-minimums", "nilai TPI memenuhi semua nilai minimal predikat yang dituju",
          "the TPI's score meets every minimum of the title aimed at"),
    Guard("first-title", "evaluasi untuk predikat baru, bukan evaluasi ulang tahunan",
          "the evaluation is for a new title, not the yearly one of a title that is held"),
    Guard("title-held", "unit memegang predikat yang berlaku", "the unit holds a title that is in force"),
    Guard("proposal-signed", "surat usulan dan SPTJM sudah ditandatangani pimpinan instansi",
          "the letter and the statement of absolute responsibility are signed by the agency's head"),
    Guard("conditions-met", "syarat instansi dan unit terpenuhi, atau diringankan oleh ketentuan",
          "the conditions of agency and unit are met, or eased by the rule"),
    Guard("in-season", "masa pengusulan masih dibuka", "the season for proposals is open"),
    Guard("not-barred", "unit tidak sedang dalam larangan usulan dua tahun",
          "the unit is not barred from proposals for two years"),
    Guard("screening-recorded", "hasil pra-evaluasi sudah dicatat untuk setiap syarat",
          "the pre-evaluation is recorded for each condition"),
    Guard("desk-assigned", "evaluator dokumen TPN sudah ditunjuk", "a desk assessor of the TPN is assigned"),
    Guard("desk-submitted", "penilaian dokumen TPN sudah diserahkan", "the desk judgement of the TPN is submitted"),
    Guard("presentation-held", "paparan yang diminta sudah berlangsung",
          "the presentation that was called for was held"),
    Guard("field-assigned", "evaluator lapangan TPN sudah ditunjuk", "a field assessor of the TPN is assigned"),
    Guard("field-submitted", "penilaian lapangan TPN sudah diserahkan", "the field judgement of the TPN is submitted"),
    Guard("visit-closed", "kunjungan lapangan sudah ditutup", "the field visit is closed"),
    Guard("survey-recorded", "hasil survei dengan cukup responden sudah dicatat",
          "the survey, with enough respondents, is recorded"),
    Guard("tpn-decided", "semua butir mempunyai nilai TPN tanpa selisih yang belum diputus",
          "every item has a value at the TPN and no difference is undecided"),
    Guard("clearances-answered", "semua lembaga sudah menjawab atau lewat waktunya",
          "every body has answered, or its time is over"),
    Guard("votes-cast", "semua anggota panel sudah memberikan suara beserta alasan",
          "every member of the panel has voted, with reasons"),
    Guard("majority-for", "suara terbanyak menyetujui", "the majority is in favour"),
    Guard("majority-against", "suara terbanyak tidak menyetujui", "the majority is not in favour"),
    Guard("tpn-minimums", "nilai TPN memenuhi semua nilai minimal predikat", "the TPN's score meets every minimum"),
    Guard("decree-recorded", "keputusan penetapan sudah dicatat", "the decree that grants the title is recorded"),
    Guard("objection-filed", "keberatan diajukan dengan alasan", "an objection with its grounds is filed"),
    Guard("objection-in-time", "masa keberatan belum lewat", "the time for an objection is not over"),
    Guard("objection-over", "masa keberatan sudah lewat, atau instansi menerima hasilnya",
          "the time for an objection is over, or the agency accepts the outcome"),
    Guard("own-evaluation", "instansi berwenang menetapkan predikat ini sendiri",
          "the body may determine this title itself"),
    Guard("offence-recorded", "tindak pidana korupsi pada tahun usulan sudah dicatat beserta sumbernya",
          "a corruption offence in the year of the proposal is recorded, with its source"),
    Guard("trigger-examined", "pemicu sudah diperiksa dan diklarifikasi dengan TPI",
          "the trigger was examined and clarified with the TPI"),
    Guard("revocation-decree", "keputusan pencabutan sudah dicatat", "the decree that revokes the title is recorded"),
    Guard("later-evaluation", "evaluasi tahun berikutnya sudah memutuskan predikat",
          "a later year's evaluation has decided on the title"),
)  # fmt: skip

_UNIT_HEAD = permits(Relation.UNIT, roles.UNIT_HEAD)
_ADMINISTRATOR = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)
_AGENCY_HEAD = permits(Relation.AGENCY, roles.AGENCY_HEAD)
_LEADER = permits(Relation.AGENCY, roles.TPI_LEADER)
_TPN = permits(Relation.GRANT, roles.TPN_ASSESSOR)
_PANEL = permits(Relation.GRANT, roles.TPN_PANEL)
_TPN_WAY = (PROPOSED, SCREENING, DESK, FIELD, CLEARANCE, PANEL, RECOMMENDED)
_L1 = "90/2021, Lampiran I"

WAYS: Final = (
    Way("withdraw", (SUBMITTED,), WITHDRAWN, "Penilaian mandiri ditarik", "The self-assessment was withdrawn",
        _UNIT_HEAD, through="worksheets"),
    Way("begin_preliminary", (SUBMITTED,), PRELIMINARY, "Penilaian pendahuluan dimulai",
        "The preliminary assessment begins", (*_ADMINISTRATOR, *_LEADER), ("submission-stands", "lower-unit"),
        law=f"{_L1}, Tahap III"),
    Way("forward", (PRELIMINARY,), FORWARDED, "Dinyatakan layak dan diteruskan ke TPI", "Found fit, sent to the TPI",
        (*_ADMINISTRATOR, *_LEADER), ("preliminary-judged",), reasoned=True, law=f"{_L1}, Tahap III"),
    Way("hold_back", (PRELIMINARY,), COACHING, "Belum layak menurut penilaian pendahuluan",
        "Not fit by the preliminary assessment", (*_ADMINISTRATOR, *_LEADER), ("preliminary-judged",),
        reasoned=True, law=f"{_L1}, Tahap III"),
    Way("begin_tpi", (SUBMITTED, FORWARDED), TPI_ROUND_1, "Penilaian TPI dimulai", "The TPI begins", _LEADER,
        ("submission-stands", "no-preliminary", "tpi-assigned", "no-conflict"), law=f"{_L1}, Tahap IV"),
    Way("ask_clarification", (TPI_ROUND_1,), CLARIFICATION, "Klarifikasi diminta dari unit",
        "The unit is asked to clarify", _LEADER, ("members-submitted", "something-asked"), law=f"{_L1}, Tahap IV"),
    Way("begin_round_2", (TPI_ROUND_1, CLARIFICATION), TPI_ROUND_2, "Putaran 2 dimulai", "Round 2 begins", _LEADER,
        ("members-submitted", "nothing-open"), law=f"{_L1}, Tahap IV"),
    Way("finish_tpi", (TPI_ROUND_2,), TPI_REPORT, "Penilaian TPI selesai", "The TPI has judged", _LEADER,
        ("members-submitted", "leader-submitted", "controller-submitted", "nothing-open", "tpi-decided",
         "differences-reasoned", "no-conflict"), law=f"{_L1}, Tahap IV"),
    Way("find_fit", (TPI_REPORT,), FIT, "TPI menyatakan layak diusulkan", "The TPI finds it fit to be proposed",
        _LEADER, ("tpi-report-signed", "tpi-minimums", "first-title"), law=f"{_L1}, Tahap IV"),
    Way("find_unfit", (TPI_REPORT,), COACHING, "TPI menyatakan belum layak", "The TPI finds it not fit yet", _LEADER,
        ("tpi-report-signed", "first-title"), reasoned=True, law=f"{_L1}, Tahap IV"),
    Way("report_re_evaluation", (TPI_REPORT,), VERIFYING, "Evaluasi ulang dilaporkan ke TPN",
        "The re-evaluation is reported to the TPN", _LEADER, ("tpi-report-signed", "title-held"),
        law=f"{_L1}, Tahap V"),
    Way("propose", (FIT,), PROPOSED, "Diusulkan pimpinan instansi", "Proposed by the agency's head", _AGENCY_HEAD,
        ("proposal-signed", "conditions-met", "in-season", "not-barred"), through="proposals",
        law="5/2024, Lampiran II, Bab II"),
    Way("leave_unproposed", (FIT,), COACHING, "Tidak diusulkan tahun ini", "Not proposed this year", _AGENCY_HEAD,
        reasoned=True),
    Way("determine_own", (FIT,), DETERMINED, "Predikat ditetapkan pimpinan instansi",
        "The title is determined by the agency's head", _AGENCY_HEAD,
        ("own-evaluation", "tpi-minimums", "decree-recorded", "not-barred"), through="outcomes",
        law="5/2024, Lampiran II, Bab II, B; 52/2014, Bab III, B"),
    Way("begin_screening", (PROPOSED,), SCREENING, "Pra-evaluasi dimulai", "The pre-evaluation begins", _TPN,
        law=f"{_L1}, Tahap IV"),
    Way("pass_screening", (SCREENING,), DESK, "Lulus pra-evaluasi", "The pre-evaluation is passed", _TPN,
        ("screening-recorded", "conditions-met", "tpi-minimums", "desk-assigned", "no-conflict"),
        law=f"{_L1}, Tahap IV"),
    Way("fail_screening", (SCREENING,), TO_BE_COACHED, "Tidak lulus pra-evaluasi", "The pre-evaluation is not passed",
        _TPN, ("screening-recorded",), reasoned=True, law=f"{_L1}, Tahap IV"),
    Way("call_presentation", (DESK,), DESK, "Unit diminta memaparkan", "The unit is called to present", _TPN,
        through="visits", law=f"{_L1}, Tahap IV"),
    Way("pass_desk", (DESK,), FIELD, "Lulus evaluasi dokumen", "The desk evaluation is passed", _TPN,
        ("desk-submitted", "differences-reasoned", "presentation-held", "field-assigned", "no-conflict"),
        law=f"{_L1}, Tahap IV"),
    Way("fail_desk", (DESK,), TO_BE_COACHED, "Tidak lulus evaluasi dokumen", "The desk evaluation is not passed", _TPN,
        ("desk-submitted", "differences-reasoned"), reasoned=True, law=f"{_L1}, Tahap IV"),
    Way("finish_field", (FIELD,), CLEARANCE, "Evaluasi lapangan selesai", "The field evaluation is finished", _TPN,
        ("visit-closed", "survey-recorded", "field-submitted", "differences-reasoned", "tpn-decided", "no-conflict"),
        law=f"{_L1}, Tahap IV"),
    Way("finish_clearance", (CLEARANCE,), PANEL, "Klarifikasi lembaga selesai", "The clearances are finished", _TPN,
        ("clearances-answered",), law=f"{_L1}, Tahap IV"),
    Way("recommend", (PANEL,), RECOMMENDED, "Panel merekomendasikan", "The panel recommends", _PANEL,
        ("votes-cast", "majority-for", "tpn-minimums", "no-conflict"), law=f"{_L1}, Tahap IV"),
    Way("decline", (PANEL,), TO_BE_COACHED, "Panel tidak merekomendasikan", "The panel does not recommend", _PANEL,
        ("votes-cast", "majority-against"), reasoned=True, law=f"{_L1}, Tahap IV"),
    Way("object", (TO_BE_COACHED,), OBJECTED, "Instansi berkeberatan", "The agency objects", _AGENCY_HEAD,
        ("objection-filed", "objection-in-time"), through="outcomes"),
    Way("uphold_objection", (OBJECTED,), PANEL, "Keberatan diterima", "The objection is upheld", _PANEL,
        reasoned=True, through="outcomes"),
    Way("reject_objection", (OBJECTED,), COACHING, "Keberatan ditolak", "The objection is rejected", _PANEL,
        reasoned=True, through="outcomes"),
    Way("close_unpassed", (TO_BE_COACHED,), COACHING, "Kembali ke pembinaan", "Back to coaching",
        (*_AGENCY_HEAD, *_TPN), ("objection-over",), law=f"{_L1}, Tahap IV"),
    Way("determine", (RECOMMENDED,), DETERMINED, "Predikat ditetapkan", "The title is determined", _PANEL,
        ("decree-recorded", "not-barred"), through="outcomes", law=f"{_L1}, Tahap IV"),
    Way("begin_monitoring", (DETERMINED,), MONITORING, "Pemantauan dimulai", "Monitoring begins",
        (*_LEADER, *_TPN), ("title-held",), law=f"{_L1}, Tahap V"),
    Way("report_monitoring", (MONITORING,), MONITORING, "Pemantauan dilaporkan", "Monitoring was reported", _LEADER,
        through="outcomes", law=f"{_L1}, Tahap V"),
    Way("keep_title", (VERIFYING,), MONITORING, "Predikat dipertahankan", "The title is kept", _TPN,
        ("title-held", "tpi-minimums"), law=f"{_L1}, Tahap V"),
    Way("propose_revocation", (MONITORING, VERIFYING), REVOCATION_PROPOSED, "Pencabutan diusulkan",
        "Revocation is proposed", _TPN, ("trigger-examined",), reasoned=True, through="outcomes",
        law=f"{_L1}, Tahap V"),
    Way("drop_revocation", (REVOCATION_PROPOSED,), MONITORING, "Usulan pencabutan tidak dilanjutkan",
        "The revocation is not pursued", _PANEL, reasoned=True, through="outcomes"),
    Way("revoke", (REVOCATION_PROPOSED,), REVOKED, "Predikat dicabut", "The title is revoked", _PANEL,
        ("revocation-decree",), through="outcomes", law=f"{_L1}, Tahap V"),
    Way("carry_on", (MONITORING,), RENEWED, "Dilanjutkan evaluasi tahun berikutnya",
        "Carried on by a later year's evaluation", (*_LEADER, *_TPN), ("later-evaluation",), alone=True),
    Way("withdraw_proposal", _TPN_WAY, WITHDRAWN, "Usulan ditarik instansi", "The agency withdraws the proposal",
        _AGENCY_HEAD, reasoned=True, through="proposals"),
    Way("void", _TPN_WAY, VOID, "Usulan gugur karena tindak pidana korupsi", "The proposal is void by an offence",
        _TPN, ("offence-recorded",), reasoned=True, through="outcomes", law=f"{_L1}, Tahap V"),
)  # fmt: skip

ASSESSMENT: Final = Process(STAGES, GUARDS, WAYS, SUBMITTED)
"""The process of every worksheet that was handed in."""

NATIONAL: Final = frozenset(stage.code for stage in STAGES if stage.national)
"""The stages in which the ministry's assessors have it before them."""

WITH_TPI: Final = frozenset({SUBMITTED, FORWARDED, TPI_ROUND_1, CLARIFICATION, TPI_ROUND_2, TPI_REPORT})
"""The stages in which the inspectorate has it before it."""
