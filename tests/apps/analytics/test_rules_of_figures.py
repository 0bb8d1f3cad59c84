"""What the figures make of answers: too few stay hidden, what is not known is said, nothing is rounded early."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from pulau.apps.analytics.figures.differences import DIFFERENCES
from pulau.apps.analytics.figures.every import FIGURES
from pulau.apps.analytics.figures.forecast import FORECAST
from pulau.apps.analytics.figures.funnel import FUNNEL
from pulau.apps.analytics.figures.model import MAIN, Shown, Tables
from pulau.apps.analytics.figures.places import area_name, kind_name, province_name
from pulau.apps.analytics.figures.silence import SILENCE
from pulau.apps.analytics.figures.stage_times import STAGE_TIMES
from pulau.apps.analytics.figures.strengths import STRENGTHS
from pulau.apps.analytics.figures.told import Row, Told, as_rows, figure, from_json, whole

TODAY = date(2025, 6, 1)


def area(place: str, units: int) -> Row:
    """Area 1 of a kind of units."""
    told: Row = {"scope": "kind", "place": place, "year": 2024, "area": "1", "units": units, "met": 1}
    return {**told, "median": Fraction(70), "percents": Fraction(70 * units)}


def hidden(tables: Tables) -> dict[str, object]:
    """Why each group is hidden."""
    return {str(row["place"]): row["hidden"] for row in tables[MAIN].rows}


def test_where_one_group_is_too_small_the_smallest_other_is_hidden_too() -> None:
    rows = [area("office", 9), area("school", 4), area("hospital", 2)]
    assert hidden(STRENGTHS.tell(rows, TODAY)) == {"office": "", "school": "beside", "hospital": "few"}


def test_two_that_are_too_small_hide_each_other_and_no_third() -> None:
    rows = [area("office", 9), area("school", 1), area("hospital", 2)]
    assert hidden(STRENGTHS.tell(rows, TODAY)) == {"office": "", "school": "few", "hospital": "few"}


def test_a_hidden_cell_keeps_nothing_of_what_it_hides() -> None:
    [row] = STRENGTHS.tell([area("office", 2)], TODAY)[MAIN].rows
    assert {row[name] for name in ("units", "met", "share", "median", "mean")} == {None}


def test_of_nine_that_both_judged_only_their_number_is_told() -> None:
    counts = dict.fromkeys(("within_1", "within_2", "within_5", "higher"), 5)
    exact = dict.fromkeys(("points", "lower_quartile", "median", "upper_quartile"), Fraction(3, 2))
    nine, ten = ({"period": "all", "measure": "total", "units": n, **exact, **counts} for n in (9, 10))
    [few] = DIFFERENCES.tell([nine], TODAY)[MAIN].rows
    [enough] = DIFFERENCES.tell([ten], TODAY)[MAIN].rows
    assert (few["units"], few["mean"], few["within_2"], few["hidden"]) == (9, None, None, "few")
    assert (enough["mean"], enough["within_2"], enough["hidden"]) == (Fraction(3, 20), Fraction(1, 2), "")


def test_waits_are_estimated_with_those_that_still_wait() -> None:
    rows: list[Row] = [
        {"step": "national-decided", "days": days, "done": done, "units": units}
        for days, done, units in ((5, 1, 2), (20, 0, 7), (35, 0, 1))
    ]
    told = {str(row["step"]): row for row in STAGE_TIMES.tell(rows, TODAY)[MAIN].rows}
    decided = told["national-decided"]
    assert (decided["units"], decided["done"], decided["median"], decided["hidden"]) == (10, 2, None, "not-reached")
    assert (decided["within_30"], decided["within_90"]) == (Fraction(1, 5), None)
    assert told["internal-national"]["hidden"] == "few"


def ways(*told: tuple[int | None, int | None, int]) -> list[Row]:
    """Ways of units: the years of declaration and WBK, and how many."""
    nothing: Row = dict.fromkeys(("self_assessed", "internal", "national", "wbbm"))
    return [{**nothing, "declared": declared, "wbk": wbk, "units": units} for declared, wbk, units in told]


def test_the_running_year_is_forecast_from_the_end_of_the_last_one() -> None:
    rows = ways((2020, None, 30), (2020, 2022, 3), (2021, 2023, 4), (2021, 2024, 2), (2022, 2025, 1))
    tables = FORECAST.tell(rows, TODAY)
    years = {whole(row, "year"): row for row in tables[MAIN].rows if row["title"] == "WBK"}
    assert {year: row["made"] for year, row in years.items()} == {2022: "came", 2023: "came", 2024: "past", 2025: "now"}
    stood, granted = 33 + 39 + 37 + 33, 3 + 4 + 2
    assert years[2025]["expected"] == Fraction(31 * granted, stood)
    assert (years[2025]["came"], years[2024]["came"]) == (1, 2)


def test_with_too_few_years_nothing_is_forecast_and_it_is_said() -> None:
    tables = FORECAST.tell(ways((2023, None, 30), (2023, 2024, 3)), TODAY)
    assert [row["needed"] for row in tables["summary"].rows] == [3, 3]
    words = [str(one) for block in shown("prakiraan", tables).blocks for one in block.sentences]
    assert all("Terlalu sedikit untuk prakiraan: baru ada 1 pasang" in one for one in words)


def test_a_year_in_which_nobody_declared_is_a_cohort_of_none() -> None:
    counts = dict.fromkeys(("self_assessed", "internal", "national", "wbk", "wbbm"), 2)
    rows: list[Row] = [{"cohort": year, "declared": n, **counts} for year, n in ((2022, 12), (2024, 11), (None, 40))]
    tables = FUNNEL.tell(rows, TODAY)
    cohorts = [(row["cohort"], row["declared"], row["hidden"]) for row in tables[MAIN].rows]
    assert cohorts == [(2022, 12, ""), (2023, 0, "few"), (2024, 11, ""), (2025, 0, "few")]
    assert tables["beside"].rows == [{"undeclared": 40}]
    assert [row["units"] for row in tables["steps"].rows] == [23, 4, 4, 4, 4, 4]
    assert tables["steps"].rows[1]["share"] == Fraction(4, 23)


def test_no_share_of_silence_is_told_of_fewer_than_ten() -> None:
    rows: list[Row] = [
        {"scope": "country", "place": "negara", "year": year, "declared": n, "silent": 3}
        for year, n in ((2023, 9), (2024, 12))
    ]
    few, enough = SILENCE.tell(rows, TODAY)[MAIN].rows
    assert (few["share"], few["hidden"]) == (None, "few")
    assert (enough["share"], enough["hidden"]) == (Fraction(1, 4), "")


@pytest.mark.parametrize("slug", FIGURES)
def test_an_answer_without_rows_is_shown_without_figures(slug: str) -> None:
    tables = FIGURES[slug].tell([], TODAY)
    kept = {name: from_json(told.as_json()) for name, told in tables.items()}
    assert shown(slug, kept).blocks


def test_what_is_kept_is_exact_and_what_is_given_out_is_rounded_once() -> None:
    told = Told(("a", "b", "c", "d"), [{"a": Fraction(2, 3), "b": None, "c": 7, "d": "=x"}])
    assert from_json(told.as_json()) == told
    assert list(told.as_csv()) == [[Decimal("0.6667"), None, 7, "=x"]]


def test_decimals_of_an_answer_become_exact() -> None:
    [row] = as_rows(("n", "x", "day"), [[3, Decimal("0.10"), date(2025, 1, 2)]])
    assert row == {"n": 3, "x": Fraction(1, 10), "day": "2025-01-02"}
    assert figure(row, "n") == 3
    with pytest.raises(TypeError, match="day"):
        figure(row, "day")
    with pytest.raises(TypeError, match="x"):
        whole(row, "x")


def test_places_kinds_and_areas_have_their_names_and_an_unknown_one_its_code() -> None:
    with translation.override("en"):
        assert area_name("1").startswith("1. ")
        assert kind_name("hospital") == "Hospital"
    assert (province_name("11"), province_name("pusat")) == ("Aceh", "Instansi pusat")
    assert (province_name("00"), kind_name("x"), area_name("9")) == ("00", "x", "9")


def shown(slug: str, tables: Tables, asked: Mapping[str, str] | None = None) -> Shown:
    """What the page of a figure shows."""
    return FIGURES[slug].show(tables, asked or {})
