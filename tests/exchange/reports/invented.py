"""A report that nobody wrote: invented answers of three levels, remarks of every length, questions, a dissent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import print_exact
from pulau.exchange.names import answer_text
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.reports import content as c
from pulau.exchange.reports.figures import Figures
from tests.exchange.answers_for import answers_for

if TYPE_CHECKING:
    from pulau.core.scoring.model import Evaluation

REGULATION = "permenpan-rb-90-2021"
PACK = load_pack(REGULATION)
WORDING = load_wording(REGULATION)
NAMES = {"self": "Mandiri", "tpi": "TPI", "tpn": "TPN"}
LONG = "Bukti tindak lanjut baru sebagian; rapat evaluasi tercatat dua kali dari empat triwulan. " * 12
HEAD = c.Head(
    kind="tpi", number="700/118/ITDA/2026", on="2026-11-27", unit="Dinas Kependudukan dan Pencatatan Sipil",
    unit_code="disdukcapil", agency="Pemerintah Kabupaten Tanjung Sagara", year="2026", regulation=REGULATION,
    title="WBK", keeps=False, submitted_on="2026-09-14",
)  # fmt: skip


def levels(kind: str = "tpi") -> dict[str, Evaluation]:
    """Evaluations of the levels of a report, the earliest first; each level judges a little otherwise."""
    codes = ("self", "tpi", "tpn") if kind == "tpn" else ("self", "tpi")
    return {code: evaluate(PACK, take_answers(PACK, answers_for(PACK, seed))) for seed, code in enumerate(codes, 1)}


def remark(item: str, found: Evaluation, text: str, recommendation: str = "") -> c.Remark:
    """A remark on an item."""
    question = WORDING.items[item].question["id"]
    answer = answer_text(found.items[item].answer, "id")
    return c.Remark(item, PACK.items[item].number, question, "Ketua TPI", answer, text, recommendation)


def difference(item: str, before: Evaluation, after: Evaluation) -> c.Difference:
    """A difference of two levels."""
    return c.Difference(
        item, PACK.items[item].number, WORDING.items[item].question["id"],
        answer_text(before.items[item].answer, "id"), answer_text(after.items[item].answer, "id"),
        print_exact(before.items[item].points), print_exact(after.items[item].points),
        ("Bukti yang ditunjukkan hanya mencakup semester pertama.",),
    )  # fmt: skip


def content(kind: str = "tpi", remarks: int = 14) -> c.ReportContent:
    """The whole report; `remarks` says on how many items something is written."""
    found = levels(kind)
    figures = Figures(found, WORDING, "WBK")
    own, before = list(found.values())[-1], list(found.values())[-2]
    items = [item for item in PACK.items if PACK.sub_areas[PACK.items[item].sub_area].area][:remarks]
    differing = [item for item in PACK.items if own.items[item].answer != before.items[item].answer][:8]
    return c.ReportContent(
        head=replace(HEAD, kind=kind),
        basis=(
            "Permenpan RB 90/2021 (Berita Negara RI 2021 Nomor 1571), Lampiran II.",
            "Permenpan RB 5/2024 tentang syarat pengusulan.",
            "Penilaian mandiri unit yang diajukan pada 14 September 2026.",
        ),
        team=(
            c.Member("Anggota TPI", "Nina Safitri", "Auditor Muda", ("1", "2", "3")),
            c.Member("Anggota TPI", "Omar Wibowo", "Auditor Pertama", ("4", "5", "6")),
            c.Member("Ketua TPI", "Rani Kartika", "Auditor Madya"),
            c.Member("Pengendali teknis TPI", "Putu Astawa", "Inspektur Pembantu"),
        ),
        method=("Tiap penilai mengisi lembarnya sendiri dari kosong, tanpa melihat lembar penilai lain.",),
        steps=(
            c.Step("2026-09-15", "Penilaian TPI dimulai"),
            c.Step("2026-10-02", "Klarifikasi diminta kepada unit", "Bukti dua butir belum terbaca."),
            c.Step("2026-11-20", "Penilaian TPI selesai"),
        ),
        met=figures.met,
        decision="to-be-coached" if kind == "tpn" else "",
        levels=tuple((code, NAMES[code]) for code in found),
        scores=figures.scores(),
        gates=figures.gates(),
        results=figures.results(),
        unanswered=figures.unanswered(),
        strengths=tuple(remark(item, own, "Agen perubahan bekerja dan hasilnya terukur.") for item in items[:2]),
        findings=tuple(
            remark(item, own, LONG if place == 1 else "Rencana kerja belum memuat target.", "Tetapkan target triwulan.")
            for place, item in enumerate(items)
        ),
        differences=tuple(difference(item, before, own) for item in differing),
        questions=(c.Asked("Area 1", "3", "3", "0", "0", "1"), c.Asked("Semua", "3", "3", "0", "0", "1")),
        plan=(),
        notes=(),
        dissents=(c.Dissent("Sekar Arum", "Ombudsman", "Penilaian TPI selesai", "2026-11-21", "Keluhan dibiarkan."),),
        signers=(
            c.Signer("Ketua TPI", "Rani Kartika", "Auditor Madya"),
            c.Signer("Pengendali teknis TPI", "Putu Astawa", "Inspektur Pembantu"),
        ),
        origin=c.Origin(
            engine="1", rules="a" * 64, answers=(("Mandiri", "b" * 64), ("TPI", "c" * 64)),
            judgements=(("Ketua TPI, Rani Kartika", "d" * 64),), revision="7",
        ),
    )  # fmt: skip
