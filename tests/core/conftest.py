"""For the tests of the core: short property runs for mutation testing, and nothing kept from an earlier run."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings

from pulau.core.scoring import evaluate, figures

settings.register_profile(
    "mutation",
    max_examples=6,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # that a mutant fails is enough; nobody reads the smallest example
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _made_ready_anew() -> None:
    """Forget packs made ready before.

    Mutation testing forks from a process that has already run the tests, and picks for each mutant the tests that ran
    its function: each test makes its packs ready itself.
    """
    for made_once in (evaluate.kernel_of, evaluate._ready_results, figures.figures_of):
        made_once.cache_clear()
