"""The PDF summary: what it says, that names stay text, and that equal input gives equal bytes."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pulau.core.planning.plan import plan
from pulau.core.regulation.model import Choice, Decrease, Item, Pack, Scale, Share
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Evaluation, Unanswered
from pulau.exchange.packs import available, load_pack, load_wording
from pulau.exchange.pdf.legible import COVERED, LONGEST, STAND_IN, legible
from pulau.exchange.pdf.summary import summary_pdf
from pulau.exchange.result_json import replay_digest
from pulau.exchange.submission import Finding, Printed, Submission

IN_FORCE = "permenpan-rb-90-2021"
WORKSHEETS = [pack_id for pack_id in available() if load_pack(pack_id).worksheet]
DAY = date(2026, 11, 22)


def second_best(item: Item) -> object:
    match item.answer:
        case Choice(values=options):
            return list(options)[1]
        case Scale(maximum=maximum):
            return str(maximum * Fraction(9, 10))
        case Share(inputs=inputs, done=done):
            return {key: 3 if key == done else 4 for key in inputs}
        case Decrease(inputs=inputs, before=before):
            return {key: 4 if key == before else 1 for key in inputs}


def scored(pack_id: str = IN_FORCE, *, without: str = "", skip: bool = False, prior: str | None = None) -> Evaluation:
    pack: Pack = load_pack(pack_id)
    raw = {key: second_best(item) for key, item in pack.items.items() if key != without}
    raw = {key: str(float(Fraction(v))) if isinstance(v, str) and "/" in v else v for key, v in raw.items()}
    policy = Unanswered.SKIP if skip else Unanswered.ZERO
    return evaluate(pack, take_answers(pack, raw), unanswered=policy, prior_title=prior)


def text_of(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "summary.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", done.stdout)


def said(evaluation: Evaluation, tmp_path: Path, **options: object) -> str:
    return text_of(summary_pdf(evaluation, load_wording(evaluation.pack.id), **options), tmp_path)  # type: ignore[arg-type]


def test_total_areas_and_gates_stand_in_it_with_a_decimal_comma(tmp_path: Path) -> None:
    evaluation = scored()
    text = said(evaluation, tmp_path, unit_name="Dinas Contoh", printed_on=DAY)
    whole = round(100 * float(evaluation.total.points))
    assert f"{whole // 100},{whole % 100:02d} dari 100,00" in text
    assert "Dinas Contoh" in text
    assert "22 November 2026" in text
    assert "Area 5 Penguatan pengawasan" in text
    assert "Permenpan RB 90/2021, Lampiran II, Bab III, Tabel 6" in text
    assert "18,25" in text
    assert "19,50" in text


def test_english_has_english_words_and_decimal_points(tmp_path: Path) -> None:
    text = said(scored(), tmp_path, language="en", printed_on=DAY)
    assert "Summary of the evaluation worksheet" in text
    assert "Minimums of the titles" in text
    assert "18.25" in text
    assert "Page 1 of 2" in text
    assert "dari" not in text.split()


def test_the_digests_and_the_command_to_replay_it_stand_in_it(tmp_path: Path) -> None:
    evaluation = scored(skip=True, prior="WBK", without="P1.i.a")
    text = said(evaluation, tmp_path)
    for digest in (evaluation.pack.rules_digest, evaluation.answers.digest, replay_digest(evaluation)):
        assert digest in text
    assert f"--regulation {IN_FORCE} --prior-title WBK --unanswered skip" in text
    assert "1 pertanyaan belum dijawab: A.I.1.i.a" in text


@pytest.mark.parametrize("pack_id", WORKSHEETS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_worksheet_can_be_summed_up_in_two_pages(pack_id: str, language: str, tmp_path: Path) -> None:
    evaluation = scored(pack_id)
    text = said(evaluation, tmp_path, language=language)
    assert ("Halaman 2 dari 2" if language == "id" else "Page 2 of 2") in text
    assert all(title in text for title in evaluation.titles)
    for sub_area in evaluation.pack.sub_areas.values():
        assert sub_area.number in text


def test_a_regulation_without_titles_says_so(tmp_path: Path) -> None:
    text = said(scored("permenpan-rb-10-2019"), tmp_path)
    assert "Peraturan ini tidak memberi predikat." in text
    assert "Syarat predikat" not in text
    assert "belum diverifikasi" in text


def test_steps_of_a_plan_are_listed(tmp_path: Path) -> None:
    evaluation = scored()
    found = plan(evaluation, "WBBM")
    text = said(evaluation, tmp_path, plan=found)
    assert found.reachable
    assert "Langkah menuju WBBM" in text
    assert f"{len(found.steps)} langkah dengan usaha {found.effort}" in text
    assert "Dengan anggapan predikat WBK sudah dimiliki." in text
    assert evaluation.pack.items[found.steps[-1].item].number in text


def test_a_plan_that_cannot_reach_names_the_gate_that_blocks(tmp_path: Path) -> None:
    evaluation = scored()
    pinned = [key for key in evaluation.pack.items if key.startswith(("P5", "R5"))]
    blocked = plan(evaluation, "WBBM", pinned=pinned)
    assert not blocked.reachable
    assert "Tidak tercapai" in said(evaluation, tmp_path, plan=blocked)


def test_figures_of_the_file_that_differ_and_findings_are_told(tmp_path: Path) -> None:
    evaluation = scored()
    own = evaluation.sub_areas["R5.iii"].points
    findings = tuple(Finding("capped-ratio", f"K{row}", (("done", "3"), ("due", "2"))) for row in range(14))
    submission = Submission(
        kind="ministry",
        regulation=IN_FORCE,
        answers={},
        printed={"sub_areas.R5.iii": Printed(own + Fraction(1, 4), "L200")},
        findings=findings,
    )
    text = said(evaluation, tmp_path, submission=submission)
    assert "Berbeda dari angka tercetak dalam berkas" in text
    assert "A.II.5.iii Pelaporan harta kekayaan" in text
    assert "Sebabnya tidak diketahui." in text
    assert "K11:" in text
    assert "K12:" not in text
    assert "dan 2 lainnya" in text


@pytest.mark.parametrize(
    "name",
    [
        "#panic(1) *tebal* $x$ `kode` <label> @rujukan",
        '" + read("/etc/passwd") + "',
        "= Judul\\ // {} [] \\u{41}",
        "</data>",
    ],
)
def test_a_hostile_name_stays_text(name: str, tmp_path: Path) -> None:
    assert name in said(scored(), tmp_path, unit_name=name)


@pytest.mark.parametrize("name", ["中文 🎉", "a\x00b\x07", "\ud83d", "\u202eterbalik", "\ue000", "x" * 100_000])
def test_a_name_our_font_cannot_show_still_gives_a_valid_file(name: str, tmp_path: Path) -> None:
    text = said(scored(), tmp_path, unit_name=name)
    assert "Nilai total" in text
    assert len(re.findall("x", text)) < 10 * LONGEST


def test_every_character_we_claim_to_show_is_in_the_font_of_each_weight() -> None:
    signs = "".join(chr(code) for first, last in COVERED for code in range(first, last + 1))
    for start in range(0, len(signs), 200):
        # typst refuses a PDF/A with a glyph missing; the name is set in bold and in regular (page header)
        part = signs[start : start + 200]
        assert summary_pdf(scored(), load_wording(IN_FORCE), unit_name=part).startswith(b"%PDF-1.7")


def test_what_the_font_lacks_is_shown_as_a_box() -> None:
    assert legible("Dinas 中 café") == f"Dinas {STAND_IN} café"
    assert legible("a\u200bb\u2011c\nd") == "ab-c d"
    assert legible("e\u0301") == "é"
    assert len(legible("y" * (LONGEST + 1))) == LONGEST


def test_equal_input_gives_equal_bytes_and_the_day_changes_them() -> None:
    wording = load_wording(IN_FORCE)
    first, second = (summary_pdf(scored(), wording, unit_name="Unit", printed_on=DAY) for _ in range(2))
    assert first == second
    assert first != summary_pdf(scored(), wording, unit_name="Unit", printed_on=date(2026, 11, 23))
    assert summary_pdf(scored(), wording) == summary_pdf(scored(), wording)


def test_it_is_tagged_titled_and_in_its_language_with_our_font_alone(tmp_path: Path) -> None:
    pdf = summary_pdf(scored(), load_wording(IN_FORCE), unit_name="Unit Contoh")
    file = tmp_path / "summary.pdf"
    file.write_bytes(pdf)

    def poppler(*command: str) -> str:
        return subprocess.run([*command, file], capture_output=True, text=True, check=True).stdout

    info = poppler("pdfinfo")
    assert re.search(r"Tagged:\s+yes", info)
    assert "Unit Contoh" in info
    assert re.search(r"Page size:.*A4", info)
    structure = poppler("pdfinfo", "-struct")
    for tag in ("H1", "H2", "Table", "THead", "TH ", "TD", "P "):
        assert tag in structure, tag
    fonts = poppler("pdffonts").splitlines()[2:]
    assert len(fonts) == 3
    assert all("PlusJakartaSans" in line for line in fonts)
    xmp = poppler("pdfinfo", "-meta")
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<rdf:li>id</rdf:li>" in xmp
