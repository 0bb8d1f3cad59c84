"""The table of disclosure is complete, and a file that is not is refused with its line."""

from __future__ import annotations

from importlib.resources import files

import pytest

from pulau.core.publishing.disclosure import PublicField
from pulau.core.shared.problems import BadInput
from pulau.core.shared.public_state import PublicState
from pulau.exchange.disclosing import disclosure, parse_disclosure

TEXT = (files("pulau.regulations") / "disclosure.yaml").read_text("utf-8")
JUDGED = (PublicField.SCORE, PublicField.AREAS, PublicField.GATES, PublicField.INTERNAL_SCORE)


def test_every_field_has_its_rule_with_words_and_reason_in_both_languages() -> None:
    table = disclosure().table
    assert set(table.rules) == set(PublicField)
    told = [(rule.words, rule.why) for rule in table.rules.values()] + [(one.words, one.why) for one in table.never]
    assert all(text.id and text.en and text.id != text.en for pair in told for text in pair)


@pytest.mark.parametrize("field", JUDGED)
@pytest.mark.parametrize("state", PublicState)
def test_no_figure_is_told_before_the_outcome_is_final(field: PublicField, state: PublicState) -> None:
    assert disclosure().table.allows(field, state) == (state.is_final and state is not PublicState.ENDED)


def test_reasons_are_told_of_decisions_against_somebody_alone() -> None:
    rule = disclosure().table.rules[PublicField.REASONS]
    assert rule.states == {PublicState.NOT_PASSED, PublicState.REVOKED}


def test_names_of_staff_and_of_assessors_are_never_public() -> None:
    assert {"staff", "assessors", "drafts", "evidence"} <= {one.code for one in disclosure().table.never}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    score:\n", "    skor:\n"),
        ("states: [not-passed, revoked]", "states: [not-passed, forgotten]"),
        ("since: 2026-11-27", "since: kemarin"),
        ("  never:\n", "  sometimes:\n"),
    ],
)
def test_what_is_unknown_is_refused_with_its_line(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(BadInput) as refused:
        parse_disclosure(TEXT.replace(old, new, 1), "disclosure.yaml")
    assert "disclosure.yaml:" in refused.value.problems[0].place
