"""Charts as they are drawn: one picture with its words, the same figures beside it, and no text that becomes markup."""

from __future__ import annotations

import pytest

from pulau.foundation.ui import gallery_charts as examples
from pulau.foundation.ui.charts import (
    Bar,
    Bars,
    Dot,
    Dots,
    Funnel,
    Lines,
    Point,
    Row,
    Rows,
    Series,
    Step,
    Tick,
    TileMap,
    tile_map,
)
from tests.foundation.components import HOSTILE, Attributes, Cells, shown

CHARTS: dict[str, object] = {
    "bars": Bars(HOSTILE, [Bar(HOSTILE, 1), Bar("2025", None, missing=HOSTILE)]),
    "lines": Lines(HOSTILE, [HOSTILE, "b"], [Series(HOSTILE, [Point(1, 0, 2), Point(2)])]),
    "rows": Rows(
        HOSTILE,
        [
            Row(HOSTILE, 1, note=HOSTILE, href=HOSTILE, status="met", status_words=HOSTILE),
            Row("b", None, missing=HOSTILE),
        ],
        [Tick(1, HOSTILE)],
    ),
    "dots": Dots(HOSTILE, [Dot(HOSTILE, 1, 0, 2, 3, 1), Dot("b", None, missing=HOSTILE)]),
    "funnel": Funnel(HOSTILE, [Step(HOSTILE, 2), Step("b", 1, few=HOSTILE), Step("c", None, missing=HOSTILE)]),
    "tile-map": tile_map(title=HOSTILE, counts={"11": None}, href=lambda _: HOSTILE, counted=HOSTILE, missing=HOSTILE),
}


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_lets_a_text_become_markup(name: str) -> None:
    html = shown(f'<c-{name} :chart="chart" :note="note" />', chart=CHARTS[name], note=HOSTILE)
    assert HOSTILE not in html
    for tag, attributes in Attributes(html).tags:
        assert tag != "script"
        assert not {"onfocus", "style"} & set(attributes)


@pytest.mark.parametrize(("component", "chart"), [("bars", examples.WBK), ("lines", examples.GRANTS)])
def test_a_picture_is_one_image_with_its_words(component: str, chart: Bars | Lines) -> None:
    pictures = Attributes(shown(f'<c-{component} :chart="chart" />', chart=chart)).of_class("chart__picture")
    assert [(one["role"], one["aria-label"]) for one in pictures] == [("img", chart.words)]


@pytest.mark.parametrize(
    ("component", "chart"),
    [
        ("bars", examples.WBK),
        ("bars", examples.CHANGE),
        ("lines", examples.GRANTS),
        ("lines", examples.TOTALS),
        ("tile-map", examples.TILES),
    ],
)
def test_the_table_beside_a_picture_has_its_figures(component: str, chart: Bars | Lines | TileMap) -> None:
    rows = Cells(shown(f'<c-{component} :chart="chart" />', chart=chart)).rows
    assert rows == [[str(heading) for heading in chart.table.headings], *([*row] for row in chart.table.rows)]


@pytest.mark.parametrize(
    ("component", "chart"), [("rows", examples.AREAS), ("rows", examples.LEVELS), ("dots", examples.INDICES)]
)
def test_a_chart_that_is_a_table_says_every_figure_beside_its_bar(component: str, chart: Rows | Dots) -> None:
    html = shown(f'<c-{component} :chart="chart" />', chart=chart)
    for row, figures in zip(Cells(html).rows[1:], chart.table.rows, strict=True):
        assert all(figure in row for figure in figures)
    assert all(bar.get("aria-hidden") == "true" for bar in Attributes(html).of_class("bar"))


def test_a_funnel_says_counts_rates_and_intervals() -> None:
    rows = Cells(shown('<c-funnel :chart="chart" />', chart=examples.WAY)).rows
    assert rows[1][2:] == ["1.870", ""]
    assert rows[2][2:] == ["1.406", "75,2% (73,2–77,1%)"]
    assert rows[6][2:] == ["7", "Terlalu sedikit"]


def test_a_gap_is_not_drawn_but_said() -> None:
    html = shown('<c-bars :chart="chart" />', chart=Bars("U", [Bar("2024", None), Bar("2025", 0)]))
    assert len([tag for tag, _ in Attributes(html).tags if tag == "rect"]) == 1
    assert "Tidak ada data untuk 2024." in html


def test_a_table_can_stand_elsewhere() -> None:
    assert Cells(shown('<c-bars :chart="chart" table="no" />', chart=examples.WBK)).rows == []


def test_every_tile_names_its_province_and_its_number_and_leads_somewhere() -> None:
    chart = tile_map(
        title="Peta", counts={"11": 1_031, "12": None}, href=lambda code: f"/wilayah/{code}", missing="Rahasia"
    )
    html = shown('<c-tile-map :chart="chart" table="no" />', chart=chart)
    tiles = [tile for tile in Attributes(html).of_class("tile") if "href" in tile]
    assert [tile["href"] for tile in tiles] == [f"/wilayah/{tile.place.code}" for tile in chart.tiles]
    assert '<span class="ds-sr-only">Aceh: </span>1.031<span class="ds-sr-only"> unit</span>' in html
    assert '<span class="ds-sr-only">Sumatera Utara: </span><span aria-hidden="true">–</span>' in html
    assert '<span class="ds-sr-only">Rahasia</span>' in html
    assert (tiles[0]["data-level"], "data-hidden" in tiles[1], "data-level" in tiles[1]) == ("3", True, False)
