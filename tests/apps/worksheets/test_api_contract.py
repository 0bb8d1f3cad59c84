"""The API against its own description: whatever is sent with a token, it answers as described, and never with 500.

The worksheet and items in the addresses are mostly real ones, so that the requests reach what they are about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator

from pulau.apps.worksheets.models import Worksheet
from tests.apps.worksheets.api import Program
from tests.described import described
from tests.house import House

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

OPEN = "/open/"
"""Open data needs no token; its own tests ask it (tests/apps/opendata)."""

schema = described()
stored = schema.exclude(operation_id="evaluate").exclude(path_regex=OPEN)
EXCLUDED = [
    # The description tells the shape of an answer, not the options of each item: 422 is then the right answer.
    schemathesis.checks.positive_data_acceptance,
    # It calls again with no token or a wrong one of its own making, by a connection outside this test's transaction.
    schemathesis.checks.ignored_auth,
]
REAL_ITEMS = ("P1.i.a", "P1.i.b", "R1.i.a", "H1.a")


@schema.hook
def map_path_parameters(_context: schemathesis.HookContext, path_parameters: dict[str, Any]) -> dict[str, Any]:
    """Lead two of three generated addresses to the worksheet and the items that there are."""
    if not path_parameters:
        return path_parameters
    turn = sum(map(ord, json.dumps(path_parameters, default=str)))
    real = {**path_parameters}
    if turn % 3:
        real["worksheet_id"] = str(SHEET)
        if "item" in real and turn % 2:
            real["item"] = REAL_ITEMS[turn % len(REAL_ITEMS)]
    return real


SHEET = UUID("5f0d6a52-7a5e-4f2a-9a52-0a4b8f3f8e11")


@pytest.fixture
def program(house: House) -> Iterator[Program]:
    """Ayu's program, with the worksheet at the id that the addresses name.

    Between requests Django drops a connection with an open transaction, which is this test's own: as its test client
    does, it is kept from that.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    Worksheet.objects.for_actor(house.actors["ayu"]).filter(pk=house.sheet.pk).update(id=SHEET)
    yield Program(Program.of(house, "ayu").key, f"/api/v1/worksheets/{SHEET}")
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def quickly(examples: int) -> settings:
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def hold(case: schemathesis.Case[Any], program: Program) -> None:
    # Of many answers each has its own outcome: one of a wrong shape is refused within a 200.
    one_of_many = case.operation.definition.raw["operationId"] == "put_answers"
    excluded = [*EXCLUDED, schemathesis.checks.negative_data_rejection] if one_of_many else EXCLUDED
    case.call_and_validate(headers={"Authorization": f"Bearer {program.key}"}, excluded_checks=excluded)


@stored.parametrize()
@quickly(10)
def test_it_answers_as_described(case: schemathesis.Case[Any], program: Program) -> None:
    hold(case, program)


@pytest.mark.nightly
@stored.parametrize()
@quickly(300)
def test_it_answers_as_described_whatever_is_sent(case: schemathesis.Case[Any], program: Program) -> None:
    hold(case, program)


@pytest.mark.parametrize(
    ("method", "path", "operation", "status"),
    [
        ("GET", "", "get_worksheet", 200),
        ("GET", "answers", "list_answers", 200),
        ("GET", "answers/P1.i.a", "get_answer", 200),
        ("GET", "answers/X", "get_answer", 404),
        ("GET", "score", "get_score", 200),
        ("GET", "evidence", "list_item_evidence", 200),
        ("GET", "history", "list_history", 200),
        ("GET", "history?limit=0", "list_history", 422),
        ("PUT", "answers/P1.i.a", "put_answer", 200),
        ("PUT", "answers/P1.i.b", "put_answer", 409),
        ("PUT", "answers", "put_answers", 200),
    ],
)
def test_each_answer_has_the_described_shape(house: House, method: str, path: str, operation: str, status: int) -> None:
    house.answer("fajar", {"P1.i.b": "B"})
    program = Program.of(house, "ayu")
    described = program.get("/api/v1/openapi.json").json()
    found = next(o for p in described["paths"].values() for o in p.values() if o["operationId"] == operation)
    body = None
    if method == "PUT":
        body = found["requestBody"]["content"]["application/json"]["examples"]["short"]["value"]
        Draft202012Validator(found["requestBody"]["content"]["application/json"]["schema"]).validate(body)
        body = {**body, "value": "A"} if status == 409 else body
    answer = program(method, f"{program.sheet}/{path}".rstrip("/"), body)
    assert answer.status_code == status
    shape = found["responses"][str(status)]["content"]["application/json"]["schema"]
    Draft202012Validator({**shape, "components": described["components"]}).validate(answer.json())


def test_every_operation_says_what_it_needs_and_what_may_go_wrong(house: House) -> None:
    described = Program.of(house, "ayu").get("/api/v1/openapi.json").json()
    scheme = described["components"]["securitySchemes"]["BearerToken"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    closed = [path for address, path in described["paths"].items() if OPEN not in address]
    operations = {o["operationId"]: o for path in closed for o in path.values()}
    assert len(operations) >= 14
    for name, operation in operations.items():
        if name == "evaluate":
            continue
        assert operation["security"] == [{"BearerToken": []}]
        assert "401" in operation["responses"]
        assert operation["summary"]
        assert operation["description"]
        if "requestBody" in operation:
            told = operation["requestBody"]["content"]
            assert "multipart/form-data" in told or told["application/json"]["examples"]
            assert {"403", "413", "415", "422"} <= set(operation["responses"])
