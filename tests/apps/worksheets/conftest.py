"""What tests of the calculator share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pulau.apps.worksheets.demos import demo_of

Hand = Callable[..., Any]


def demo_bytes(slug: str) -> bytes:
    demo = demo_of(slug)
    assert demo is not None
    return demo.read()


def demo_json(slug: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(demo_bytes(slug))
    return loaded


def text_of(response: Any) -> str:  # noqa: ANN401 - a test client's answer has no public type
    text: str = response.content.decode()
    return text


@pytest.fixture
def hand_in(client: Client) -> Hand:
    """Hand a file in at the calculator: its bytes or plain data, its name, other fields."""

    def hand(content: bytes | dict[str, Any], name: str = "lke.json", **fields: str) -> Any:  # noqa: ANN401 - as above
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        answer: Any = client.post("/hitung", {"berkas": SimpleUploadedFile(name, data), **fields})
        return answer

    return hand


@pytest.fixture
def carry(client: Client) -> Hand:
    """Send a worksheet back as the result page does, to the page or to one of its downloads."""

    def send(worksheet: dict[str, Any] | str, to: str = "/hitung", **fields: Any) -> Any:  # noqa: ANN401 - as above  # noqa: ANN401 - form data
        text = worksheet if isinstance(worksheet, str) else json.dumps(worksheet)
        answer: Any = client.post(to, {"lembar": text, "nama": "lke 2025.xlsx", **fields})
        return answer

    return send
