"""Charts as values: where things are drawn, what is said in words, and that the table has the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

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
    Unit,
    bars_table,
    bounds_for,
    tile_map,
)
from pulau.foundation.ui.charts.bars import ABOVE, PLOT
from pulau.foundation.ui.charts.scale import Scale, round_down, scale_of, short_label

WHOLE = st.integers(-10_000, 10_000)
MAYBE = st.one_of(st.none(), WHOLE)


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    with translation.override("id"):
        yield


def bars(*values: int | None) -> Bars:
    return Bars("Unit", [Bar(str(2020 + at), value) for at, value in enumerate(values)])


def lines(*values: int | None, name: str = "TPI") -> Lines:
    return Lines("Nilai", [str(2020 + at) for at in range(len(values))], [Series(name, [Point(v) for v in values])])


def percent(length: str) -> Fraction:
    return Fraction(length.removesuffix("%")) / 100


# --- scale


def test_figures_that_are_all_equal_or_not_there_still_have_a_length() -> None:
    assert scale_of([0, 0]) == Scale(Fraction(0), Fraction(1))
    assert scale_of([None]) == Scale(Fraction(0), Fraction(1))
    assert scale_of([5, 5]) == Scale(Fraction(0), Fraction(5))
    assert scale_of([5, 5], zero=False) == Scale(Fraction(4), Fraction(6))


def test_a_binary_float_is_refused() -> None:
    with pytest.raises(TypeError):
        scale_of([0.1])  # type: ignore[list-item]  # what a careless caller would give


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [(0, 100, [0, 50, 100]), (0, 3412, [0, 1000, 2000, 3000]), (-3, 5, [-2, 0, 2, 4]), (0, 1, [0, "0.5", 1])],
)
def test_steps_are_round_and_few(low: int, high: int, steps: list[int | str]) -> None:
    assert Scale(Fraction(low), Fraction(high)).steps() == [Fraction(step) for step in steps]


@given(WHOLE, st.integers(1, 100_000))
def test_there_are_one_to_five_steps_and_all_lie_on_the_scale(low: int, length: int) -> None:
    scale = Scale(Fraction(low), Fraction(low + length))
    steps = scale.steps()
    assert 1 <= len(steps) <= 5
    assert all(scale.low <= step <= scale.high for step in steps)


def test_a_value_outside_is_drawn_at_the_end() -> None:
    scale = Scale(Fraction(0), Fraction(100))
    assert [scale.share(value) for value in (-5, 25, 250)] == [0, Fraction(1, 4), 1]


def test_a_long_label_is_cut_and_a_short_one_is_not() -> None:
    assert [short_label(label) for label in ("2025", "Januari 2025")] == ["2025", "Januari…"]


@given(st.fractions(1, 10**6))
def test_rounding_down_never_rounds_up_and_never_below_two_fifths(value: Fraction) -> None:
    assert value * Fraction(2, 5) <= round_down(value) <= value


# --- columns


def test_columns_stand_on_nought_as_high_as_their_share_of_the_highest() -> None:
    first, second = bars(50, 100).columns
    assert (first.height, second.height, second.y) == (str(PLOT // 2), str(PLOT), str(ABOVE))
    assert (first.newest, second.newest) == (False, True)
    assert (first.text, second.label) == ("50", "2021")


def test_a_negative_column_hangs_below_nought_with_its_figure_below_it() -> None:
    chart = bars(30, -10)
    up, down = chart.columns
    assert down.y == chart.base
    assert Fraction(down.height) * 3 == Fraction(up.height)
    assert Fraction(down.text_y) > Fraction(down.y) + Fraction(down.height)
    assert down.text == "−10"


def test_a_year_without_a_figure_is_a_gap_and_is_never_the_newest() -> None:
    chart = bars(3, None)
    column = chart.columns[1]
    assert (column.gap, column.height, column.text, column.newest) == (True, "0", "–", False)
    assert chart.columns[0].newest
    assert chart.table.rows == [("2020", "3"), ("2021", "Tidak ada data")]


@pytest.mark.parametrize("values", [(), (0,), (0, 0, 0), (None, None)])
def test_nothing_at_all_is_drawn_flat(values: tuple[int | None, ...]) -> None:
    assert {column.height for column in bars(*values).columns} <= {"0"}


def test_a_lone_column_is_not_as_wide_as_the_page() -> None:
    (column,) = bars(7).columns
    assert percent(column.width) < Fraction(1, 4)


def test_many_columns_or_long_figures_are_known_to_be_too_much_for_a_phone() -> None:
    assert [(chart.dense, chart.crowded) for chart in (bars(*[1] * 8), bars(*[1] * 9), bars(*[1_000_000] * 6))] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert not bars().crowded


@given(st.lists(MAYBE, max_size=30))
def test_columns_stay_in_their_picture_and_apart(values: list[int | None]) -> None:
    chart = bars(*values)
    for column in chart.columns:
        assert ABOVE <= Fraction(column.y) <= Fraction(column.y) + Fraction(column.height) <= chart.height
        assert 0 <= percent(column.x) <= percent(column.x) + percent(column.width) <= 1
    for left, right in pairwise(chart.columns):
        assert percent(left.x) + percent(left.width) < percent(right.x)


@given(st.lists(MAYBE, max_size=20))
def test_a_table_has_every_figure_of_its_chart(values: list[int | None]) -> None:
    chart = bars(*values)
    assert [row[1] for row in chart.table.rows] == [Unit().text(value) for value in values]
    assert len({len(chart.table.headings), *(len(row) for row in chart.table.rows)}) == 1


def test_charts_of_the_same_years_share_a_table_that_tells_what_one_of_them_lacks() -> None:
    table = bars_table("Semua", [("A", bars(1, 2)), ("B", Bars("B", [Bar("2021", 1_000)]))])
    assert list(table.headings) == ["Tahun", "A", "B"]
    assert table.rows == [("2020", "1", "Tidak ada data"), ("2021", "2", "1.000")]
    assert bars_table("Tidak satu pun", []).rows == []


# --- words


def test_a_chart_is_told_by_its_ends_its_extremes_and_its_gaps() -> None:
    assert bars(214, None, 1_331, 368).words == (
        "Unit. 2020: 214 sampai 2023: 368; terendah 2020: 214, tertinggi 2022: 1.331. "
        "Tidak ada data untuk 2021. Angka lengkap ada di tabel."
    )


def test_a_chart_of_one_figure_or_none_is_told_too() -> None:
    assert bars(3).words == "Unit. 2020: 3. Angka lengkap ada di tabel."
    assert bars(None, None).words == bars().words == "Unit. Belum ada data. Angka lengkap ada di tabel."


def test_words_and_figures_follow_the_language() -> None:
    chart = bars(1_000, 2_000)
    with translation.override("en"):
        assert chart.words.startswith("Unit. 2020: 1,000 to 2021: 2,000; lowest")
        assert chart.table.headings[0] == "Year"


def test_an_interval_with_a_negative_end_is_not_written_with_a_dash() -> None:
    unit = Unit(digits=2, suffix="%")
    assert unit.interval(Decimal("3.64"), Decimal("3.78")) == "3,64–3,78%"
    assert unit.interval(-2, 1) == "−2,00% sampai 1,00%"
    assert unit.interval(None, 1) == ""


# --- lines


def test_a_missing_point_breaks_its_line() -> None:
    (line,) = lines(1, 2, None, 4, 5).lines
    assert len(line.marks) == 4
    assert [(piece.x1, piece.x2) for piece in line.segments] == [("8%", "26%"), ("62%", "80%")]
    assert [mark.last for mark in line.marks] == [False, False, False, True]


def test_a_forecast_is_dashed_and_said() -> None:
    chart = Lines("Penetapan", ["2025", "2026"], [Series("WBK", [Point(368), Point(391, 340, 442, projected=True)])])
    (line,) = chart.lines
    assert [piece.projected for piece in line.segments] == [True]
    assert chart.table.headings == ("Tahun", "WBK", "WBK, rentang")
    assert chart.table.rows == [("2025", "368", "–"), ("2026", "391 (prakiraan)", "340–442")]


def test_an_interval_is_a_band_over_each_run_of_points_that_have_one() -> None:
    points = [Point(1, 0, 2), Point(2, 1, 3), Point(2), Point(3, 2, 4)]
    (line,) = Lines("L", list("abcd"), [Series("A", points)]).lines
    first, lone = line.bands
    assert len(first.split()) == len(lone.split()) == 4
    corners = [tuple(map(Fraction, corner.split(","))) for corner in first.split()]
    assert corners[0][0] == corners[3][0] == 8
    assert corners[0][1] < corners[3][1]


def test_a_forecast_opens_like_a_fan_from_the_figure_before_it() -> None:
    points = [Point(10), Point(12, 8, 16, projected=True)]
    ((fan,),) = (line.bands for line in Lines("L", ["a", "b"], [Series("A", points)]).lines)
    start, *_, end = (tuple(map(Fraction, corner.split(","))) for corner in fan.split())
    assert start == end
    after_a_gap = [Point(None), Point(12, 8, 16, projected=True)]
    ((lone,),) = (line.bands for line in Lines("L", ["a", "b"], [Series("A", after_a_gap)]).lines)
    assert len(lone.split()) == 4


def test_names_at_the_ends_of_lines_never_lie_upon_each_other() -> None:
    chart = Lines("L", ["a", "b"], [Series(name, [Point(0), Point(at % 2)]) for at, name in enumerate("PQRS")])
    heights = sorted(Fraction(line.end_y) for line in chart.lines)
    assert all(below - above >= 16 for above, below in pairwise(heights))
    assert heights[-1] <= chart.height
    assert len({line.shape for line in chart.lines}) == 4


def test_a_line_without_a_figure_has_a_name_and_says_so() -> None:
    chart = lines(None, None)
    (line,) = chart.lines
    assert (line.end_text, line.marks, line.segments) == ("Tidak ada data", [], [])
    assert chart.words == "Nilai. TPI: Belum ada data. Angka lengkap ada di tabel."


def test_a_long_name_is_cut_at_the_line_and_whole_in_the_key() -> None:
    chart = lines(1, 2, name="Inspektorat daerah dan pusat")
    assert chart.cut
    assert chart.lines[0].short_name == "Inspektorat dae…"
    assert chart.lines[0].name == "Inspektorat daerah dan pusat"
    assert not lines(1, 2).cut


def test_a_line_of_one_year_stands_in_the_middle() -> None:
    assert lines(5).lines[0].marks[0].x == "44%"


def test_a_line_with_too_few_points_is_refused() -> None:
    with pytest.raises(ValueError, match="a point for each label"):
        Lines("L", ["2024", "2025"], [Series("A", [Point(1)])])


@given(st.lists(MAYBE, min_size=1, max_size=15), st.booleans())
def test_lines_stay_in_their_picture_and_their_table_has_every_figure(values: list[int | None], zero: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    chart = Lines("L", [str(at) for at in range(len(values))], [Series("A", [Point(v) for v in values])], zero=zero)
    (line,) = chart.lines
    assert all(0 <= Fraction(mark.y) <= chart.height for mark in line.marks)
    assert all(0 <= percent(mark.x) <= percent(chart.end_x) for mark in line.marks)
    assert [row[1] for row in chart.table.rows] == [Unit().text(value) for value in values]


# --- rows, dots, funnel


def test_a_bar_ends_at_its_share_and_a_tick_at_its_threshold() -> None:
    chart = Rows("Area", [Row("A", Decimal("53.68"))], [Tick(60, "batas")], Unit(1, "%"), low=0, high=100)
    (one,) = chart.drawn
    assert (one.x, one.width, one.text, chart.marks) == ("0%", "53.68%", "53,7%", ["60%"])
    assert chart.axis == ""


def test_differences_go_to_both_sides_of_nought_with_their_signs() -> None:
    chart = Rows("Selisih", [Row("A", 3), Row("B", -1), Row("C", 0), Row("D", None, missing="Rahasia")], signs=True)
    assert chart.axis == "25%"
    assert [(one.x, one.width) for one in chart.drawn] == [("25%", "75%"), ("0%", "25%"), ("25%", "0%"), ("25%", "0%")]
    assert [row[1] for row in chart.table.rows] == ["+3", "−1", "0", "Rahasia"]
    assert [one.gap for one in chart.drawn] == [False, False, False, True]


def test_remarks_and_states_have_their_column_only_where_there_are_any() -> None:
    plain, told = Rows("A", [Row("A", 1)]), Rows("A", [Row("A", 1, note="n = 3", status="met")])
    assert (plain.has_notes, plain.has_statuses, told.has_notes, told.has_statuses) == (False, False, True, True)


def test_a_dot_stands_in_its_interval_on_the_scale() -> None:
    chart = Dots("Indeks", [Dot("IPAK", Decimal("3.1"), 3, Decimal("3.4"), 318, Decimal("2.8"))], low=2, high=4)
    (one,) = chart.drawn
    assert (one.x, one.range_x, one.range_width, one.limit_x) == ("55%", "50%", "20%", "40%")
    assert chart.table.rows == [("IPAK", "3,10", "3,00–3,40", "318", "2,80")]
    assert chart.ends == ("2,00", "4,00")


def test_a_dot_without_a_figure_is_not_drawn_and_says_why() -> None:
    chart = Dots("Indeks", [Dot("IKM", None, n=4, missing="Terlalu sedikit"), Dot("IPAK", 3)])
    hidden, plain = chart.drawn
    assert (hidden.x, hidden.range_x, hidden.text, hidden.n_text) == ("", "", "Terlalu sedikit", "4")
    assert (plain.x, plain.range_x, plain.limit_x, plain.n_text) == ("50%", "", "", "")
    assert (chart.has_limits, chart.has_counts) == (False, True)


def test_an_interval_of_no_width_is_still_seen() -> None:
    (one,) = Dots("I", [Dot("A", 3, 3, 3)], low=2, high=4).drawn
    assert one.range_width == "1%"


def test_a_step_is_as_long_as_its_share_of_the_first_and_tells_its_rate() -> None:
    chart = Funnel(
        "Corong", [Step("A", 200), Step("B", 50, 25, 19, 32), Step("C", 5, few="Terlalu sedikit"), Step("D", None)]
    )
    assert [one.width for one in chart.drawn] == ["100%", "25%", "2.5%", "0%"]
    assert [one.gap for one in chart.drawn] == [False, False, False, True]
    assert chart.table.rows == [
        ("A", "200", "", ""),
        ("B", "50", "25,0%", "19,0–32,0%"),
        ("C", "5", "Terlalu sedikit", ""),
        ("D", "Tidak ada data", "", ""),
    ]


def test_a_funnel_in_which_nobody_began_is_flat() -> None:
    assert {one.width for one in Funnel("C", [Step("A", 0), Step("B", 0)]).drawn} == {"0%"}


# --- the map


def test_the_map_has_every_province_and_the_invented_one_only_when_asked() -> None:
    chart = tile_map(title="Peta", counts={"11": 31, "32": 126}, href=lambda code: f"/wilayah/{code}")
    assert len(chart.tiles) == 38
    assert {tile.name: (tile.count, tile.level, tile.href) for tile in chart.tiles}["Aceh"] == (31, 2, "/wilayah/11")
    shown = tile_map(title="Peta", counts={}, href=str, invented=True)
    assert shown.tiles[-1].name == "Nusa Bahari (rekaan)"
    assert [str(group.name) for group in chart.islands] == [
        *("Sumatera", "Jawa", "Bali dan Nusa Tenggara", "Kalimantan", "Sulawesi", "Maluku", "Papua"),
    ]


def test_the_classes_are_told_without_overlap() -> None:
    chart = tile_map(title="Peta", counts={"11": 1}, href=str, bounds=(1, 25, 1000))
    assert chart.legend == [(0, "0"), (1, "1–24"), (2, "25–999"), (3, "1.000 ke atas")]


def test_a_hidden_count_is_no_nought() -> None:
    chart = tile_map(title="Peta", counts={"11": None, "12": 0}, href=str, missing="Terlalu sedikit")
    assert [tile.told for tile in chart.tiles[:2]] == ["Terlalu sedikit", "0"]
    assert [tile.text for tile in chart.tiles[:2]] == ["–", "0"]
    assert str(chart.hidden) == "Terlalu sedikit"
    assert tile_map(title="Peta", counts={}, href=str).hidden == ""


def test_a_place_that_is_no_province_is_refused() -> None:
    with pytest.raises(KeyError, match=r"32\.04"):
        tile_map(title="Peta", counts={"32.04": 1}, href=str)


@given(st.lists(st.integers(0, 100_000), max_size=40))
def test_classes_rise_and_the_largest_count_is_in_the_highest_that_it_can_be(counts: list[int]) -> None:
    first, second, third = bounds_for(counts)
    assert 1 == first < second < third
    assert max(counts, default=0) >= third or max(counts, default=0) < 4
