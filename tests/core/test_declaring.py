"""When a declaration may open, and which declaration another may descend from."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.pledging.cascade import Call, Level, Place, calls_body, level_of, may_call, may_descend
from pulau.core.pledging.day_words import day_in_words, number_in_words
from pulau.core.pledging.opening import Missing, OpeningRule, Signed, judge_opening
from pulau.core.shared.problems import BadInput
from pulau.exchange.declaring import declaring_law, law_in_force, parse_laws

shares = st.fractions(0, Fraction(99, 100), max_denominator=100)
counts = st.integers(0, 5_000)
MINISTRY, PROVINCE, REGENCY, OTHER, POLICE = (UUID(int=n) for n in range(1, 6))
COUNTRY = Place(Level.COUNTRY, MINISTRY)
WEST = Place(Level.PROVINCE, PROVINCE, "32")
BANDUNG = Place(Level.REGENCY, REGENCY, "32.04")
ELSEWHERE = Place(Level.REGENCY, OTHER, "33.01")
RESORT = Place(Level.VERTICAL, POLICE, "32.04")


@given(share=shares, staff=counts, signed=counts, head=st.sampled_from([True, False, None]), exceeding=st.booleans())
def test_it_opens_exactly_when_head_and_share_have_signed(
    *, share: Fraction, staff: int, signed: int, head: bool | None, exceeding: bool
) -> None:
    rule = OpeningRule(share, exceeding=exceeding)
    verdict = judge_opening(rule, Signed(staff, signed, head))
    enough = staff > 0 and (Fraction(signed, staff) > share if exceeding else Fraction(signed, staff) >= share)
    assert verdict.met == (enough and head is True)
    assert bool(verdict.missing) != verdict.met


@given(share=shares, staff=counts, signed=counts, exceeding=st.booleans())
def test_what_is_lacking_is_enough_and_one_less_is_not(
    *, share: Fraction, staff: int, signed: int, exceeding: bool
) -> None:
    rule = OpeningRule(share, exceeding=exceeding)
    lacking = judge_opening(rule, Signed(staff, signed, head=True)).lacking
    assert Missing.STAFF not in judge_opening(rule, Signed(staff, signed + lacking, head=True)).missing
    assert 0 <= lacking <= staff
    if lacking and staff:
        assert Missing.STAFF in judge_opening(rule, Signed(staff, signed + lacking - 1, head=True)).missing


@given(counts, counts)
def test_one_more_signature_never_closes_what_is_open(staff: int, signed: int) -> None:
    rule = OpeningRule(Fraction(1, 2), exceeding=True)
    if judge_opening(rule, Signed(staff, signed, head=True)).met:
        assert judge_opening(rule, Signed(staff, signed + 1, head=True)).met


def test_half_of_the_staff_is_not_most_of_it() -> None:
    law = declaring_law("permenpan-rb-90-2021")
    assert law is not None
    assert not judge_opening(law.opening, Signed(20, 10, head=True)).met
    assert judge_opening(law.opening, Signed(20, 11, head=True)).met


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        (Signed(0, 0, head=True), (Missing.NOBODY,)),
        (Signed(4, 4, head=None), (Missing.NO_HEAD,)),
        (Signed(4, 0, head=False), (Missing.HEAD, Missing.STAFF)),
    ],
)
def test_it_says_everything_that_is_missing(found: Signed, missing: tuple[Missing, ...]) -> None:
    assert judge_opening(OpeningRule(Fraction(1, 2)), found).missing == missing


def test_a_share_beyond_the_staff_is_refused() -> None:
    with pytest.raises(ValueError, match="share"):
        OpeningRule(Fraction(3, 2))
    with pytest.raises(ValueError, match="share"):
        OpeningRule(Fraction(1), exceeding=True)


def test_each_day_has_the_regulation_of_that_day() -> None:
    days = ("2014-10-01", "2014-10-02", "2021-12-30", "2021-12-31", "2026-01-01")
    laws = [law_in_force(date.fromisoformat(day)) for day in days]
    codes = [law.code if law else None for law in laws]
    assert codes == [None, *["permenpan-rb-52-2014"] * 2, *["permenpan-rb-90-2021"] * 2]


def test_the_law_says_where_each_value_stands_and_how_sure_it_is() -> None:
    for code in ("permenpan-rb-52-2014", "permenpan-rb-90-2021"):
        law = declaring_law(code)
        assert law is not None
        assert law.sources["staff"].mark == "I"
        assert law.sources["staff"].note
    old, new = declaring_law("permenpan-rb-52-2014"), declaring_law("permenpan-rb-90-2021")
    assert old is not None
    assert new is not None
    assert (old.ceremony, new.ceremony, old.units, new.units) == (True, False, False, True)
    assert old.witnesses == ("kpk", "ombudsman", "society")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x: {instrument: a, since: 2014-13-01}", "pack-missing"),
        ("x: {unknown: 1}", "pack-unknown-key"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(text: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_laws(text, "declaring.yaml")
    assert caught.value.problems[0].code == code


def test_who_descends_from_whom() -> None:
    assert may_descend(WEST, COUNTRY)
    assert may_descend(BANDUNG, WEST)
    assert may_descend(BANDUNG, COUNTRY)
    assert may_descend(RESORT, BANDUNG)
    assert not may_descend(ELSEWHERE, WEST)
    assert not may_descend(WEST, BANDUNG)
    assert not may_descend(BANDUNG, RESORT)
    assert not may_descend(Place(Level.VERTICAL, POLICE), WEST), "a body without a region lies in none"


def test_a_unit_descends_from_its_own_body_or_a_unit_above() -> None:
    office, section = UUID(int=20), UUID(int=21)
    low = Place(Level.OFFICE, REGENCY, "32.04", (section, office))
    assert may_descend(low, BANDUNG)
    assert may_descend(low, Place(Level.OFFICE, REGENCY, "32.04", (office,)))
    assert not may_descend(low, low)
    assert not may_descend(low, WEST)
    assert not may_descend(Place(Level.OFFICE, OTHER, "", (UUID(int=9),)), BANDUNG)
    assert not may_descend(BANDUNG, low)


places = st.builds(
    Place,
    st.sampled_from([Level.COUNTRY, Level.PROVINCE, Level.REGENCY, Level.VERTICAL]),
    st.sampled_from([MINISTRY, PROVINCE, REGENCY, OTHER]),
    st.sampled_from(["", "32", "33", "32.04", "33.01"]),
)


@given(places, places)
def test_no_two_declarations_descend_from_each_other(one: Place, other: Place) -> None:
    assert not (may_descend(one, other) and may_descend(other, one))


@given(places, places, st.sampled_from(Call))
def test_whoever_is_called_may_descend_from_the_caller(caller: Place, body: Place, call: Call) -> None:
    if calls_body(call, caller, body):
        assert may_descend(body, caller)
        assert caller.body != body.body


def test_a_call_reaches_its_region_and_no_further() -> None:
    assert calls_body(Call.REGION, WEST, BANDUNG)
    assert not calls_body(Call.REGION, WEST, ELSEWHERE)
    assert calls_body(Call.COUNTRY, COUNTRY, ELSEWHERE)
    assert not calls_body(Call.UNITS, WEST, BANDUNG)
    assert may_call(Call.COUNTRY, COUNTRY)
    assert not may_call(Call.COUNTRY, WEST)
    assert may_call(Call.REGION, WEST)
    assert not may_call(Call.REGION, COUNTRY)
    assert may_call(Call.UNITS, BANDUNG)


def test_levels_follow_the_kinds_of_bodies() -> None:
    assert level_of("city", unit=False) is Level.REGENCY
    assert level_of("ministry", unit=True) is Level.OFFICE


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (31, "tiga puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (2_026, "dua ribu dua puluh enam"),
        (9_999, "sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_a_day_is_told_in_words_as_deeds_begin() -> None:
    told = day_in_words(date(2026, 11, 26))
    assert told == "Kamis, tanggal dua puluh enam bulan November tahun dua ribu dua puluh enam"


def test_no_two_numbers_have_the_same_words() -> None:
    assert len({number_in_words(number) for number in range(10_000)}) == 10_000
    with pytest.raises(ValueError, match="9999"):
        number_in_words(10_000)
