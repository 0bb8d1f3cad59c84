"""`pulau worksheet`: our workbook, blank or filled, goes out and comes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Pulau = Callable[..., Result]
    Sheet = Callable[..., Path]


@pytest.mark.parametrize("regulation", ["permenpan-rb-90-2021", "permenpan-rb-52-2014", "permenpan-rb-10-2019"])
def test_a_blank_workbook_scores_zero_with_everything_unanswered(pulau: Pulau, tmp_path: Path, regulation: str) -> None:
    book = tmp_path / "lke.xlsx"
    assert pulau("worksheet", "template", "-o", book, "--regulation", regulation).exit_code == 0
    found = json.loads(pulau("evaluate", book, "--format", "json").stdout)
    unanswered = [warning for warning in found["warnings"] if warning["code"] == "unanswered"]
    assert (found["regulation"], found["total"]) == (regulation, "0")
    assert len(unanswered) == len(found["items"])


def test_the_template_follows_the_regulation_in_force_unless_told(pulau: Pulau, tmp_path: Path) -> None:
    book = tmp_path / "lke.xlsx"
    pulau("worksheet", "template", "-o", book)
    assert json.loads(pulau("evaluate", book, "--format", "json").stdout)["regulation"] == "permenpan-rb-90-2021"


def test_an_exported_workbook_scores_to_the_same_bytes(pulau: Pulau, sheet: Sheet, tmp_path: Path) -> None:
    source = sheet(
        prior_title="WBK",
        answers={"H1.a": "3,87", "P1.i.a": None, "R5.ii.a": {"harus": 24, "proses": 3, "selesai": 21}},
        notes={"P1.ii.a": "=1+1 tetap teks\nbaris kedua 🙂"},
        links={"P1.ii.a": ["https://contoh.example.id/rencana.pdf"]},
    )
    book = tmp_path / "lke.xlsx"
    assert pulau("worksheet", "export", source, "-o", book).exit_code == 0
    before, after = (pulau("evaluate", path, "--format", "json").stdout for path in (source, book))
    assert before == after
    assert "1 catatan dan 1 tautan terbaca" in pulau("evaluate", book).stdout


def test_a_regulation_without_a_worksheet_has_no_template(pulau: Pulau, tmp_path: Path) -> None:
    book = tmp_path / "lke.xlsx"
    result = pulau("worksheet", "template", "-o", book, "--regulation", "permenpan-rb-5-2024")
    assert (result.exit_code, result.stdout, book.exists()) == (2, "", False)
    assert "Gunakan peraturan yang diubahnya: permenpan-rb-90-2021" in result.stderr
