"""Conditions of a proposal, one by one: met, not met, unknown, or eased by the rule."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.shared.readiness import GRADES
from pulau.core.workflow.proposing import (
    MINISTRY,
    REGION,
    Asked,
    Known,
    Outcome,
    check_conditions,
    compare,
    full_years,
    may_be_proposed,
)
from pulau.exchange.proposing import conditions_in_force, reading
from pulau.exchange.seasons import parse_seasons, season_of

RULES = conditions_in_force(date(2026, 3, 2))
BANDS = reading().bands
FULL = {
    "bpk-opinion": "WTP", "sakip": "BB", "rb-index": "BB", "spip-maturity": "3", "core-service": "yes",
    "public-effect": "yes", "findings-followed-up": "100", "wealth-reports": "100", "years-of-building": "1",
    "internal-sakip": "BB",
}  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(["WTP", "WTP-DPP", "WDP", *GRADES, "yes", "no", "", "3", "2.99", "100", "99.9", "A-", "x"]),
    st.decimals(0, 110, places=2).map(str),
)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def known(**changed: str) -> dict[str, Known]:
    """What is known, with some of it otherwise; empty: not known."""
    values = FULL | {name.replace("_", "-"): value for name, value in changed.items()}
    return {name: Known(value) for name, value in values.items() if value}


def outcomes(asked: Asked, **changed: str) -> dict[str, Outcome]:
    """Return what becomes of each condition."""
    return {each.condition: each.outcome for each in check_conditions(RULES, asked, known(**changed), BANDS)}


def test_the_rules_change_on_the_day_that_5_2024_began() -> None:
    before, after = conditions_in_force(date(2024, 7, 14)), conditions_in_force(date(2024, 7, 15))

    assert (before.instrument, before.eased_units) == ("Permenpan RB 90/2021", ())
    assert after.instrument == "Permenpan RB 5/2024"
    assert "civil-registry" in after.eased_units
    with pytest.raises(LookupError):
        conditions_in_force(date(2014, 1, 1))


def test_a_ministry_needs_a_better_reform_index_than_a_region() -> None:
    assert outcomes(Asked("WBK", REGION), rb_index="CC")["rb-index"] is Outcome.MET
    assert outcomes(Asked("WBK", MINISTRY), rb_index="CC")["rb-index"] is Outcome.NOT_MET
    assert outcomes(Asked("WBBM", MINISTRY), rb_index="B")["rb-index"] is Outcome.NOT_MET


def test_an_index_that_is_a_figure_is_graded() -> None:
    assert compare("rb-index", "CC", "50.01", BANDS) is Outcome.MET
    assert compare("rb-index", "CC", "50", BANDS) is Outcome.NOT_MET
    assert compare("rb-index", "B", "71.3", BANDS) is Outcome.MET


def test_an_opinion_with_an_explaining_paragraph_is_unqualified_too() -> None:
    assert compare("bpk-opinion", "WTP", "WTP-DPP") is Outcome.MET
    assert compare("bpk-opinion", "WTP", "WDP") is Outcome.NOT_MET


def test_what_nobody_showed_is_unknown_and_holds_the_unit_back() -> None:
    checks = check_conditions(RULES, Asked("WBK", REGION), known(spip_maturity=""), BANDS)

    assert {each.condition: each.outcome for each in checks}["spip-maturity"] is Outcome.UNKNOWN
    assert not may_be_proposed(checks)
    assert not may_be_proposed([])


def test_what_cannot_be_read_is_unknown_never_met() -> None:
    assert compare("spip-maturity", "3", "tiga") is Outcome.UNKNOWN
    assert compare("sakip", "B", "Z") is Outcome.UNKNOWN
    assert compare("echelon", "I-III", "IV") is Outcome.UNKNOWN
    assert compare("core-service", "yes", "mungkin") is Outcome.UNKNOWN
    assert compare("wealth-reports", "100", "NaN") is Outcome.UNKNOWN


def test_the_rule_eases_a_kind_of_unit_that_it_names() -> None:
    eased = outcomes(Asked("WBK", REGION, "civil-registry"), sakip="CC", core_service="")

    assert (eased["sakip"], eased["core-service"], eased["bpk-opinion"]) == (
        Outcome.EASED, Outcome.EASED, Outcome.MET,
    )  # fmt: skip
    assert outcomes(Asked("WBK", REGION, "barber"), sakip="CC")["sakip"] is Outcome.NOT_MET


@given(st.fixed_dictionaries(dict.fromkeys(FULL, VALUES)), st.sampled_from(["WBK", "WBBM"]))
def test_more_asked_is_never_easier(values: dict[str, str], title: str) -> None:
    had = {name: Known(value) for name, value in values.items() if value}
    region = check_conditions(RULES, Asked(title, REGION), had, BANDS)
    ministry = check_conditions(RULES, Asked(title, MINISTRY), had, BANDS)
    wbbm = check_conditions(RULES, Asked("WBBM", REGION), had, BANDS)

    assert may_be_proposed(ministry) <= may_be_proposed(region)
    assert may_be_proposed(wbbm) <= may_be_proposed(check_conditions(RULES, Asked("WBK", REGION), had, BANDS))


@given(st.fixed_dictionaries(dict.fromkeys(FULL, VALUES)), st.sampled_from(sorted(FULL)))
def test_easing_helps_and_hides_nothing_that_is_met(values: dict[str, str], gone: str) -> None:
    had = {name: Known(value) for name, value in values.items() if value and name != gone}
    plain = check_conditions(RULES, Asked("WBK", REGION), had, BANDS)
    eased = check_conditions(RULES, Asked("WBK", REGION, "samsat"), had, BANDS)

    assert may_be_proposed(eased)
    for one, other in zip(plain, eased, strict=True):
        assert (one.outcome is Outcome.MET) == (other.outcome is Outcome.MET)
    assert {each.condition: each.outcome for each in plain}[gone] is Outcome.UNKNOWN


@given(DAYS, st.integers(0, 20_000))
def test_a_year_of_building_is_full_on_its_anniversary_and_not_before(since: date, later: int) -> None:
    day = since + timedelta(days=later)
    years = full_years(since, day)

    assert years >= full_years(since, day - timedelta(days=1))
    assert (since.year + years, since.month, since.day) <= (day.year, day.month, day.day)
    assert (since.year + years + 1, since.month, since.day) > (day.year, day.month, day.day)


def test_a_leap_day_counts_its_year_on_the_first_of_march() -> None:
    assert full_years(date(2024, 2, 29), date(2025, 2, 28)) == 0
    assert full_years(date(2024, 2, 29), date(2025, 3, 1)) == 1
    assert full_years(date(2026, 1, 1), date(2025, 1, 1)) == 0


def test_the_season_ends_on_the_day_that_the_pack_says() -> None:
    season = season_of(2026)

    assert f"{season.days['proposals'].day:%m-%d}" == RULES.due
    assert season.days["proposals"].source.mark == ""
    assert season.days["desk"].source.mark == "R"
    assert season.quotas == {}
    with pytest.raises(LookupError):
        season_of(2013)


def test_a_quota_of_the_data_is_read() -> None:
    text = """
zone: {value: WIT, source: {text: x}}
seasons:
  - year: 2020
    dates:
      opening: {day: "02-29", source: {text: x}}
      proposals: {day: "05-31", source: {text: x}}
      desk: {day: "06-30", source: {text: x}}
      field: {day: "07-31", source: {text: x}}
      panel: {day: "08-31", source: {text: x}}
      announcement: {day: "09-30", source: {text: x}}
    quotas: {city: 3, source: {text: x}}
"""
    found = parse_seasons(text)(2024)

    assert (found.quotas["city"], found.zone.name, found.days["opening"].day) == (3, "WIT", date(2024, 2, 29))


def test_bands_go_down_without_a_gap_in_their_order() -> None:
    least = [figure for _grade, figure in BANDS]

    assert least == sorted(least, reverse=True)
    assert least[-1] == Decimal(0)
