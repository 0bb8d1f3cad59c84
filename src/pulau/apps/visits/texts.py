"""Texts of people: as they are kept, or what is wrong with them as a fact of visits."""

from __future__ import annotations

from typing import Final

from pulau.apps.visits.models import LONGEST_LINE
from pulau.apps.visits.refusals import VisitRefused
from pulau.core.shared.problems import BadInput
from pulau.core.shared.words import checked_words

_REASONS: Final = {"words-missing": "text-missing", "words-too-long": "text-too-long"}


def taken(typed: str, field: str, longest: int = LONGEST_LINE, *, needed: bool = False) -> str:
    """Return a text as it is kept. Raises VisitRefused with the field."""
    try:
        return checked_words(typed, field, longest, needed=needed)
    except BadInput as bad:
        (problem,) = bad.problems
        raise VisitRefused(_REASONS.get(problem.code, problem.code), field, **dict(problem.params)) from bad
