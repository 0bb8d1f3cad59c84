"""Ways of units through the years, for the tests of the funnel and the forecast."""

from __future__ import annotations

from hypothesis import strategies as st

from pulau.core.analytics.funnel import Step, UnitPath

YEARS = st.integers(2015, 2026)
WAYS = st.builds(UnitPath, st.dictionaries(st.sampled_from(Step), YEARS))
COUNTRIES = st.lists(WAYS, max_size=40)


def unit(**years: int) -> UnitPath:
    """A unit by its steps: `unit(declared=2020, WBK=2022)`."""
    return UnitPath({Step(step.replace("_", "-")): year for step, year in years.items()})
