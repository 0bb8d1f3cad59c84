"""Anybody can recompute the national figures: with the shown SQL and DuckDB alone, by hand, and with another engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median

import pytest

from pulau.apps.analytics.building import count_nation
from pulau.apps.analytics.figures.every import FIGURES
from pulau.apps.publication.counting import count_country
from pulau.apps.publication.models import PublishedFigures, PublishedUnit, PublishedYear
from pulau.exchange.national.asking import Asking
from pulau.exchange.national.questions import questions
from pulau.exchange.national.snapshots import Snapshot
from tests.apps.analytics.asked_anew import alone, by_sqlite, shown_csv, shown_sql
from tests.many_published import MOMENT, many_published

UNITS = 210


@pytest.fixture
def snapshot(db: None) -> Snapshot:
    """A country was counted, whose units declared in three years."""
    many_published(7, UNITS, 5)
    for year, kinds in ((2023, ("office", "school")), (2024, ("hospital", "district"))):
        rows = PublishedYear.objects.filter(kind__in=kinds, declared_on__isnull=False)
        rows.update(declared_on=f"{year}-04-05")
    for year in (2025, 2026):
        PublishedYear.objects.filter(year=year, state="revoked").update(revoked_on=f"{year}-11-15")
    count_country(MOMENT)
    return count_nation(MOMENT).snapshot


def four(value: Fraction) -> str:
    """Write a share as the CSV does: four decimals, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def test_the_trends_are_what_the_shown_sql_says_and_what_is_counted_by_hand(snapshot: Snapshot) -> None:
    shown = shown_csv("tren")
    anew = alone(shown_sql("tren"), snapshot.folder)
    assert [{name: str(value) for name, value in row.items()} for row in anew] == shown
    country = {row["year"]: row for row in shown if row["scope"] == "country"}
    assert len(country) == 5
    for year, row in country.items():
        rows = list(PublishedYear.objects.filter(year=int(year)))
        own = sum(one.declared_on is not None and not one.symbolic for one in rows)
        granted = Counter(one.title for one in rows if one.title_since and one.title_since.year == one.year)
        held = Counter(one.title for one in rows)
        failed = sum(one.state == "not-passed" for one in rows)
        by_hand = (UNITS, own, granted["WBK"], granted["WBBM"], held["WBK"], held["WBBM"], failed)
        names = ("units", "declared", "granted_wbk", "granted_wbbm", "wbk", "wbbm", "not_passed")
        assert tuple(int(row[name]) for name in names) == by_hand
    assert sum(int(row["granted_wbk"]) for row in country.values()) > 0


def test_the_trends_are_the_sums_that_the_portal_shows(snapshot: Snapshot) -> None:
    names = ("units", "declared", "symbolic", "granted_wbk", "granted_wbbm", "wbk", "wbbm", "not_passed", "revoked")
    shown = {
        (row["place"], int(row["year"])): [int(row[name]) for name in names]
        for row in shown_csv("tren")
        if row["scope"] != "kind"
    }
    sums = {(row.place, row.year): [getattr(row, name) for name in names] for row in PublishedFigures.objects.all()}
    assert shown == sums


def test_the_strengths_are_what_the_shown_sql_says_and_what_is_counted_by_hand(snapshot: Snapshot) -> None:
    shown = [row for row in shown_csv("kekuatan") if row["scope"] == "country"]
    anew = [row for row in alone(shown_sql("kekuatan"), snapshot.folder) if row["scope"] == "country"]
    assert len(shown) == len(anew) > 6
    asked = {(str(row["year"]), row["area"]): row for row in anew}
    for row in shown:
        years = PublishedYear.objects.filter(year=int(row["year"]), total__isnull=False)
        percents = [area["percent"] for one in years for area in one.areas if area["area"] == row["area"]]
        met = sum(percent >= 6000 for percent in percents)
        middle = Fraction(str(median([Fraction(one) for one in percents]))) / 100
        by_hand = (str(len(percents)), str(met), four(Fraction(met, len(percents))), four(middle))
        assert (row["units"], row["met"], row["share"], row["median"]) == by_hand
        sql = asked[row["year"], row["area"]]
        assert (sql["units"], int(sql["met"]), Fraction(sql["median"])) == (len(percents), met, middle)


def test_the_differences_are_what_the_shown_sql_says_and_what_is_counted_by_hand(snapshot: Snapshot) -> None:
    [shown] = [row for row in shown_csv("selisih") if (row["period"], row["measure"]) == ("all", "total")]
    anew = alone(shown_sql("selisih"), snapshot.folder)
    [sql] = [row for row in anew if (row["period"], row["measure"]) == ("all", "total")]
    pairs = PublishedYear.objects.filter(level="tpn").values_list("internal_total", "total")
    found = sorted(Fraction(ours - theirs, 100) for ours, theirs in pairs if ours is not None and theirs is not None)
    place, rest = divmod(len(found) - 1, 4)
    lower = found[place] + (found[place + 1] - found[place]) * Fraction(rest, 4)
    within = sum(abs(one) <= 2 for one in found)
    assert int(shown["units"]) == sql["units"] == len(found) > 30
    assert (shown["lower_quartile"], Fraction(sql["lower_quartile"])) == (four(lower), lower)
    assert (shown["median"], Fraction(sql["median"])) == (four(median(found)), median(found))
    assert shown["mean"] == four(sum(found, Fraction(0)) / len(found))
    assert (shown["within_2"], int(sql["within_2"])) == (four(Fraction(within, len(found))), within)


def test_the_funnel_is_what_the_shown_sql_says_and_what_is_counted_by_hand(snapshot: Snapshot) -> None:
    shown = {row["cohort"]: row for row in shown_csv("corong")}
    anew = {str(row["cohort"]): row for row in alone(shown_sql("corong"), snapshot.folder)}
    titled = {str(unit.pk): {title["title"] for title in unit.facts["titles"]} for unit in PublishedUnit.objects.all()}
    years: dict[str, set[str]] = {}
    for row in PublishedYear.objects.filter(declared_on__isnull=False, symbolic=False):
        assert row.declared_on is not None
        years.setdefault(str(row.declared_on.year), set()).add(str(row.unit_id))
    assert {year: int(row["declared"]) for year, row in shown.items() if int(row["declared"])} == {
        year: len(units) for year, units in years.items()
    }
    for year, units in years.items():
        wbk = sum(bool(titled[unit]) for unit in units)
        assert int(shown[year]["wbk"]) == int(anew[year]["wbk"]) == wbk
        assert shown[year]["share"] == four(Fraction(wbk, len(units)))
    assert int(anew["None"]["declared"]) == UNITS - sum(len(units) for units in years.values())


def test_every_question_is_answered_alike_by_another_engine(snapshot: Snapshot) -> None:
    with Asking(snapshot) as asking:
        for question in questions().values():
            ours, theirs = asking.answer(question), by_sqlite(question, snapshot)
            assert len(ours) == len(theirs) > 0, question.name
            # Engines differ in where nothing stands in an order.
            assert sorted(map(_near, ours)) == sorted(map(_near, theirs)), question.name


def test_every_question_has_its_figure_and_every_figure_its_question() -> None:
    assert {figure.name for figure in FIGURES.values()} == set(questions())
    assert [figure.slug for figure in FIGURES.values()] == list(FIGURES)


def _near(row: Sequence[object]) -> list[str]:
    return [f"{cell:.6f}" if isinstance(cell, (int, float, Decimal)) else f"{cell}" for cell in row]
