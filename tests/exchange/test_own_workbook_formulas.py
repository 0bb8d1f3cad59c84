"""The formulas of Pulau's workbook, recalculated by LibreOffice after a person typed, give Pulau's own figures."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from pulau.core.scoring.model import Unanswered
from pulau.exchange.packs import load_pack
from tests.exchange.filled import PACKS, at_random, best, edited, scored, typed, worst, written
from tests.exchange.office import save_as

if TYPE_CHECKING:
    from pathlib import Path

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.model import Evaluation

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

CLOSE: Final = 1e-9
SEEDS: Final = range(4)
Cells = dict[tuple[str, int, int], object]
Cases = dict[str, tuple[dict[str, object], "Evaluation"]]


@dataclass(frozen=True)
class Recalculated:
    """What LibreOffice made of each case, where formulas stand, and which cell has which name."""

    cases: dict[str, tuple[Cells, Evaluation]]
    formulas: frozenset[tuple[str, int, int]]
    names: dict[str, tuple[str, int, int]]


def _cases(pack: Pack) -> Cases:
    """Answers typed into an empty workbook, and what Pulau makes of them."""
    all_best, title = best(pack), "WBK" if pack.titles else None
    cases: Cases = {
        "blank": ({}, scored(pack, {})),
        "best": (typed(all_best), scored(pack, all_best)),
        "best-titled": (typed(all_best, prior_title="WBK"), scored(pack, all_best, prior_title=title)),
        "worst": (typed(worst(pack)), scored(pack, worst(pack))),
    }
    for seed in SEEDS:
        raw = at_random(pack, seed, answered=(1, 0.9, 0.4)[seed % 3])
        cases[f"random-{seed}"] = (typed(raw), scored(pack, raw))
        skipped = scored(pack, raw, unanswered=Unanswered.SKIP)
        cases[f"skip-{seed}"] = (typed(raw, unanswered="Dilewati"), skipped)
    as_text = {cell: str(value).replace(".", ",") for cell, value in typed(at_random(pack, 9)).items()}
    loose = {cell: f" {value.lower()} " for cell, value in as_text.items()}
    # A count is a whole number: "5,0" would be none. Counts are typed as ints, so they have no comma.
    cases["numbers-as-text"] = (dict(as_text), scored(pack, at_random(pack, 9)))
    cases["loosely-typed"] = (dict(loose), scored(pack, at_random(pack, 9)))
    return cases


IN_FORCE = "permenpan-rb-90-2021"
EACH = [pack if pack == IN_FORCE else pytest.param(pack, marks=pytest.mark.nightly) for pack in PACKS]
"""LibreOffice takes seconds for each: in every run the form in force, the others at night."""


@pytest.fixture(scope="module", params=EACH)
def recalculated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Recalculated:
    pack = load_pack(request.param)
    template, cases = written(scored(pack, {})), _cases(pack)
    given = dict(zip(cases, edited(template, *(cells for cells, _ in cases.values())), strict=True))
    saved = save_as(tmp_path_factory.mktemp("office"), given)
    book = load_workbook(BytesIO(saved["blank"]))
    formulas = {
        (sheet.title, row, column)
        for sheet in load_workbook(BytesIO(template)).worksheets
        for row, cells in enumerate(sheet.iter_rows())
        for column, cell in enumerate(cells)
        if cell.data_type == "f"
    }
    names = {name: _spot(defined.attr_text or "") for name, defined in book.defined_names.items()}
    found = {name: (_cells(saved[name]), evaluation) for name, (_, evaluation) in cases.items()}
    return Recalculated(found, frozenset(formulas), names)


def test_named_cells_hold_the_figures_of_pulau(recalculated: Recalculated) -> None:
    for name, (cells, evaluation) in recalculated.cases.items():
        named = {key: cells.get(spot) for key, spot in recalculated.names.items()}
        expected = {
            "TOTAL": evaluation.total, "ENABLER": evaluation.enabler, "RESULT": evaluation.result,
            **{f"AREA_{key}": area.score for key, area in evaluation.areas.items()},
        }  # fmt: skip
        for key, score in expected.items():
            assert named[key] == pytest.approx(float(score.points), abs=CLOSE), (name, key)
        for title, verdict in evaluation.titles.items():
            assert named[title] is verdict.met, (name, title)


def test_every_formula_gives_what_pulau_stores_beside_it(recalculated: Recalculated) -> None:
    assert len(recalculated.formulas) > 300
    for name, (cells, evaluation) in recalculated.cases.items():
        stored = _cells(written(evaluation))
        for spot in recalculated.formulas:
            ours, theirs = stored.get(spot, ""), cells.get(spot, "")
            if isinstance(ours, float):
                assert theirs == pytest.approx(ours, abs=CLOSE), (name, spot)
            else:
                assert theirs == ours, (name, spot)


def test_a_figure_just_below_a_minimum_is_not_lifted_by_the_tolerance(tmp_path: Path) -> None:
    pack = load_pack("permenpan-rb-90-2021")
    cells = typed(best(pack))
    given = edited(written(scored(pack, {})), {**cells, "items.H1.a": 3.6}, {**cells, "items.H1.a": 3.59999999999})
    saved = save_as(tmp_path, dict(zip(("met", "missed"), given, strict=True)))
    spot = _spot(load_workbook(BytesIO(given[0])).defined_names["WBK"].attr_text or "")
    assert {name: _cells(data)[spot] for name, data in saved.items()} == {"met": True, "missed": False}


def _spot(place: str) -> tuple[str, int, int]:
    sheet, _, cell = place.rpartition("!")
    row, column = coordinate_to_tuple(cell.replace("$", ""))
    return sheet.strip("$'"), row - 1, column - 1


def _cells(data: bytes) -> Cells:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {
        (sheet, row, column): value
        for sheet in book.sheet_names
        for row, line in enumerate(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
        for column, value in enumerate(line)
    }
