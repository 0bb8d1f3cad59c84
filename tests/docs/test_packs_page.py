"""docs/domain/packs.md: its example loads and passes, and its tables of keys are those that are read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pulau.core.regulation import parse
from pulau.core.regulation.differences import compare_packs
from pulau.core.regulation.model import Mark
from pulau.exchange import cases
from pulau.exchange.pack_checks import check_path
from pulau.exchange.packs import load_file, load_pack
from tests.docs.page import DOCS, rows

PAGE = DOCS / "domain" / "packs.md"
ROWS = rows(PAGE)
FILES = re.compile(r"```yaml\n# file: (?P<name>\S+)\n(?P<text>.*?)```", re.DOTALL)


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    for block in FILES.finditer(PAGE.read_text("utf-8")):
        path = tmp_path / block["name"]
        path.parent.mkdir(exist_ok=True)
        path.write_text(block["text"], "utf-8")
    return tmp_path / "tambalan.yaml"


def test_the_overlay_of_the_page_passes_with_its_cases(overlay: Path) -> None:
    check = check_path(overlay)
    assert (check.problems, check.failed, check.cases) == ((), (), 2)


def test_the_overlay_adds_two_gates_and_changes_nothing_else(overlay: Path) -> None:
    base = load_pack("permenpan-rb-90-2021")
    found = compare_packs(base, load_file(overlay))
    assert [difference.path for difference in found.gates] == ["WBK.complaints", "WBK.wealth-reports"]
    same = compare_packs(base, base)
    assert replace(found, gates=(), same_law=True) == same
    assert not found.same_law


def test_the_keys_of_a_pack_are_those_that_the_loader_knows() -> None:
    assert {row["key"] for row in ROWS if row.table == "key"} == set(parse._KEYS)


def test_the_keys_of_a_case_are_those_that_are_read() -> None:
    assert {row["key of a case"] for row in ROWS if row.table == "key of a case"} == set(cases._KEYS)


def test_the_marks_are_all_there() -> None:
    assert [row["mark"] for row in ROWS if row.table == "mark"] == [mark.value for mark in Mark]
