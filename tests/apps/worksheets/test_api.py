"""The API: the command line's bytes, the same messages, and a description that holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from pulau.cli.main import build
from tests.apps.worksheets.conftest import demo_bytes, demo_json

EVALUATE = "/api/v1/evaluate"
SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"


def ask(client: Client, body: bytes | dict[str, Any], query: str = "", **headers: str) -> Any:  # noqa: ANN401 - an answer
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(f"{EVALUATE}{query}", data, content_type="application/json", headers=headers)


def codes(answer: Any) -> list[str]:  # noqa: ANN401 - an answer
    return [problem["code"] for problem in answer.json()["problems"]]


@pytest.mark.parametrize("policy", ["zero", "skip"])
@pytest.mark.parametrize("slug", ["rsud-2025", "kecamatan-2024", "perhubungan-2018"])
def test_it_answers_with_the_bytes_of_the_command_line(client: Client, tmp_path: Path, slug: str, policy: str) -> None:
    file = tmp_path / "lke.json"
    file.write_bytes(demo_bytes(slug))
    printed = CliRunner().invoke(build(), ["evaluate", str(file), "--format", "json", "--unanswered", policy])
    answer = ask(client, demo_bytes(slug), f"?unanswered={policy}")
    assert answer.status_code == 200
    assert answer.content == printed.stdout_bytes


def test_it_answers_in_the_documented_shape(client: Client) -> None:
    schema = json.loads((SCHEMAS / "evaluate.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(ask(client, demo_bytes("rsud-2025")).json())


def test_a_number_of_many_digits_is_taken_as_it_is_written(client: Client) -> None:
    sheet = b'{"regulation":"permenpan-rb-90-2021","answers":{"H1.a":3.60000000000000000000000001}}'
    answer = ask(client, sheet).json()
    assert answer["items"]["H1.a"]["answer"] == "3.60000000000000000000000001"


@pytest.mark.parametrize(
    ("language", "word"), [("", "Pertanyaan"), ("en-GB, id;q=0.5", "item"), ("de, en;q=0.3", "item")]
)
def test_messages_are_in_the_language_asked_for(client: Client, language: str, word: str) -> None:
    bad = {"regulation": "permenpan-rb-90-2021", "answers": {"P9.x": "A", "P9.y": "A"}}
    answer = ask(client, bad, **({"accept-language": language} if language else {}))
    assert answer.status_code == 422
    assert [problem["place"] for problem in answer.json()["problems"]] == ["P9.x", "P9.y"]
    assert word.casefold() in answer.json()["problems"][0]["message"].casefold() or language == ""
    assert answer["Content-Language"] == ("en" if language else "id")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b" ", "not-json"),
        (b"{", "not-json"),
        (b"[]", "json-not-object"),
        (b"\xff", "file-not-utf8"),
        (b'{"answers":{}}', "missing-key"),
        (b'{"regulation":"permenpan-rb-90-2021"}', "missing-key"),
        (b'{"regulation":"permenpan-rb-90-2021","answers":[]}', "json-not-object"),
        (b'{"regulation":"permenpan-rb-5-2024","answers":{}}', "no-worksheet"),
        (b'{"regulation":"entah","answers":{}}', "unknown-regulation"),
        (b'{"regulation":"permenpan-rb-90-2021","answers":{},"unanswered":"skip"}', "unknown-key"),
        (b'{"regulation":"permenpan-rb-90-2021","answers":{},"prior_title":"WBKX"}', "unknown-title"),
        (b'{"regulation":"permenpan-rb-90-2021","answers":{"H1.a":NaN}}', "not-a-number"),
        (b'{"regulation":"permenpan-rb-90-2021","answers":{"H1.a":4.1}}', "out-of-scale"),
        (b'{"regulation":"permenpan-rb-90-2021","answers":{"H1.a":1,"H1.a":2}}', "duplicate-key"),
        (b'{"regulation":"permenpan-rb-90-2021","answers":{},"notes":[]}', "text-expected"),
        (b'{"regulation":"\\ud800","answers":{}}', "unknown-regulation"),
    ],
)
def test_bad_input_is_told_by_its_code(client: Client, body: bytes, code: str) -> None:
    answer = ask(client, body)
    assert answer.status_code == 422
    assert codes(answer) == [code]
    assert answer.json()["problems"][0]["message"]


def test_a_policy_that_does_not_exist_is_refused(client: Client) -> None:
    answer = ask(client, demo_json("rsud-2025"), "?unanswered=guess")
    assert (answer.status_code, codes(answer)) == (422, ["unknown-choice"])


def test_only_json_is_taken(client: Client) -> None:
    answer = client.post(EVALUATE, {"regulation": "permenpan-rb-90-2021"})
    assert (answer.status_code, codes(answer)) == (415, ["media-type"])


def test_a_body_beyond_the_limit_is_refused(client: Client, settings: LazySettings) -> None:
    beyond_json = ask(client, b" " * 5_000_001)
    assert (beyond_json.status_code, codes(beyond_json)) == (413, ["file-too-large"])
    settings.UPLOAD_LIMIT_BYTES = 1_000
    beyond_all = ask(client, b" " * 1_001)
    assert (beyond_all.status_code, codes(beyond_all)) == (413, ["file-too-large"])


def test_it_asks_for_no_token_and_no_cookie() -> None:
    answer = ask(Client(enforce_csrf_checks=True), demo_bytes("rsud-2025"))
    assert answer.status_code == 200
    assert answer.cookies == {}


def test_only_post_is_answered(client: Client) -> None:
    answer = client.get(EVALUATE)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_its_description_has_schemas_and_an_example_that_works(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    operation = described["paths"][EVALUATE]["post"]
    assert set(operation["responses"]) == {"200", "413", "415", "422"}
    body = operation["requestBody"]["content"]["application/json"]
    example = body["examples"]["short"]["value"]
    Draft202012Validator(body["schema"]).validate(example)
    answer = ask(client, example)
    assert answer.status_code == 200
    schema = {"$ref": "#/components/schemas/EvaluationOut", "components": described["components"]}
    Draft202012Validator(schema).validate(answer.json())


def test_the_examples_of_the_docs_are_true(client: Client) -> None:
    page = (Path(__file__).parents[3] / "docs" / "howto" / "api.md").read_text("utf-8")
    sent = page.split("--data '", 1)[1].split("'", 1)[0]
    assert ask(client, sent.encode()).status_code == 200
    told = json.loads(page.split("```json", 1)[1].split("```", 1)[0])
    bad = {"regulation": "permenpan-rb-90-2021", "answers": {"P9.x": "A"}}
    assert ask(client, bad, **{"accept-language": "en"}).json() == told
