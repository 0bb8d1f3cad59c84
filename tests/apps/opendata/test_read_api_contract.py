"""The read API against its own description: whatever is sent, it answers as described, and never with 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator

from pulau.apps.opendata import limits
from tests.apps.opendata.country import FIRST, publish_country, release
from tests.described import described
from tests.many_published import unit_id

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

schema = described().include(path_regex="/open/")
EXCLUDED = [
    # The description tells the form of an id or a day; one of the right form may still be none (2026-02-30).
    schemathesis.checks.positive_data_acceptance,
]
REAL = {"unit_id": str(unit_id(1)), "agency": "instansi-0001", "unit": FIRST}


@schema.hook
def map_path_parameters(_context: schemathesis.HookContext, path_parameters: dict[str, Any]) -> dict[str, Any]:
    """Lead two of three generated addresses to a unit that there is."""
    if not path_parameters:
        return path_parameters
    turn = sum(map(ord, json.dumps(path_parameters, default=str)))
    return {name: REAL[name] if turn % 3 else value for name, value in path_parameters.items()}


@pytest.fixture(autouse=True)
def country(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A published country; between requests Django would drop the connection of this test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    monkeypatch.setattr(limits, "ANONYMOUS", 1_000_000)
    publish_country()
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_it_answers_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(excluded_checks=EXCLUDED)


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("agencies", "list_open_agencies"),
        ("agencies/instansi-0001", "get_open_agency"),
        (f"agencies/instansi-0001/units/{FIRST}", "get_open_unit_at"),
        ("units", "list_open_units"),
        (f"units/{unit_id(1)}", "get_open_unit"),
        ("events", "list_open_events"),
        ("practices", "list_open_practices"),
        ("figures", "list_open_figures"),
        ("releases", "list_open_releases"),
    ],
)
def test_each_answer_has_the_described_shape(path: str, operation: str) -> None:
    release()
    described = Client().get("/api/v1/openapi.json").json()
    found = next(o for p in described["paths"].values() for o in p.values() if o["operationId"] == operation)
    answer = Client().get(f"/api/v1/open/{path}")
    assert answer.status_code == 200
    shape = found["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**shape, "components": described["components"]}).validate(answer.json())
    assert {"304", "401", "429"} <= set(found["responses"])
    assert found["summary"]
    assert found["description"]
