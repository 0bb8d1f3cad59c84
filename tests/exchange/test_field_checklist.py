"""The checklist of field visits is dated data that every worksheet in force is covered by."""

from __future__ import annotations

from datetime import date

import pytest

from pulau.core.shared.problems import BadInput
from pulau.exchange.field_checklist import RESULT, checklist_on, field_data, parse_field, respondents_on
from pulau.exchange.packs import load_pack

_DAY = date(2026, 8, 3)


def test_every_item_of_the_worksheet_in_force_is_looked_at_in_its_own_area() -> None:
    pack, checklist = load_pack("permenpan-rb-90-2021"), checklist_on(_DAY)
    assert list(checklist.areas) == [*pack.areas, RESULT]
    covered = {item for lines in checklist.areas.values() for line in lines for item in line.items_in(pack)}
    assert covered == set(pack.items)
    for area, lines in checklist.areas.items():
        assert area == RESULT or 6 <= len(lines) <= 10
        for line in lines:
            assert line.items_in(pack)
            assert all(pack.sub_areas[pack.items[item].sub_area].area in {area, None} for item in line.items_in(pack))


def test_a_survey_asks_at_least_thirty_and_the_regulation_says_so() -> None:
    found = respondents_on(_DAY)
    assert found.least == 30
    assert found.source.mark == ""
    assert "90/2021" in found.source.text


@pytest.mark.parametrize("day", [date(2013, 12, 31)])
def test_before_the_first_entry_nothing_holds(day: date) -> None:
    with pytest.raises(LookupError):
        checklist_on(day)


def test_a_line_named_twice_is_refused_with_its_place() -> None:
    line = "{id: x, concerns: [P1.i], text: {id: satu, en: one}}"
    head = "respondents: []\nchecklists:\n  - since: 2014-01-01\n    source: {text: Uji}\n    areas:\n"
    with pytest.raises(BadInput):
        parse_field(f'{head}      "1": [{line}, {line}]\n', "uji.yaml")


def test_every_line_has_words_of_its_own() -> None:
    texts = [line.text["id"] for found in field_data()[0] for lines in found.areas.values() for line in lines]
    assert len(texts) == len(set(texts))
