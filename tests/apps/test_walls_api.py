"""Every operation of the API, with everybody's token: whoever it is not for is told nothing and changes nothing."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone

from pulau.apps.people.contract import revoke_token
from pulau.apps.people.models import ApiToken
from pulau.apps.worksheets import selectors
from pulau.apps.worksheets.models import Worksheet
from pulau.config.api import api
from pulau.foundation.tenancy.policy import policy_of
from tests.walls.furnished import ITEM, SPHERES, Furnished, furnished_house, mark
from tests.walls.headers import header_faults

ROOT: Final = "/api/v1"
ANSWER: Final = {"version": 1, "value": "Ya"}
EVIDENCE: Final = "{evidence}"  # a piece of the registry's
OPERATIONS: Final[dict[str, tuple[bool, dict[str, Any]]]] = {
    "get_worksheet": (False, {}),
    "get_score": (False, {}),
    "list_answers": (False, {}),
    "get_answer": (False, {}),
    "list_history": (False, {}),
    "put_answer": (True, ANSWER),
    "list_item_evidence": (False, {}),
    "lay_item_evidence": (True, {"evidence": EVIDENCE, "asked": 1}),
    "put_answers": (True, {"answers": {ITEM: ANSWER}}),
}
"""Operations on one worksheet: whether they write, and what is sent."""
ON_ALL: Final = {"list_worksheets", "open_worksheet"}
OF_EVIDENCE: Final = {"get_evidence": "", "get_evidence_file": "/versions/1"}
ON_ALL_EVIDENCE: Final = {"list_evidence", "keep_evidence"}
OPEN_DATA: Final = {
    *("list_open_agencies", "get_open_agency", "get_open_unit_at", "list_open_units", "get_open_unit"),
    *("list_open_events", "list_open_practices", "list_open_figures", "list_open_releases"),
}
FOR_EVERYBODY: Final = {"evaluate", *OPEN_DATA}
READERS: Final = {"ayu", "fajar", "gita", "hana", "indra"}
TEAM: Final = {"ayu", "fajar", "gita"}


@pytest.fixture
def made(db: None) -> Furnished:
    return furnished_house()


def operations() -> list[tuple[str, str, str, Any]]:
    """Every operation: method, path, id, view."""
    return [
        (method, f"{prefix}{path}", operation.operation_id or "", operation.view_func)
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    ]


def ask(key: str | None, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - an answer
    headers = {"Authorization": f"Bearer {key}"} if key is not None else {}
    client = Client(raise_request_exception=False)
    data = json.dumps(body).encode() if body else b""
    return client.generic(method, path, data, content_type="application/json", headers=headers)


def meant(made: Furnished, body: dict[str, Any]) -> dict[str, Any]:
    """Return a body with the ids of what lies in the house."""
    return {key: str(made.evidence["dukcapil"]) if value == EVIDENCE else value for key, value in body.items()}


def breaches(made: Furnished) -> list[str]:
    """Try every operation on the registry's worksheet as everybody; return what went wrong."""
    before, wrong = made.state(), []
    keys: list[tuple[str | None, str | None]] = [*made.keys.items(), ("false", "pulau_false"), (None, None)]
    for method, path, name, _view in operations():
        if name not in OPERATIONS:
            continue
        writes, body = OPERATIONS[name]
        filled = ROOT + path.format(worksheet_id=made.sheets["dukcapil"].pk, item=ITEM)
        for who, key in keys:
            if who in (TEAM if writes else READERS):
                continue
            right = 403 if who in READERS else 404
            if who in {"eka", "false", None}:
                right = 401
            answer = ask(key, method, filled, meant(made, body))
            told = answer.content.decode()
            faults = [] if answer.status_code == right else [str(answer.status_code)]
            faults += header_faults(answer, private=True)
            faults += [f"tells of {name}" for name, may in SPHERES.items() if who not in may and mark(name) in told]
            wrong += [f"{who} {method} {path}: {fault}" for fault in faults]
    return wrong if made.state() == before else [*wrong, "a refused request changed something"]


def test_every_operation_is_known_here() -> None:
    known = {name for _method, _path, name, view in operations() if policy_of(view) is not None}
    assert known == OPERATIONS.keys() | ON_ALL | FOR_EVERYBODY | OF_EVIDENCE.keys() | ON_ALL_EVIDENCE
    public = {name for _method, _path, name, view in operations() if policy_of(view).name == "public"}  # type: ignore[union-attr]  # the line above
    assert public == FOR_EVERYBODY


def test_a_worksheet_is_there_only_for_the_programs_of_those_who_may_read_it(made: Furnished) -> None:
    assert breaches(made) == []


def test_those_who_may_get_through(made: Furnished) -> None:
    for method, path, name, _view in operations():
        if name in OPERATIONS:
            _writes, body = OPERATIONS[name]
            filled = ROOT + path.format(worksheet_id=made.sheets["dukcapil"].pk, item=ITEM)
            assert ask(made.keys["ayu"], method, filled, meant(made, body)).status_code == 200, name


def test_the_list_holds_nothing_of_others(made: Furnished) -> None:
    for who, key in made.keys.items():
        if who == "eka":
            continue
        for query in ("", "?unit=disdukcapil", "?unit=rsud", "?unit=disdukcapil-lain", "?year=2026"):
            told = ask(key, "GET", f"{ROOT}/worksheets{query}").content.decode()
            assert [name for name, may in SPHERES.items() if who not in may and mark(name) in told] == [], (who, query)


def test_evidence_is_there_only_for_the_programs_of_those_who_may_read_it(made: Furnished) -> None:
    for sphere, piece in made.evidence.items():
        for who, key in made.keys.items():
            right = 401 if who == "eka" else 200 if who in SPHERES[sphere] else 404
            statuses = {ask(key, "GET", f"{ROOT}/evidence/{piece}{rest}").status_code for rest in OF_EVIDENCE.values()}
            assert statuses == {right}, (sphere, who)
    for who, key in made.keys.items():
        told = ask(key, "GET", f"{ROOT}/evidence").content.decode()
        assert [name for name, may in SPHERES.items() if who not in may and mark(name) in told] == [], who


def test_nobody_opens_a_worksheet_for_a_unit_that_is_not_theirs(made: Furnished) -> None:
    wish = {"unit": "disdukcapil", "year": 2031, "regulation": "permenpan-rb-90-2021"}
    statuses = {who: ask(key, "POST", f"{ROOT}/worksheets", wish).status_code for who, key in made.keys.items()}
    refused = {"joko": 422, "dewi": 422, "vera": 422, "indra": 403, "eka": 401}
    assert {who: statuses[who] for who in refused} == refused
    assert statuses["ayu"] == 201


def test_the_unit_of_another_agency_looks_like_one_that_is_not_there(made: Furnished) -> None:
    wish = {"year": 2031, "regulation": "permenpan-rb-90-2021"}
    told = [
        ask(made.keys["dewi"], "POST", f"{ROOT}/worksheets", {**wish, "unit": unit}).content.decode().replace(unit, "…")
        for unit in ("disdukcapil", "tidak-ada")
    ]
    assert told[0] == told[1]


def test_a_session_alone_opens_no_door_of_the_api(made: Furnished) -> None:
    client = made.house.client("ayu")
    for method, path, name, _view in operations():
        if name not in FOR_EVERYBODY:
            ids = {"worksheet_id": made.sheets["dukcapil"].pk, "evidence_id": made.evidence["dukcapil"]}
            filled = ROOT + path.format(**ids, item=ITEM, number=1)
            assert client.generic(method, filled, b"{}", content_type="application/json").status_code == 401, name


@pytest.mark.parametrize("ended", ["expired", "revoked", "closed"])
def test_a_token_that_has_ended_opens_nothing(made: Furnished, ended: str) -> None:
    actor, key = made.house.actors["ayu"], made.keys["ayu"]
    assert ask(key, "GET", f"{ROOT}/worksheets").status_code == 200
    if ended == "revoked":
        revoke_token(actor=actor, token_id=made.tokens["ayu"], now=timezone.now())
    elif ended == "expired":
        ApiToken.objects.for_actor(actor).update(expires_at=timezone.now())
    else:
        made.house.users["ayu"].is_active = False
        made.house.users["ayu"].save()
    assert ask(key, "GET", f"{ROOT}/worksheets").status_code == 401


def test_the_check_sees_a_unit_that_is_open_to_the_whole_agency(
    made: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "worksheets_for", Worksheet.objects.for_actor)
    wrong = breaches(made)
    assert any(line.startswith("joko GET") and line.endswith(": 200") for line in wrong)
    assert any("tells of dukcapil" in line for line in wrong)


HOSTILE: Final = {
    "half a character as an item": ("PUT", "answers", b'{"answers":{"\\ud800":{"version":0}}}'),
    "a zero byte as an item": ("PUT", "answers", b'{"answers":{"a\\u0000":{"version":0}}}'),
    "half a character as a value": ("PUT", "answers", b'{"answers":{"P1.i.a":{"version":0,"value":"\\ud800"}}}'),
    "half a character as a note": ("PUT", "answers", b'{"answers":{"P1.i.a":{"version":0,"note":"\\ud800"}}}'),
    "half a character as a unit": ("POST", "", b'{"unit":"\\ud800","year":2026,"regulation":"permenpan-rb-90-2021"}'),
    "a path as a regulation": ("POST", "", b'{"unit":"disdukcapil","year":2030,"regulation":"../../config"}'),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_no_database_takes_is_refused_and_not_a_mistake_of_ours(made: Furnished, what: str) -> None:
    method, rest, body = HOSTILE[what]
    path = f"{ROOT}/worksheets/{made.sheets['dukcapil'].pk}/{rest}" if rest else f"{ROOT}/worksheets"
    headers = {"Authorization": f"Bearer {made.keys['ayu']}"}
    client = Client(raise_request_exception=False)
    answer = client.generic(method, path, body, content_type="application/json", headers=headers)
    assert answer.status_code in {200, 422}
    assert "problems" in answer.content.decode()
