"""What the loader refuses, caught: the one problem, its line and its place."""

from __future__ import annotations

import pytest

from pulau.core.shared.problems import BadInput, Problem
from tests.core.packs import TINY, load


def refusal(text: str, pack_id: str = "tiny", **others: str) -> Problem:
    """Return the one problem for which the text of a pack is refused."""
    with pytest.raises(BadInput) as caught:
        load(text, pack_id, **others)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def line_of(text: str, marker: str) -> int:
    """Return the line at which `marker` stands, which is there once."""
    assert text.count(marker) == 1, (text.count(marker), marker)
    return text[: text.index(marker)].count("\n") + 1


def check(text: str, marker: str, path: str, code: str, params: dict[str, str], file: str = "tiny") -> None:
    """The text is refused at the line of `marker`, at `path`."""
    problem = refusal(text, file, tiny=TINY)
    place = f"{file}.yaml:{line_of(text, marker)} {path}".rstrip()
    assert (problem.code, problem.place, dict(problem.params)) == (code, place, params)
