"""`pulau regulations`: what it prints, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pulau.exchange.packs import available, load_pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

    Pulau = Callable[..., Result]
    Sheet = Callable[..., Path]

SHIPPED = Path(__file__).parents[2] / "src" / "pulau" / "regulations"


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """Write 90/2021 as a file of the user's, with pieces of its text changed."""

    def write(*changes: tuple[str, str]) -> Path:
        text = (SHIPPED / "permenpan-rb-90-2021" / "pack.yaml").read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "usulan.yaml"
        path.write_text(text, "utf-8")
        return path

    return write


# 79.25 in all, with every other gate of WBK met.
LOW: dict[str, object] = {
    "R1.ii.a": "E",
    "R1.iii.a": "D",
    "R3.i.a": "C",
    "R3.ii.a": "C",
    "R4.ii.a": "D",
    "R5.i.a": "E",
    "R5.ii.a": None,
    "R6.ii.a": "D",
    "P6.i.a": "E",
    "H1.b": "C",
    "H2.a": "3.2",
}
STRICTER = ("{measure: total, minimum: 75,", "{measure: total, minimum: 80,")


def test_the_list_has_every_pack_with_status_items_days_and_digest(pulau: Pulau) -> None:
    lines = pulau("regulations", "list", "--language", "en").stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == list(available())
    current = next(line for line in lines if line.startswith("permenpan-rb-90-2021"))
    digest = load_pack("permenpan-rb-90-2021").rules_digest[:12]
    assert current.split("  ")[0] == "permenpan-rb-90-2021"
    assert all(part in current for part in ("Permenpan RB 90/2021", "in force", "113", "2021-12-31", digest))


def test_the_list_speaks_indonesian_by_default(pulau: Pulau) -> None:
    assert "belum diverifikasi" in pulau("regulations", "list").stdout


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("pack_id", available())
def test_every_pack_is_shown_with_all_its_items_gates_and_open_points(
    pulau: Pulau, pack_id: str, language: str
) -> None:
    text = pulau("regulations", "show", pack_id, "--language", language).stdout
    pack = load_pack(pack_id)
    gates = [gate.id for title in pack.titles.values() for gate in title.gates]
    for key in [*pack.sub_areas, *pack.items, *gates, *(point.id for point in pack.open_points)]:
        assert key in text
    # Every line of law has its citation; the rest are headings, options, and names of counts.
    assert text.count("[") >= len(pack.items) + len(gates)


def test_a_value_that_is_not_verified_is_shown_with_its_mark_and_note(pulau: Pulau) -> None:
    text = pulau("regulations", "show", "permenpan-rb-90-2021").stdout
    assert "B = 0,67" in text
    assert "didukung dokumen lain; Tepat 0,67 dan 0,33" in text
    assert "0 / 0 = 1, x / 0 = 0" in text


def test_a_pack_is_shown_as_json_with_a_citation_at_each_value(pulau: Pulau) -> None:
    shown = json.loads(pulau("regulations", "show", "permenpan-rb-52-2014", "--format", "json").stdout)
    assert (shown["id"], len(shown["items"]), shown["weights"]["enabler"]) == ("permenpan-rb-52-2014", 84, "60")
    assert shown["items"]["P3.4.c"]["answer"]["options"] == {"A": "1", "B": "0.75", "C": "0.5", "D": "0.25", "E": "0"}
    cited = [*shown["areas"].values(), *shown["sub_areas"].values(), *shown["items"].values()]
    assert all(value["citation"]["text"] and value["citation"]["mark"] for value in cited)


def test_an_unknown_regulation_is_refused_on_stderr(pulau: Pulau) -> None:
    result = pulau("regulations", "show", "permenpan-rb-1-1901")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "permenpan-rb-90-2021" in result.stderr


def test_the_check_passes_for_all_packs_and_counts_their_cases(pulau: Pulau) -> None:
    result = pulau("regulations", "check", "--language", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == list(available())
    assert "permenpan-rb-52-2014: passed; 84 items, 0 worked examples" not in result.stdout


def test_the_check_names_file_line_and_item_of_a_wrong_pack(pulau: Pulau, changed: Callable[..., Path]) -> None:
    path = changed(("        dimensions: [system]\n", "        dimensions: [sistem]\n"))
    line = path.read_text("utf-8").splitlines().index("        dimensions: [sistem]") + 1
    result = pulau("regulations", "check", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"usulan.yaml:{line} sub_areas.P1.i.items.P1.i.a.dimensions[0]" in result.stderr


def test_the_check_of_a_users_pack_runs_the_cases_beside_it(pulau: Pulau, changed: Callable[..., Path]) -> None:
    path = changed()
    cases = path.parent / "cases"
    cases.mkdir()
    (cases / "a.yaml").write_text(
        "contoh:\n  - {judul: Semua, keterangan: Salah., semua: terbaik, nilai: {total: 99}}\n", "utf-8"
    )
    (cases / "b.yaml").write_text("contoh: [{judul: Semua}]\n", "utf-8")
    result = pulau("regulations", "check", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cases/a.yaml:2 contoh[0] “Semua”: total: diharapkan 99, dihitung 100" in result.stderr
    assert "cases/b.yaml:1 contoh[0]: “semua” belum ada" in result.stderr


def test_the_check_takes_a_folder_with_words_and_cases(pulau: Pulau) -> None:
    result = pulau("regulations", "check", SHIPPED / "permenpan-rb-52-2014")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("pack.yaml: sesuai; 84 pertanyaan")


def test_the_check_of_a_file_that_is_not_there_is_refused(pulau: Pulau, tmp_path: Path) -> None:
    result = pulau("regulations", "check", tmp_path / "tidak-ada.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "tidak-ada.yaml" in result.stderr


def test_a_pack_does_not_differ_from_itself(pulau: Pulau) -> None:
    text = pulau("regulations", "diff", "permenpan-rb-90-2021", "permenpan-rb-90-2021").stdout
    assert text.splitlines()[-1] == "Aturannya sama."


def test_a_difference_names_weights_items_and_gates(pulau: Pulau, changed: Callable[..., Path]) -> None:
    path = changed(STRICTER, ("answer: yes-no", "answer: abc"))
    text = pulau("regulations", "diff", "permenpan-rb-90-2021", path).stdout
    assert "  WBK.total: total ≥ 75 → total ≥ 80" in text
    assert "  P1.i.a answer: Ya = 1, Tidak = 0 → A = 1, B = 0.5, C = 0" in text
    assert "Bobot" not in text


def test_only_a_citation_changed_is_said_so(pulau: Pulau, changed: Callable[..., Path]) -> None:
    path = changed(('minimum: 75, citation: "Lampiran II, Bab III, Tabel 6"', 'minimum: 75, citation: "Lampiran IX"'))
    text = pulau("regulations", "diff", path, "permenpan-rb-90-2021", "--language", "en").stdout
    assert text.splitlines()[1:] == ["Only citations, dates or status differ."]


def test_a_difference_as_json_lists_items_added_and_removed(pulau: Pulau) -> None:
    result = pulau("regulations", "diff", "permenpan-rb-90-2021", "permenpan-rb-10-2019", "--format", "json")
    found = json.loads(result.stdout)
    assert found["items"]["added"] == ["H1.1", "H1.2", "H2.1"]
    assert len(found["items"]["removed"]) == 26
    assert {"path": "areas.1.reform", "before": "4", "after": None} in found["weights"]
    assert {"item": "P1.i.a", "field": "weight", "before": "0.25", "after": "0.5"} in found["items"]["changed"]
    assert found["same_law"] is False


def test_trying_a_stricter_pack_says_which_unit_loses_its_title(
    pulau: Pulau, changed: Callable[..., Path], sheet: Sheet
) -> None:
    weak = sheet(
        "lemah.json", answers={"H1.b": "C", "H2.a": "3.2", "R5.ii.a": None, "R5.i.a": "E", "P6.i.a": "E"} | LOW
    )
    strong = sheet("kuat.json")
    found = json.loads(pulau("regulations", "try", changed(STRICTER), weak, strong, "--format", "json").stdout)
    assert [(run["file"], run["lost"], run["won"]) for run in found["worksheets"]] == [
        ("lemah.json", ["WBK"], []),
        ("kuat.json", [], []),
    ]
    assert [run["change"] for run in found["worksheets"]] == ["0", "0"]


def test_trying_a_milder_pack_says_which_unit_wins_a_title(
    pulau: Pulau, changed: Callable[..., Path], sheet: Sheet
) -> None:
    milder = changed(("{measure: sub_areas.H2, minimum: 14,", "{measure: sub_areas.H2, minimum: 13,"))
    text = pulau("regulations", "try", milder, sheet(answers={"H2.a": "3"})).stdout
    assert text.splitlines()[-1] == "1 lembar: 1 meraih predikat, 0 kehilangan predikat."
    assert "WBK" in text


def test_answers_that_the_changed_pack_cannot_take_are_left_out_and_said(
    pulau: Pulau, changed: Callable[..., Path], sheet: Sheet
) -> None:
    path = changed(("answer: yes-no", "answer: abc"))
    found = json.loads(pulau("regulations", "try", path, sheet(), "--format", "json").stdout)
    run = found["worksheets"][0]
    assert (run["left_out"], run["change"]) == (["P1.i.a"], "-0.25")


def test_trying_the_unverified_pack_says_how_many_answers_are_left_out(pulau: Pulau, sheet: Sheet) -> None:
    text = pulau("regulations", "try", "permenpan-rb-10-2019", sheet()).stdout
    assert "(26)" in text
    assert "-40,00" in text


def test_trying_a_worksheet_that_is_wrong_names_the_file_and_the_item(pulau: Pulau, sheet: Sheet) -> None:
    result = pulau("regulations", "try", "permenpan-rb-90-2021", sheet(answers={"P1.i.a": "Z"}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "lke.json P1.i.a: " in result.stderr


def test_items_added_and_removed_are_named_in_the_text(pulau: Pulau) -> None:
    text = pulau("regulations", "diff", "permenpan-rb-90-2021", "permenpan-rb-10-2019").stdout
    assert "Pertanyaan baru: H1.1, H1.2, H2.1\n" in text
    assert "Pertanyaan yang hilang: R1.i.a, R1.i.b," in text


def test_ratios_and_gates_are_shown_as_json_with_formula_zero_policy_and_unit(pulau: Pulau) -> None:
    shown = json.loads(pulau("regulations", "show", "permenpan-rb-90-2021", "--format", "json").stdout)
    share, decrease = (shown["items"][item]["answer"] for item in ("R5.ii.a", "R3.iii.a"))
    assert (share["kind"], share["done"], share["due"]) == ("share", "selesai", ["harus"])
    assert (decrease["kind"], decrease["before"], decrease["now"]) == ("decrease", "tahun_lalu", "tahun_ini")
    assert (decrease["zero"]["value"], decrease["zero"]["value_if_now"]) == ("1", "0")
    assert decrease["zero"]["citation"]["mark"] == "I"
    gates = {gate["id"]: gate for gate in shown["titles"]["WBBM"]["gates"]}
    assert (gates["area-5"]["unit"], gates["area-5"]["minimum"]) == ("percent", "75")
    assert gates["prior-title"]["requires"] == "WBK"


def test_a_pack_that_is_neither_an_id_nor_a_file_is_refused(pulau: Pulau) -> None:
    result = pulau("regulations", "diff", "permenpan-rb-90-2021", "tidak-ada")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "permenpan-rb-52-2014" in result.stderr
