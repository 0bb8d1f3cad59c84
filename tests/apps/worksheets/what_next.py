"""What the tests of plan, trial, comparison and simulation share: units of the demo at their stored worksheets."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.apps.worksheets.conftest import demo_json
from tests.house import House

PAGES = ("rencana", "coba", "bandingkan", "simulasi")


def fill(house: House) -> None:
    """Let the civil registry's worksheet of 2026 be that of the demo's hospital: one area below its minimum."""
    house.answer("ayu", demo_json("rsud-2025")["answers"])


def page(client: Client, address: str, *, status: int = 200) -> str:
    """Open an address and return its text."""
    answer: Any = client.get(address)
    assert answer.status_code == status, answer.status_code
    text: str = answer.content.decode()
    return text


def context(client: Client, address: str) -> Any:  # noqa: ANN401 - a template's context
    """Open an address and return what its template was given."""
    return client.get(address).context
