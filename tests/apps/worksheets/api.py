"""A program with a token, for tests of the API."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from pulau.apps.people.contract import issue_token
from tests.house import House

WORKSHEETS = "/api/v1/worksheets"


@dataclass(frozen=True)
class Program:
    """Asks the API with a person's token, in English; a browser without any cookie."""

    key: str
    sheet: str

    @classmethod
    def of(cls, house: House, who: str) -> Program:
        issued = issue_token(actor=house.actors[who], name=f"Program {who}", now=timezone.now(), days=30)
        return cls(issued.key, f"{WORKSHEETS}/{house.sheet.pk}")

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:  # noqa: ANN401 - an answer
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        sent = {"authorization": f"Bearer {self.key}", "accept-language": "en", **headers}
        return Client().generic(method, path, data, content_type="application/json", headers=sent)

    def get(self, path: str) -> Any:  # noqa: ANN401 - an answer
        return self("GET", path if path.startswith("/") else f"{self.sheet}/{path}".rstrip("/"))

    def put(self, item: str, **body: Any) -> Any:  # noqa: ANN401 - an answer
        return self("PUT", f"{self.sheet}/answers/{item}", body)


def codes(answer: Any) -> list[str]:  # noqa: ANN401 - an answer
    return [problem["code"] for problem in answer.json()["problems"]]
