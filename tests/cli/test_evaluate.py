"""`pulau evaluate`, `plan`, `compare`, `explain`: what they print, and how they refuse."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

    Pulau = Callable[..., Result]
    Sheet = Callable[..., Path]

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


def check_against(schema: str, text: str) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(text)
    Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8"))).validate(loaded)
    return loaded


def test_the_official_sample_scores_100_60_40_and_meets_wbk(pulau: Pulau, sheet: Sheet) -> None:
    result = pulau("evaluate", sheet(), "--format", "json")
    assert result.exit_code == 0
    found = check_against("evaluate", result.stdout)
    assert (found["total"], found["enabler"], found["result"]) == ("100", "60", "40")
    assert found["titles"]["WBK"]["met"] is True  # type: ignore[index]
    assert found["titles"]["WBBM"]["met"] is False  # type: ignore[index]


def test_wbbm_needs_wbk_before_it(pulau: Pulau, sheet: Sheet) -> None:
    text = pulau("evaluate", sheet(), "--format", "json", "--prior-title", "WBK").stdout
    gate = json.loads(text)["titles"]["WBBM"]["gates"][-1]
    assert (gate["id"], gate["required"], gate["actual"], gate["met"], gate["shortfall"]) == (
        "prior-title",
        "WBK",
        "WBK",
        True,
        None,
    )


def test_a_regulation_with_halves_unsplit_prints_reform_null(pulau: Pulau, sheet: Sheet) -> None:
    text = pulau("evaluate", sheet(regulation="permenpan-rb-52-2014"), "--format", "json").stdout
    found = check_against("evaluate", text)
    assert {area["reform"] for area in found["areas"].values()} == {None}  # type: ignore[attr-defined]
    assert found["sub_areas"]["H1"]["score"] == "20"  # type: ignore[index]


def test_the_same_answers_in_another_order_give_the_same_bytes(pulau: Pulau, sheet: Sheet) -> None:
    first = sheet("a.json")
    loaded = json.loads(first.read_text("utf-8"))
    second = first.with_name("b.json")
    reordered = {"answers": dict(reversed(loaded["answers"].items())), "regulation": loaded["regulation"]}
    second.write_text(json.dumps(reordered), "utf-8")
    one, two = (pulau("evaluate", path, "--format", "json").stdout for path in (first, second))
    assert one == two


def test_text_says_the_verdict_with_commas(pulau: Pulau, sheet: Sheet) -> None:
    text = pulau("evaluate", sheet(answers={"H2.a": "3,19"})).stdout
    assert "Nilai total 96,46" in text
    assert "WBK: belum terpenuhi: Pelayanan publik yang prima (IPKP) kurang 0,04" in text


def test_english_is_complete(pulau: Pulau, sheet: Sheet) -> None:
    text = pulau("evaluate", sheet(answers={"H2.a": "3.19"}), "--language", "en").stdout
    assert "WBK: not met: Excellent public service (IPKP) short by 0.04" in text
    assert "Nilai total" not in text


def test_unanswered_counts_zero_or_is_left_out(pulau: Pulau, sheet: Sheet) -> None:
    path = sheet(answers={"P1.i.a": None})
    zero, skip = (
        json.loads(pulau("evaluate", path, "--format", "json", "--unanswered", policy).stdout)
        for policy in ("zero", "skip")
    )
    assert (zero["total"], zero["items"]["P1.i.a"]["fraction"]) == ("99.75", "0")
    assert (skip["total"], skip["items"]["P1.i.a"]["fraction"]) == ("100", None)
    assert zero["replay_digest"] != skip["replay_digest"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"answers": {"P9.i.a": "Ya"}}, "P9.i.a: Nomor pertanyaan ini tidak ada"),
        ({"answers": {"P1.i.b": "F"}}, "P1.i.b: Jawaban “F” bukan pilihan"),
        ({"answers": {"H1.a": "4,01"}}, "H1.a: Nilai 4,01 di luar skala 0 sampai 4"),
        ({"answers": {"H1.a": "NaN"}}, "H1.a: “NaN” bukan angka biasa"),
        ({"answers": {"H1.a": "1.234,5"}}, "H1.a: “1.234,5” bukan angka biasa"),
        ({"answers": {"R5.ii.a": {"harus": 1}}}, "R5.ii.a.selesai: Jumlah ini dibutuhkan"),
        ({"answers": {"R5.ii.a": {"harus": -1, "selesai": 0}}}, "R5.ii.a.harus: Jumlah -1 kurang dari 0"),
        ({"answers": {"R5.ii.a": {"harus": 1.5, "selesai": 0}}}, "R5.ii.a.harus: Jumlah 1.5 bukan bilangan bulat"),
        ({"answers": {"R5.ii.a": {"harus": 1, "selesai": 0, "x": 1}}}, "R5.ii.a.x: Isian ini tidak ada"),
        ({"regulation": "permenpan-rb-5-2024"}, "permenpan-rb-5-2024: Peraturan ini tidak memuat lembar kerja"),
        ({"unknown": 1}, "unknown: Kunci ini tidak dikenal"),
        ({"prior_title": "WBX"}, "prior_title: Predikat “WBX” tidak dikenal"),
    ],
)
def test_bad_input_is_said_on_stderr_with_place_and_remedy(
    pulau: Pulau, sheet: Sheet, changes: dict[str, object], said: str
) -> None:
    path = sheet()
    loaded = json.loads(path.read_text("utf-8"))
    answers = {**loaded["answers"], **changes.pop("answers", {})}  # type: ignore[dict-item]
    path.write_text(json.dumps({**loaded, "answers": answers, **changes}), "utf-8")
    result = pulau("evaluate", path, "--format", "json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


def test_a_regulation_against_the_files_is_refused(pulau: Pulau, sheet: Sheet) -> None:
    result = pulau("evaluate", sheet(), "--regulation", "permenpan-rb-52-2014")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "disusun menurut permenpan-rb-90-2021" in result.stderr


def test_a_folder_gives_a_table_and_says_which_file_is_bad(pulau: Pulau, sheet: Sheet, tmp_path: Path) -> None:
    folder = sheet("satu.json").parent
    sheet("dua.json", answers={"H2.a": "3,19"})
    (folder / "=rusak.json").write_text("{", "utf-8")
    table = tmp_path / "out" / "results.csv"
    table.parent.mkdir()
    result = pulau("evaluate", folder, "-o", table)
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    assert result.exit_code == 2
    assert [(row["file"], row["WBK"]) for row in rows] == [
        ("'=rusak.json", ""),
        ("dua.json", "FALSE"),
        ("satu.json", "TRUE"),
    ]
    assert rows[1]["unmet_gates"].split()[0] == "WBK.excellent-service"
    assert "bukan JSON yang sah" in rows[0]["problem"]


def test_a_plan_is_printed_and_fits_its_schema(pulau: Pulau, sheet: Sheet) -> None:
    path = sheet(answers={"H2.a": "3,15", "P1.i.a": "Tidak"})
    text = pulau("plan", path, "--title", "WBK", "--format", "json").stdout
    found = check_against("plan", text)
    assert found["steps"] == [{"item": "H2.a", "before": "3.15", "after": "3.2", "effort": 5, "gain": "0.21875"}]
    assert "WBK tercapai dengan 1 perbaikan, upaya 5" in pulau("plan", path, "--title", "WBK").stdout


def test_a_pinned_item_blocks_and_the_plan_names_the_gate(pulau: Pulau, sheet: Sheet) -> None:
    path = sheet(answers={"H2.a": "3,15"})
    found = check_against("plan", pulau("plan", path, "--title", "WBK", "--pin", "H2.a", "--format", "json").stdout)
    assert found["reachable"] is False
    assert [gate["id"] for gate in found["blocked_by"]] == ["excellent-service"]  # type: ignore[attr-defined]


def test_the_users_effort_turns_the_plan(pulau: Pulau, sheet: Sheet, tmp_path: Path) -> None:
    path = sheet(answers={"R4.iii.a": "D", "R4.ii.a": "D", "R4.i.a": {"jumlah_sasaran": 10, "tercapai": 3}})
    cheap, dear = (
        json.loads(pulau("plan", path, "--title", "WBK", "--effort", effort, "--format", "json").stdout)
        for effort in (_effort(tmp_path, "R4.i.a", 1), _effort(tmp_path, "R4.i.a", 500))
    )
    assert [step["item"] for step in cheap["steps"]] != [step["item"] for step in dear["steps"]]


def _effort(folder: Path, key: str, value: int) -> Path:
    path = folder / f"effort-{value}.json"
    path.write_text(json.dumps({key: value}), "utf-8")
    return path


def test_a_comparison_lists_what_changed(pulau: Pulau, sheet: Sheet) -> None:
    before, after = sheet("a.json", answers={"H2.a": "3,19"}), sheet("b.json")
    found = check_against("compare", pulau("compare", before, after, "--format", "json").stdout)
    assert [change["item"] for change in found["items"]] == ["H2.a"]  # type: ignore[attr-defined]
    assert {"title": "WBK", "met_before": False, "met_after": True} in found["titles"]  # type: ignore[operator]
    assert "WBK: belum → terpenuhi" in pulau("compare", before, after).stdout


@pytest.mark.parametrize(
    ("path", "formula"),
    [
        ("total", "60 + 39,5625 = 99,56"),
        ("items.H2.a", "3,9 / 4 × 17,5 = 17,06"),
        ("items.P1.i.b", "B = 0,5; 0,5 × 0,25 = 0,13"),
        ("sub_areas.P1.i", "(1 + 0,5) / 2 × 0,5 = 0,38"),
        ("items.R5.iii.a", "2 / (1 + 1 + 1) × 1 = 0,67"),
        ("titles.WBK.area-5", "97,78 ≥ 60,00"),
    ],
)
def test_an_explanation_fills_its_formula_in(pulau: Pulau, sheet: Sheet, path: str, formula: str) -> None:
    lhkpn = {"kepala": 1, "pejabat": 1, "lainnya": 1, "sudah": 2}
    answers = {"H2.a": "3,9"} if path == "total" else {"H2.a": "3,9", "P1.i.b": "B", "R5.iii.a": lhkpn}
    file = sheet(answers=answers)
    found = check_against("explain", pulau("explain", file, path, "--format", "json").stdout)
    assert str(found["formula"]).startswith(formula)
    assert formula in pulau("explain", file, path).stdout


def test_an_unknown_path_is_refused(pulau: Pulau, sheet: Sheet) -> None:
    result = pulau("explain", sheet(), "areas.7")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "areas.7: Tidak ada angka dengan nama ini" in result.stderr


OVERLAY = """\
id: contoh
instrument: Keputusan Contoh 1/2025
kind: overlay
overlay_of: permenpan-rb-90-2021
citation: "Diktum Kesatu"
titles:
  WBK:
    citation: "Diktum Kedua"
    gates:
      complaints: {measure: sub_areas.R5.ii, minimum: 3, citation: "Diktum Kedua"}
"""


def test_an_agencys_overlay_adds_its_gate_and_changes_the_digest(pulau: Pulau, sheet: Sheet, tmp_path: Path) -> None:
    overlay = tmp_path / "tambalan.yaml"
    overlay.write_text(OVERLAY, "utf-8")
    path = sheet(answers={"R5.ii.a": {"harus": 100, "selesai": 99}})
    law, own = (
        json.loads(pulau("evaluate", path, "--format", "json", *more).stdout) for more in ((), ("--overlay", overlay))
    )
    assert (law["titles"]["WBK"]["met"], own["titles"]["WBK"]["met"]) == (True, False)
    assert own["titles"]["WBK"]["gates"][-1]["shortfall"] == "0.03"
    assert law["rules_digest"] != own["rules_digest"]


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999999999", "9" * 5000])
def test_a_number_beyond_measure_is_refused_at_its_item(pulau: Pulau, tmp_path: Path, number: str) -> None:
    path = tmp_path / "lke.json"
    path.write_text(f'{{"regulation": "permenpan-rb-90-2021", "answers": {{"H1.a": {number}}}}}', "utf-8")
    result = pulau("evaluate", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("pulau: H1.a: “")
