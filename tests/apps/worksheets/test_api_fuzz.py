"""The API against its own description: whatever is sent, it answers as described, and never with 500."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

# Nothing is read from the database; but a whole request looks whether an earlier test left a connection open.
from tests.described import described

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]

schema = described().include(operation_id="evaluate")
# The description tells the shape of a worksheet, not the items of each regulation: a body of the right shape may
# still name an item that does not exist, and 422 is then the right answer.
BEYOND_SHAPE = [schemathesis.checks.positive_data_acceptance]


@schema.parametrize()
@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_it_answers_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(excluded_checks=BEYOND_SHAPE)
